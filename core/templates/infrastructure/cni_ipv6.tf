# Lets the VPC CNI assign IPv6 addresses: AWS keeps no policy for it.
resource "aws_iam_policy" "cni_ipv6" {
  #checkov:skip=CKV_AWS_290:Which interfaces get addresses is known only when nodes start.
  #checkov:skip=CKV_AWS_355:Which interfaces get addresses is known only when nodes start.
  # A prefix takes 102 characters.
  name_prefix = "${substr(var.cluster_name, 0, 91)}-cni-ipv6-"
  path        = local.iam_path
  description = "IPv6 addresses of pods in the EKS cluster ${var.cluster_name}"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "ec2:AssignIpv6Addresses",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeInstances",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeTags",
        ]
        Resource = "*"
      },
      {
        Effect   = "Allow"
        Action   = "ec2:CreateTags"
        Resource = "arn:${data.aws_partition.current.partition}:ec2:*:*:network-interface/*"
      },
    ]
  })
}

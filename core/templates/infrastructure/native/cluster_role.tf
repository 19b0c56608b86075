# The role in which EKS runs the control plane. It tags its sessions: by the tags, Auto Mode could tell whose nodes it starts.
resource "aws_iam_role" "cluster" {
  # A prefix takes 38 characters.
  name_prefix = "${substr(var.cluster_name, 0, 29)}-cluster-"
  description = "Control plane of the EKS cluster ${var.cluster_name}"

  path                 = local.iam_path
  permissions_boundary = local.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
    }]
  })
}

resource "aws_iam_role_policy_attachment" "cluster" {
  for_each = toset(local.cluster_role_policies)

  role       = aws_iam_role.cluster.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/${each.value}"
}

# What the control plane does with the key of Kubernetes secrets.
resource "aws_iam_role_policy" "cluster_key" {
  name = "secrets-key"
  role = aws_iam_role.cluster.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"]
      Resource = local.secrets_key_arn
    }]
  })
}

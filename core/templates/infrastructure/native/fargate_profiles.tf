# The role in which Fargate fetches images and writes logs, one a profile.
resource "aws_iam_role" "fargate" {
  for_each = local.fargate_profiles

  # A prefix takes 38 characters.
  name_prefix = "${try(each.value.iam_role_name, each.key)}-"
  description = "Fargate profile ${each.key} of the EKS cluster ${var.cluster_name}"

  path                 = local.iam_path
  permissions_boundary = local.permissions_boundary_arn

  # Only for profiles of this cluster: the condition keeps others from passing the role on.
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "eks-fargate-pods.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        ArnLike = {
          "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:eks:${var.region}:${data.aws_caller_identity.current.account_id}:fargateprofile/${var.cluster_name}/*"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "fargate" {
  for_each = local.fargate_profiles

  role       = aws_iam_role.fargate[each.key].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy"
}

resource "aws_eks_fargate_profile" "this" {
  for_each = local.fargate_profiles

  cluster_name           = aws_eks_cluster.this.name
  fargate_profile_name   = each.key
  pod_execution_role_arn = aws_iam_role.fargate[each.key].arn
  subnet_ids             = each.value.subnet_ids

  dynamic "selector" {
    for_each = each.value.selectors

    content {
      namespace = selector.value.namespace
      labels    = try(selector.value.labels, null)
    }
  }

  depends_on = [aws_iam_role_policy_attachment.fargate]
}

# The role in which pipelines plan. It looks and changes nothing, not even the lock of the state: plan with -lock=false.
# What it may look at, in read_rights.tf, the apply role may too. That includes the state: whoever may change a pipeline of
# this role can read what is secret in it.
resource "aws_iam_role" "plan" {
  name        = "${local.role_prefix}-plan"
  description = "Pipelines that plan the EKS cluster ${var.cluster_name}"

  # Both issuer and job are named by StringEquals: nobody else gets the role.
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Pipeline"
      Effect    = "Allow"
      Principal = { Federated = local.oidc_provider_arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "${local.oidc_issuer}:aud" = local.oidc_audience
          "${local.oidc_issuer}:sub" = local.plan_subjects
        }
      }
    }]
  })
}

# Pipelines of one project take the roles of this folder by OpenID Connect: GitLab signs who a job is, and AWS trusts the
# signature. No key of AWS is kept on GitLab. Its jobs ask for the token with this audience:
#   id_tokens: { AWS_TOKEN: { aud: https://the-host } }
# https://docs.gitlab.com/ci/cloud_services/aws/
locals {
  oidc_issuer   = var.gitlab_host
  oidc_audience = "https://${var.gitlab_host}"

  # Who a job is, word for word: a wildcard would let in what nobody thought of. GitLab names neither merge request nor
  # environment in the subject, only the branch that a job runs for. So both roles are for the jobs of one branch, which must
  # be a protected one: who may push or merge to it applies. A merge request is planned when it is merged, before the apply.
  plan_subjects = [
    "project_path:${var.gitlab_project}:ref_type:branch:ref:${var.delivery_branch}",
  ]
  apply_subjects = [
    "project_path:${var.gitlab_project}:ref_type:branch:ref:${var.delivery_branch}",
  ]
}

# An account can have this provider once: where it is there already, the design says so. No thumbprint is given: AWS checks
# the certificate by its own list of authorities, and where none of those signed it, fetches the thumbprint itself.
resource "aws_iam_openid_connect_provider" "pipeline" {
  url            = "https://${local.oidc_issuer}"
  client_id_list = [local.oidc_audience]

  # Others of the account may have come to use it. To hand it over: terraform state rm, and say in the design that it is there.
  lifecycle {
    prevent_destroy = true
  }
}

# Somebody made this provider before: an account can have it once.
data "aws_iam_openid_connect_provider" "pipeline" {
  url = "https://${local.oidc_issuer}"

  lifecycle {
    postcondition {
      condition     = contains(self.client_id_list, local.oidc_audience)
      error_message = "The OIDC provider of the account does not take the audience ${local.oidc_audience}: add it there."
    }
  }
}

# Pipelines of one repository take the roles of this folder by OpenID Connect: GitHub signs who a job is, and AWS trusts the
# signature. No key of AWS is kept on GitHub.
# https://docs.github.com/en/actions/reference/security/oidc
locals {
  oidc_issuer   = "token.actions.githubusercontent.com"
  oidc_audience = "sts.amazonaws.com"

  # Who a job is, word for word: a wildcard would let in what nobody thought of. Jobs of a pull request are planned, and so
  # is the branch. A pull request from a fork gets no token.
  plan_subjects = [
    "repo:${var.github_repository}:pull_request",
    "repo:${var.github_repository}:ref:refs/heads/${var.delivery_branch}",
  ]

  # A job that names an environment has this subject, whatever its branch. Which branches may use the environment and who
  # approves is set on GitHub, in the environment's protection rules: without them, everybody who can push applies.
  apply_subjects = [
    "repo:${var.github_repository}:environment:${var.delivery_environment}",
  ]
}

# An account can have this provider once: where it is there already, the design says so. It has no thumbprint, because AWS
# checks GitHub's certificate by its own list of authorities.
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

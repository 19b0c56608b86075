# The values are in terraform.tfvars.

variable "region" {
  description = "The AWS region of the bucket: the cluster's own."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2,}(-[a-z]+)+-[0-9]+$", var.region))
    error_message = "A region reads like eu-central-1."
  }
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "cluster_name" {
  description = "The cluster whose state this is."
  type        = string

  validation {
    condition     = can(regex("^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$", var.cluster_name))
    error_message = "The name takes up to 100 letters, digits, - and _, and begins with a letter or a digit."
  }
}

variable "state_bucket" {
  description = "The name of the bucket. Bucket names are taken worldwide."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.state_bucket))
    error_message = "The name takes 3 to 63 lower-case letters, digits and -, and begins and ends with a letter or a digit."
  }
}

variable "state_bucket_prefix" {
  description = "What the bucket's name begins with; the account's id follows, for bucket names are taken worldwide."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$", var.state_bucket_prefix))
    error_message = "The prefix takes up to 50 lower-case letters, digits and -, and begins and ends with a letter or a digit."
  }
}

variable "lock_table" {
  description = "The name of the DynamoDB table that keeps two runs apart."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_.-]{3,255}$", var.lock_table))
    error_message = "The name takes 3 to 255 letters, digits, _ . and -."
  }
}

variable "github_repository" {
  description = "The repository whose pipelines roll out: owner/name, or owner@id/name@id where GitHub puts the numbers into the subject."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9_-]*(@[0-9]+)?/[A-Za-z0-9._-]+(@[0-9]+)?$", var.github_repository))
    error_message = "A repository reads like owner/name or owner@123/name@456."
  }
}

variable "gitlab_host" {
  description = "The host of the GitLab whose pipelines roll out."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9-]+([.][a-z0-9-]+)+$", var.gitlab_host))
    error_message = "A host reads like gitlab.com: no https://, no port, no path."
  }
}

variable "gitlab_project" {
  description = "The project whose pipelines roll out, with all of its groups."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)+$", var.gitlab_project))
    error_message = "A project reads like group/project or group/subgroup/project."
  }
}

variable "delivery_branch" {
  description = "The branch that is rolled out."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_][A-Za-z0-9._/-]*$", var.delivery_branch))
    error_message = "A branch is named word for word: letters, digits, - _ . and /."
  }
}

variable "delivery_environment" {
  description = "The environment in which pipelines apply."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._/-]*$", var.delivery_environment))
    error_message = "An environment is named word for word: letters, digits, - _ . and /."
  }
}

variable "boundary_services" {
  description = "Services that roles of this cluster use, beside those of every cluster in boundary.tf: by the beginning of their actions, such as bedrock."
  type        = set(string)

  validation {
    condition     = alltrue([for service in var.boundary_services : can(regex("^[a-z0-9-]+$", service))])
    error_message = "Each service is named as its actions begin: letters, digits and -."
  }

  validation {
    condition = length(setintersection(var.boundary_services, [
      "account",
      "cloudformation",
      "codebuild",
      "ec2-instance-connect",
      "eks",
      "iam",
      "identitystore",
      "kms",
      "organizations",
      "ram",
      "rolesanywhere",
      "secretsmanager",
      "ssm",
      "sso",
      "sso-directory",
      "sts",
    ])) == 0
    error_message = "With all rights to these services a role could leave its bounds: name single actions in boundary.tf."
  }
}

variable "secrets_kms_key_arn" {
  description = "The key that encrypts Kubernetes secrets."
  type        = string
}

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

variable "state_bucket_prefix" {
  description = "What the bucket's name begins with; the account's id follows, for bucket names are taken worldwide."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$", var.state_bucket_prefix))
    error_message = "The prefix takes up to 50 lower-case letters, digits and -, and begins and ends with a letter or a digit."
  }
}

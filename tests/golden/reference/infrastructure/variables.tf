# What may differ between roll-outs. The values are in terraform.tfvars.

variable "region" {
  description = "The AWS region that holds everything, such as eu-central-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2,}(-[a-z]+)+-[0-9]+$", var.region))
    error_message = "A region reads like eu-central-1."
  }
}

variable "tags" {
  description = "Tags of every resource that Terraform makes, and of what runs in node groups: instances, volumes, network interfaces."
  type        = map(string)
}

variable "vpc_cidr" {
  description = "The VPC's block, from /16 to /28. AWS cannot change it."
  type        = string

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && can(regex("/(1[6-9]|2[0-8])$", var.vpc_cidr))
    error_message = "The block must have a mask from /16 to /28, such as 10.0.0.0/16."
  }
}

variable "public_subnets" {
  description = "Public subnets by name, for load balancers and NAT gateways. A zone is given by its id: letters differ from account to account."
  type = map(object({
    zone_id = string
    cidr    = string
    tags    = optional(map(string), {})
  }))

  validation {
    condition     = alltrue([for subnet in values(var.public_subnets) : can(cidrhost(subnet.cidr, 0))])
    error_message = "Each cidr must be a block such as 10.0.0.0/24."
  }

  validation {
    condition     = alltrue([for subnet in values(var.public_subnets) : can(regex("^[a-z0-9]+-az[0-9]+$", subnet.zone_id))])
    error_message = "Each zone_id must read like euc1-az1, not eu-central-1a."
  }
}

variable "private_subnets" {
  description = "Private subnets by name, for nodes and pods. A zone is given by its id: letters differ from account to account."
  type = map(object({
    zone_id = string
    cidr    = string
    tags    = optional(map(string), {})
  }))

  validation {
    condition     = alltrue([for subnet in values(var.private_subnets) : can(cidrhost(subnet.cidr, 0))])
    error_message = "Each cidr must be a block such as 10.0.16.0/20."
  }

  validation {
    condition     = alltrue([for subnet in values(var.private_subnets) : can(regex("^[a-z0-9]+-az[0-9]+$", subnet.zone_id))])
    error_message = "Each zone_id must read like euc1-az1, not eu-central-1a."
  }
}

variable "nat_gateways" {
  description = "NAT gateways: the id of the zone, and the name of the public subnet that holds the gateway."
  type        = map(string)
}

variable "nat_gateway_of_zone" {
  description = "Which NAT gateway the private subnets of a zone use: both are ids of zones."
  type        = map(string)

  validation {
    condition     = alltrue([for zone_id in values(var.nat_gateway_of_zone) : contains(keys(var.nat_gateways), zone_id)])
    error_message = "Each value must be a key of nat_gateways."
  }
}

variable "cluster_name" {
  description = "The cluster's name. EKS cannot change it."
  type        = string

  validation {
    condition     = can(regex("^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$", var.cluster_name))
    error_message = "The name takes up to 100 letters, digits, - and _, and begins with a letter or a digit."
  }

  validation {
    # Names of security groups begin with it, and EC2 takes none that looks like an id.
    condition     = !startswith(var.cluster_name, "sg-")
    error_message = "The name must not begin with sg-."
  }
}

variable "kubernetes_version" {
  description = "The Kubernetes version without a patch, such as 1.36. EKS goes up one minor at a time; UPGRADE.md says how to go back."
  type        = string

  validation {
    condition     = can(regex("^1\\.[1-9][0-9]$", var.kubernetes_version))
    error_message = "A version reads like 1.36."
  }
}

variable "deletion_protection" {
  description = "Whether EKS refuses to delete the cluster until this is turned off."
  type        = bool
}

variable "endpoint_private_access" {
  description = "Whether the API server has an address inside the VPC."
  type        = bool
}

variable "endpoint_public_access" {
  description = "Whether the API server has an address on the internet."
  type        = bool
}

variable "endpoint_public_access_cidrs" {
  description = "Who may use the API server's public address; nobody else can reach it."
  type        = list(string)

  validation {
    condition     = alltrue([for cidr in var.endpoint_public_access_cidrs : can(cidrhost(cidr, 0))])
    error_message = "Each entry must be a block such as 198.51.100.7/32."
  }

  validation {
    # AWS opens the endpoint to the whole internet where the list is empty.
    condition     = !var.endpoint_public_access || length(var.endpoint_public_access_cidrs) > 0
    error_message = "Name at least one block, or turn endpoint_public_access off."
  }
}

variable "enabled_log_types" {
  description = "The control-plane logs that go to CloudWatch."
  type        = list(string)

  validation {
    condition     = length(setsubtract(var.enabled_log_types, ["api", "audit", "authenticator", "controllerManager", "scheduler"])) == 0
    error_message = "The log types are api, audit, authenticator, controllerManager and scheduler."
  }
}

variable "log_retention_in_days" {
  description = "For how many days CloudWatch keeps the control-plane logs."
  type        = number
}

variable "administrator_arn" {
  description = "The IAM role or user that administers the cluster. Who runs Terraform gets nothing by that alone."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(role|user)/.+$", var.administrator_arn))
    error_message = "Give the ARN of an IAM role or user, such as arn:aws:iam::111122223333:role/platform-admin."
  }
}

variable "addon_versions" {
  description = "The build of each EKS add-on. scripts/pin.sh asks AWS for the current ones and writes them to addon_versions.auto.tfvars.json."
  type        = map(string)
}

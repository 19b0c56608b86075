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

variable "secondary_cidrs" {
  description = "Further blocks of the VPC. What AWS takes beside the first one: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"
  type        = list(string)

  validation {
    condition     = alltrue([for cidr in var.secondary_cidrs : can(cidrhost(cidr, 0)) && can(regex("/(1[6-9]|2[0-8])$", cidr))])
    error_message = "Each block must have a mask from /16 to /28, such as 100.64.0.0/16."
  }
}

variable "flow_log_traffic" {
  description = "The traffic that is recorded: ALL, ACCEPT or REJECT."
  type        = string

  validation {
    condition     = contains(["ALL", "ACCEPT", "REJECT"], var.flow_log_traffic)
    error_message = "The traffic is ALL, ACCEPT or REJECT."
  }
}

variable "flow_log_retention_in_days" {
  description = "For how many days CloudWatch keeps the record of the VPC's traffic."
  type        = number
}

variable "public_subnets" {
  description = "Public subnets by name, for load balancers and NAT gateways. A zone is given by its id: letters differ from account to account."
  type = map(object({
    zone_id = string
    cidr    = string
    ipv6    = number
    tags    = optional(map(string), {})

    # Whether what starts here gets a public address: nodes without one would never join.
    public_addresses = optional(bool, false)
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
    ipv6    = number
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

variable "intra_subnets" {
  description = "Subnets without a way out by name. A zone is given by its id: letters differ from account to account."
  type = map(object({
    zone_id = string
    cidr    = string
    ipv6    = number
    tags    = optional(map(string), {})
  }))

  validation {
    condition     = alltrue([for subnet in values(var.intra_subnets) : can(cidrhost(subnet.cidr, 0))])
    error_message = "Each cidr must be a block such as 10.0.2.0/28."
  }

  validation {
    condition     = alltrue([for subnet in values(var.intra_subnets) : can(regex("^[a-z0-9]+-az[0-9]+$", subnet.zone_id))])
    error_message = "Each zone_id must read like euc1-az1, not eu-central-1a."
  }
}

variable "pod_subnets" {
  description = "Subnets for pods alone by name: each zone with nodes needs one. A zone is given by its id: letters differ from account to account."
  type = map(object({
    zone_id = string
    cidr    = string
    ipv6    = number
    tags    = optional(map(string), {})
  }))

  validation {
    condition     = alltrue([for subnet in values(var.pod_subnets) : can(cidrhost(subnet.cidr, 0))])
    error_message = "Each cidr must be a block such as 100.64.0.0/18."
  }

  validation {
    condition     = alltrue([for subnet in values(var.pod_subnets) : can(regex("^[a-z0-9]+-az[0-9]+$", subnet.zone_id))])
    error_message = "Each zone_id must read like euc1-az1, not eu-central-1a."
  }
}

variable "vpc_id" {
  description = "The VPC that holds the cluster. It exists already."
  type        = string

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8}([0-9a-f]{9})?$", var.vpc_id))
    error_message = "The id of a VPC reads like vpc-0123456789abcdef0."
  }
}

variable "existing_subnets" {
  description = "The VPC's subnets by name, which exist already. Id, zone and block must all fit. Tags are added to those that a subnet has."
  type = map(object({
    id      = string
    tier    = string
    zone_id = string
    cidr    = string
    tags    = optional(map(string), {})
  }))

  validation {
    condition     = alltrue([for subnet in values(var.existing_subnets) : can(regex("^subnet-[0-9a-f]{8}([0-9a-f]{9})?$", subnet.id))])
    error_message = "Each id must be that of a subnet in AWS, such as subnet-0123456789abcdef0; subnet-unknown stands for one that is still to be filled in."
  }

  validation {
    condition     = alltrue([for subnet in values(var.existing_subnets) : contains(["public", "private", "intra", "pod"], subnet.tier)])
    error_message = "Each tier must be public, private, intra or pod."
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

variable "gateway_endpoints" {
  description = "The services that are reached by gateway endpoints: s3, dynamodb. Not those that the VPC has one for already."
  type        = set(string)

  validation {
    condition     = length(setsubtract(var.gateway_endpoints, ["s3", "dynamodb"])) == 0
    error_message = "Only s3 and dynamodb have gateway endpoints."
  }
}

variable "interface_endpoints" {
  description = "The services that are reached by interface endpoints, by the end of the endpoint service's name, such as ecr.api. Not those that the VPC has one for already."
  type        = set(string)

  validation {
    condition     = alltrue([for service in var.interface_endpoints : can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)*$", service))])
    error_message = "A service reads like ecr.api: the end of com.amazonaws.eu-central-1.ecr.api."
  }
}

variable "endpoint_subnets" {
  description = "The names of the subnets that hold the interface endpoints: one a zone, for AWS takes no more."
  type        = list(string)
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

variable "service_cidr" {
  description = "The block that Kubernetes gives its services addresses from. EKS cannot change it."
  type        = string

  validation {
    condition     = can(cidrhost(var.service_cidr, 0)) && can(regex("/(1[2-9]|2[0-4])$", var.service_cidr))
    error_message = "The block must have a mask from /12 to /24, such as 172.20.0.0/16."
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

variable "secrets_kms_key_arn" {
  description = "The KMS key that encrypts Kubernetes secrets. EKS cannot take it away again, and the cluster dies with it."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.secrets_kms_key_arn))
    error_message = "Give the ARN of the key itself, not of an alias."
  }
}

variable "administrator_arn" {
  description = "The IAM role or user that administers the cluster. Who runs Terraform gets nothing by that alone."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(role|user)/.+$", var.administrator_arn))
    error_message = "Give the ARN of an IAM role or user, such as arn:aws:iam::111122223333:role/platform-admin."
  }
}

variable "access_entries" {
  description = "Who else may do something in the cluster, by name: the IAM role or user, and its access policies with the namespaces in which each counts (none: the whole cluster)."
  type = map(object({
    principal_arn     = string
    type              = optional(string, "STANDARD")
    kubernetes_groups = optional(list(string))
    user_name         = optional(string)
    policies          = optional(map(list(string)), {})
  }))

  validation {
    condition     = !contains(keys(var.access_entries), "administrator")
    error_message = "The entry administrator is that of administrator_arn: give this one another name."
  }

  validation {
    condition     = length(distinct(concat([var.administrator_arn], values(var.access_entries)[*].principal_arn))) == length(var.access_entries) + 1
    error_message = "EKS takes one entry for each principal: join those that name the same, and leave the administrator out."
  }

  validation {
    condition     = alltrue([for entry in values(var.access_entries) : contains(["EC2", "STANDARD"], entry.type) || length(entry.policies) == 0])
    error_message = "Of nodes only those of Auto Mode (EC2) have policies: others get their rights by their type."
  }

  validation {
    condition     = alltrue([for entry in values(var.access_entries) : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(role|user)/.+$", entry.principal_arn))])
    error_message = "Each principal_arn must be that of an IAM role or user, such as arn:aws:iam::111122223333:role/engineer."
  }

  validation {
    condition     = alltrue(flatten([for entry in values(var.access_entries) : [for policy in keys(entry.policies) : can(regex("^Amazon[A-Za-z]+$", policy))]]))
    error_message = "Each policy is named by the end of its ARN, such as AmazonEKSViewPolicy."
  }
}

variable "workloads" {
  description = "Pods that have rights in AWS, by name: their service account, how they get their role (pod_identity or irsa), and what it may do."
  type = map(object({
    namespace       = string
    service_account = string
    identity        = string
    policies        = optional(set(string), [])
    statements = optional(list(object({
      actions   = list(string)
      resources = list(string)
    })), [])
  }))

  validation {
    condition     = alltrue([for name in keys(var.workloads) : length(name) <= 32])
    error_message = "A name takes at most 32 characters: it is part of the role's."
  }

  validation {
    condition     = alltrue([for workload in values(var.workloads) : contains(["pod_identity", "irsa"], workload.identity)])
    error_message = "Each identity must be pod_identity or irsa."
  }
}

variable "ssh_public_key" {
  description = "The public key that logs in to nodes, as ssh-keygen writes it; the private one stays with its owner."
  type        = string

  validation {
    condition     = can(regex("^ssh-(ed25519|rsa) ", var.ssh_public_key))
    error_message = "EC2 takes keys of the types ssh-ed25519 and ssh-rsa."
  }
}

variable "ssh_cidrs" {
  description = "From where one may log in to nodes."
  type        = list(string)

  validation {
    condition     = alltrue([for cidr in var.ssh_cidrs : can(cidrhost(cidr, 0))])
    error_message = "Each entry must be a block such as 198.51.100.7/32."
  }
}

variable "karpenter_namespace" {
  description = "The namespace of Karpenter's controller."
  type        = string
}

variable "addon_versions" {
  description = "The build of each EKS add-on. scripts/pin.sh asks AWS for the current ones and writes them to addon_versions.auto.tfvars.json."
  type        = map(string)
}

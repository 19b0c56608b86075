# Whether what is planned keeps to the values and to what this design promises. `make test` runs it: it plans with what is
# in terraform.tfvars, asks AWS nothing and makes nothing.

mock_provider "aws" {
  source = "./tests/mocks"

  # What AWS would make up is made up for the plan already, so that it can be compared.
  override_during = plan
}

# The module is not looked into: this is what it would give back.
override_module {
  target = module.eks

  outputs = {
    cluster_name                       = "example"
    cluster_arn                        = "arn:aws:eks:eu-central-1:111122223333:cluster/example"
    cluster_version                    = "1.36"
    cluster_endpoint                   = "https://example.eks.amazonaws.com"
    cluster_certificate_authority_data = "ZXhhbXBsZQ=="
    cluster_primary_security_group_id  = "sg-0123456789abcdef0"
    node_security_group_id             = "sg-0123456789abcdef1"
    node_iam_role_arn                  = "arn:aws:iam::111122223333:role/example"
    oidc_provider                      = "oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE"
    oidc_provider_arn                  = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE"
  }
}

run "network" {
  command = plan

  assert {
    condition = (
      { for name, subnet in aws_subnet.public : name => [subnet.availability_zone_id, subnet.cidr_block] } ==
      { for name, subnet in var.public_subnets : name => [subnet.zone_id, subnet.cidr] }
    )
    error_message = "The public subnets are not those of public_subnets, in their zones and with their blocks."
  }

  assert {
    condition = alltrue([
      for name in keys(var.public_subnets) :
      aws_route_table_association.public[name].subnet_id == aws_subnet.public[name].id &&
      aws_route_table_association.public[name].route_table_id == aws_route_table.public.id
    ])
    error_message = "A public subnet does not use the public route table."
  }

  assert {
    condition     = aws_route.public_internet.route_table_id == aws_route_table.public.id && aws_route.public_internet.gateway_id == aws_internet_gateway.this.id
    error_message = "The public route table does not lead to the internet gateway."
  }

  assert {
    condition = (
      { for name, subnet in aws_subnet.private : name => [subnet.availability_zone_id, subnet.cidr_block] } ==
      { for name, subnet in var.private_subnets : name => [subnet.zone_id, subnet.cidr] }
    )
    error_message = "The private subnets are not those of private_subnets, in their zones and with their blocks."
  }

  assert {
    condition = alltrue([
      for name, subnet in var.private_subnets :
      aws_route_table_association.private[name].subnet_id == aws_subnet.private[name].id &&
      aws_route_table_association.private[name].route_table_id == aws_route_table.private[subnet.zone_id].id
    ])
    error_message = "A private subnet does not use the private route table of its zone."
  }

  assert {
    condition     = alltrue([for subnet in aws_subnet.private : subnet.map_public_ip_on_launch != true])
    error_message = "A private subnet gives out public addresses."
  }

  assert {
    condition = (
      { for name, subnet in aws_subnet.intra : name => [subnet.availability_zone_id, subnet.cidr_block] } ==
      { for name, subnet in var.intra_subnets : name => [subnet.zone_id, subnet.cidr] }
    )
    error_message = "The intra subnets are not those of intra_subnets, in their zones and with their blocks."
  }

  assert {
    condition = alltrue([
      for name in keys(var.intra_subnets) :
      aws_route_table_association.intra[name].subnet_id == aws_subnet.intra[name].id &&
      aws_route_table_association.intra[name].route_table_id == aws_route_table.intra.id
    ])
    error_message = "An intra subnet does not use the route table that leads nowhere."
  }

  assert {
    condition     = toset(keys(aws_nat_gateway.this)) == toset(keys(var.nat_gateways))
    error_message = "The zones with a NAT gateway are not those of nat_gateways."
  }

  assert {
    condition = alltrue([
      for zone_id, name in var.nat_gateways :
      aws_nat_gateway.this[zone_id].subnet_id == aws_subnet.public[name].id &&
      var.public_subnets[name].zone_id == zone_id
    ])
    error_message = "A NAT gateway does not stand in the public subnet that nat_gateways names, in the zone that it names."
  }

  assert {
    condition = alltrue([
      for zone_id, gateway in var.nat_gateway_of_zone :
      aws_route.private_nat[zone_id].route_table_id == aws_route_table.private[zone_id].id &&
      aws_route.private_nat[zone_id].nat_gateway_id == aws_nat_gateway.this[gateway].id
    ])
    error_message = "The route table of a zone does not lead to the NAT gateway that nat_gateway_of_zone names."
  }

  assert {
    condition     = length(setsubtract(keys(aws_route_table.private), keys(var.nat_gateway_of_zone))) == 0
    error_message = "A zone with private subnets has no way out: nat_gateway_of_zone does not name it."
  }

  assert {
    condition     = aws_flow_log.vpc.vpc_id == local.vpc_id && aws_flow_log.vpc.traffic_type == var.flow_log_traffic
    error_message = "The traffic of the VPC is not recorded as flow_log_traffic says."
  }

  assert {
    condition     = aws_cloudwatch_log_group.flow_logs.retention_in_days == var.flow_log_retention_in_days
    error_message = "The record of the traffic is not kept for as long as flow_log_retention_in_days says."
  }
}

run "cluster" {
  command = plan

  assert {
    condition     = var.endpoint_private_access || var.endpoint_public_access
    error_message = "Nobody reaches the API server: turn endpoint_private_access or endpoint_public_access on."
  }

  assert {
    condition     = var.endpoint_private_access || anytrue([for cidr in var.endpoint_public_access_cidrs : endswith(cidr, "/0")])
    error_message = "Nodes do not reach the API server: turn endpoint_private_access on. If endpoint_public_access_cidrs names the addresses by which they come, take this assertion out."
  }

  assert {
    condition     = alltrue([for cidr in var.endpoint_public_access_cidrs : !endswith(cidr, "/0")])
    error_message = "endpoint_public_access_cidrs opens the API server to the world. If that is meant, take this assertion out."
  }

  assert {
    condition     = aws_kms_key.cluster.enable_key_rotation && aws_kms_key.cluster.deletion_window_in_days == 30
    error_message = "The cluster's key is not rotated, or can be lost in less than 30 days."
  }

  assert {
    condition     = aws_kms_alias.cluster.target_key_id == aws_kms_key.cluster.key_id
    error_message = "The alias leads to another key."
  }

  assert {
    condition     = aws_cloudwatch_log_group.flow_logs.kms_key_id == aws_kms_key.cluster.arn
    error_message = "The record of the VPC's traffic is not encrypted with the cluster's key."
  }

  assert {
    condition     = alltrue(flatten([for group in values(local.node_groups) : [for disk in values(group.block_device_mappings) : disk.ebs.encrypted]]))
    error_message = "A volume of a managed node group is not encrypted."
  }

  assert {
    condition     = alltrue([for group in values(local.node_groups) : length(setsubtract(group.subnet_ids, values(local.subnet_ids))) == 0])
    error_message = "A managed node group runs in a subnet that is not of this design."
  }

  assert {
    condition     = alltrue([for group in values(local.node_groups) : length(setintersection(group.subnet_ids, values(aws_subnet.public)[*].id)) == 0])
    error_message = "A managed node group runs in a public subnet."
  }

  assert {
    condition     = alltrue([for group in values(local.node_groups) : group.min_size <= group.desired_size && group.desired_size <= group.max_size])
    error_message = "The sizes of a managed node group contradict each other."
  }

  assert {
    condition     = alltrue([for group in values(local.node_groups) : group.metadata_options.http_tokens == "required"])
    error_message = "A managed node group gives its credentials to who asks without a token."
  }

  assert {
    condition     = length(var.tags) > 0 && alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "There are no tags, or one begins with aws:, which AWS keeps for itself."
  }

  # A provider that is made up adds no default tags, so this reads what the real one is told.
  assert {
    condition     = can(regex("default_tags \\{\\s+tags = var\\.tags\\s", file("${path.module}/providers.tf")))
    error_message = "The provider no longer puts the tags on every resource."
  }

  assert {
    condition     = can(regex("\\n  tags += (var\\.tags|merge\\(\\s*var\\.tags)", file("${path.module}/eks.tf")))
    error_message = "The module no longer gets the tags: what nodes create would not carry them."
  }

  assert {
    condition     = aws_vpc.this.tags.Name == var.cluster_name
    error_message = "The VPC does not carry the cluster's name."
  }

  assert {
    condition     = alltrue([for name, subnet in var.public_subnets : alltrue([for key, value in subnet.tags : aws_subnet.public[name].tags[key] == value])])
    error_message = "A public subnet lacks one of its tags."
  }

  assert {
    condition     = alltrue([for name, subnet in var.private_subnets : alltrue([for key, value in subnet.tags : aws_subnet.private[name].tags[key] == value])])
    error_message = "A private subnet lacks one of its tags."
  }
}

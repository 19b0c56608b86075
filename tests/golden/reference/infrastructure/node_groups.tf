locals {
  # Managed node groups by name: one that is added or removed touches no other.
  node_groups = {
    general = {
      instance_types                 = ["m5.large"]
      capacity_type                  = "ON_DEMAND"
      ami_type                       = "AL2023_x86_64_STANDARD"
      use_latest_ami_release_version = false

      # desired_size is for the creation: afterwards Terraform leaves it to the autoscaler and ignores changes here.
      desired_size = 2
      min_size     = 2
      max_size     = 4

      subnet_ids = [local.subnet_ids["private-az1"], local.subnet_ids["private-az2"]]

      block_device_mappings = {
        root = {
          device_name = "/dev/xvda"
          ebs = {
            volume_size           = 50
            volume_type           = "gp3"
            encrypted             = true
            delete_on_termination = true
          }
        }
      }

      metadata_options = local.node_metadata_options
      update_config    = local.node_update_config

      iam_role_path                 = local.iam_path
      iam_role_permissions_boundary = local.permissions_boundary_arn
    }
  }

  # What groups share.

  # Credentials of the node are given only to callers with a token (IMDSv2), and the answer does not reach into pods:
  # a pod gets a role of its own, by Pod Identity or a service account.
  node_metadata_options = {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  # During an update at most a third of the nodes is away.
  node_update_config = {
    max_unavailable_percentage = 33
  }
}

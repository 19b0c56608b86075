# The cluster. Documentation of the module: https://github.com/terraform-aws-modules/terraform-aws-eks/tree/v21.19.0
# No depends_on here: it would keep Terraform from planning. Whatever must be there first is referred to.
module "eks" {
  # checkov:skip=CKV_TF_1:A registry module is pinned by its exact version; a commit would need the git source.
  source  = "terraform-aws-modules/eks/aws"
  version = "21.19.0"

  name                = var.cluster_name
  kubernetes_version  = var.kubernetes_version
  deletion_protection = var.deletion_protection

  # When standard support ends, EKS upgrades the cluster by itself instead of charging for extended support.
  # https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
  upgrade_policy = {
    support_type = "STANDARD"
  }

  endpoint_private_access = var.endpoint_private_access
  endpoint_public_access  = var.endpoint_public_access

  # null: without a public address EKS keeps the list that it has.
  endpoint_public_access_cidrs = var.endpoint_public_access ? var.endpoint_public_access_cidrs : null

  vpc_id = local.vpc_id

  # Where the control plane has its network interfaces. By name: EKS takes no zone that was not there when it made the
  # cluster, and gives none back. Nodes can be in others.
  control_plane_subnet_ids = [local.subnet_ids["private-az1"], local.subnet_ids["private-az2"]]

  # Kubernetes secrets are encrypted with our own key. EKS cannot turn this off or change the key later.
  # The module's key is not used: its policy follows whoever runs Terraform.
  create_kms_key = false
  encryption_config = {
    provider_key_arn = aws_kms_key.cluster.arn
    resources        = ["secrets"]
  }

  enabled_log_types                      = var.enabled_log_types
  cloudwatch_log_group_retention_in_days = var.log_retention_in_days
  cloudwatch_log_group_kms_key_id        = aws_kms_key.cluster.arn

  # Access is by these entries alone. Creating the cluster grants no access, so that it does not matter who runs this.
  authentication_mode                      = "API"
  enable_cluster_creator_admin_permissions = false

  access_entries = {
    administrator = {
      principal_arn = var.administrator_arn

      policy_associations = {
        admin = {
          policy_arn = "arn:${data.aws_partition.current.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
          access_scope = {
            type = "cluster"
          }
        }
      }
    }
  }

  # A provider in IAM that trusts the cluster's service accounts (IAM roles for service accounts). It costs nothing.
  enable_irsa = true

  # IAM role names take 64 characters, of which a random suffix needs 26.
  iam_role_name                 = "${substr(var.cluster_name, 0, 29)}-cluster"
  iam_role_path                 = local.iam_path
  iam_role_permissions_boundary = local.permissions_boundary_arn
  encryption_policy_path        = local.iam_path

  addons = {
    # Before the nodes: without a network plugin they never become ready.
    eks-pod-identity-agent = {
      before_compute = true
      addon_version  = lookup(var.addon_versions, "eks-pod-identity-agent", null)
      most_recent    = false
    }
    kube-proxy = {
      before_compute = true
      addon_version  = lookup(var.addon_versions, "kube-proxy", null)
      most_recent    = false
    }
    vpc-cni = {
      before_compute = true
      addon_version  = lookup(var.addon_versions, "vpc-cni", null)
      most_recent    = false
    }

    # After them: these run on nodes.
    coredns = {
      addon_version = lookup(var.addon_versions, "coredns", null)
      most_recent   = false
    }
  }

  eks_managed_node_groups = local.node_groups

  # Pods on different nodes reach each other at any port, where the module opens those above 1024: which of them may
  # is for network policies to say.
  node_security_group_additional_rules = {
    pods = {
      description = "Pods to pods"
      protocol    = "-1"
      from_port   = 0
      to_port     = 0
      self        = true
    }
  }

  # The provider's default tags do not reach what Auto Scaling makes: instances, volumes, interfaces.
  tags = var.tags
}

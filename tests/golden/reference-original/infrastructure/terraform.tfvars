# The design in values; what they mean is in variables.tf.

region = "eu-central-1"

tags = {
  ManagedBy = "terraform"
  Project   = "my-eks"
}

vpc_cidr = "10.0.0.0/16"

# By the role tags the controllers in the cluster find subnets for load balancers.
private_subnets = {
  private-az1 = {
    zone_id = "euc1-az1"
    cidr    = "10.0.16.0/20"
    tags = {
      "kubernetes.io/role/internal-elb" = "1"
    }
  }
  private-az2 = {
    zone_id = "euc1-az2"
    cidr    = "10.0.32.0/20"
    tags = {
      "kubernetes.io/role/internal-elb" = "1"
    }
  }
}

cluster_name       = "my-eks"
kubernetes_version = "1.21"

deletion_protection = false

endpoint_private_access = true
endpoint_public_access  = true

# Addresses that RFC 5737 keeps for documentation stand for your own; scripts/rollout.sh refuses them.
endpoint_public_access_cidrs = ["203.0.113.0/24"]

enabled_log_types     = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
log_retention_in_days = 365

# 111122223333 is AWS's example account and stands for your own; scripts/rollout.sh refuses it.
administrator_arn = "arn:aws:iam::111122223333:role/platform-admin"

# No build for Kubernetes 1.21 is known of coredns, eks-pod-identity-agent, kube-proxy, vpc-cni.
# Run scripts/pin.sh, which asks AWS. Until then scripts/rollout.sh refuses to apply, for the newest build of the
# day would be taken.
addon_versions = {}

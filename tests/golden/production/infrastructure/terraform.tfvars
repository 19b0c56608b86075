# The design in values; what they mean is in variables.tf.

region = "eu-central-1"

tags = {
  ManagedBy = "terraform"
  Project   = "my-production"
}

vpc_cidr = "10.0.0.0/16"

flow_log_traffic           = "ALL"
flow_log_retention_in_days = 365

# By the role tags the controllers in the cluster find subnets for load balancers.
public_subnets = {
  public-az1 = {
    zone_id = "euc1-az1"
    cidr    = "10.0.0.0/24"
    tags = {
      "kubernetes.io/role/elb" = "1"
    }
  }
  public-az2 = {
    zone_id = "euc1-az2"
    cidr    = "10.0.1.0/24"
    tags = {
      "kubernetes.io/role/elb" = "1"
    }
  }
  public-az3 = {
    zone_id = "euc1-az3"
    cidr    = "10.0.2.0/24"
    tags = {
      "kubernetes.io/role/elb" = "1"
    }
  }
}

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
  private-az3 = {
    zone_id = "euc1-az3"
    cidr    = "10.0.48.0/20"
    tags = {
      "kubernetes.io/role/internal-elb" = "1"
    }
  }
}

intra_subnets = {
  intra-az1 = {
    zone_id = "euc1-az1"
    cidr    = "10.0.3.0/28"
  }
  intra-az2 = {
    zone_id = "euc1-az2"
    cidr    = "10.0.3.16/28"
  }
  intra-az3 = {
    zone_id = "euc1-az3"
    cidr    = "10.0.3.32/28"
  }
}

# Zone of the gateway = public subnet that holds it.
nat_gateways = {
  euc1-az1 = "public-az1"
  euc1-az2 = "public-az2"
  euc1-az3 = "public-az3"
}

# Zone of private subnets = zone of the gateway that they use.
nat_gateway_of_zone = {
  euc1-az1 = "euc1-az1"
  euc1-az2 = "euc1-az2"
  euc1-az3 = "euc1-az3"
}

cluster_name       = "my-production"
kubernetes_version = "1.36"

# EKS refuses to delete the cluster until this is false and rolled out.
deletion_protection = true

endpoint_private_access = true
endpoint_public_access  = true

# Addresses that RFC 5737 keeps for documentation stand for your own; scripts/rollout.sh refuses them.
endpoint_public_access_cidrs = ["203.0.113.0/24"]

enabled_log_types     = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
log_retention_in_days = 365

# 111122223333 is AWS's example account and stands for your own; scripts/rollout.sh refuses it.
administrator_arn = "arn:aws:iam::111122223333:role/platform-admin"

# Builds that ran with Kubernetes 1.36. scripts/pin.sh asks AWS for the current ones.
addon_versions = {
  coredns                = "v1.14.3-eksbuild.23"
  eks-pod-identity-agent = "v1.3.10-eksbuild.3"
  kube-proxy             = "v1.36.0-eksbuild.25"
  vpc-cni                = "v1.22.4-eksbuild.3"
}

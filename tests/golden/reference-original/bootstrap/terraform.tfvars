# Values of the design; what they mean is in variables.tf.

region              = "eu-central-1"
cluster_name        = "my-eks"
state_bucket_prefix = "my-eks-tfstate"

tags = {
  ManagedBy = "terraform"
  Project   = "my-eks"
}

# Values of the design; what they mean is in variables.tf.

region              = "eu-central-1"
cluster_name        = "my-dev"
state_bucket_prefix = "my-dev-tfstate"

tags = {
  ManagedBy = "terraform"
  Project   = "my-dev"
}

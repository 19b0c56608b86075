# Values of the design; what they mean is in variables.tf.

region              = "eu-central-1"
cluster_name        = "my-production"
state_bucket_prefix = "my-production-tfstate"

tags = {
  ManagedBy = "terraform"
  Project   = "my-production"
}

# The state lies in the bucket that bootstrap/ made. Backend blocks take no variables, so the rest is in backend.hcl,
# which scripts/bootstrap.sh writes: terraform init -backend-config=backend.hcl
terraform {
  backend "s3" {}
}

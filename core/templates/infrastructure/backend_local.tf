# The state is a file in this folder, terraform.tfstate: for one person's experiments. Nobody else can roll out, nothing
# keeps two runs apart, and with the file goes all that Terraform knows. Git ignores it, for it can hold secrets.
terraform {
  backend "local" {}
}

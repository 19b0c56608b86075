provider "aws" {
  region = var.region

  # On every resource that can carry tags; what nodes create while they run gets them from the node groups.
  default_tags {
    tags = var.tags
  }
}

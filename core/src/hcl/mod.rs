//! Terraform language: bodies and expressions from hcl-rs, comments, and the canonical format.

//! The model of an Amazon EKS cluster design and everything computed from it.

pub mod hcl;

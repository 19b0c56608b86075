//! The model of an Amazon EKS cluster design and everything computed from it.

#![forbid(unsafe_code)]

pub mod catalog;
pub mod design;
pub mod edit;
pub mod hcl;
pub mod history;
pub mod value;

//! The model of an Amazon EKS cluster design and everything computed from it.

#![forbid(unsafe_code)]

pub mod archive;
pub mod capacity;
pub mod catalog;
pub mod check;
pub mod cost;
pub mod design;
pub mod diagram;
pub mod edit;
pub mod file;
pub mod hcl;
pub mod history;
mod json;
pub mod render;
mod sorted;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod value;
pub mod verdict;

#[cfg(test)]
mod properties;

//! The page of EKS Configurator.
fn main() {}

//! What the tests share.

pub mod aws_mock;
pub mod fixtures;
pub mod terraform;

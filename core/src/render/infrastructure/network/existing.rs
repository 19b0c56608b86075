//! `vpc.tf` where the VPC exists: what the design describes is looked up, and nothing of it is made.

use super::super::super::File;
use super::super::super::text::{Draft, label};
use super::super::values::network::has_tagged_subnets;
use crate::design::{Design, Subject};

/// The file of a VPC that exists.
pub(super) fn file(design: &Design) -> File {
    let template = include_str!("../../../../templates/infrastructure/existing_vpc.tf");
    let subnets = || design.network.subnets.iter();
    Draft::new("infrastructure/vpc.tf")
        .template(template, |header| match label(header, 0) {
            "aws_subnet" => Some(subnets().map(|s| Subject::Subnet(s.id)).collect()),
            "aws_ec2_tag" => {
                has_tagged_subnets(design).then(|| subnets().map(|s| Subject::Subnet(s.id)).collect())
            }
            _ => Some(vec![Subject::Vpc]),
        })
        .file()
}

//! `vpc.tf`: the VPC, its further blocks and its gateways to the internet.

use super::super::super::File;
use super::super::super::text::{Draft, label};
use super::{has_egress_only_gateway, is_ipv6};
use crate::design::{Design, FlowLogs, Subject};
use crate::hcl::{Block, Body, Object, call, reference};

/// The file of a VPC that the design makes.
pub(super) fn file(design: &Design) -> File {
    let template = include_str!("../../../../templates/infrastructure/vpc.tf");
    let draft = Draft::new("infrastructure/vpc.tf")
        .body(&Body::new().marked(Subject::Vpc, |body| vpc_block(body, design)));
    let draft = if design.network.secondary_cidrs.is_empty() { draft } else { draft.body(&further_blocks()) };
    draft
        .template(template, |header| match label(header, 0) {
            "aws_internet_gateway" => design.network.internet_gateway.then(|| vec![Subject::InternetGateway]),
            "aws_egress_only_internet_gateway" => has_egress_only_gateway(design).then(|| vec![Subject::Vpc]),
            _ => Some(vec![Subject::Vpc]),
        })
        .file()
}

fn vpc_block(body: Body<Subject>, design: &Design) -> Body<Subject> {
    let dns = design.network.dns;
    let unlogged = design.network.flow_logs == FlowLogs::Off {};
    let name = Object::new().entry("Name", reference("var.cluster_name"));
    let vpc = Block::labelled("resource", ["aws_vpc", "this"])
        .when(unlogged, |vpc| {
            vpc.comment(
                "checkov:skip=CKV2_AWS_11:Flow logs are not part of this design. They cost by the gigabyte and help only those who read them.",
            )
        })
        .attr("cidr_block", reference("var.vpc_cidr"))
        .when(is_ipv6(design), |vpc| {
            vpc.blank()
                .comment("Amazon gives the VPC a /56 of its own, of which every subnet takes a /64.")
                .attr("assign_generated_ipv6_cidr_block", true)
        })
        .blank()
        .comment("Nodes find the API server's private address by name, for which EKS needs both.")
        .attr("enable_dns_support", dns.support)
        .attr("enable_dns_hostnames", dns.hostnames)
        .blank()
        .attr("tags", name);
    body.comment("The network that holds the cluster.").block(vpc)
}

fn further_blocks() -> Body<Subject> {
    let association = Block::labelled("resource", ["aws_vpc_ipv4_cidr_block_association", "this"])
        .attr("for_each", call("toset").arg(reference("var.secondary_cidrs")))
        .blank()
        .attr("vpc_id", reference("aws_vpc.this.id"))
        .attr("cidr_block", reference("each.value"));
    Body::new().marked(Subject::Vpc, |body| {
        body.comment("Further blocks of the VPC: one that is added or removed touches no other.")
            .block(association)
    })
}

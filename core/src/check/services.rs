//! Where the addresses of Kubernetes services could lie.

use std::net::Ipv4Addr;

use super::facts::Facts;
use super::finding::Fix;
use super::ranges;
use crate::edit::ClusterEdit;
use crate::value::Cidr;

/// The connected networks that have addresses of `block`: name and block of each.
pub(super) fn peers_in(facts: &Facts<'_>, block: Cidr) -> Vec<String> {
    let peers = facts.design.network.peers.iter().filter(|p| p.cidr.overlaps(block));
    peers.map(|p| format!("{} {}", p.name, p.cidr)).collect()
}

/// A block for services that neither the VPC nor a connected network has: one of the two that EKS itself takes where
/// that is possible.
pub(super) fn free_service_cidr(facts: &Facts<'_>) -> Option<Fix> {
    let network = &facts.design.network;
    let peers = network.peers.iter().map(|p| p.cidr);
    let taken: Vec<Cidr> =
        network.blocks().chain(peers).chain(ranges::DOCKER_BRIDGE.iter().copied()).collect();
    let usual = [(172, 20), (10, 100)].into_iter();
    let others = (16..32).map(|n| (172, n)).chain((0..=255).map(|n| (10, n))).chain([(192, 168)]);
    let mut blocks =
        usual.chain(others).filter_map(|(first, second)| Cidr::new(Ipv4Addr::new(first, second, 0, 0), 16));
    let cidr = blocks.find(|block| !taken.iter().any(|t| t.overlaps(*block)))?;
    let edit = ClusterEdit::SetServiceCidr { cidr: Some(cidr) }.into();
    Some(Fix { label: format!("Use {cidr}"), edit })
}

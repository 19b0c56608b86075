//! Findings about the VPC's blocks, and where a block could lie instead.

use super::facts::Facts;
use super::finding::Finding;
use super::ranges;
use super::rule::Report;
use super::words::{agree, list};
use crate::design::{Subject, first_free};
use crate::edit::{Edit, NetworkEdit};
use crate::value::Cidr;

/// The VPC's blocks with their numbers in the order of association: 0 is the primary one.
pub(super) fn blocks(facts: &Facts<'_>) -> impl Iterator<Item = (usize, Cidr)> {
    facts.design.network.blocks().enumerate()
}

/// Reports the blocks of these numbers as one finding at the VPC, if there are any: "Block 10.0.0.0/8 of the VPC is "
/// and `what`. The fix puts `choose` of each in its place, as far as that gives one for all; it sees the blocks as they are
/// by then.
pub(super) fn report_blocks<'r>(
    facts: &Facts<'_>,
    report: &'r mut Report<'_>,
    bad: &[usize],
    what: &str,
    help: &'static str,
    choose: impl Fn(&[Cidr], usize) -> Option<Cidr>,
) -> Option<&'r mut Finding> {
    if bad.is_empty() {
        return None;
    }
    let said = list(blocks(facts).filter(|(n, _)| bad.contains(n)).map(|(_, c)| c));
    let (noun, verb) = (agree(bad.len(), "Block", "Blocks"), agree(bad.len(), "is", "are"));
    let finding = report.add(Subject::Vpc, format!("{noun} {said} of the VPC {verb} {what}"), help);
    if let Some((label, edit)) = moved(facts, bad, choose) {
        finding.fix(label, edit);
    }
    Some(finding)
}

/// The blocks of these numbers elsewhere, and the subnets in them.
fn moved(
    facts: &Facts<'_>,
    bad: &[usize],
    choose: impl Fn(&[Cidr], usize) -> Option<Cidr>,
) -> Option<(String, Edit)> {
    let old: Vec<Cidr> = facts.design.network.blocks().collect();
    let mut new = old.clone();
    for &n in bad {
        new[n] = choose(&new, n)?;
    }
    let mut edits: Vec<Edit> = Vec::new();
    if new[0] != old[0] {
        edits.push(NetworkEdit::SetVpcCidr { cidr: new[0] }.into());
    }
    if new[1..] != old[1..] {
        edits.push(NetworkEdit::SetSecondaryCidrs { cidrs: new[1..].to_vec() }.into());
        // With the primary block its subnets move by themselves.
        let outside = facts.subnets.iter().filter(|s| !old[0].contains(s.cidr));
        edits.extend(outside.filter_map(|subnet| {
            let (from, to) = old.iter().zip(&new).find(|(from, _)| from.contains(subnet.cidr))?;
            let cidr = subnet.cidr.rebased(*from, *to).filter(|c| *c != subnet.cidr)?;
            Some(NetworkEdit::SetSubnetCidr { subnet: subnet.id, cidr }.into())
        }));
    }
    let label = match bad {
        [only] => format!("Use {}", new[*only]),
        _ => "Move the blocks".to_owned(),
    };
    match edits.len() {
        0 => None,
        1 => Some((label, edits.remove(0))),
        _ => Some((label, Edit::Batch { edits })),
    }
}

/// A block that AWS takes in the place of the one with this number, of its size, and that nothing else has: a private
/// one for the primary block, of 100.64.0.0/10 for a further one, which AWS takes beside every other.
pub(super) fn elsewhere(facts: &Facts<'_>, blocks: &[Cidr], number: usize) -> Option<Cidr> {
    let prefix_len = blocks.get(number)?.prefix_len().clamp(16, 28);
    let others = blocks.iter().enumerate().filter(|(n, _)| *n != number).map(|(_, c)| *c);
    let peers = facts.design.network.peers.iter().map(|p| p.cidr);
    let services = facts.design.cluster.service_cidr;
    let taken: Vec<Cidr> =
        others.chain(peers).chain(services).chain(ranges::DOCKER_BRIDGE.iter().copied()).collect();
    let spaces = if number == 0 { &*ranges::PRIVATE } else { &*ranges::SHARED };
    spaces.iter().find_map(|space| first_free(*space, taken.iter().copied(), prefix_len))
}

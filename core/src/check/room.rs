//! Room in subnets: who takes their addresses, and how they grow.

use super::facts::Facts;
use super::finding::Fix;
use super::private;
use crate::capacity::{Demand, SubnetAddresses};
use crate::design::{Subject, Subnet};
use crate::edit::NetworkEdit;

/// The subnets that nodes or pods run in and whose figures are complete, with what is taken from them.
pub(super) fn node_subnets<'a>(
    facts: &'a Facts<'_>,
) -> impl Iterator<Item = (&'a Subnet, &'a SubnetAddresses)> {
    let subnets = facts.subnets.iter().zip(&facts.capacity().subnets);
    subnets.filter(|(_, taken)| taken.is_used() && taken.is_complete).map(|(subnet, taken)| (*subnet, taken))
}

/// Who runs in a subnet, as subjects: node groups, Fargate profiles, Karpenter.
pub(super) fn users(facts: &Facts<'_>, subnet: &Subnet) -> Vec<Subject> {
    private::users(facts, &[subnet]).iter().map(private::User::subject).collect()
}

/// Moves a subnet to a block that has room for `demand`; `None` where the VPC has none to give, or it fits already.
pub(super) fn grown(facts: &Facts<'_>, subnet: &Subnet, demand: Demand) -> Option<Fix> {
    grown_to(facts, subnet, demand.smallest_prefix_len()?)
}

/// Moves a subnet to a block with this number after the slash, where it is smaller and the VPC has one to give.
pub(super) fn grown_to(facts: &Facts<'_>, subnet: &Subnet, prefix_len: u8) -> Option<Fix> {
    if prefix_len >= subnet.cidr.prefix_len() {
        return None;
    }
    // Where it stands if it can, else where there is room.
    let stays = subnet.cidr.resized(prefix_len).filter(|c| facts.free_space().is_free(*c, subnet.id));
    let cidr = stays.or_else(|| facts.free_space().for_subnet(Some(subnet.id), prefix_len))?;
    (cidr.prefix_len() == prefix_len).then(|| Fix {
        label: format!("Use {cidr}"),
        edit: NetworkEdit::SetSubnetCidr { subnet: subnet.id, cidr }.into(),
    })
}

/// How much of a subnet a demand needs, in words: addresses, or blocks where nodes take any.
pub(super) fn words(demand: Demand, taken: &SubnetAddresses) -> String {
    format!("{} of {} addresses", demand.addresses(), taken.usable())
}

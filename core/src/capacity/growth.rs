//! Which subnet runs out first while the groups grow.

use std::cmp::Reverse;

use super::fleet::Fleet;
use super::group::GroupCapacity;
use super::kind::Taken;
use super::spread::Spread;
use super::subnets::SubnetAddresses;
use crate::design::SubnetId;
use crate::sorted;

/// The first subnet that has too few addresses, while the groups grow from their smallest size to their largest, each by
/// one node at a time, and all nodes are full of pods.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RunsOut {
    /// The subnet; of several at once the one that lacks most in the end.
    pub subnet: SubnetId,
    /// The nodes at which it has too few.
    pub at: Fleet,
    /// The nodes one step before, which still have all they need; `None` where even the smallest size has not.
    pub last_fit: Option<Fleet>,
}

/// `spread` is that of `groups` over `subnets`; `always` is what runs whatever the groups do.
pub(super) fn first_to_run_out(
    subnets: &[SubnetAddresses],
    groups: &[GroupCapacity],
    spread: &Spread,
    always: Fleet,
) -> Option<RunsOut> {
    // Only who is short at the end is short at some step. Those that lack most come first: they are likely to be the
    // first to run out, and then one look at each of the others is enough.
    let mut short: Vec<usize> = (0..subnets.len()).filter(|&place| subnets[place].lacks() > 0).collect();
    sorted::sort_by_key(&mut short, |&place| Reverse(subnets[place].lacks()));
    let (&worst, others) = short.split_first()?;
    let users = users(&short, subnets.len(), spread);
    let fits = |place: usize, taken: &[Taken]| {
        let fixed = subnets[place].without_groups();
        let taken = users[place].iter().map(|user| match user.pods_of {
            0 => taken[user.group].node,
            subnets => taken[user.group].pods.times(subnets),
        });
        taken.fold(fixed, |sum, taken| sum.plus(taken)).fits(subnets[place].cidr)
    };
    let steps = |g: &GroupCapacity| g.fleet.max.nodes.saturating_sub(g.fleet.min.nodes);
    let last = groups.iter().map(steps).max().unwrap_or(0);
    let runs_out_at = |place: usize, mut high: u64| {
        let mut low = 0;
        while low < high {
            let middle = low + (high - low) / 2;
            if fits(place, &taken_after(groups, middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    };
    let (mut first, mut step) = (worst, runs_out_at(worst, last));
    let mut before = step.checked_sub(1).map(|before| (before, taken_after(groups, before)));
    for &place in others {
        let Some((earlier, taken)) = &before else { break };
        if !fits(place, taken) {
            (first, step) = (place, runs_out_at(place, *earlier));
            before = step.checked_sub(1).map(|before| (before, taken_after(groups, before)));
        }
    }
    let last_fit = step.checked_sub(1).map(|before| fleet_after(groups, before).plus(always));
    let at = fleet_after(groups, step).plus(always);
    Some(RunsOut { subnet: subnets[first].subnet, at, last_fit })
}

/// A group that takes addresses of a subnet.
#[derive(Clone)]
struct User {
    /// The group.
    group: usize,
    /// 0 for its nodes; else the number of its subnets whose pods live here.
    pods_of: u64,
}

/// The groups in each of so many subnets, for those in `wanted`.
fn users(wanted: &[usize], subnets: usize, spread: &Spread) -> Vec<Vec<User>> {
    let mut is_wanted = vec![false; subnets];
    wanted.iter().for_each(|&place| is_wanted[place] = true);
    let mut users = vec![Vec::new(); subnets];
    for (group, places) in spread.iter().enumerate() {
        let places = places.iter().map(|&place| place as usize);
        places
            .filter(|&place| is_wanted[place])
            .for_each(|place| users[place].push(User { group, pods_of: 0 }));
    }
    let apart = spread.apart.iter().filter(|apart| is_wanted[apart.place]);
    apart.for_each(|a| users[a.place].push(User { group: a.group, pods_of: a.subnets }));
    users
}

/// What each group takes for the nodes of each of its subnets after so many steps.
fn taken_after(groups: &[GroupCapacity], step: u64) -> Vec<Taken> {
    groups.iter().map(|g| g.taken_when_full(g.in_each_subnet(nodes_after(g, step)))).collect()
}

/// All nodes of groups after so many steps.
fn fleet_after(groups: &[GroupCapacity], step: u64) -> Fleet {
    let of = |g: &GroupCapacity| Fleet::of(g.node.as_ref(), nodes_after(g, step));
    groups.iter().map(of).fold(Fleet::default(), Fleet::plus)
}

/// How many nodes a group has after so many steps.
fn nodes_after(group: &GroupCapacity, step: u64) -> u64 {
    group.fleet.max.nodes.min(group.fleet.min.nodes.saturating_add(step))
}

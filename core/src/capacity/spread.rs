//! Which subnets each node group is in, and which hold its pods.

use super::kind::{NodeKind, PodSettings};
use crate::design::{Design, NodeGroup, Subnet, SubnetId};

/// The places, in a list of subnets by id, of the subnets of each group in a list of groups.
pub(super) struct Spread {
    /// Those of all groups, one group after the other.
    places: Vec<u32>,
    /// Where those of each group end.
    ends: Vec<usize>,
    /// The pod subnets of groups whose pods live apart.
    pub(super) apart: Vec<Apart>,
}

/// A pod subnet of a group.
pub(super) struct Apart {
    /// The place of the group.
    pub(super) group: usize,
    /// The place of the pod subnet.
    pub(super) place: usize,
    /// How many of the group's subnets lie in its zone.
    pub(super) subnets: u64,
}

impl Spread {
    /// `subnets` are sorted; what they do not have is passed over.
    pub(super) fn new(groups: &[&NodeGroup], subnets: &[SubnetId]) -> Self {
        let pairs = groups.iter().map(|g| g.subnets.len()).sum();
        let (mut places, mut ends) = (Vec::with_capacity(pairs), Vec::with_capacity(groups.len()));
        for group in groups {
            let used = &group.subnets;
            // Few are looked up; for many, one walk along both sorted lists is cheaper.
            if used.len() * 8 < subnets.len() {
                places.extend(used.iter().flat_map(|id| subnets.binary_search(id)).map(|place| place as u32));
            } else {
                let mut used = used.iter();
                let mut next = used.next();
                for (place, subnet) in (0..).zip(subnets) {
                    while next.is_some_and(|id| id < subnet) {
                        next = used.next();
                    }
                    if next == Some(subnet) {
                        places.push(place);
                        next = used.next();
                    }
                }
            }
            ends.push(places.len());
        }
        Self { places, ends, apart: Vec::new() }
    }

    /// Finds where the pods of `groups` live, if not with their nodes. `zones` are the zones of the subnets.
    pub(super) fn with_pods_apart(
        mut self,
        design: &Design,
        groups: &[&NodeGroup],
        subnets: &[SubnetId],
        zones: &[u64],
    ) -> Self {
        let pod_subnets: Vec<usize> =
            pod_subnets(design).flat_map(|s| subnets.binary_search(&s.id)).collect();
        let mut apart = Vec::new();
        for (group, places) in self.iter().enumerate() {
            if !NodeKind::of(groups[group]).takes_pod_subnets() {
                continue;
            }
            for &place in &pod_subnets {
                let subnets = places.iter().filter(|&&p| zones[p as usize] == zones[place]).count() as u64;
                apart.push(Apart { group, place, subnets });
            }
        }
        apart.retain(|apart| apart.subnets > 0);
        self.apart = apart;
        self
    }

    /// The places of the subnets of each group.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| &self.places[std::mem::replace(&mut start, end)..end])
    }
}

/// The subnets that hold the pods of each zone's nodes: the first pod subnet of each zone. None where pods live with their
/// nodes.
pub(super) fn pod_subnets(design: &Design) -> impl Iterator<Item = &Subnet> {
    let (network, apart) = (&design.network, PodSettings::of(design).own_subnets());
    let zones = network.zones.iter().filter(move |_| apart);
    zones.filter_map(|zone| network.pod_subnet_of(zone))
}

/// How many of the subnets of `group` have their pods in the subnet `id`.
pub(super) fn served(design: &Design, group: &NodeGroup, id: SubnetId) -> u64 {
    let zone = pod_subnets(design).find(|s| s.id == id).map(|s| &s.zone);
    let Some(zone) = zone.filter(|_| NodeKind::of(group).takes_pod_subnets()) else { return 0 };
    design.subnets_of_group(group).filter(|s| &s.zone == zone).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;

    #[test]
    fn finds_few_and_many() {
        let mut group = starters::reference().compute.node_groups[0].clone();
        group.subnets = [2, 3, 7].map(SubnetId).into();
        let many: Vec<SubnetId> = (0..100).filter(|n| *n != 3).map(SubnetId).collect();
        for (subnets, places) in [(&many[..], [2, 6]), (&many[2..7], [0, 4])] {
            let spread = Spread::new(&[&group, &group], subnets);
            assert_eq!(spread.iter().collect::<Vec<_>>(), [places, places]);
        }
    }
}

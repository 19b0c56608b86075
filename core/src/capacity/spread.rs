//! Which subnets each node group is in.

use crate::design::{NodeGroup, SubnetId};

/// The places, in a list of subnets by id, of the subnets of each group in a list of groups.
pub(super) struct Spread {
    /// Those of all groups, one group after the other.
    places: Vec<u32>,
    /// Where those of each group end.
    ends: Vec<usize>,
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
        Self { places, ends }
    }

    /// The places of the subnets of each group.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| &self.places[std::mem::replace(&mut start, end)..end])
    }
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

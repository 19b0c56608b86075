//! How many nodes an update adds for a while.

/// How many nodes of a group may be away at once during an update.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MaxUnavailable {
    /// So many; EKS takes up to 100.
    Nodes(u32),
    /// This part of the group, in percent. Of which size is not documented: the largest is taken.
    Percent(u32),
}

/// Nodes that an update of a group with up to `max` nodes in so many zones adds before it takes old ones away, with the
/// default update strategy; the strategy `MINIMAL` adds none. Where they are placed is up to Auto Scaling.
/// Source: EKS user guide, managed-node-update-behavior.
pub fn surge(zones: u64, max: u32, unavailable: MaxUnavailable) -> u64 {
    if max == 0 {
        return 0;
    }
    let unavailable = match unavailable {
        MaxUnavailable::Nodes(nodes) => u64::from(nodes),
        MaxUnavailable::Percent(percent) => (u64::from(percent.min(100)) * u64::from(max)).div_ceil(100),
    };
    (2 * zones).max(unavailable.min(100))
}

#[cfg(test)]
mod tests {
    use super::MaxUnavailable::{Nodes, Percent};
    use super::*;

    #[test]
    fn two_for_each_zone_or_as_many_as_may_be_away() {
        assert_eq!(surge(3, 9, Nodes(1)), 6);
        assert_eq!(surge(5, 9, Nodes(1)), 10);
        assert_eq!(surge(5, 30, Nodes(20)), 20);
        assert_eq!(surge(3, 30, Percent(33)), 10);
        assert_eq!(surge(3, u32::MAX, Percent(33)), 100);
        assert_eq!(surge(3, 0, Percent(33)), 0);
    }
}

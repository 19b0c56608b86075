//! What every bill and every comparison holds.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::*;
use super::today;
use crate::design::Scaling;
use crate::testing;

proptest! {
    #[test]
    fn every_bill_adds_up(design in testing::design()) {
        let bill = cost(&design, today());
        prop_assert_eq!(bill.total, sum(&bill.lines));
        for line in &bill.lines {
            prop_assert!(design.has(&line.subject), "{:?}", line);
            let expected = line.price.map_or(PerScale::default(), |price| line.quantity.cost(price.rate));
            prop_assert_eq!(line.amount, expected);
            prop_assert!(line.formula().contains(" × ") && !line.part.words().is_empty());
            prop_assert!(line.note.is_none_or(|note| note.text().ends_with('.')));
        }
        prop_assert_eq!(bill.is_complete, bill.lines.iter().all(|line| line.price.is_some()));
        let ordered = design.compute.node_groups.iter().all(|group| {
            let Scaling { min, desired, max } = group.scaling;
            min <= desired && desired <= max
        });
        if ordered {
            prop_assert!(bill.total.min <= bill.total.desired && bill.total.desired <= bill.total.max);
        }
        let _ = single_nat_against_per_zone(&design);
    }

    #[test]
    fn more_nodes_never_cost_less(design in testing::design(), more in 1u32..100) {
        let mut grown = design.clone();
        for group in &mut Arc::make_mut(&mut grown.compute).node_groups {
            let up = |nodes: u32| nodes.saturating_add(more);
            let Scaling { min, desired, max } = group.scaling;
            group.scaling = Scaling { min: up(min), desired: up(desired), max: up(max) };
        }
        let (before, after) = (cost(&design, None).total, cost(&grown, None).total);
        prop_assert!(before.min <= after.min && before.desired <= after.desired && before.max <= after.max);
    }

    #[test]
    fn more_traffic_never_costs_less(design in testing::design(), more in 1u32..10_000) {
        let mut busy = design.clone();
        busy.usage.nat_gb = busy.usage.nat_gb.saturating_add(more);
        busy.usage.cross_zone_gb = busy.usage.cross_zone_gb.saturating_add(more);
        prop_assert!(cost(&design, None).total.min <= cost(&busy, None).total.min);
    }

    /// On either side of the break-even, the way that is said to cost less does.
    #[test]
    fn a_break_even_tells_which_way_costs_less(
        design in testing::design(), gb in 0u32..50_000, services in 0u32..20, nat_stays: bool,
    ) {
        let mut design = design;
        design.usage.nat_gb = gb;
        let endpoints = nat_against_endpoints(&design, Endpoints { services, gb, nat_stays });
        for comparison in single_nat_against_per_zone(&design).into_iter().chain(endpoints) {
            let cheaper = match comparison.break_even {
                BreakEven::Always(way) => way,
                // To the nearest MB; a whole GB away the answer is certain.
                BreakEven::At { traffic, .. } if traffic.0.abs_diff(u64::from(gb) * 1000) < 1000 => continue,
                BreakEven::At { traffic, above } if u64::from(gb) * 1000 > traffic.0 => above,
                BreakEven::At { above: Way::First, .. } => Way::Second,
                BreakEven::At { above: Way::Second, .. } => Way::First,
            };
            match cheaper {
                Way::First => prop_assert!(comparison.first <= comparison.second, "{:?}", comparison),
                Way::Second => prop_assert!(comparison.second <= comparison.first, "{:?}", comparison),
            }
        }
    }
}

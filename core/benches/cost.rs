//! How long the bill of a design as large as AWS allows takes: `cargo bench -p configurator-core --bench cost`. It is made
//! on every edit, beside the rules, so the aim is under 0.4 ms.

use std::hint::black_box;
use std::sync::Arc;

use configurator_core::cost::{cost, single_nat_against_per_zone};
use configurator_core::design::{Design, NodeGroup, NodeGroupId, SubnetId, limits, starters};
use configurator_core::value::{CapacityType, InstanceType};
use divan::Bencher;

fn main() {
    divan::main();
}

/// Instance types of each group.
const TYPES: [usize; 2] = [1, 20];

#[divan::bench(args = TYPES)]
fn a_bill(bencher: Bencher<'_, '_>, types: usize) {
    let (design, today) = (largest(types), "2026-11-23".parse().ok());
    bencher.bench(|| cost(black_box(&design), today));
}

#[divan::bench]
fn b_break_even(bencher: Bencher<'_, '_>) {
    let design = largest(1);
    bencher.bench(|| single_nat_against_per_zone(black_box(&design)));
}

/// As many groups as a design takes, on spot capacity of so many types, in all subnets of the starter.
fn largest(types: usize) -> Design {
    let mut design = starters::production();
    let known = ["m5.large", "m6i.large", "m7i.large", "c6i.xlarge", "r6i.2xlarge"];
    let types: Vec<InstanceType> =
        known.iter().cycle().take(types).map(|name| name.parse().expect("a type")).collect();
    let compute = Arc::make_mut(&mut design.compute);
    let model = compute.node_groups.remove(0);
    compute.node_groups = (0..limits::NODE_GROUPS as u32)
        .map(|n| NodeGroup {
            id: NodeGroupId(1000 + n),
            name: format!("group-{n}").parse().expect("a name"),
            instance_types: types.clone(),
            capacity_type: CapacityType::Spot,
            subnets: (1..=9).map(SubnetId).collect(),
            ..model.clone()
        })
        .collect();
    design.next_id = 2000;
    assert_eq!(design.broken_invariant(), None);
    design
}

//! How long capacity takes on a design as large as AWS allows: `cargo bench -p configurator-core --bench capacity`. It is
//! part of every check, so the aim is half a millisecond.

use std::hint::black_box;
use std::sync::Arc;

use configurator_core::capacity::capacity;
use configurator_core::design::{Design, NodeGroup, NodeGroupId, Subnet, SubnetId, Tier, starters};
use configurator_core::value::Cidr;
use divan::Bencher;

fn main() {
    divan::main();
}

/// Every group in so many subnets.
const SPREADS: [u32; 2] = [3, 200];

#[divan::bench(args = SPREADS)]
fn a_room_for_all(bencher: Bencher<'_, '_>, spread: u32) {
    let design = largest(spread, 1, 16);
    assert_eq!(capacity(&design).first_to_run_out, None);
    bencher.bench(|| capacity(black_box(&design)));
}

/// Every subnet runs out.
#[divan::bench(args = SPREADS)]
fn b_room_for_few(bencher: Bencher<'_, '_>, spread: u32) {
    let design = largest(spread, 300, 27);
    assert!(capacity(&design).first_to_run_out.is_some());
    bencher.bench(|| capacity(black_box(&design)));
}

/// 200 subnets and 450 node groups of up to `max` nodes.
fn largest(spread: u32, max: u32, prefix_len: u8) -> Design {
    let mut design = starters::reference();
    let network = Arc::make_mut(&mut design.network);
    let compute = Arc::make_mut(&mut design.compute);
    let model = compute.node_groups.remove(0);
    network.subnets.clear();
    for n in 0..200u32 {
        let name = format!("subnet-{n}").parse().expect("a name");
        let zone = network.zones[n as usize % 2].clone();
        let cidr = Cidr::containing((0x0a00_0000 + (n << 12)).into(), prefix_len).expect("a block");
        network.subnets.push(Subnet::plain(SubnetId(n), name, zone, Tier::Private, cidr));
    }
    for n in 0..450u32 {
        let mut group = NodeGroup { id: NodeGroupId(1000 + n), ..model.clone() };
        group.subnets = (0..spread).map(|s| SubnetId((n + s) % 200)).collect();
        (group.scaling.min, group.scaling.desired, group.scaling.max) = (0, 1, max);
        compute.node_groups.push(group);
    }
    design
}

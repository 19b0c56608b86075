//! How long the rules take on a design as large as AWS allows, sound and broken:
//! `cargo bench -p configurator-core --bench check`. On every edit they run between two frames, so the aim is
//! well under a millisecond.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::net::Ipv4Addr;
use std::sync::Arc;

use configurator_core::check::{Context, check, fix_all};
use configurator_core::design::{Design, NodeGroup, NodeGroupId, Subnet, SubnetId, Tier, starters};
use configurator_core::value::Cidr;
use divan::Bencher;

fn main() {
    divan::main();
}

fn context() -> Context {
    Context { today: "2026-11-23".parse().ok(), ..Context::default() }
}

/// Every group in so many subnets.
const SPREADS: [usize; 2] = [3, 200];

#[divan::bench(args = SPREADS)]
fn a_sound(bencher: Bencher<'_, '_>, spread: usize) {
    let (design, context) = (largest(spread, 0), context());
    bencher.bench(|| check(black_box(&design), &context));
}

#[divan::bench(args = SPREADS)]
fn b_broken(bencher: Bencher<'_, '_>, spread: usize) {
    let (design, context) = (largest(spread, 7), context());
    bencher.bench(|| check(black_box(&design), &context));
}

/// More than a thousand fixes, each judged after the one before.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn c_fix_all(bencher: Bencher<'_, '_>) {
    let (design, context) = (largest(3, 7), context());
    bencher.bench(|| fix_all(black_box(&design), &context));
}

/// 200 subnets and 450 node groups, each in `spread` subnets; subnets overlap and sizes contradict where
/// `broken` is not 0.
fn largest(spread: usize, broken: u32) -> Design {
    let mut design = starters::reference();
    let network = Arc::make_mut(&mut design.network);
    let compute = Arc::make_mut(&mut design.compute);
    let model = compute.node_groups.remove(0);
    network.subnets.clear();
    for n in 0..200u32 {
        let address = Ipv4Addr::from(0x0a00_0000 + if broken == 0 { n << 8 } else { (n % broken) << 12 });
        let name = format!("subnet-{}", if broken == 0 { n } else { 0 }).parse().expect("a name");
        let zone = network.zones[n as usize % 2].clone();
        let tier = if n < 4 { Tier::Public } else { Tier::Private };
        let cidr = Cidr::containing(address, if broken == 0 { 24 } else { 20 }).expect("a block");
        network.subnets.push(Subnet::plain(SubnetId(n), name, zone, tier, cidr));
    }
    for n in 0..450u32 {
        let subnets: BTreeSet<_> = (0..spread as u32).map(|s| SubnetId(4 + (n + s) % 196)).collect();
        let name = format!("group-{}", if broken == 0 { n } else { 0 }).parse().expect("a name");
        let mut group = NodeGroup { id: NodeGroupId(1000 + n), name, subnets, ..model.clone() };
        group.scaling.desired += broken;
        compute.node_groups.push(group);
    }
    design.next_id = 2000;
    assert_eq!(design.broken_invariant(), None);
    design
}

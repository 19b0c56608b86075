//! How long the rules take on the largest design: `cargo bench -p configurator-core --bench check`.
//! On every edit they run between two frames, so the aim is well under a millisecond.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Instant;

use configurator_core::check::{Context, check, fix_all};
use configurator_core::design::{Design, NodeGroup, NodeGroupId, Subnet, SubnetId, Tier, starters};
use configurator_core::value::Cidr;

fn main() {
    let context = Context { today: "2026-11-23".parse().ok() };
    measure("reference, check", 1000, || check(&starters::reference(), &context).len());
    let sound = largest(3, 0);
    measure("largest, check", 200, || check(&sound, &context).len());
    let ailing = largest(3, 7);
    measure("largest, everything broken, check", 50, || check(&ailing, &context).len());
    measure("largest, everything broken, fix all", 1, || usize::from(fix_all(&ailing, &context).is_some()));
    let wide = largest(200, 0);
    measure("largest, every group in every subnet, check", 200, || check(&wide, &context).len());
    let broken = largest(200, 7);
    measure("largest, everything broken, every group in every subnet, check", 50, || {
        check(&broken, &context).len()
    });
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn measure(what: &str, times: u32, mut run: impl FnMut() -> usize) {
    let start = Instant::now();
    let mut said = 0;
    for _ in 0..times {
        said = black_box(run());
    }
    println!("{what}: {:?}, {said} findings", start.elapsed() / times);
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
        network.subnets.push(Subnet {
            id: SubnetId(n),
            name: format!("subnet-{}", if broken == 0 { n } else { 0 }).parse().expect("a name"),
            zone: network.zones[n as usize % 2].clone(),
            tier: if n < 4 { Tier::Public } else { Tier::Private },
            cidr: Cidr::containing(address, if broken == 0 { 24 } else { 20 }).expect("a block"),
        });
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

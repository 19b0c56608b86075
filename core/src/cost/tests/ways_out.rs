//! NAT gateways, traffic across zones, endpoints.

use super::*;

fn across(change: impl FnOnce(&mut Design)) -> Option<String> {
    let bill = cost(&reference(change), today());
    line(&bill, |part| *part == Part::NatCrossZone).map(|line| line.quantity.to_string())
}

fn nat(design: &mut Design, nat: Nat) {
    Arc::make_mut(&mut design.network).nat = nat;
}

#[test]
fn traffic_to_a_single_gateway_crosses_zones() {
    assert_eq!(across(|_| {}).as_deref(), Some("100 GB × 1/2"));
    assert_eq!(across(|design| nat(design, Nat::PerZone)), None);
    assert_eq!(across(|design| nat(design, Nat::None)), None);
    // All nodes are beside the gateway; all of them are not.
    assert_eq!(across(|design| group(design).subnets = [SubnetId(1)].into()), None);
    let beside = across(|design| group(design).subnets = [SubnetId(2)].into());
    assert_eq!(beside.as_deref(), Some("100 GB"));
}

#[test]
fn without_gateways_no_line_speaks_of_nat() {
    let bill = cost(&reference(|design| nat(design, Nat::None)), today());
    let of_nat = [Part::NatHours, Part::NatAddresses, Part::NatData, Part::NatCrossZone];
    assert!(bill.lines.iter().all(|line| !of_nat.contains(&line.part)));
}

#[test]
fn a_comparison_agrees_with_the_bill() {
    let of_nat = |nat_now| {
        let bill = cost(&reference(|design| nat(design, nat_now)), today());
        let of_nat = [Part::NatHours, Part::NatAddresses, Part::NatData, Part::NatCrossZone];
        sum(bill.lines.iter().filter(|line| of_nat.contains(&line.part))).min
    };
    for now in Nat::ALL {
        let comparison = single_nat_against_per_zone(&reference(|design| nat(design, now))).unwrap();
        assert_eq!(comparison.first, of_nat(Nat::Single));
        assert_eq!(comparison.second, of_nat(Nat::PerZone));
    }
}

#[test]
fn endpoints_may_stand_beside_nat_or_take_its_place() {
    let ask = |nat_stays| {
        let design = reference(|design| nat(design, Nat::PerZone));
        nat_against_endpoints(&design, Endpoints { services: 5, gb: 1000, nat_stays }).unwrap()
    };
    // 5 × 2 × 0.012 × 730 = 87.60 against GBs of 0.052, 0.01 of which remain.
    let beside = ask(true);
    assert_eq!((beside.first.to_string(), beside.second.to_string()), ("52.00".into(), "97.60".into()));
    let BreakEven::At { traffic, above: Way::Second } = beside.break_even else { panic!("{beside:?}") };
    assert_eq!(traffic.to_string(), "2085.714 GB");
    // Two gateways with their addresses are 2 × 0.057 × 730 = 83.22.
    let instead = ask(false);
    assert_eq!(instead.first.to_string(), "135.22");
    let BreakEven::At { traffic, above: Way::Second } = instead.break_even else { panic!("{instead:?}") };
    assert_eq!(traffic.to_string(), "104.286 GB");
}

#[test]
fn one_zone_has_nothing_to_compare() {
    let design = reference(|design| {
        let network = Arc::make_mut(&mut design.network);
        network.subnets.retain(|subnet: &Subnet| subnet.id != SubnetId(5));
    });
    assert_eq!(single_nat_against_per_zone(&design), None);
}

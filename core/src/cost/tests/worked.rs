//! Worked figures: us-east-1 at list price.

use super::super::*;
use crate::capacity::Resources;
use crate::value::Rate;

fn rate(micro: u64) -> Rate {
    Rate::of_nano(micro * 1000)
}

/// us-east-1 at list price; a GB that crosses zones is paid for in both directions, or in one.
fn nat_rates(cross_zone_micro: u64) -> NatRates {
    NatRates {
        hour: rate(45_000),
        address_hour: rate(0),
        gb: rate(45_000),
        cross_zone_gb: rate(cross_zone_micro),
    }
}

const TWO_THIRDS: Share = Share { part: 2, of: 3 };

#[test]
fn one_nat_gateway_against_three() {
    let both = |gb| one_nat_against_several(3, TWO_THIRDS, nat_rates(20_000), gb);
    let words = |c: Comparison| (c.first.to_string(), c.second.to_string());
    assert_eq!(words(both(3000)), ("207.85".to_owned(), "233.55".to_owned()));
    assert_eq!(words(both(10_000)), ("616.18".to_owned(), "548.55".to_owned()));
    let at = |mb| BreakEven::At { traffic: Megabytes(mb), above: Way::Second };
    assert_eq!(both(3000).break_even, at(4_927_500));
    assert_eq!(one_nat_against_several(3, TWO_THIRDS, nat_rates(10_000), 0).break_even, at(9_855_000));
}

#[test]
fn the_address_of_a_gateway_is_paid_for_too() {
    let rates = NatRates { address_hour: rate(5000), ..nat_rates(20_000) };
    let comparison = one_nat_against_several(3, TWO_THIRDS, rates, 3000);
    assert_eq!((comparison.first.micros(), comparison.second.micros()), (211_500_000, 244_500_000));
    // 3 × (32.85 + 3.65) / 0.02.
    let BreakEven::At { traffic, .. } = comparison.break_even else { panic!("{comparison:?}") };
    assert_eq!(traffic.to_string(), "5475 GB");
}

/// VPE011 and F7: endpoints × zones × 0.01 × 730 + GB × 0.01.
#[test]
fn interface_endpoints_by_hand() {
    let month = interface_endpoints(5, 3, 1000, rate(10_000), rate(10_000));
    assert_eq!(month.to_string(), "119.50");
}

#[test]
fn fargate_pods_by_hand() {
    let pods = |pods, cpu_millicores, memory_mib| {
        let size = Resources { cpu_millicores, memory_mib };
        fargate_pods(pods, size, rate(40_480), rate(4445)).micros()
    };
    // 730 × (0.25 × 0.04048 + 0.5 × 0.004445) = 7.3876 + 1.622425
    assert_eq!(pods(1, 250, 512), 9_010_025);
    // 730 × (2 × 0.04048 + 9 × 0.004445) = 59.1008 + 29.20365
    assert_eq!(pods(1, 2000, 9 * 1024), 88_304_450);
    assert_eq!(pods(5, 2000, 9 * 1024), 5 * 88_304_450);
}

/// 0.096 USD an hour in us-east-1: 12 % of 70.08 USD a month.
#[test]
fn auto_mode_by_hand() {
    assert_eq!(auto_mode_fee(1, rate(96_000)).micros(), 8_409_600);
    assert_eq!(auto_mode_fee(3, rate(96_000)).micros(), 25_228_800);
}

//! Fargate, Auto Mode, endpoints, a VPC that exists.

use super::*;
use crate::design::{ExistingVpc, FargatePods};
use crate::testing::examples;

fn amounts(bill: &Bill, subject: &Subject) -> Vec<(&'static str, String)> {
    let lines = bill.lines.iter().filter(|l| &l.subject == subject);
    lines.map(|l| (l.part.words(), l.amount.desired.to_string())).collect()
}

/// In eu-central-1: vCPU 0.04656 and GB 0.00511 an hour, m5.large 0.115, gp3 0.0952, endpoints 0.012 and 0.01 a GB.
#[test]
fn by_hand() {
    let design = examples::every_kind();
    let bill = cost(&design, today());
    assert!(bill.is_complete);
    // 5 × 730 × 0.5 × 0.04656 and 5 × 730 × 2 × 0.00511.
    let fargate = Subject::FargateProfile(design.compute.fargate_profiles[0].id);
    let expected = [("vCPUs on Fargate", "84.97"), ("Memory on Fargate", "37.30")];
    assert_eq!(amounts(&bill, &fargate), expected.map(|(what, usd)| (what, usd.to_owned())));
    // 3 × 730 × 0.115, 12 % of it, and 3 × 80 × 0.0952.
    let expected =
        [("Auto Mode nodes", "251.85"), ("Auto Mode fee", "30.22"), ("Disks of Auto Mode nodes", "22.85")];
    assert_eq!(amounts(&bill, &Subject::AutoMode), expected.map(|(what, usd)| (what, usd.to_owned())));
    // Four services in two zones: 8 × 730 × 0.012; S3 is free.
    let expected = [("Interface endpoints", "70.08"), ("Traffic through endpoints", "2.00")];
    assert_eq!(amounts(&bill, &Subject::Endpoints), expected.map(|(what, usd)| (what, usd.to_owned())));
}

#[test]
fn a_pod_that_is_too_large_costs_nothing_and_says_so() {
    let mut design = examples::every_kind();
    Arc::make_mut(&mut design.compute).fargate_profiles[0].expected =
        FargatePods { pods: 5, millicores: 20_000, memory_mib: 0 };
    let bill = cost(&design, today());
    let line = line(&bill, |part| matches!(part, Part::FargateVcpus(_))).unwrap();
    assert_eq!((line.amount.max, line.note), (Usd::default(), Some(Note::TooLargeForFargate)));
}

#[test]
fn what_exists_is_not_paid_for_again() {
    let mut design = starters::reference();
    Arc::make_mut(&mut design.network).existing =
        Some(ExistingVpc { id: "vpc-0123456789abcdef0".parse().unwrap() });
    let bill = cost(&design, today());
    let has = |part: Part| line(&bill, |p| *p == part).map(|l| l.note);
    assert_eq!([Part::NatHours, Part::NatAddresses].map(has), [None, None]);
    assert_eq!(has(Part::NatData), Some(Some(Note::GatewaysExist)));
}

#[test]
fn gateway_endpoints_are_free() {
    let mut design = examples::every_kind();
    let services = &mut Arc::make_mut(&mut design.network).endpoints.services;
    services.retain(|s| s.is_gateway());
    assert_eq!(amounts(&cost(&design, today()), &Subject::Endpoints), []);
}

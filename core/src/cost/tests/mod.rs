//! Bills of designs, each changed in one place.

mod expected;
mod node_groups;
mod properties;
mod support;
mod ways_out;
mod worked;

use std::sync::Arc;

use super::*;
use crate::design::{
    FlowLogs, Nat, NodeGroup, NodeGroupId, NodeGroupKind, Percent, SecretsEncryption, SelfManagedNodes,
    Subnet, SubnetId, Volume, starters,
};
use crate::value::{AmiType, CapacityType, InstanceType, KubernetesVersion, SupportType, VolumeType};

fn day(text: &str) -> Option<Date> {
    Some(text.parse().unwrap())
}

fn today() -> Option<Date> {
    day("2026-11-23")
}

fn reference(change: impl FnOnce(&mut Design)) -> Design {
    let mut design = starters::reference();
    change(&mut design);
    design
}

fn group(design: &mut Design) -> &mut NodeGroup {
    &mut Arc::make_mut(&mut design.compute).node_groups[0]
}

fn line(bill: &Bill, is: impl Fn(&Part) -> bool) -> Option<&Line> {
    bill.lines.iter().find(|line| is(&line.part))
}

fn nodes(bill: &Bill) -> &Line {
    line(bill, |part| matches!(part, Part::Nodes { .. })).unwrap()
}

#[test]
fn what_is_off_is_not_paid_for() {
    let all = cost(&starters::production(), today());
    assert!(line(&all, |part| *part == Part::KmsKey).is_some());
    let mut design = starters::production();
    Arc::make_mut(&mut design.network).flow_logs = FlowLogs::Off {};
    let cluster = Arc::make_mut(&mut design.cluster);
    cluster.log_types.clear();
    cluster.secrets_encryption = SecretsEncryption::AwsOwned {};
    let bill = cost(&design, today());
    let off = [Part::KmsKey, Part::ControlPlaneLogs, Part::FlowLogs];
    assert!(bill.lines.iter().all(|line| !off.contains(&line.part)));
    assert_eq!(bill.lines.len() + off.len(), all.lines.len());
}

#[test]
fn volumes_say_when_nobody_expects_them_or_they_are_large() {
    let note = |gb| {
        let mut design = starters::production();
        design.usage.flow_log_gb = gb;
        line(&cost(&design, today()), |part| *part == Part::FlowLogs).unwrap().note
    };
    assert_eq!(note(0), Some(Note::NoVolume));
    assert_eq!(note(10_000), None);
    assert_eq!(note(10_001), Some(Note::CheaperAbove { tb: 10 }));
}

#[test]
fn a_region_without_prices_leaves_the_bill_incomplete() {
    let design = reference(|design| design.region = "cn-north-1".parse().unwrap());
    let bill = cost(&design, today());
    assert!(!bill.is_complete && !bill.lines.is_empty());
    assert_eq!(single_nat_against_per_zone(&design), None);
    assert_eq!(nat_against_endpoints(&design, Endpoints { services: 1, gb: 0, nat_stays: true }), None);
}

#[test]
fn a_bill_says_how_old_and_how_sure_it_is() {
    let bill = cost(&starters::reference(), today());
    assert!(bill.is_complete);
    assert!(bill.has_estimates, "what crosses zones is an estimate");
    let oldest = bill.lines.iter().filter_map(|line| line.price).map(|price| price.date).min();
    assert_eq!(bill.oldest_price, oldest);
    let quiet = reference(|design| {
        let network = Arc::make_mut(&mut design.network);
        network.zones.truncate(1);
        network.subnets.retain(|subnet| subnet.zone == network.zones[0]);
        group(design).subnets = [SubnetId(1)].into();
        design.usage.cross_zone_gb = 0;
    });
    let bill = cost(&quiet, today());
    assert_eq!(bill.has_estimates, bill.lines.iter().any(|l| l.price.unwrap().quality == Quality::Estimated));
}

#[test]
fn an_object_has_its_share_of_the_bill() {
    let design = starters::production();
    let bill = cost(&design, today());
    let of_objects = design.subjects().iter().map(|subject| bill.of(subject).max).sum::<Usd>();
    assert_eq!(of_objects, bill.total.max, "every line belongs to something that the design has");
    assert_eq!(bill.of(&Subject::NodeGroup(NodeGroupId(999))), PerScale::default());
}

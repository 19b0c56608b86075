//! Node groups: which type counts, spot, disks, addresses.

use super::*;

fn types(names: &[&str]) -> Vec<InstanceType> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

fn with(capacity: CapacityType, names: &[&str], discount: Option<u8>) -> Line {
    let design = reference(|design| {
        design.usage.spot_discount_percent = discount.map(|d| d.try_into().unwrap());
        group(design).capacity_type = capacity;
        group(design).instance_types = types(names);
    });
    nodes(&cost(&design, today())).clone()
}

fn counted(line: &Line) -> &str {
    let Part::Nodes { instance_type, .. } = &line.part else { panic!("{line:?}") };
    instance_type.as_str()
}

#[test]
fn on_demand_the_first_type_counts() {
    let line = with(CapacityType::OnDemand, &["m5a.large", "m5.large"], Some(90));
    assert_eq!((counted(&line), line.note), ("m5a.large", Some(Note::FirstOfSeveral)));
    assert_eq!(line.quantity.to_string(), "2 / 2 / 4 nodes × 730 h");
    assert_eq!(with(CapacityType::OnDemand, &["m5a.large"], None).note, None);
}

#[test]
fn on_spot_the_dearest_type_counts() {
    let line = with(CapacityType::Spot, &["m5a.large", "m5.large", "m6i.large"], None);
    assert_eq!((counted(&line), line.note), ("m5.large", Some(Note::Spot(None))));
    let less = with(CapacityType::Spot, &["m5a.large", "m5.large", "m6i.large"], Some(30));
    assert_eq!(less.quantity.to_string(), "2 / 2 / 4 nodes × 730 h × 70 %");
    assert_eq!(less.amount.min.micros() * 10, line.amount.min.micros() * 7);
    assert_eq!(with(CapacityType::Spot, &["m5.large"], Some(100)).amount.max, Usd::default());
    let unknown = with(CapacityType::Spot, &["x0.none", "m5.large"], None);
    assert_eq!(counted(&unknown), "m5.large");
}

#[test]
fn without_types_eks_takes_its_own() {
    let line = with(CapacityType::OnDemand, &[], None);
    assert_eq!((counted(&line), line.note), ("t3.medium", Some(Note::DefaultType)));
}

#[test]
fn a_type_without_a_price_counts_nothing_and_says_so() {
    let design = reference(|design| group(design).instance_types = types(&["x0.none"]));
    let bill = cost(&design, today());
    let line = nodes(&bill);
    assert_eq!((line.price, line.amount), (None, PerScale::default()));
    assert!(line.formula().ends_with("× a price that is not known"), "{}", line.formula());
    assert!(!bill.is_complete);
}

#[test]
fn bottlerocket_has_a_volume_more() {
    let design = reference(|design| group(design).ami_type = AmiType::BottlerocketX86);
    let bill = cost(&design, today());
    let disks = line(&bill, |part| matches!(part, Part::Disks(_))).unwrap();
    assert_eq!(disks.note, Some(Note::SystemVolume));
}

#[test]
fn nodes_in_public_subnets_pay_for_addresses() {
    let addresses = |subnets: &[u32]| {
        let design = reference(|design| {
            group(design).subnets = subnets.iter().map(|&id| SubnetId(id)).collect();
        });
        let bill = cost(&design, today());
        line(&bill, |part| matches!(part, Part::NodeAddresses(_))).map(|line| line.quantity.to_string())
    };
    assert_eq!(addresses(&[1, 2]), None);
    assert_eq!(addresses(&[4, 5]).as_deref(), Some("2 / 2 / 4 addresses × 730 h"));
    assert_eq!(addresses(&[1, 4]).as_deref(), Some("2 / 2 / 4 addresses × 730 h × 1/2"));
}

/// Two, two and four nodes: one is the base, and of the others a quarter, rounded up, is on demand too.
#[test]
fn a_self_managed_group_buys_some_on_demand() {
    let mixed = |base: u16, percent: u8| {
        let design = reference(|design| {
            design.usage.spot_discount_percent = Percent::try_from(60).ok();
            group(design).capacity_type = CapacityType::Spot;
            group(design).kind = NodeGroupKind::SelfManaged(SelfManagedNodes {
                on_demand_base: base,
                on_demand_percent: percent.try_into().unwrap(),
                ..SelfManagedNodes::default()
            });
        });
        let bill = cost(&design, today());
        let of_nodes = |line: &&Line| matches!(line.part, Part::Nodes { .. } | Part::SpotNodes { .. });
        bill.lines.iter().filter(of_nodes).map(|l| l.quantity.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(mixed(1, 25), ["2 / 2 / 2 nodes × 730 h", "0 / 0 / 2 nodes × 730 h × 40 %"].map(tidy));
    assert_eq!(mixed(0, 0), ["2 / 2 / 4 nodes × 730 h × 40 %"]);
    assert_eq!(mixed(0, 100), ["2 / 2 / 4 nodes × 730 h"]);
    assert_eq!(mixed(9, 0), ["2 / 2 / 4 nodes × 730 h"]);
}

/// What is the same at every scale is written once.
fn tidy(text: &str) -> String {
    text.replace("2 / 2 / 2 ", "2 ")
}

fn of_group(change: impl FnOnce(&mut NodeGroup)) -> Vec<(String, Option<Note>)> {
    let bill = cost(&reference(|design| change(group(design))), today());
    let lines = bill.lines.iter().filter(|l| matches!(l.subject, Subject::NodeGroup(_)));
    lines.map(|l| (format!("{}: {}", l.title(), l.formula()), l.note)).collect()
}

#[test]
fn fast_volumes_cost_more() {
    let volume = |kind, iops, throughput_mibps| {
        let lines = of_group(|g| g.settings.volume = Volume { kind, iops, throughput_mibps });
        lines.into_iter().skip(1).collect::<Vec<_>>()
    };
    let storage = ("Disks: 2 / 2 / 4 nodes × 50 GiB × 0.0952 USD".to_owned(), None);
    assert_eq!(volume(VolumeType::Gp3, Some(3000), Some(125)), std::slice::from_ref(&storage));
    let fast = volume(VolumeType::Gp3, Some(4000), Some(250));
    assert_eq!(fast[0], storage);
    assert!(fast[1].0.starts_with("IOPS of disks: 2 / 2 / 4 nodes × 1000 IOPS × 0.0"), "{}", fast[1].0);
    assert!(fast[2].0.starts_with("Throughput of disks: 2 / 2 / 4 nodes × 125 MiB/s × 0.0"), "{}", fast[2].0);
    let unknown = "Disks: 2 / 2 / 4 nodes × 50 GiB × a price that is not known".to_owned();
    assert_eq!(volume(VolumeType::Io2, Some(4000), None), [(unknown, Some(Note::VolumeType))]);
}

#[test]
fn what_is_not_listed_says_so() {
    let windows = of_group(|g| g.ami_type = AmiType::WindowsCore2022);
    let unknown = "Nodes, m5.large: 2 / 2 / 4 nodes × 730 h × a price that is not known".to_owned();
    assert_eq!(windows[0], (unknown, Some(Note::Windows)));
    let monitored = of_group(|g| g.settings.detailed_monitoring = true);
    let unknown = "Detailed monitoring: 2 / 2 / 4 nodes × a price that is not known".to_owned();
    assert_eq!(monitored[2], (unknown, Some(Note::NotListed)));
}

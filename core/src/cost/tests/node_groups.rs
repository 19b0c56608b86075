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

//! What `README.md` says of cost and capacity: figures of the catalog, which no day changes.

use super::super::text::Draft;
use super::escaped;
use crate::capacity::{Capacity, Consumer, Fleet, Part as Share, PerScale, RunsOut, capacity};
use crate::catalog::{Service, service_price};
use crate::cost::{Bill, Line, Note, Part, Unit, cost};
use crate::design::{Design, StateBackend, Subject};

/// Adds the monthly bill, and how far the design carries.
pub(super) fn text(draft: Draft, design: &Design) -> Draft {
    draft
        .paragraph("## Cost", &[])
        .paragraph(&bill(design, &cost(design, None)), &[])
        .paragraph("## Capacity", &[])
        .paragraph(&carries(design, &capacity(design)), &[])
}

/// The bill by the objects that cause it. Without a day: the version counts as in standard support.
fn bill(design: &Design, bill: &Bill) -> String {
    let mut subjects: Vec<&Subject> = Vec::new();
    for line in &bill.lines {
        if !subjects.contains(&&line.subject) {
            subjects.push(&line.subject);
        }
    }
    let several = design.network.nat_gateways().count() > 1;
    let of = |subject: &Subject| {
        let lines = || bill.lines.iter().filter(|line| &line.subject == subject);
        // Lines of NAT count all gateways and stand with the first.
        let name = match subject {
            Subject::NatGateway(_) if several => "all NAT gateways".to_owned(),
            _ => design.name_of(subject),
        };
        let amount = three(bill.of(subject));
        format!("| {} | {} | {}{amount} |\n", escaped(&name), parts(lines), at_least(lines()))
    };
    let rows: String = subjects.into_iter().map(of).collect();
    let date = bill.oldest_price.map_or_else(String::new, |date| format!("; the oldest price is of {date}"));
    let karpenter = if design.intent.karpenter { " Nor are nodes that Karpenter starts." } else { "" };
    let existing =
        if design.network.existing.is_some() { " Nor is what the existing VPC costs by itself." } else { "" };
    let least = if bill.is_complete {
        ""
    } else {
        " Where no price is known, nothing is counted: the true bill is higher."
    };
    format!(
        "An estimate in USD a month at list prices in {}{date}. Taxes, discounts, load balancers, extended support and traffic that \
         nobody has named are not in it.{karpenter}{existing}{least}{}{} With every group at its minimum – as created – at its \
         maximum:\n\n\
         | what | counted | USD a month |\n|---|---|---:|\n{rows}| **together** | | **{}{}** |",
        design.region,
        assumed(bill),
        state_key(design),
        at_least(bill.lines.iter()),
        three(bill.total)
    )
}

/// What lines count, and then what they leave out.
fn parts<'a, L: Iterator<Item = &'a Line>>(lines: impl Fn() -> L) -> String {
    let titles =
        |of: fn(&Line) -> bool| lines().filter(|line| of(line)).map(title).collect::<Vec<_>>().join("; ");
    let kinds = [
        ("", titles(|line| line.price.is_some() && line.note != Some(Note::NoVolume))),
        ("not estimated: ", titles(|line| line.price.is_some() && line.note == Some(Note::NoVolume))),
        ("not counted: ", titles(|line| line.price.is_none())),
    ];
    let kinds = kinds.iter().filter(|(_, titles)| !titles.is_empty());
    kinds.map(|(what, titles)| format!("{what}{titles}")).collect::<Vec<_>>().join("; ")
}

fn title(line: &Line) -> String {
    let title = line.title();
    match line.note {
        Some(Note::Spot(None)) => format!("{title} (Spot, at the on-demand price)"),
        Some(Note::Spot(Some(percent))) => format!("{title} (Spot, at {} % below on-demand)", percent.get()),
        _ => title,
    }
}

/// Said before an amount that leaves something out.
fn at_least<'a>(mut lines: impl Iterator<Item = &'a Line>) -> &'static str {
    let whole = lines.all(|line| line.price.is_some() && line.note != Some(Note::NoVolume));
    if whole { "" } else { "at least " }
}

/// The volumes that somebody expects, and the bill counts.
fn assumed(bill: &Bill) -> String {
    let line = |line: &Line| match line.part {
        // A part of what goes through NAT.
        Part::NatCrossZone => None,
        _ if line.quantity.unit != Unit::Gb || line.quantity.count.max == 0 => None,
        _ => Some(format!("{} {}", line.part.words(), line.quantity)),
    };
    let volumes: Vec<_> = bill.lines.iter().filter_map(line).collect();
    if volumes.is_empty() { String::new() } else { format!(" Assumed a month: {}.", volumes.join("; ")) }
}

/// What `bootstrap/` makes costs by the month where it is a key.
fn state_key(design: &Design) -> String {
    let price = service_price(Service::KmsKeyMonth, &design.region);
    match (&*design.state, price) {
        (StateBackend::S3 { .. }, Some(price)) => {
            format!(" Beside it: the key of the state in `bootstrap/`, {} USD.", price.rate)
        }
        _ => String::new(),
    }
}

fn carries(design: &Design, capacity: &Capacity) -> String {
    let row = |name: String, fleet: PerScale<Fleet>| {
        let pods = three(fleet.map(|f| f.pods));
        format!("| {} | {} | {pods} |\n", escaped(&name), three(fleet.map(|f| f.nodes)))
    };
    let groups = capacity.groups.iter().map(|g| (Subject::NodeGroup(g.group), g.fleet));
    let profiles =
        capacity.fargate.iter().map(|p| (Subject::FargateProfile(p.profile), PerScale::same(p.fleet())));
    let auto_mode = capacity.auto_mode.map(|a| (Subject::AutoMode, PerScale::same(a.fleet())));
    let fleets: String = groups
        .chain(profiles)
        .chain(auto_mode)
        .map(|(subject, fleet)| row(design.name_of(&subject), fleet))
        .collect();
    let subnet = |s: &crate::capacity::SubnetAddresses| {
        let [at_rest, at_peak, updating] =
            [s.taken.at_rest, s.taken.at_peak, s.taken.with_surge].map(|demand| demand.addresses());
        let name = escaped(&design.name_of(&Subject::Subnet(s.subnet)));
        format!("| {name} | {} | {at_rest} | {at_peak} | {updating} |\n", s.usable())
    };
    let subnets: String = capacity.subnets.iter().map(subnet).collect();
    let end = match capacity.first_to_run_out {
        None => "No subnet runs out of addresses before the groups are as large as they may be.".to_owned(),
        Some(out) => {
            let name = escaped(&design.name_of(&Subject::Subnet(out.subnet)));
            match out.last_fit {
                Some(_) => format!("{name} is the first to run out of addresses: at {} nodes.", out.at.nodes),
                None => {
                    format!("{name} has too few addresses from the start: {}.", wanted(design, capacity, out))
                }
            }
        }
    };
    let karpenter = if design.intent.karpenter {
        " Nodes that Karpenter starts take addresses too, and are not counted."
    } else {
        ""
    };
    let known = if capacity.is_complete { "" } else { " Types that are not in the catalog are not counted." };
    format!(
        "Nodes, and the pods that they take, with every group at its minimum – as created – at its maximum:\n\n\
         | what | nodes | pods |\n|---|---:|---:|\n{fleets}\n{end}{karpenter}{known}\n\n\
         | subnet | usable addresses | taken as created | at the maximum | during an update then |\n|---|---:|---:|---:|---:|\n{subnets}"
    )
}

/// Who wants the addresses of a subnet that has too few already when every group is at its minimum.
fn wanted(design: &Design, capacity: &Capacity, out: RunsOut) -> String {
    let runs = |share: &Share| match share.consumer {
        Consumer::Group(id) => capacity.group(id).is_some_and(|g| g.fleet.min.nodes > 0),
        _ => share.taken.at_peak.addresses() > 0,
    };
    let name = |share: Share| match share.consumer {
        Consumer::ControlPlane => "the control plane".to_owned(),
        Consumer::NatGateway => "a NAT gateway".to_owned(),
        Consumer::LoadBalancers => "load balancers".to_owned(),
        Consumer::Endpoints => "VPC endpoints".to_owned(),
        Consumer::Fargate(id) => escaped(&design.name_of(&Subject::FargateProfile(id))),
        Consumer::AutoMode => design.name_of(&Subject::AutoMode),
        Consumer::Group(id) => escaped(&design.name_of(&Subject::NodeGroup(id))),
    };
    let names: Vec<_> = capacity.parts(design, out.subnet).into_iter().filter(runs).map(name).collect();
    let usable = capacity.subnet(out.subnet).map_or(0, |subnet| subnet.usable());
    format!("{usable} for {}", names.join(", "))
}

/// A figure at the three scales; once where it does not change.
fn three<T: PartialEq + std::fmt::Display>(of: PerScale<T>) -> String {
    if of.min == of.desired && of.desired == of.max {
        return of.max.to_string();
    }
    format!("{} – {} – {}", of.min, of.desired, of.max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{FlowLogTraffic, FlowLogs, Nat, Percent, starters};
    use crate::value::CapacityType;
    use std::sync::Arc;

    fn written(design: &Design) -> String {
        text(Draft::new("x"), design).file().text
    }

    #[test]
    fn what_is_not_counted_is_said_to_be_so() {
        let mut design = starters::reference();
        let before = written(&design);
        assert!(
            before.contains("| my-eks | Control plane; Encryption key; Control-plane logs | "),
            "{before}"
        );
        assert!(!before.contains("at least") && !before.contains("not counted:"), "{before}");
        assert!(before.contains("Traffic through NAT 100 GB"), "{before}");
        Arc::make_mut(&mut design.network).flow_logs = FlowLogs::CloudWatch {
            retention_days: design.cluster.log_retention_days,
            traffic: FlowLogTraffic::All,
        };
        let logs = written(&design);
        assert!(
            logs.contains("| Traffic across zones; not estimated: Flow logs | at least 2.00 |"),
            "{logs}"
        );
        assert!(logs.contains("**at least 3"), "{logs}");
        let group = &mut Arc::make_mut(&mut design.compute).node_groups[0];
        group.settings.detailed_monitoring = true;
        let figures = written(&design);
        assert!(
            figures.contains("| Nodes, m5.large; Disks; not counted: Detailed monitoring | at least 177.42"),
            "{figures}"
        );
    }

    #[test]
    fn all_gateways_stand_under_one_name_and_spot_under_its_price() {
        let mut design = starters::reference();
        assert!(written(&design).contains("| nat-az1 |"));
        Arc::make_mut(&mut design.network).nat = Nat::PerZone;
        let group = &mut Arc::make_mut(&mut design.compute).node_groups[0];
        group.capacity_type = CapacityType::Spot;
        let text = written(&design);
        assert!(text.contains("| all NAT gateways |") && !text.contains("| nat-az1 |"), "{text}");
        assert!(text.contains("Nodes, m5.large (Spot, at the on-demand price)"), "{text}");
        design.usage.spot_discount_percent = Percent::try_from(60).ok();
        assert!(written(&design).contains("(Spot, at 60 % below on-demand)"));
    }

    #[test]
    fn a_subnet_that_is_too_small_from_the_start_runs_out_at_no_number_of_nodes() {
        let mut design = starters::reference();
        let of_nodes = |d: &Design| d.network.subnets.iter().position(|s| s.name.as_str() == "private-az1");
        let place = of_nodes(&design).unwrap();
        let mut with = |block: &str| {
            Arc::make_mut(&mut design.network).subnets[place].cidr = block.parse().unwrap();
            written(&design)
        };
        let later = with("10.0.16.0/26");
        assert!(later.contains("private-az1 is the first to run out of addresses: at "), "{later}");
        let never = with("10.0.16.0/28");
        let sentence = "private-az1 has too few addresses from the start: 11 for the control plane, load balancers, general.";
        assert!(never.contains(sentence), "{never}");
        let group = &mut Arc::make_mut(&mut design.compute).node_groups[0];
        group.scaling.min = 0;
        assert!(!written(&design).contains(sentence));
    }

    #[test]
    fn nodes_that_karpenter_starts_are_left_out_of_addresses() {
        let mut design = starters::reference();
        let sentence = "Nodes that Karpenter starts take addresses too";
        assert!(!written(&design).contains(sentence));
        design.intent.karpenter = true;
        assert!(written(&design).contains(sentence));
    }
}

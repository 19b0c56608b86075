//! What `README.md` says of cost and capacity: figures of the catalog, which no day changes.

use super::super::text::Draft;
use super::escaped;
use crate::capacity::{Capacity, Fleet, PerScale, capacity};
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
            format!("{name} is the first to run out of addresses: at {} nodes.", out.at.nodes)
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
    fn nodes_that_karpenter_starts_are_left_out_of_addresses() {
        let mut design = starters::reference();
        let sentence = "Nodes that Karpenter starts take addresses too";
        assert!(!written(&design).contains(sentence));
        design.intent.karpenter = true;
        assert!(written(&design).contains(sentence));
    }
}

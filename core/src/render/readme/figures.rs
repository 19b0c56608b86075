//! What `README.md` says of cost and capacity: figures of the catalog, which no day changes.

use super::super::text::Draft;
use super::escaped;
use crate::capacity::{Capacity, Fleet, PerScale, capacity};
use crate::cost::{Bill, Line, cost};
use crate::design::{Design, Subject};

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
    let of = |subject: &Subject| {
        let lines = || bill.lines.iter().filter(|line| &line.subject == subject);
        let titles: Vec<_> = lines().map(Line::title).collect();
        let known = if lines().all(|line| line.price.is_some()) { "" } else { "at least " };
        let amount = three(bill.of(subject));
        format!("| {} | {} | {known}{amount} |\n", escaped(&design.name_of(subject)), titles.join("; "))
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
         nobody has named are not in it.{karpenter}{existing}{least} With every group at its minimum – as created – at its maximum:\n\n\
         | what | of it | USD a month |\n|---|---|---:|\n{rows}| **together** | | **{}** |",
        design.region,
        three(bill.total)
    )
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
    let known = if capacity.is_complete { "" } else { " Types that are not in the catalog are not counted." };
    format!(
        "Nodes, and the pods that they take, with every group at its minimum – as created – at its maximum:\n\n\
         | what | nodes | pods |\n|---|---:|---:|\n{fleets}\n{end}{known}\n\n\
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

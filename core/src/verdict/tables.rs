//! Capacity and cost in words: what the status bar, the panels and the forms show.

use crate::capacity::{
    Capacity, Fleet, GroupCapacity, PerScale, PodLimitReason, RunsOut, SubnetAddresses, capacity,
};
use crate::catalog::Quality;
use crate::check::Context;
use crate::cost::{
    Bill, BreakEven, Comparison, Endpoints, Line, Way, cost, nat_against_endpoints,
    single_nat_against_per_zone,
};
use crate::design::{Design, Subject};
use crate::diagram::{Figures, Fill, GroupFigures};
use crate::value::{Usd, grouped};

/// Capacity and cost in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tables {
    /// For the status bar: pods, processors and memory of the nodes at first, USD a month, the fullest subnet.
    pub summary: Vec<String>,
    /// For each node group, then for all: a line with its name, then what it has at min, desired and max.
    pub groups: Vec<Row>,
    /// A line for each subnet: name, usable, at rest, at peak, while updating, how full it is then.
    pub subnets: Vec<Row>,
    /// A line for each part of the bill, then the total: what, USD at min, desired and max; how it is worked out is its note.
    pub bill: Vec<Row>,
    /// What else is to be said of capacity, a sentence each.
    pub capacity_notes: Vec<String>,
    /// What else is to be said of cost.
    pub bill_notes: Vec<String>,
}

/// A line of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The object that it is about, if there is one.
    pub subject: Option<Subject>,
    /// Its cells.
    pub cells: Vec<String>,
    /// What else is to be said of it; may be empty.
    pub note: String,
}

/// The figures that the drawing shows, and all of them in words.
pub(super) fn figures(design: &Design, context: &Context) -> (Figures, Tables) {
    let (capacity, bill) = (capacity(design), cost(design, context.today));
    let figures = Figures {
        subnets: capacity.subnets.iter().map(|s| (s.subnet, fill(s))).collect(),
        groups: capacity.groups.iter().map(|g| (g.group, of_group(g, &bill))).collect(),
    };
    let tables = Tables {
        summary: summary(design, &capacity, &bill),
        groups: groups(design, &capacity),
        subnets: capacity.subnets.iter().map(|s| subnet(design, s)).collect(),
        bill: bill_rows(design, &bill),
        capacity_notes: capacity_notes(design, &capacity),
        bill_notes: bill_notes(design, &bill),
    };
    (figures, tables)
}

fn fill(subnet: &SubnetAddresses) -> Fill {
    let (needed, available) = subnet.taken.with_surge.measured(subnet.cidr);
    Fill { needed, available, is_blocks: subnet.taken.with_surge.blocks > 0 }
}

fn of_group(group: &GroupCapacity, bill: &Bill) -> GroupFigures {
    let subject = Subject::NodeGroup(group.group);
    let lines = || bill.lines.iter().filter(|l| l.subject == subject);
    let is_known = lines().all(|l| l.price.is_some());
    GroupFigures {
        pods: group.node.map(|_| group.fleet.desired.pods),
        usd: is_known.then(|| bill.of(&subject).desired),
        is_estimate: lines().any(|l| l.price.is_some_and(|p| p.quality == Quality::Estimated)),
    }
}

fn summary(design: &Design, capacity: &Capacity, bill: &Bill) -> Vec<String> {
    let fleet = capacity.fleet.desired;
    let least = if capacity.is_complete { "" } else { "at least " };
    let tightest = capacity.tightest.and_then(|id| Some((design.subnet(id)?, fill(capacity.subnet(id)?))));
    let tightest = tightest.map(|(subnet, fill)| format!("{} {} %", subnet.name, fill.percent()));
    vec![
        format!("{least}{} pods", grouped(fleet.pods)),
        format!("{least}{} vCPU", cores(fleet.cpu_millicores)),
        format!("{least}{} GiB", gib(fleet.memory_mib)),
        usd_words(bill, bill.total.desired),
        tightest.unwrap_or_default(),
    ]
}

/// An amount of a bill: marked where it is an estimate or something in it has no price.
fn usd_words(bill: &Bill, amount: Usd) -> String {
    let how = match (bill.is_complete, bill.has_estimates) {
        (false, _) => "at least ",
        (true, true) => "about ",
        (true, false) => "",
    };
    format!("{how}{} USD / month", whole(amount))
}

fn whole(amount: Usd) -> String {
    grouped(amount.micros().saturating_add(500_000) / 1_000_000)
}

fn cores(millicores: u64) -> String {
    format!("{}.{}", grouped(millicores / 1000), millicores % 1000 / 100)
}

fn gib(mib: u64) -> String {
    grouped(mib / 1024)
}

fn scales<T: Copy>(of: PerScale<T>, words: impl Fn(T) -> String) -> [String; 3] {
    [words(of.min), words(of.desired), words(of.max)]
}

/// The lines of some nodes: what, then how much at min, desired and max.
fn fleet_rows(fleet: PerScale<Fleet>) -> [Row; 4] {
    let row = |what: &str, words: fn(Fleet) -> String| {
        let cells = [what.to_owned()].into_iter().chain(scales(fleet, words)).collect();
        Row { subject: None, cells, note: String::new() }
    };
    [
        row("Nodes", |f| grouped(f.nodes)),
        row("Pods", |f| grouped(f.pods)),
        row("vCPU for pods", |f| cores(f.cpu_millicores)),
        row("GiB for pods", |f| gib(f.memory_mib)),
    ]
}

fn groups(design: &Design, capacity: &Capacity) -> Vec<Row> {
    let mut rows = Vec::new();
    for group in &capacity.groups {
        let subject = Subject::NodeGroup(group.group);
        let note = match group.node {
            Some(_) => group_note(group, design),
            None => "A type of this group is not in the catalog: only its nodes are counted.".to_owned(),
        };
        rows.push(Row { cells: vec![design.name_of(&subject)], subject: Some(subject), note });
        let known = if group.node.is_some() { 4 } else { 1 };
        rows.extend(fleet_rows(group.fleet).into_iter().take(known));
    }
    if capacity.groups.len() > 1 {
        rows.push(Row { subject: None, cells: vec!["All node groups".to_owned()], note: String::new() });
        rows.extend(fleet_rows(capacity.fleet));
    }
    rows
}

fn group_note(group: &GroupCapacity, design: &Design) -> String {
    let Some(node) = group.node else { return String::new() };
    let limit = match node.pods.reason {
        PodLimitReason::Interfaces => "as many as its network interfaces have addresses for",
        PodLimitReason::Usual => "the limit for nodes with up to 30 vCPUs",
        PodLimitReason::Large => "the limit for nodes with more than 30 vCPUs",
    };
    let other = if design.network.pod_addresses.prefix_delegation {
        format!("{} without prefix delegation", node.pods_without_blocks.pods)
    } else {
        format!("{} with prefix delegation", node.pods_with_blocks.pods)
    };
    format!(
        "{} pods a node, {limit}; {other}. Of a node pods get {} vCPU and {} MiB; {} m and {} MiB are kept for the node. It takes \
         {} addresses at rest and {} when full.",
        node.pods.pods,
        cores(node.allocatable.cpu_millicores),
        grouped(node.allocatable.memory_mib),
        node.reserved.cpu_millicores,
        grouped(node.reserved.memory_mib),
        node.at_rest.addresses(),
        node.full.addresses(),
    )
}

fn subnet(design: &Design, subnet: &SubnetAddresses) -> Row {
    let subject = Subject::Subnet(subnet.subnet);
    let taken = [subnet.taken.at_rest, subnet.taken.at_peak, subnet.taken.with_surge];
    let mut cells = vec![design.name_of(&subject), grouped(subnet.usable())];
    cells.extend(taken.map(|demand| grouped(demand.addresses())));
    cells.push(format!("{} %", fill(subnet).percent()));
    let note = subnet.blocks_with_surge().map(|blocks| {
        format!(
            "{} blocks of 16 are needed while updating, and {} are there for sure.",
            blocks.needed, blocks.available
        )
    });
    Row { subject: Some(subject), cells, note: note.unwrap_or_default() }
}

fn capacity_notes(design: &Design, capacity: &Capacity) -> Vec<String> {
    let mut notes = vec![match capacity.first_to_run_out {
        None => "No subnet runs out of addresses before the groups are as large as they may be.".to_owned(),
        Some(RunsOut { subnet, at, last_fit }) => {
            let name = design.name_of(&Subject::Subnet(subnet));
            let fits = last_fit.map_or_else(
                || "even the smallest groups are too many".to_owned(),
                |fit| format!("{} nodes with {} pods still fit", grouped(fit.nodes), grouped(fit.pods)),
            );
            format!("{name} is the first to run out of addresses: at {} nodes; {fits}.", grouped(at.nodes))
        }
    }];
    if !capacity.is_complete {
        notes.push("Some instance types are not in the catalog; what they hold is not counted.".to_owned());
    }
    notes
}

fn bill_rows(design: &Design, bill: &Bill) -> Vec<Row> {
    let row = |line: &Line| {
        let mut cells = vec![line.title()];
        cells.extend(match line.price {
            Some(_) => scales(line.amount, |usd| usd.to_string()),
            None => ["?", "?", "?"].map(str::to_owned),
        });
        let price = line.price.map(|p| format!(" Price {}, {}: {}.", p.quality.words(), p.date, p.source));
        let note = line.note.map(|note| format!(" {}", note.text()));
        let note =
            [format!("{}.", line.formula()), price.unwrap_or_default(), note.unwrap_or_default()].concat();
        Row { subject: Some(line.subject.clone()), cells, note }
    };
    let mut rows: Vec<Row> = bill.lines.iter().map(row).collect();
    let mut cells = vec![format!("USD a month, {}", design.region)];
    cells.extend(scales(bill.total, |usd| usd.to_string()));
    rows.push(Row { subject: None, cells, note: String::new() });
    rows
}

fn bill_notes(design: &Design, bill: &Bill) -> Vec<String> {
    let mut notes = vec![
        "List prices without taxes, discounts and credits; 730 hours a month. Load balancers, images, backups and support \
         plans are not part of it."
            .to_owned(),
    ];
    if let Some(date) = bill.oldest_price {
        notes.push(format!("The oldest price is of {date}; each line says how well its own is known."));
    }
    if !bill.is_complete {
        notes.push("Where no price is known, nothing is counted: the true bill is higher.".to_owned());
    }
    if let Some(later) = &bill.later {
        let amount =
            later.price.map_or("an amount that is not known".to_owned(), |_| format!("{} USD", later.amount));
        notes.push(format!(
            "From {} to {} extended support of Kubernetes {} adds {amount} a month.",
            later.from, later.until, design.cluster.version
        ));
    }
    if let Some(nat) = single_nat_against_per_zone(design) {
        notes.push(compared("One NAT gateway", "one in each zone", nat, design.usage.nat_gb));
    }
    let endpoints = Endpoints { services: 5, gb: design.usage.nat_gb, nat_stays: true };
    if let Some(nat) = nat_against_endpoints(design, endpoints) {
        let ways = ("Traffic to five services of AWS through NAT", "through interface endpoints beside it");
        notes.push(compared(ways.0, ways.1, nat, design.usage.nat_gb));
    }
    notes
}

fn compared(first: &str, second: &str, of: Comparison, gb: u32) -> String {
    let from = match of.break_even {
        BreakEven::At { traffic, above: Way::Second } => format!("the latter costs less from {traffic} on"),
        BreakEven::At { traffic, above: Way::First } => format!("the latter costs less up to {traffic}"),
        BreakEven::Always(Way::Second) => "the latter never costs more".to_owned(),
        BreakEven::Always(Way::First) => "the former never costs more".to_owned(),
    };
    format!(
        "{first} comes to {} USD, {second} to {} USD at {} GB a month; {from}.",
        of.first,
        of.second,
        grouped(gb.into())
    )
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::design::starters;

    fn told(design: &Design) -> String {
        let context = Context { today: "2026-11-23".parse().ok(), ..Context::default() };
        let (_, tables) = figures(design, &context);
        let mut text = tables.summary.join(" | ");
        for row in tables.groups.iter().chain(&tables.subnets).chain(&tables.bill) {
            text.push_str(&format!("\n{}  ({})", row.cells.join(" | "), row.note));
        }
        for note in tables.capacity_notes.iter().chain(&tables.bill_notes) {
            text.push_str(&format!("\n{note}"));
        }
        text.replace('\u{2009}', " ")
    }

    #[test]
    fn the_reference() {
        expect![[r#"
            58 pods | 3.8 vCPU | 13 GiB | about 304 USD / month | private-az1 4 %
            general  (29 pods a node, as many as its network interfaces have addresses for; 110 with prefix delegation. Of a node pods get 1.9 vCPU and 6 903 MiB; 70 m and 574 MiB are kept for the node. It takes 10 addresses at rest and 30 when full.)
            Nodes | 2 | 2 | 4  ()
            Pods | 58 | 58 | 116  ()
            vCPU for pods | 3.8 | 3.8 | 7.7  ()
            GiB for pods | 13 | 13 | 26  ()
            private-az1 | 4 091 | 24 | 74 | 134 | 4 %  ()
            private-az2 | 4 091 | 24 | 74 | 134 | 4 %  ()
            public-az1 | 251 | 9 | 9 | 9 | 4 %  ()
            public-az2 | 251 | 8 | 8 | 8 | 4 %  ()
            Control plane | 73.00 | 73.00 | 73.00  (1 cluster × 730 h × 0.10 USD. Price published, 2025-10-28: AWS price list.)
            Encryption key | 1.00 | 1.00 | 1.00  (1 key × 1.00 USD. Price published, 2025-08-28: AWS price list.)
            Control-plane logs | 3.15 | 3.15 | 3.15  (5 GB × 0.63 USD. Price published, 2025-09-23: AWS price list.)
            Nodes, m5.large | 167.90 | 167.90 | 335.80  (2 / 2 / 4 nodes × 730 h × 0.115 USD. Price published, 2025-11-03: AWS price list.)
            Disks | 9.52 | 9.52 | 19.04  (2 / 2 / 4 nodes × 50 GiB × 0.0952 USD. Price published, 2022-02-10: AWS price list.)
            NAT gateways | 37.96 | 37.96 | 37.96  (1 gateway × 730 h × 0.052 USD. Price published, 2025-10-28: AWS price list.)
            Public addresses of NAT gateways | 3.65 | 3.65 | 3.65  (1 address × 730 h × 0.005 USD. Price published, 2025-11-04: AWS price list.)
            Traffic through NAT | 5.20 | 5.20 | 5.20  (100 GB × 0.052 USD. Price published, 2025-10-28: AWS price list.)
            Traffic to NAT in another zone | 1.00 | 1.00 | 1.00  (100 GB × 1/2 × 0.02 USD. Price estimated, 2026-11-23: 0.01 USD in each direction, taken for all regions.)
            Traffic across zones | 2.00 | 2.00 | 2.00  (100 GB × 0.02 USD. Price estimated, 2026-11-23: 0.01 USD in each direction, taken for all regions.)
            USD a month, eu-central-1 | 304.38 | 304.38 | 481.80  ()
            No subnet runs out of addresses before the groups are as large as they may be.
            List prices without taxes, discounts and credits; 730 hours a month. Load balancers, images, backups and support plans are not part of it.
            The oldest price is of 2022-02-10; each line says how well its own is known.
            One NAT gateway comes to 47.81 USD, one in each zone to 88.42 USD at 100 GB a month; the latter costs less from 4161 GB on.
            Traffic to five services of AWS through NAT comes to 6.20 USD, through interface endpoints beside it to 88.60 USD at 100 GB a month; the latter costs less from 1684.615 GB on."#]].assert_eq(&told(&starters::reference()));
    }

    #[test]
    fn what_is_not_known_is_said() {
        let mut design = starters::production();
        std::sync::Arc::make_mut(&mut design.compute).node_groups[0].instance_types =
            vec!["m99x.large".parse().unwrap()];
        expect![[r#"
            at least 0 pods | at least 0.0 vCPU | at least 0 GiB | at least 329 USD / month | private-az1 1 %
            general  (A type of this group is not in the catalog: only its nodes are counted.)
            Nodes | 3 | 3 | 9  ()
            private-az1 | 4 091 | 9 | 11 | 13 | 1 %  ()
            private-az2 | 4 091 | 9 | 11 | 13 | 1 %  ()
            private-az3 | 4 091 | 9 | 11 | 13 | 1 %  ()
            public-az1 | 251 | 9 | 9 | 9 | 4 %  ()
            public-az2 | 251 | 9 | 9 | 9 | 4 %  ()
            public-az3 | 251 | 9 | 9 | 9 | 4 %  ()
            intra-az1 | 11 | 6 | 6 | 6 | 55 %  ()
            intra-az2 | 11 | 6 | 6 | 6 | 55 %  ()
            intra-az3 | 11 | 6 | 6 | 6 | 55 %  ()
            Control plane | 73.00 | 73.00 | 73.00  (1 cluster × 730 h × 0.10 USD. Price published, 2025-10-28: AWS price list.)
            Encryption key | 1.00 | 1.00 | 1.00  (1 key × 1.00 USD. Price published, 2025-08-28: AWS price list.)
            Control-plane logs | 12.60 | 12.60 | 12.60  (20 GB × 0.63 USD. Price published, 2025-09-23: AWS price list.)
            Nodes, m99x.large | ? | ? | ?  (3 / 3 / 9 nodes × 730 h × a price that is not known.)
            Disks | 14.28 | 14.28 | 42.84  (3 / 3 / 9 nodes × 50 GiB × 0.0952 USD. Price published, 2022-02-10: AWS price list.)
            NAT gateways | 113.88 | 113.88 | 113.88  (3 gateways × 730 h × 0.052 USD. Price published, 2025-10-28: AWS price list.)
            Public addresses of NAT gateways | 10.95 | 10.95 | 10.95  (3 addresses × 730 h × 0.005 USD. Price published, 2025-11-04: AWS price list.)
            Traffic through NAT | 52.00 | 52.00 | 52.00  (1000 GB × 0.052 USD. Price published, 2025-10-28: AWS price list.)
            Traffic across zones | 20.00 | 20.00 | 20.00  (1000 GB × 0.02 USD. Price estimated, 2026-11-23: 0.01 USD in each direction, taken for all regions.)
            Flow logs | 31.50 | 31.50 | 31.50  (50 GB × 0.63 USD. Price published, 2025-09-23: AWS price list.)
            USD a month, eu-central-1 | 329.21 | 329.21 | 357.77  ()
            No subnet runs out of addresses before the groups are as large as they may be.
            Some instance types are not in the catalog; what they hold is not counted.
            List prices without taxes, discounts and credits; 730 hours a month. Load balancers, images, backups and support plans are not part of it.
            The oldest price is of 2022-02-10; each line says how well its own is known.
            Where no price is known, nothing is counted: the true bill is higher.
            One NAT gateway comes to 106.94 USD, one in each zone to 176.83 USD at 1 000 GB a month; the latter costs less from 6241.5 GB on.
            Traffic to five services of AWS through NAT comes to 52.00 USD, through interface endpoints beside it to 141.40 USD at 1 000 GB a month; the latter costs less from 3128.571 GB on."#]].assert_eq(&told(&design));
    }
}

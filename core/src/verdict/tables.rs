//! Capacity and cost in words: what the status bar, the panels and the forms show.

mod bill;
mod capacity;
mod kinds;
#[cfg(test)]
mod tests;

use crate::capacity::{Capacity, PerScale, SubnetAddresses, capacity};
use crate::catalog::Quality;
use crate::check::Context;
use crate::cost::{Bill, cost};
use crate::design::{Design, Subject};
use crate::diagram::{Figures, Fill, GroupFigures};
use crate::value::{Usd, grouped};

/// Capacity and cost in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tables {
    /// For the status bar: pods, processors and memory of the nodes at first, USD a month, the fullest subnet.
    pub summary: Vec<String>,
    /// For each node group, each Fargate profile, Auto Mode and then for all: a line with its name, then what it has at min,
    /// desired and max.
    pub groups: Vec<Row>,
    /// A line for each subnet: name, usable, at rest, at peak, while updating, how full it is then.
    pub subnets: Vec<Row>,
    /// A line for each part of the bill, then the total: what, USD at min, desired and max; how it is worked out is its note.
    pub bill: Vec<Row>,
    /// For the choice of compute: a line for each kind with what the design's pods would take of it and USD a month, where
    /// these are known; who manages what is its note. Empty where there is nothing to compare.
    pub compute_kinds: Vec<Row>,
    /// What else is to be said of capacity, a sentence each.
    pub capacity_notes: Vec<String>,
    /// What else is to be said of cost.
    pub bill_notes: Vec<String>,
    /// What is compared in `compute_kinds`, and that it is an estimate.
    pub kinds_notes: Vec<String>,
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
    let groups = capacity.groups.iter().map(|g| {
        let pods = g.node.map(|_| g.fleet.desired.pods);
        (g.group, figures_of(&Subject::NodeGroup(g.group), pods, &bill))
    });
    let profiles = capacity
        .fargate
        .iter()
        .map(|f| (f.profile, figures_of(&Subject::FargateProfile(f.profile), Some(f.pods), &bill)));
    let auto_mode = capacity.auto_mode.map(|a| a.node.map(|_| a.fleet().pods));
    let figures = Figures {
        subnets: capacity.subnets.iter().map(|s| (s.subnet, fill(s))).collect(),
        groups: groups.collect(),
        profiles: profiles.collect(),
        auto_mode: auto_mode.map(|pods| figures_of(&Subject::AutoMode, pods, &bill)),
    };
    let (compute_kinds, kinds_notes) = kinds::table(design, &capacity);
    let tables = Tables {
        summary: summary(design, &capacity, &bill),
        groups: capacity::compute(design, &capacity),
        subnets: capacity.subnets.iter().map(|s| capacity::subnet(design, &capacity, s)).collect(),
        bill: bill::rows(design, &bill),
        compute_kinds,
        capacity_notes: capacity::notes(design, &capacity),
        bill_notes: bill::notes(design, &bill),
        kinds_notes,
    };
    (figures, tables)
}

fn fill(subnet: &SubnetAddresses) -> Fill {
    let (needed, available) = subnet.taken.with_surge.measured(subnet.cidr);
    Fill { needed, available, is_blocks: subnet.taken.with_surge.blocks > 0 }
}

/// What `subject` holds, where that is known, and costs.
fn figures_of(subject: &Subject, pods: Option<u64>, bill: &Bill) -> GroupFigures {
    let lines = || bill.lines.iter().filter(|l| &l.subject == subject);
    let is_known = lines().all(|l| l.price.is_some());
    GroupFigures {
        pods,
        usd: is_known.then(|| bill.of(subject).desired),
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

impl Row {
    /// A line about nothing in particular, without a note.
    fn plain(cells: Vec<String>) -> Self {
        Self { subject: None, cells, note: String::new() }
    }
}

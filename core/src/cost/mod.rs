//! What a design costs a month, in USD at list price, before taxes, credits and commitments.
//!
//! [`cost`] makes the bill of a design: a line for each thing that is paid for, with its formula and the day and
//! quality of its price. Amounts are whole micro-dollars; each line is rounded once, and totals are sums of lines.
//! A month has 730 hours. `docs/cost.md` says in plain words what is counted and what is left out.
//!
//! [`single_nat_against_per_zone`] and [`nat_against_endpoints`] answer which of two ways costs less, and from which
//! traffic on; [`compute_kinds`] what the demand of a design would cost on each kind of compute.

mod break_even;
mod cluster;
mod compare;
mod expected;
mod kinds;
mod line;
mod network;
mod nodes;
#[cfg(test)]
mod page;
mod quantity;
#[cfg(test)]
mod tests;
mod units;

pub use break_even::{BreakEven, Comparison, Megabytes, Way};
pub use compare::{
    Endpoints, NatRates, nat_against_endpoints, one_nat_against_several, single_nat_against_per_zone,
};
pub use kinds::{Compared, ComputeKind, KindCost, compute_kinds};
pub use line::{Line, Note, Part};
pub use quantity::{Each, Quantity, Share, Unit, charge};
pub use units::{auto_mode_fee, fargate_pods, interface_endpoints};

use crate::capacity::PerScale;
use crate::catalog::{Price, Quality, Service, service_price};
use crate::design::{Design, Subject};
use crate::value::{Date, Usd};

/// The monthly bill of a design.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bill {
    /// What is paid for: the control plane, node groups in their order, Fargate, Auto Mode, the network.
    pub lines: Vec<Line>,
    /// The sum of the lines.
    pub total: PerScale<Usd>,
    /// Whether every line has a price. The total is too low where this is false.
    pub is_complete: bool,
    /// Whether a price is an estimate of ours.
    pub has_estimates: bool,
    /// The day of the oldest price, such as `2025-11-03`.
    pub oldest_price: Option<&'static str>,
    /// What will come on top when standard support ends; `None` where nothing will, or where it is a line already.
    pub later: Option<Surcharge>,
}

/// What extended support of the cluster's version will cost a month, beside the bill.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Surcharge {
    /// The first day on which it is due.
    pub from: Date,
    /// The last day; then EKS upgrades the cluster.
    pub until: Date,
    /// What an hour of it costs; `None` where that is not known.
    pub price: Option<Price>,
    /// What a month of it costs.
    pub amount: Usd,
}

/// The monthly bill of `design`. Without `today` the version counts as in standard support.
pub fn cost(design: &Design, today: Option<Date>) -> Bill {
    let mut draft = Draft { design, lines: Vec::new() };
    let later = cluster::lines(&mut draft, today);
    nodes::lines(&mut draft);
    expected::lines(&mut draft);
    network::lines(&mut draft);
    let lines = draft.lines;
    let prices = || lines.iter().filter_map(|line| line.price.as_ref());
    Bill {
        total: sum(&lines),
        is_complete: lines.iter().all(|line| line.price.is_some()),
        has_estimates: prices().any(|price| price.quality == Quality::Estimated),
        oldest_price: prices().map(|price| price.date).min(),
        later,
        lines,
    }
}

impl Bill {
    /// What `subject` costs: the sum of its lines.
    pub fn of(&self, subject: &Subject) -> PerScale<Usd> {
        sum(self.lines.iter().filter(|line| &line.subject == subject))
    }
}

fn sum<'a>(lines: impl IntoIterator<Item = &'a Line>) -> PerScale<Usd> {
    lines.into_iter().fold(PerScale::default(), |sum, line| sum.with(line.amount, |a, b| a + b))
}

/// A bill that is being written.
struct Draft<'a> {
    design: &'a Design,
    lines: Vec<Line>,
}

impl Draft<'_> {
    /// Adds a line at the price of a service.
    fn service(&mut self, part: Part, subject: Subject, quantity: Quantity, service: Service) -> &mut Line {
        let price = service_price(service, &self.design.region);
        self.line(part, subject, quantity, price)
    }

    /// Adds a note to the last line.
    fn note(&mut self, note: Note) {
        if let Some(line) = self.lines.last_mut() {
            line.note = Some(note);
        }
    }

    /// Adds a line, which is returned for a note.
    fn line(&mut self, part: Part, subject: Subject, quantity: Quantity, price: Option<Price>) -> &mut Line {
        let amount = price.as_ref().map_or(PerScale::default(), |price| quantity.cost(price.rate));
        self.lines.push(Line { part, subject, quantity, price, amount, note: None });
        let last = self.lines.len() - 1;
        &mut self.lines[last]
    }

    /// Adds a line for what is expected a month; without an expectation it says so.
    fn volume(&mut self, part: Part, subject: Subject, gb: u32, service: Service) -> &mut Line {
        let line = self.service(part, subject, Quantity::gb(gb), service);
        line.note = (gb == 0).then_some(Note::NoVolume);
        line
    }
}

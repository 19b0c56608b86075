//! The bill in words.

use super::{Row, scales};
use crate::cost::{
    Bill, BreakEven, Comparison, Endpoints, Line, Way, nat_against_endpoints, single_nat_against_per_zone,
};
use crate::design::{Design, Nat};
use crate::value::{EndpointService, grouped};

/// A line for each part of the bill, then the total.
pub(super) fn rows(design: &Design, bill: &Bill) -> Vec<Row> {
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
    rows.push(Row::plain(cells));
    rows
}

/// What else is to be said of cost.
pub(super) fn notes(design: &Design, bill: &Bill) -> Vec<String> {
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
    let network = &design.network;
    if network.existing.is_some() {
        notes.push(
            "The VPC exists already: what its own parts cost, such as the hours of NAT gateways, is not in this bill."
                .to_owned(),
        );
    }
    if design.intent.karpenter {
        notes.push(
            "Karpenter starts nodes as pods need them: what they cost is not known before and not part of the bill."
                .to_owned(),
        );
    }
    ways_out(design, &mut notes);
    notes
}

/// Ways out of the VPC against each other, where the design has the choice.
fn ways_out(design: &Design, notes: &mut Vec<String>) {
    let (network, usage) = (&design.network, &design.usage);
    let no_nat = network.nat == Nat::None;
    if network.existing.is_none()
        && !no_nat
        && let Some(nat) = single_nat_against_per_zone(design)
    {
        notes.push(compared("One NAT gateway", "one in each zone", nat, usage.nat_gb));
    }
    let chosen = network.endpoints.interfaces().count();
    // Without endpoints it is asked of those that nodes need to start.
    let for_nodes = EndpointService::FOR_NODES.iter().filter(|s| !s.is_gateway()).count();
    let services = if chosen > 0 { chosen } else { for_nodes };
    let gb = if chosen > 0 { usage.endpoint_gb } else { usage.nat_gb };
    let endpoints = Endpoints { services: services as u32, gb, nat_stays: !no_nat };
    // Whoever has neither has no way out to compare.
    if (no_nat && chosen == 0) || network.zones.is_empty() {
        return;
    }
    if let Some(nat) = nat_against_endpoints(design, endpoints) {
        let first = format!("Traffic to {services} services of AWS through NAT");
        let second =
            if no_nat { "through the interface endpoints" } else { "through interface endpoints beside it" };
        notes.push(compared(&first, second, nat, gb));
    }
}

fn compared(first: &str, second: &str, of: Comparison, gb: u32) -> String {
    let from = match of.break_even {
        // Whole gigabytes, on the side where it holds: the volume is an expectation.
        BreakEven::At { traffic, above: Way::Second } => {
            format!("the latter costs less from {} GB on", grouped(traffic.0.div_ceil(1000)))
        }
        BreakEven::At { traffic, above: Way::First } => {
            format!("the latter costs less up to {} GB", grouped(traffic.0 / 1000))
        }
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

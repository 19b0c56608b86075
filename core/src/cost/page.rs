//! The bills in `docs/cost.md`: written from the starters by `UPDATE_EXPECT=1 cargo test`.

use std::fmt::Write;

use super::{
    BreakEven, ComputeKind, Endpoints, Line, Way, compute_kinds, cost, nat_against_endpoints,
    single_nat_against_per_zone,
};
use crate::capacity::{PerScale, capacity};
use crate::catalog;
use crate::design::{Design, starters};
use crate::testing::examples;
use crate::value::Usd;

const PAGE: &str = include_str!("../../../docs/cost.md");
const BEGIN: &str = "<!-- Bills: written by `UPDATE_EXPECT=1 cargo test`. -->\n";
const END: &str = "<!-- End of the bills. -->\n";

fn amounts(amount: PerScale<Usd>) -> String {
    format!("{} | {} | {}", amount.min, amount.desired, amount.max)
}

fn row(design: &Design, line: &Line) -> String {
    let price = line
        .price
        .map_or("not known".to_owned(), |p| format!("{}: {}, {}", p.quality.words(), p.source, p.date));
    let (part, of, formula) = (line.title(), design.name_of(&line.subject), line.formula());
    format!("| {part} | {of} | {formula} | {price} | {} |\n", amounts(line.amount))
}

fn bill(title: &str, design: &Design) -> String {
    let bill = cost(design, Some(catalog::collected_on()));
    let mut text = format!(
        "### {title}, {}\n\n| part | of | how | price | min | desired | max |\n|---|---|---|---|--:|--:|--:|\n",
        design.region
    );
    text.extend(bill.lines.iter().map(|line| row(design, line)));
    let _ = writeln!(text, "| **USD a month** | | | | {} |\n", amounts(bill.total));
    for line in &bill.lines {
        if let Some(note) = line.note {
            let _ = writeln!(text, "- {}: {}", line.part.words(), note.text());
        }
    }
    if let Some(later) = bill.later {
        let _ = writeln!(
            text,
            "- From {} to {}: {} a month more, for extended support.",
            later.from, later.until, later.amount
        );
    }
    if let Some(nat) = single_nat_against_per_zone(design) {
        let _ = writeln!(
            text,
            "- One NAT gateway comes to {}, one in each zone to {}; {}.",
            nat.first,
            nat.second,
            from("one in each zone costs less", nat.break_even)
        );
    }
    for of in compute_kinds(design, &capacity(design)).iter().flat_map(|compared| compared.kinds) {
        let what = if of.kind == ComputeKind::Fargate { "pods" } else { "nodes" };
        let usd = of.usd.map_or("an amount that is not known".to_owned(), |usd| usd.to_string());
        let _ = writeln!(text, "- All pods on {}, an estimate: {} {what}, {usd}.", of.kind.words(), of.count);
    }
    let endpoints = Endpoints { services: 5, gb: design.usage.nat_gb, nat_stays: true };
    if let Some(nat) = nat_against_endpoints(design, endpoints) {
        let _ = writeln!(
            text,
            "- If all that goes through NAT went to five services of AWS: {} through NAT, {} through endpoints beside it; {}.",
            nat.first,
            nat.second,
            from("endpoints cost less", nat.break_even)
        );
    }
    text
}

fn from(what: &str, break_even: BreakEven) -> String {
    match break_even {
        BreakEven::At { traffic, above: Way::Second } => format!("{what} from {traffic} a month on"),
        BreakEven::At { traffic, above: Way::First } => format!("{what} up to {traffic} a month"),
        BreakEven::Always(Way::Second) => format!("{what} at any traffic"),
        BreakEven::Always(Way::First) => format!("at no traffic {what}"),
    }
}

#[test]
fn the_bills_on_the_page_are_up_to_date() {
    let (before, rest) = PAGE.split_once(BEGIN).expect("the page marks where the bills begin");
    let (_, after) = rest.split_once(END).expect("the page marks where they end");
    let shown = starters::STARTERS.iter().filter(|starter| starter.id != "reference-original");
    let shown = shown.map(|starter| bill(starter.title, &(starter.design)()));
    let every_kind = bill("Every kind of compute", &examples::every_kind());
    let bills: Vec<String> = shown.chain([every_kind]).collect();
    let page = format!("{before}{BEGIN}\n{}\n{END}{after}", bills.join("\n"));
    expect_test::expect_file!["../../../docs/cost.md"].assert_eq(&page);
}

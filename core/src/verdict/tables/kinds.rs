//! The kinds of compute in words, for whoever chooses between them.

use super::{Row, whole};
use crate::capacity::Capacity;
use crate::cost::{ComputeKind, compute_kinds};
use crate::design::Design;
use crate::value::grouped;

/// A line for each kind, and what is compared.
pub(super) fn table(design: &Design, capacity: &Capacity) -> (Vec<Row>, Vec<String>) {
    let Some(compared) = compute_kinds(design, capacity) else { return (Vec::new(), Vec::new()) };
    let rows = compared.kinds.iter().map(|of| {
        let what = if of.kind == ComputeKind::Fargate { "pods" } else { "nodes" };
        let usd = of.usd.map_or("?".to_owned(), whole);
        let cells = vec![of.kind.words().to_owned(), format!("{} {what}", grouped(of.count)), usd];
        Row { subject: None, cells, note: of.kind.who_manages_what().to_owned() }
    });
    let note = format!(
        "An estimate in USD a month: the {} pods that fit as created, {} m and {} MiB each on average, on {} at on-demand list \
         prices with gp3 volumes.",
        grouped(compared.pods),
        grouped(compared.each.cpu_millicores),
        grouped(compared.each.memory_mib),
        compared.instance_type
    );
    (rows.collect(), vec![note])
}

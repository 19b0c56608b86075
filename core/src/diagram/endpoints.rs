//! The VPC endpoints: a card at the VPC's right edge on a board, at its lower edge on a phone.

use super::canvas::{Canvas, Object};
use super::draw::{area, boxed, fitted, icon, left, right};
use super::grid::{Form, GAP, Grid};
use super::scene::Rect;
use super::text::{Style, counted};
use super::ways::Ways;
use crate::design::{Network, Subject};

const WIDTH: f64 = 120.0;
/// The height of its heading, and of each line beneath.
const HEAD: f64 = 36.0;
const LINE: f64 = 16.0;

/// The width that it takes at the right edge of the VPC, with a gap.
pub(super) fn room(form: Form, ways: &Ways<'_>) -> f64 {
    if form == Form::Board && ways.has_endpoints { WIDTH + GAP } else { 0.0 }
}

/// Where it lies in a grid whose rows end at `bottom`.
pub(super) fn place(grid: &Grid<'_>, bottom: f64) -> Rect {
    let vpc = grid.head.vpc;
    if grid.form == Form::Phone {
        return area(vpc.x, bottom + GAP, 310.0, 32.0);
    }
    let first = grid.tables_row().or(grid.rows.first());
    let (y, end) = first.map_or((grid.head.zones_y + 24.0, bottom), |r| (r.y, r.y + r.height));
    let network = &grid.design.network;
    let counts = HEAD + LINE * counts(network).len() as f64;
    let height = (counts + LINE * network.endpoints.services.len() as f64 + 4.0).min((end - y).max(counts));
    area(vpc.x + vpc.width - GAP - WIDTH, y, WIDTH, height)
}

/// Draws the VPC endpoints, if there are any.
pub(super) fn draw_endpoints(canvas: &mut Canvas<'_>) {
    let grid = canvas.grid;
    let Some(rect) = grid.endpoints else { return };
    let subject = Subject::Endpoints;
    let counts = counts(&grid.design.network);
    let (x, end) = (rect.x + 10.0, rect.x + rect.width - 10.0);
    let mut shapes = vec![
        boxed(rect, 6.0, "edge"),
        icon("plug", x - 2.0, rect.y + 8.0, 16.0, "icon"),
        left(Style::Name, x + 20.0, rect.y + 20.0, "Endpoints"),
    ];
    let badge = canvas.badge_room(&subject);
    if grid.form == Form::Phone {
        shapes.push(right(Style::Detail, end - badge, rect.y + 20.0, counts.join(" · ")));
        shapes.extend(canvas.badge(&subject, end, rect.y + 16.0));
    } else {
        let mut y = rect.y + HEAD + 4.0;
        for words in &counts {
            shapes.push(left(Style::Detail, x, y, words.clone()));
            y += LINE;
        }
        shapes.extend(canvas.badge(&subject, end, rect.y + 36.0));
        // As many services as there is room for; the last line counts the others.
        let services = &grid.design.network.endpoints.services;
        let lines = ((rect.y + rect.height - y + LINE - 8.0).max(0.0) / LINE) as usize;
        let shown = if services.len() > lines { lines.saturating_sub(1) } else { lines };
        y += 4.0;
        for service in services.iter().take(shown) {
            shapes.push(fitted(Style::Mono, x, y, end - x, service.as_str()));
            y += LINE;
        }
        if services.len() > shown && lines > 0 {
            let more = format!("and {} more", services.len() - shown);
            shapes.push(left(Style::Caption, x, y, more));
        }
    }
    let services: Vec<&str> = grid.design.network.endpoints.services.iter().map(|s| s.as_str()).collect();
    let facts = format!("{}: {}", counts.join(", "), services.join(", "));
    let column = grid.columns.len() + 1;
    canvas.object(Object { subject, class: "endpoints", facts, bounds: rect, radius: 6.0, column, shapes });
}

/// How many gateways and interfaces there are, in words; of what there is none, nothing is said.
fn counts(network: &Network) -> Vec<String> {
    let interfaces = network.endpoints.interfaces().count() as u64;
    let gateways = network.endpoints.services.len() as u64 - interfaces;
    let all = [(gateways, "gateway"), (interfaces, "interface")];
    all.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun)).collect()
}

//! The route tables: pills in the lanes between rows.

use super::canvas::{Canvas, Object};
use super::draw::{area, boxed, icon, left};
use super::grid::{Form, GAP};
use super::scene::Rect;
use super::text::{self, Style, counted};
use crate::design::{RouteTableId, Subject, Tier};

const HEIGHT: f64 = 20.0;

/// Draws the route tables in view.
pub(super) fn draw_tables(canvas: &mut Canvas<'_>) {
    let grid = canvas.grid;
    if grid.ways.has_public {
        let rect = public_rect(canvas);
        draw_table(canvas, RouteTableId::Public, rect.x + rect.width, rect.y, 0);
    }
    for i in 0..grid.columns.len() {
        if let Some((id, rect)) = private_table(canvas, i) {
            draw_table(canvas, id, rect.x + rect.width, rect.y, i + 1);
        }
        // On a board the row's label holds it.
        if let Some(rect) = intra_rect(canvas) {
            draw_table(canvas, RouteTableId::Intra, rect.x + rect.width, rect.y, i + 1);
        }
    }
}

/// The top edge of the pills above a row that begins at `row_y`.
pub(super) fn lane_y(row_y: f64) -> f64 {
    row_y - 26.0
}

/// The route table of the private and pod subnets in a column, and where it lies.
pub(super) fn private_table(canvas: &Canvas<'_>, column: usize) -> Option<(RouteTableId, Rect)> {
    let grid = canvas.grid;
    let (row, place) = (grid.tables_row().filter(|_| grid.has_table(column))?, &grid.columns[column]);
    let id = RouteTableId::Private(place.zone.clone());
    let rect = table_rect(canvas, &id, place.right() - GAP, lane_y(row.y));
    Some((id, rect))
}

/// Where the route table of all intra subnets lies on a phone.
pub(super) fn intra_rect(canvas: &Canvas<'_>) -> Option<Rect> {
    let grid = canvas.grid;
    let row = grid.rows.iter().find(|r| r.tier == Tier::Intra && grid.form == Form::Phone)?;
    let right = grid.columns.first()?.right() - GAP;
    Some(table_rect(canvas, &RouteTableId::Intra, right, lane_y(row.y)))
}

/// Where the route table of all public subnets lies: below the internet gateway, where their wires meet.
pub(super) fn public_rect(canvas: &Canvas<'_>) -> Rect {
    let width = width(canvas, &RouteTableId::Public);
    area(canvas.grid.middle() - width / 2.0, canvas.grid.head.bus_y - HEIGHT / 2.0, width, HEIGHT)
}

/// Where the pill of `id` lies that ends at `right` and begins at `y`.
pub(super) fn table_rect(canvas: &Canvas<'_>, id: &RouteTableId, right: f64, y: f64) -> Rect {
    let width = width(canvas, id);
    area(right - width, y, width, HEIGHT)
}

/// Draws a route table.
pub(super) fn draw_table(canvas: &mut Canvas<'_>, id: RouteTableId, right: f64, y: f64, column: usize) {
    let grid = canvas.grid;
    let rect = table_rect(canvas, &id, right, y);
    let indent = indent(canvas, &id);
    let mut shapes = vec![
        boxed(rect, HEIGHT / 2.0, "edge"),
        left(Style::Detail, rect.x + indent, rect.y + 14.0, id.name()),
    ];
    if indent > 10.0 {
        shapes.push(icon("route", rect.x + 8.0, rect.y + 3.0, 14.0, "icon"));
    }
    let target = match &id {
        RouteTableId::Public if grid.ways.has_door => "the internet gateway".to_owned(),
        RouteTableId::Public | RouteTableId::Intra => String::new(),
        RouteTableId::Private(zone) => {
            let nat = grid.ways.nat_of(zone).map(Subject::NatGateway);
            nat.map_or_else(String::new, |nat| grid.design.name_of(&nat))
        }
    };
    let gateways = grid.design.network.endpoints.services.iter().filter(|s| s.is_gateway()).count() as u64;
    let subnets = grid.design.network.subnets.iter();
    let subnets = subnets.filter(|s| grid.design.network.route_table_of(s) == id).count() as u64;
    let route =
        if target.is_empty() { "no default route".to_owned() } else { format!("0.0.0.0/0 to {target}") };
    // Gateway endpoints are routes of all tables but the public one.
    let gateways = match id {
        RouteTableId::Private(_) | RouteTableId::Intra if gateways > 0 => {
            format!(", {}", counted(gateways, "gateway endpoint"))
        }
        RouteTableId::Public | RouteTableId::Private(_) | RouteTableId::Intra => String::new(),
    };
    let facts = format!("{route}{gateways}, {}", counted(subnets, "subnet"));
    let subject = Subject::RouteTable(id);
    shapes.extend(canvas.badge(&subject, rect.x + rect.width - 5.0, rect.y + HEIGHT / 2.0));
    canvas.object(Object {
        subject,
        class: "route-table",
        facts,
        bounds: rect,
        radius: HEIGHT / 2.0,
        column,
        shapes,
    });
}

fn width(canvas: &Canvas<'_>, id: &RouteTableId) -> f64 {
    let badge = canvas.badge_room(&Subject::RouteTable(id.clone()));
    (indent(canvas, id) + text::width(Style::Detail, &id.name()) + 8.0 + badge).ceil()
}

/// Where the text begins: after the icon, for which a row's label has no room.
fn indent(canvas: &Canvas<'_>, id: &RouteTableId) -> f64 {
    if *id == RouteTableId::Intra && canvas.grid.form == Form::Board { 8.0 } else { 28.0 }
}

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
    for row in &grid.rows {
        for (i, column) in grid.columns.iter().enumerate() {
            let is_used = grid.cells.iter().any(|c| c.column == i && c.subnet.tier == row.tier);
            let id = match row.tier {
                Tier::Private => RouteTableId::Private(column.zone.clone()),
                Tier::Intra if grid.form == Form::Phone => RouteTableId::Intra,
                Tier::Public | Tier::Intra | Tier::Pod => continue,
            };
            if is_used {
                draw_table(canvas, id, column.right() - GAP, lane_y(row.y), i + 1);
            }
        }
    }
}

/// The top edge of the pills above a row that begins at `row_y`.
pub(super) fn lane_y(row_y: f64) -> f64 {
    row_y - 26.0
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
    let subnets = grid.design.network.subnets.iter();
    let subnets = subnets.filter(|s| grid.design.network.route_table_of(s) == id).count() as u64;
    let route =
        if target.is_empty() { "no default route".to_owned() } else { format!("0.0.0.0/0 to {target}") };
    let facts = format!("{route}, {}", counted(subnets, "subnet"));
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

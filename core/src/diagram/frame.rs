//! The internet and its gateway, the VPC, the zones' headers and the tiers' labels.

use super::Px;
use super::canvas::{Canvas, Object};
use super::draw::{area, boxed, fitted, icon, left, middle, path, right};
use super::grid::{Form, GAP, Row};
use super::routes;
use super::scene::Shape;
use super::text::{self, Style};
use crate::design::{Design, Nat, Network, RouteTableId, Subject, Tier};
use crate::value::{IpFamily, grouped};

/// Draws what lies behind everything else.
pub(super) fn draw_frame(canvas: &mut Canvas<'_>) {
    draw_vpc(canvas);
    if canvas.grid.form == Form::Board {
        draw_zones(canvas);
        let rows = &canvas.grid.rows;
        rows.iter().for_each(|row| draw_tier(canvas, row));
    }
    if canvas.grid.rows.is_empty() {
        draw_hint(canvas);
    }
}

/// Draws the internet and the gateway to it; wires end beneath them.
pub(super) fn draw_outside(canvas: &mut Canvas<'_>) {
    let head = &canvas.grid.head;
    let (bubble, door) = (head.internet, head.gateway);
    let class = if canvas.lights_internet() { "internet lit" } else { "internet" };
    let shapes = vec![
        boxed(bubble, bubble.height / 2.0, "edge"),
        middle(Style::Detail, bubble.x + bubble.width / 2.0, bubble.y + 14.0, "Internet"),
    ];
    canvas.backdrop("internet".to_owned(), class.to_owned(), "Internet", bubble, shapes);
    if !canvas.grid.ways.has_door {
        return;
    }
    let subject = Subject::InternetGateway;
    let badge = canvas.badge_room(&subject);
    let door = area(door.x - badge / 2.0, door.y, door.width + badge, door.height);
    let mut shapes = vec![
        boxed(door, 6.0, "edge"),
        icon("door", door.x + 10.0, door.y + 8.0, 16.0, "icon"),
        left(Style::Name, door.x + 32.0, door.y + 20.0, "Internet gateway"),
    ];
    shapes.extend(canvas.badge(&subject, door.x + door.width - 8.0, door.y + 16.0));
    let facts = String::new();
    canvas.object(Object { subject, class: "gateway", facts, bounds: door, radius: 6.0, column: 0, shapes });
}

fn draw_vpc(canvas: &mut Canvas<'_>) {
    let grid = canvas.grid;
    let (network, vpc) = (&grid.design.network, grid.head.vpc);
    let (free, size) = (network.free_addresses(), network.addresses());
    let figure = format!("{} of {} free", grouped(free), grouped(size));
    let short = format!("{} free", grouped(free));
    let (inset, baseline) = if grid.form == Form::Board { (GAP, vpc.y + 22.0) } else { (0.0, vpc.y + 14.0) };
    let x = vpc.x + inset;
    let end = vpc.x + vpc.width - inset;
    let badge = canvas.badge_room(&Subject::Vpc);
    let blocks = match network.secondary_cidrs.len() {
        0 => network.cidr.to_string(),
        more => format!("{} + {}", network.cidr, text::counted(more as u64, "block")),
    };
    // On a board the internet gateway lies between the two.
    let room = match grid.form {
        Form::Board => grid.head.gateway.x - GAP - x,
        Form::Phone => vpc.width - 150.0,
    };
    let figure_room = match grid.form {
        Form::Board => end - grid.head.gateway.x - grid.head.gateway.width - GAP,
        Form::Phone => 150.0,
    };
    let figures = [figure.clone(), short];
    let mut shapes = vec![
        icon("vpc", x, baseline - 12.0, 16.0, "icon"),
        left(Style::Name, x + 22.0, baseline, "VPC"),
        fitted(Style::Mono, x + 52.0, baseline, room - 52.0 - badge, &blocks),
        right(Style::Detail, end, baseline, text::first_that_fits(Style::Detail, &figures, figure_room)),
    ];
    let cidr_end = x + 52.0 + text::width(Style::Mono, &blocks).min(room - 52.0 - badge);
    shapes.extend(canvas.badge(&Subject::Vpc, cidr_end + badge + 2.0, baseline - 4.0));
    let note = note(grid.design);
    if let Some(note) = &note {
        // On a board it ends before the route table of the public subnets, and before what rises beside it.
        let room = match grid.form {
            Form::Board => grid.middle() - 60.0 - x,
            Form::Phone => vpc.width,
        };
        shapes.push(fitted(Style::Detail, x, baseline + 16.0, room, note));
    }
    let radius = if grid.form == Form::Board {
        shapes.insert(0, boxed(vpc, 10.0, "edge"));
        10.0
    } else {
        shapes.insert(0, boxed(vpc, 4.0, "hit"));
        4.0
    };
    let note = note.map_or_else(String::new, |note| format!("{note}, "));
    let facts = format!("{note}{blocks}, {figure}");
    let subject = Subject::Vpc;
    canvas.object(Object { subject, class: "vpc", facts, bounds: vpc, radius, column: 0, shapes });
}

/// What is special about the VPC: that it exists, and that pods get IPv6 addresses.
pub(super) fn note(design: &Design) -> Option<String> {
    let existing = design.network.existing.as_ref().map(|vpc| format!("existing {}", vpc.id));
    let family = (design.cluster.ip_family == IpFamily::Ipv6).then(|| "IPv6".to_owned());
    match (family, existing) {
        (Some(family), Some(existing)) => Some(format!("{family} · {existing}")),
        (family, existing) => family.or(existing),
    }
}

fn draw_zones(canvas: &mut Canvas<'_>) {
    let grid = canvas.grid;
    for (i, column) in grid.columns.iter().enumerate() {
        let subject = Subject::Zone(column.zone.clone());
        let bounds = area(column.x, grid.head.zones_y, column.width, 22.0);
        let height = grid.bottom + GAP - bounds.y;
        let room = column.width - 24.0 - canvas.badge_room(&subject);
        let mut shapes = vec![
            boxed(area(column.x - 4.0, bounds.y, column.width + 8.0, height), 8.0, "ground"),
            boxed(bounds, 6.0, "hit"),
            fitted(Style::Name, column.x + GAP, bounds.y + 16.0, room, column.zone.as_str()),
        ];
        shapes.extend(canvas.badge(&subject, column.right() - GAP, bounds.y + 12.0));
        let subnets = grid.cells.iter().filter(|c| c.column == i).count() as u64;
        let facts = text::counted(subnets, "subnet");
        canvas.object(Object { subject, class: "zone", facts, bounds, radius: 6.0, column: i + 1, shapes });
    }
}

fn draw_tier(canvas: &mut Canvas<'_>, row: &Row) {
    let rect = area(24.0, row.y, 68.0, row.height);
    let (word, purpose) = tier_words(&canvas.grid.design.network, row.tier);
    let mut shapes = vec![boxed(rect, 6.0, "edge")];
    shapes.extend(swatch(row.tier, rect.x + 6.0, rect.y + 8.0));
    shapes.push(left(Style::Tier, rect.x + 6.0, rect.y + 37.0, word));
    shapes.push(fitted(Style::Detail, rect.x + 6.0, rect.y + 53.0, 62.0, purpose));
    let class = format!("tier {}", row.tier.as_str());
    let label = format!("{word} subnets, {purpose}");
    canvas.backdrop(format!("tier-{}", row.tier.as_str()), class, &label, rect, shapes);
    if row.tier == Tier::Intra {
        let (middle, y) = (rect.x + rect.width / 2.0, rect.y + rect.height - 28.0);
        let right = middle + routes::table_rect(canvas, &RouteTableId::Intra, 0.0, y).width / 2.0;
        routes::draw_table(canvas, RouteTableId::Intra, right, y, 0);
    }
}

/// The tier's word and what becomes of its traffic.
pub(super) fn tier_words(network: &Network, tier: Tier) -> (&'static str, &'static str) {
    match tier {
        Tier::Public if network.internet_gateway => ("Public", "to internet"),
        Tier::Public => ("Public", "no way out"),
        Tier::Private | Tier::Pod if network.nat != Nat::None => (tier.words(), "via NAT"),
        Tier::Private | Tier::Pod | Tier::Intra if !network.endpoints.services.is_empty() => {
            (tier.words(), "endpoints")
        }
        Tier::Private | Tier::Pod | Tier::Intra => (tier.words(), "no way out"),
    }
}

/// A tier's pattern: lines, slanted lines, a grid or dots.
pub(super) fn swatch(tier: Tier, x: f64, y: f64) -> [Shape; 2] {
    let at = |dx: f64, dy: f64| format!("{} {}", Px(x + dx), Px(y + dy));
    let d = match tier {
        Tier::Public => format!("M{}h10M{}h10M{}h10", at(2.0, 4.0), at(2.0, 7.0), at(2.0, 10.0)),
        Tier::Private => {
            let lines = [(3.0, 7.0), (3.0, 11.0), (7.0, 11.0)].map(|(dx, dy)| at(dx, dy));
            format!("M{}l4-4M{}l8-8M{}l4-4", lines[0], lines[1], lines[2])
        }
        Tier::Pod => {
            let (across, down) = ([at(2.0, 5.0), at(2.0, 9.0)], [at(5.0, 2.0), at(9.0, 2.0)]);
            format!("M{}h10M{}h10M{}v10M{}v10", across[0], across[1], down[0], down[1])
        }
        Tier::Intra => {
            let steps = [3.5, 7.0, 10.5];
            let dot = |dx: f64, dy: f64| format!("M{}h.01", at(dx, dy));
            steps.iter().flat_map(|&dy| steps.map(|dx| dot(dx, dy))).collect()
        }
    };
    let class = if tier == Tier::Intra { "pattern dots" } else { "pattern" };
    [boxed(area(x, y, 14.0, 14.0), 4.0, "swatch"), path(d, class)]
}

fn draw_hint(canvas: &mut Canvas<'_>) {
    let grid = canvas.grid;
    let (from, to) = grid.span();
    let y = grid.head.zones_y + if grid.form == Form::Board { 36.0 } else { 12.0 };
    let hint = match (grid.columns.is_empty(), grid.form) {
        (true, _) => ["This VPC has no zones yet.", "Add a zone, or begin with a starter."],
        (false, Form::Board) => ["This VPC has no subnets yet.", "Add a subnet, or begin with a starter."],
        (false, Form::Phone) => ["This zone has no subnets yet.", "Add a subnet, or choose another zone."],
    };
    let at = (from + to) / 2.0;
    let bounds = area(from, y, to - from, 60.0);
    let shapes = vec![
        boxed(bounds, 6.0, "edge"),
        middle(Style::Name, at, y + 26.0, hint[0]),
        middle(Style::Detail, at, y + 44.0, hint[1]),
    ];
    canvas.backdrop("hint".to_owned(), "hint".to_owned(), &hint.join(" "), bounds, shapes);
}

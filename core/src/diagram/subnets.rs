//! The subnets' cells with their NAT gateways.

use super::Px;
use super::canvas::{Canvas, Object};
use super::draw::{area, boxed, fitted, icon, left, path, right};
use super::figures::Fill;
use super::frame::swatch;
use super::grid::{Cell, Form, GAP};
use super::scene::Rect;
use super::text::{self, Style};
use super::ways::way_out;
use crate::design::{Design, Subject, Subnet, SubnetId, Tier};
use crate::value::{IpFamily, grouped};

/// Draws the cells.
pub(super) fn draw_subnets(canvas: &mut Canvas<'_>) {
    let grid = canvas.grid;
    grid.cells.iter().for_each(|cell| draw_subnet(canvas, cell));
}

/// Draws the NAT gateways of the zones in view.
pub(super) fn draw_gateways(canvas: &mut Canvas<'_>) {
    let grid = canvas.grid;
    for cell in grid.cells.iter().filter(|c| grid.ways.gateways.contains(&c.subnet.id)) {
        let subject = Subject::NatGateway(cell.subnet.id);
        let chip = chip_rect(canvas, cell);
        draw_gateway(canvas, subject, chip, "nat", cell.column + 1);
    }
}

/// Where a subnet's NAT gateway lies.
pub(super) fn chip_rect(canvas: &Canvas<'_>, cell: &Cell<'_>) -> Rect {
    let width = chip_width(canvas, cell.subnet.id);
    area(right_of(cell) - width, cell.rect.y + cell.rect.height - 30.0, width, 24.0)
}

/// How wide a NAT gateway is.
pub(super) fn chip_width(canvas: &Canvas<'_>, id: SubnetId) -> f64 {
    let subject = Subject::NatGateway(id);
    let name = canvas.grid.design.name_of(&subject);
    (30.0 + text::width(Style::Name, &name) + 10.0 + canvas.badge_room(&subject)).ceil()
}

/// Draws a NAT gateway at `chip`.
pub(super) fn draw_gateway(
    canvas: &mut Canvas<'_>,
    subject: Subject,
    chip: Rect,
    class: &'static str,
    column: usize,
) {
    let design = canvas.grid.design;
    let mut shapes = vec![
        boxed(chip, 6.0, "edge"),
        icon("nat", chip.x + 8.0, chip.y + 4.0, 16.0, "icon"),
        left(Style::Name, chip.x + 30.0, chip.y + 16.0, design.name_of(&subject)),
    ];
    shapes.extend(canvas.badge(&subject, chip.x + chip.width - 8.0, chip.y + 12.0));
    let facts = match &subject {
        Subject::NatGateway(id) => format!("in {}", design.name_of(&Subject::Subnet(*id))),
        _ => String::new(),
    };
    canvas.object(Object { subject, class, facts, bounds: chip, radius: 6.0, column, shapes });
}

fn right_of(cell: &Cell<'_>) -> f64 {
    cell.rect.x + cell.rect.width - GAP
}

fn draw_subnet(canvas: &mut Canvas<'_>, cell: &Cell<'_>) {
    let (subnet, rect, grid) = (cell.subnet, cell.rect, canvas.grid);
    let subject = Subject::Subnet(subnet.id);
    let (x, end) = (rect.x + GAP, right_of(cell));
    let (first, second) = (rect.y + 21.0, rect.y + 38.0);
    let mut shapes = vec![boxed(rect, 6.0, "edge"), path(top_edge(rect), "stripe")];
    let mut name_x = x;
    if grid.form == Form::Phone {
        shapes.extend(swatch(subnet.tier, x, rect.y + 9.0));
        name_x += 20.0;
    }

    // The block stands beside the name, or below it where the name needs the line.
    let cidr = subnet.cidr.to_string();
    let cidr_width = text::width(Style::Mono, &cidr);
    let badge = canvas.badge_room(&subject);
    let beside = end - cidr_width - 8.0 - name_x;
    let is_beside = text::width(Style::Name, subnet.name.as_str()) <= beside;
    let (cidr_y, badge_y) = if is_beside { (first, second) } else { (second, first) };
    let name_room = if is_beside { beside } else { end - name_x - badge };
    shapes.push(fitted(Style::Name, name_x, first, name_room, subnet.name.as_str()));
    shapes.push(right(Style::Mono, end, cidr_y, cidr.clone()));

    let usable = format!("{} usable", grouped(subnet.cidr.usable_addresses()));
    let fill = canvas.figures.subnet(subnet.id);
    let wordings = fill.map_or_else(|| vec![usable.clone()], Fill::wordings);
    let mut room = if is_beside { end - x - badge } else { end - x - cidr_width - 8.0 };
    let ipv6 = ipv6_words(grid.design, subnet);
    let aside = match (is_cut_off(canvas, cell), grid.ways.has_endpoints && subnet.tier != Tier::Public) {
        (true, false) => Some((Style::Alarm, "no way out".to_owned())),
        (true, true) => Some((Style::Caption, "no internet".to_owned())),
        (false, _) => ipv6.clone().map(|words| (Style::Caption, words)),
    };
    if let Some((style, words)) = aside.filter(|_| is_beside) {
        room -= text::width(style, &words) + 8.0;
        shapes.push(right(style, end - badge, second, words));
    }
    let words = text::first_that_fits(Style::Detail, &wordings, room);
    shapes.push(left(Style::Detail, x, second, words.into_owned()));
    shapes.extend(canvas.badge(&subject, end, badge_y - 4.0));

    if let Some(fill) = fill {
        let (track, y) = (end - x, rect.y + 43.0);
        let width = track * fill.percent().min(100) as f64 / 100.0;
        shapes.push(boxed(area(x, y, track, 4.0), 2.0, "track"));
        shapes.push(boxed(area(x, y, width, 4.0), 2.0, fill.class()));
    }
    let fill = fill.map_or_else(String::new, |fill| format!("{}, ", fill.wordings()[0]));
    let ipv6 = ipv6.map_or_else(String::new, |words| format!("{words}, "));
    let facts = format!(
        "{}, {cidr}, {usable} addresses, {ipv6}{fill}in {}, {}",
        subnet.tier.as_str(),
        subnet.zone,
        way_words(canvas, &subject)
    );
    let class = match subnet.tier {
        Tier::Public => "subnet public",
        Tier::Private => "subnet private",
        Tier::Intra => "subnet intra",
        Tier::Pod => "subnet pod",
    };
    let column = cell.column + 1;
    canvas.object(Object { subject, class, facts, bounds: rect, radius: 6.0, column, shapes });
}

/// The IPv6 block of a subnet, where the cluster's family is IPv6.
fn ipv6_words(design: &Design, subnet: &Subnet) -> Option<String> {
    let block = subnet.ipv6.filter(|_| design.cluster.ip_family == IpFamily::Ipv6)?;
    Some(format!("IPv6 block {block}"))
}

/// Whether a subnet that should have a way out has none.
fn is_cut_off(canvas: &Canvas<'_>, cell: &Cell<'_>) -> bool {
    let ways = &canvas.grid.ways;
    match cell.subnet.tier {
        Tier::Public => !ways.has_door,
        Tier::Private | Tier::Pod => !ways.has_door || ways.nat_of(&cell.subnet.zone).is_none(),
        Tier::Intra => false,
    }
}

fn way_words(canvas: &Canvas<'_>, subject: &Subject) -> String {
    let design = canvas.grid.design;
    let way = way_out(design, subject);
    let names: Vec<String> = way.iter().skip(1).map(|s| design.name_of(s)).collect();
    let verb = if way.last() == Some(&Subject::InternetGateway) {
        "way out by"
    } else if way.last() == Some(&Subject::Endpoints) {
        "way to AWS services alone by"
    } else {
        "no way out, uses"
    };
    format!("{verb} {}", names.join(", "))
}

/// The top edge of a box with round corners.
fn top_edge(rect: Rect) -> String {
    let (left, right, y) = (rect.x, rect.x + rect.width, rect.y);
    let low = y + 6.0;
    format!("M{} {}a6 6 0 0 1 6-6H{}a6 6 0 0 1 6 6", Px(left), Px(low), Px(right - 6.0))
}

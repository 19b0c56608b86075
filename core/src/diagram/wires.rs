//! The wires of the ways out: in the gutters between columns and in the lanes between rows, never through text.

use super::Px;
use super::canvas::Canvas;
use super::draw::{Point, area, around, arrow_head, boxed, path, polyline};
use super::grid::{Cell, Column, Form, GAP, WIRE_INSET};
use super::routes::{intra_rect, private_table, public_rect};
use super::scene::{Rect, Shape};
use super::subnets;
use crate::design::{RouteTableId, Subject, SubnetId, Tier};
use crate::sorted;

/// How a wire stands; the later, the further in front.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// It is there.
    Plain,
    /// It is on the way out of what is selected.
    Lit,
    /// It should lead on but does not; a cross lies at this distance from its start's corner.
    Broken,
}

struct Wire {
    key: String,
    points: Vec<Point>,
    state: State,
    arrow: bool,
    cross: Option<Point>,
}

/// Draws all wires.
pub(super) fn draw_wires(canvas: &mut Canvas<'_>) {
    let mut wires = Vec::new();
    to_internet(canvas, &mut wires);
    let grid = canvas.grid;
    for cell in &grid.cells {
        wires.extend(match cell.subnet.tier {
            Tier::Public => Some(from_public(canvas, cell)),
            Tier::Private | Tier::Pod => from_private(canvas, cell),
            Tier::Intra => from_intra(canvas, cell),
        });
    }
    (0..grid.columns.len()).for_each(|column| from_table(canvas, column, &mut wires));
    if let Some(pill) = intra_rect(canvas) {
        wires.extend(to_endpoints(canvas, &Subject::RouteTable(RouteTableId::Intra), pill, 0.0));
    }
    sorted::sort_by_key(&mut wires, |w| w.state);
    wires.into_iter().for_each(|wire| draw(canvas, wire));
}

/// Draws the NAT gateway that a phone's zone borrows from another one.
pub(super) fn draw_borrowed_gateway(canvas: &mut Canvas<'_>) {
    let grid = canvas.grid;
    let (Some((_, pill)), Some(column)) = (private_table(canvas, 0), grid.columns.first()) else { return };
    let nat = grid.ways.nat_of(column.zone).filter(|nat| grid.cell(*nat).is_none());
    if let Some(nat) = nat {
        let chip = borrowed_rect(canvas, pill.y, column.x, nat);
        subnets::draw_gateway(canvas, Subject::NatGateway(nat), chip, "nat elsewhere", 1);
    }
}

fn borrowed_rect(canvas: &Canvas<'_>, pill_y: f64, x: f64, nat: SubnetId) -> Rect {
    area(x + GAP, pill_y - 2.0, subnets::chip_width(canvas, nat), 24.0)
}

fn state(lit: bool) -> State {
    if lit { State::Lit } else { State::Plain }
}

fn to_internet(canvas: &Canvas<'_>, wires: &mut Vec<Wire>) {
    let grid = canvas.grid;
    let (x, door) = (grid.middle(), grid.head.gateway);
    let bubble_end = grid.head.internet.y + grid.head.internet.height;
    if grid.ways.has_door {
        let points = vec![(x, door.y), (x, bubble_end)];
        let state = state(canvas.lights_internet());
        wires.push(Wire { key: "wire-internet".to_owned(), points, state, arrow: true, cross: None });
    }
    if !grid.ways.has_public {
        return;
    }
    let from = (x, public_rect(canvas).y);
    let key = "wire-public".to_owned();
    wires.push(if grid.ways.has_door {
        let lit = canvas.lights(&Subject::RouteTable(RouteTableId::Public), &Subject::InternetGateway);
        let points = vec![from, (x, door.y + door.height)];
        Wire { key, points, state: state(lit), arrow: true, cross: None }
    } else {
        let points = vec![from, (x, bubble_end + 12.0)];
        Wire { key, points, state: State::Broken, arrow: false, cross: Some((x, door.y + door.height / 2.0)) }
    });
}

/// From a public subnet, or the NAT gateway in it, to the route table of all public subnets.
fn from_public(canvas: &Canvas<'_>, cell: &Cell<'_>) -> Wire {
    let grid = canvas.grid;
    let column = &grid.columns[cell.column];
    let rect = cell.rect;
    let subject = Subject::Subnet(cell.subnet.id);
    let table = Subject::RouteTable(RouteTableId::Public);
    let mut start = rect.x + rect.width;
    let mut lit = canvas.lights(&subject, &table);
    if grid.ways.gateways.contains(&cell.subnet.id) {
        start -= GAP;
        lit |= canvas.lights(&Subject::NatGateway(cell.subnet.id), &table);
    }
    let y = rect.y + rect.height - 18.0;
    let (gutter, _) = gutters(canvas, column);
    let pill = public_rect(canvas);
    let (middle, half) = (grid.middle(), pill.width / 2.0);
    let mut points = vec![(start, y), (gutter, y)];
    if (gutter - middle).abs() < half - 8.0 {
        points.push((gutter, pill.y + pill.height));
    } else {
        points.push((gutter, grid.head.bus_y));
        points.push((middle + half.copysign(gutter - middle), grid.head.bus_y));
    }
    let key = format!("wire-out-{}", cell.subnet.id);
    Wire { key, points, state: state(lit), arrow: true, cross: None }
}

/// From a private or pod subnet to its route table: straight up where it lies next to it, else beside the column.
fn from_private(canvas: &Canvas<'_>, cell: &Cell<'_>) -> Option<Wire> {
    let grid = canvas.grid;
    let column = &grid.columns[cell.column];
    let (id, pill) = private_table(canvas, cell.column)?;
    let is_next = cell.band == 0 && grid.tables_row().is_some_and(|r| r.tier == cell.subnet.tier);
    let points = if is_next {
        let x = column.right() - WIRE_INSET;
        vec![(x, cell.rect.y), (x, pill.y + pill.height)]
    } else {
        let gutter = column.x - if grid.form == Form::Board { GAP / 2.0 } else { 3.0 };
        let (y, middle_y) = (cell.rect.y + 17.0, pill.y + pill.height / 2.0);
        vec![(cell.rect.x, y), (gutter, y), (gutter, middle_y), (pill.x, middle_y)]
    };
    let lit = canvas.lights(&Subject::Subnet(cell.subnet.id), &Subject::RouteTable(id));
    let key = format!("wire-subnet-{}", cell.subnet.id);
    Some(Wire { key, points, state: state(lit), arrow: !is_next, cross: None })
}

/// From the route table of a column's private subnets to where it leads.
fn from_table(canvas: &Canvas<'_>, index: usize, wires: &mut Vec<Wire>) {
    let grid = canvas.grid;
    let Some((id, pill)) = private_table(canvas, index) else { return };
    let column = &grid.columns[index];
    let (x, middle_y) = (column.right() - WIRE_INSET, pill.y + pill.height / 2.0);
    let table = Subject::RouteTable(id);
    let key = format!("wire-route-{}", column.zone);
    if let Some(nat) = grid.ways.nat_of(column.zone) {
        let points = match grid.cell(nat) {
            Some(home) if home.column == index => {
                vec![(x, pill.y), (x, home.rect.y + home.rect.height - 6.0)]
            }
            Some(home) => {
                let (lane, to) = (pill.y - 6.0, grid.columns[home.column].right() - WIRE_INSET);
                vec![(x, pill.y), (x, lane), (to, lane), (to, home.rect.y + home.rect.height - 6.0)]
            }
            None => {
                let chip = borrowed_rect(canvas, pill.y, column.x, nat);
                vec![(pill.x, middle_y), (chip.x + chip.width, middle_y)]
            }
        };
        let lit = canvas.lights(&table, &Subject::NatGateway(nat));
        wires.push(Wire { key, points, state: state(lit), arrow: true, cross: None });
        return;
    }
    if grid.ways.broken.contains(column.zone) {
        let (points, cross) = broken_way(canvas, column, (pill.x + pill.width, middle_y));
        wires.push(Wire { key, points, state: State::Broken, arrow: false, cross: Some(cross) });
    }
    wires.extend(to_endpoints(canvas, &table, pill, x));
}

/// From a route table to the VPC endpoints: on a board by the lane above the tables, on a phone down the edge.
fn to_endpoints(canvas: &Canvas<'_>, table: &Subject, pill: Rect, x: f64) -> Option<Wire> {
    let grid = canvas.grid;
    let to = grid.endpoints?;
    let points = match grid.form {
        Form::Board => {
            let (lane, end) = (pill.y - 6.0, to.x + to.width / 2.0);
            vec![(x, pill.y), (x, lane), (end, lane), (end, to.y)]
        }
        Form::Phone => {
            let (right, edge) = (pill.x + pill.width, to.x + to.width);
            let (from, end) = (pill.y + pill.height / 2.0, to.y + to.height / 2.0);
            vec![(right, from), (edge + 9.0, from), (edge + 9.0, end), (edge, end)]
        }
    };
    let lit = canvas.lights(table, &Subject::Endpoints);
    let key = format!("wire-endpoints-{}", table.key());
    Some(Wire { key, points, state: state(lit), arrow: true, cross: None })
}

/// Towards the internet gateway, but ending before it, with a cross on the way.
fn broken_way(canvas: &Canvas<'_>, column: &Column<'_>, from: Point) -> (Vec<Point>, Point) {
    let grid = canvas.grid;
    let (_, gutter) = gutters(canvas, column);
    let (middle, y) = (grid.middle(), grid.head.broken_y);
    let mut points = vec![from, (gutter, from.1), (gutter, y)];
    let stop = middle + f64::copysign(60.0, gutter - middle);
    if (gutter - middle).abs() > 84.0 {
        points.push((stop, y));
    }
    let cross = match grid.form {
        Form::Board => (gutter, grid.head.zones_y + 10.0),
        Form::Phone => ((gutter + stop) / 2.0, y),
    };
    (points, cross)
}

/// On a phone an intra subnet's route table lies above it; on a board in the row's label, unwired.
fn from_intra(canvas: &Canvas<'_>, cell: &Cell<'_>) -> Option<Wire> {
    let grid = canvas.grid;
    if grid.form == Form::Board || cell.band > 0 {
        return None;
    }
    let x = grid.columns[cell.column].right() - WIRE_INSET;
    let points = vec![(x, cell.rect.y), (x, cell.rect.y - 6.0)];
    let table = Subject::RouteTable(RouteTableId::Intra);
    let lit = canvas.lights(&Subject::Subnet(cell.subnet.id), &table);
    let key = format!("wire-subnet-{}", cell.subnet.id);
    Some(Wire { key, points, state: state(lit), arrow: false, cross: None })
}

/// Where in the gutter right of `column` wires rise that lead on, and those that do not.
fn gutters(canvas: &Canvas<'_>, column: &Column<'_>) -> (f64, f64) {
    let grid = canvas.grid;
    let (middle, apart) = if grid.form == Form::Board { (GAP / 2.0, 3.0) } else { (14.0, 5.0) };
    let has_both = grid.ways.has_public && grid.ways.broken.contains(column.zone);
    let apart = if has_both { apart } else { 0.0 };
    (column.right() + middle - apart, column.right() + middle + apart)
}

fn draw(canvas: &mut Canvas<'_>, wire: Wire) {
    let line = polyline(&wire.points);
    let mut shapes: Vec<Shape> = Vec::new();
    let class = match wire.state {
        State::Plain => "wire",
        State::Lit => {
            shapes.push(path(line.clone(), "wire-halo"));
            "wire lit"
        }
        State::Broken => "wire broken",
    };
    shapes.push(path(line, "line"));
    if wire.arrow {
        let lit = wire.state == State::Lit;
        let class = if lit { "arrow-lit" } else { "arrow" };
        shapes.extend(arrow_head(&wire.points, lit).map(|d| path(d, class)));
    }
    if let Some((x, y)) = wire.cross {
        shapes.push(boxed(area(x - 8.0, y - 8.0, 16.0, 16.0), 8.0, "cross-ground"));
        shapes.push(path(format!("M{} {}l6 6m0-6l-6 6", Px(x - 3.0), Px(y - 3.0)), "cross"));
    }
    canvas.backdrop(wire.key, class.to_owned(), "", around(&wire.points), shapes);
}

//! Where everything lies: zones are columns, tiers are rows, a row has a band for each subnet that a zone
//! stacks in it, and cards are packed into the bands. Measured once; what draws only reads it.

use std::collections::BTreeMap;

use super::cards;
use super::draw::area;
use super::endpoints;
use super::frame;
use super::kinds::CardOf;
use super::pack::{self, Card};
use super::scene::Rect;
use super::ways::Ways;
use crate::design::{Design, Subnet, SubnetId, Tier};
use crate::sorted;
use crate::value::ZoneId;

/// What the picture is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// All zones side by side in a VPC frame.
    Board,
    /// One zone, as wide as a phone.
    Phone,
}

/// The gap between columns, and between most things.
pub(super) const GAP: f64 = 12.0;
/// How far a card's edges lie inside its subnets'.
pub(super) const CARD_INSET: f64 = 8.0;
/// How far the wire between a private subnet and its NAT gateway lies left of the column's right edge.
pub(super) const WIRE_INSET: f64 = 48.0;
/// The height of the label beneath which the cards of a public subnet end: room for the NAT gateway.
const NAT_ROOM: f64 = 34.0;
const LANE: f64 = 32.0;
/// The tiers from top to bottom. Pod subnets lie beneath the private ones, whose route tables they share; intra
/// subnets, which lead nowhere, lie last.
const ROWS: [Tier; 4] = [Tier::Public, Tier::Private, Tier::Pod, Tier::Intra];

/// A zone's column.
pub(super) struct Column<'a> {
    /// The zone.
    pub(super) zone: &'a ZoneId,
    /// Its left edge.
    pub(super) x: f64,
    /// Its width.
    pub(super) width: f64,
}

impl Column<'_> {
    /// Its right edge.
    pub(super) fn right(&self) -> f64 {
        self.x + self.width
    }
}

/// A tier's row.
pub(super) struct Row {
    /// The tier.
    pub(super) tier: Tier,
    /// Its top edge, below the lane.
    pub(super) y: f64,
    /// Its height.
    pub(super) height: f64,
    /// The height of the lane above it that holds route tables.
    pub(super) lane: Option<f64>,
    /// Its bands, from top to bottom.
    pub(super) bands: Vec<Band>,
}

/// A part of a row that holds at most one subnet a zone.
pub(super) struct Band {
    /// Its top edge.
    pub(super) y: f64,
    /// Its height.
    pub(super) height: f64,
    /// How far below its top edge the cards begin.
    pub(super) header: f64,
}

/// A subnet's place.
pub(super) struct Cell<'a> {
    /// The subnet.
    pub(super) subnet: &'a Subnet,
    /// Its column.
    pub(super) column: usize,
    /// Its row.
    pub(super) row: usize,
    /// Its band in the row.
    pub(super) band: usize,
    /// Where it lies.
    pub(super) rect: Rect,
}

/// What lies above the rows.
pub(super) struct Head {
    /// The VPC's frame on a board, the line that names it on a phone.
    pub(super) vpc: Rect,
    /// The internet.
    pub(super) internet: Rect,
    /// The internet gateway, whether there is one or not.
    pub(super) gateway: Rect,
    /// Where wires run towards the internet gateway.
    pub(super) bus_y: f64,
    /// Where broken wires do.
    pub(super) broken_y: f64,
    /// The top edge of the zones' headers.
    pub(super) zones_y: f64,
}

/// The whole layout.
pub(super) struct Grid<'a> {
    /// What is drawn.
    pub(super) design: &'a Design,
    /// What for.
    pub(super) form: Form,
    /// Its ways out.
    pub(super) ways: Ways<'a>,
    /// The zones in view.
    pub(super) columns: Vec<Column<'a>>,
    /// The tiers in use.
    pub(super) rows: Vec<Row>,
    /// The subnets in view.
    pub(super) cells: Vec<Cell<'a>>,
    /// Which of them is which.
    pub(super) cell_of: BTreeMap<SubnetId, usize>,
    /// The cards in view.
    pub(super) cards: Vec<Card<'a>>,
    /// Where the VPC endpoints lie, if there are any.
    pub(super) endpoints: Option<Rect>,
    /// Where the row of cards without a place begins, if there are any.
    pub(super) unplaced_y: Option<f64>,
    /// What lies above the rows.
    pub(super) head: Head,
    /// Where the rows end.
    pub(super) bottom: f64,
    /// The picture's width.
    pub(super) width: f64,
    /// The picture's height.
    pub(super) height: f64,
}

impl<'a> Grid<'a> {
    /// Lays out the zones of `design`, or only the one named.
    pub(super) fn new(design: &'a Design, form: Form, only: Option<&ZoneId>) -> Self {
        let zones: Vec<&ZoneId> =
            design.network.zones.iter().filter(|z| only.is_none_or(|o| o == *z)).collect();
        let ways = Ways::new(design);
        let columns = columns(form, &zones);
        let mut grid = Self {
            design,
            form,
            head: head(form, &columns, &ways, frame::note(design).is_some()),
            ways,
            columns,
            rows: Vec::new(),
            cells: Vec::new(),
            cell_of: BTreeMap::new(),
            cards: Vec::new(),
            endpoints: None,
            unplaced_y: None,
            bottom: 0.0,
            width: 0.0,
            height: 0.0,
        };
        grid.stack_subnets();
        grid.cards = pack::pack(&grid);
        grid.stack_rows();
        grid
    }

    /// Where the middle of the internet gateway lies.
    pub(super) fn middle(&self) -> f64 {
        self.head.gateway.x + self.head.gateway.width / 2.0
    }

    /// The subnet's place, if its zone is in view.
    pub(super) fn cell(&self, id: SubnetId) -> Option<&Cell<'a>> {
        self.cell_of.get(&id).map(|&i| &self.cells[i])
    }

    /// The row above which the route tables of private and pod subnets lie.
    pub(super) fn tables_row(&self) -> Option<&Row> {
        self.rows.iter().find(|r| matches!(r.tier, Tier::Private | Tier::Pod))
    }

    /// Whether a subnet of `column` uses the route table of private subnets.
    pub(super) fn has_table(&self, column: usize) -> bool {
        let uses = |c: &Cell<'_>| matches!(c.subnet.tier, Tier::Private | Tier::Pod);
        self.cells.iter().any(|c| c.column == column && uses(c))
    }

    /// The width that all columns together span.
    pub(super) fn span(&self) -> (f64, f64) {
        match (self.columns.first(), self.columns.last()) {
            (Some(first), Some(last)) => (first.x, last.right()),
            _ => {
                let room = endpoints::room(self.form, &self.ways);
                (self.head.vpc.x + GAP, self.head.vpc.x + self.head.vpc.width - GAP - room)
            }
        }
    }

    /// Gives every subnet its row, band and column.
    fn stack_subnets(&mut self) {
        let column_of = sorted::map(self.columns.iter().enumerate().map(|(i, c)| (c.zone, i)));
        for tier in ROWS {
            let mut stacks: Vec<Vec<&'a Subnet>> = vec![Vec::new(); self.columns.len()];
            for subnet in self.design.network.subnets.iter().filter(|s| s.tier == tier) {
                if let Some(&column) = column_of.get(&subnet.zone) {
                    stacks[column].push(subnet);
                }
            }
            let bands = stacks.iter().map(Vec::len).max().unwrap_or(0);
            if bands == 0 {
                continue;
            }
            let row = self.rows.len();
            for (column, stack) in stacks.into_iter().enumerate() {
                for (i, subnet) in stack.into_iter().enumerate() {
                    // The first public subnet of a zone may hold the NAT gateway: it lies next to the lane below.
                    let band = if tier == Tier::Public { bands - 1 - i } else { i };
                    self.cell_of.insert(subnet.id, self.cells.len());
                    self.cells.push(Cell { subnet, column, row, band, rect: Rect::default() });
                }
            }
            let bands = (0..bands).map(|_| Band { y: 0.0, height: 0.0, header: 0.0 }).collect();
            self.rows.push(Row { tier, y: 0.0, height: 0.0, lane: None, bands });
        }
    }

    /// Gives rows, bands, subnets and cards their heights and tops.
    fn stack_rows(&mut self) {
        let has_pins = |row: usize, band: usize| {
            let cluster = self.cards.iter().find(|c| matches!(c.of, CardOf::Cluster));
            cluster.is_some_and(|c| c.places.iter().any(|p| p.main && (p.row, p.band) == (row, band)))
        };
        let mut needed: Vec<Vec<f64>> = self.rows.iter().map(|r| vec![0.0; r.bands.len()]).collect();
        for place in self.cards.iter().flat_map(|c| &c.places) {
            let band = &mut needed[place.row][place.band];
            *band = band.max(place.y + place.height);
        }
        let mut y = self.head.zones_y + if self.form == Form::Board { 24.0 } else { 0.0 };
        let mut above = None;
        for (index, needed) in needed.iter().enumerate() {
            let tier = self.rows[index].tier;
            let lane = self.lane_above(index);
            y += lane.unwrap_or(if above.is_some() { GAP } else { 0.0 });
            let bands = needed.len();
            let top = y;
            for (band, &cards) in needed.iter().enumerate() {
                let header = if has_pins(index, band) { 62.0 } else { 50.0 };
                let footer = if tier == Tier::Public && band + 1 == bands { NAT_ROOM } else { CARD_INSET };
                let cards = if cards > 0.0 { header + cards + footer } else { 0.0 };
                let height = least_height(tier, bands).max(cards);
                self.rows[index].bands[band] = Band { y, height, header };
                y += height + GAP;
            }
            y -= GAP;
            let row = &mut self.rows[index];
            (row.y, row.height, row.lane) = (top, y - top, lane);
            above = Some(tier);
        }
        for cell in &mut self.cells {
            let (column, band) = (&self.columns[cell.column], &self.rows[cell.row].bands[cell.band]);
            cell.rect = area(column.x, band.y, column.width, band.height);
        }
        for place in self.cards.iter_mut().flat_map(|c| &mut c.places) {
            let band = &self.rows[place.row].bands[place.band];
            place.y += band.y + band.header;
        }
        self.stack_rest(y);
    }

    /// Cards that no subnet takes, and the picture's measures.
    fn stack_rest(&mut self, mut y: f64) {
        let nothing_yet = self.rows.is_empty();
        if nothing_yet {
            y += 96.0;
        }
        if self.ways.has_endpoints {
            let rect = endpoints::place(self, y);
            if self.form == Form::Phone {
                y = rect.y + rect.height;
            }
            self.endpoints = Some(rect);
        }
        let unplaced = self.cards.iter().filter(|c| c.places.is_empty());
        let heights: Vec<f64> = unplaced.map(|c| cards::height(&c.of, 1, true, false) + 4.0).collect();
        if !heights.is_empty() {
            y += GAP;
            self.unplaced_y = Some(y);
            y += heights.iter().sum::<f64>() + 40.0;
        }
        self.bottom = y;
        match self.form {
            Form::Board => {
                self.head.vpc.height = y + 24.0 - self.head.vpc.y;
                self.width = self.head.vpc.x + self.head.vpc.width + GAP;
                self.height = y + 24.0 + 14.0;
            }
            Form::Phone => (self.width, self.height) = (344.0, y + 8.0),
        }
    }

    /// The lane above a row for route tables.
    fn lane_above(&self, row: usize) -> Option<f64> {
        let tier = self.rows[row].tier;
        if self.tables_row().is_some_and(|r| r.tier == tier) {
            // Wires to another zone's NAT gateway, or to the VPC endpoints, pass above the route tables.
            return Some(if self.has_cross_wires() { LANE + 8.0 } else { LANE });
        }
        // A board has room for this one route table in the row's label.
        (tier == Tier::Intra && self.form == Form::Phone).then_some(LANE)
    }

    fn has_cross_wires(&self) -> bool {
        let is_elsewhere = |column: usize| match self.ways.nat_of(self.columns[column].zone) {
            Some(nat) => self.cell(nat).is_some_and(|nat| nat.column != column),
            None => self.form == Form::Board && self.ways.has_endpoints,
        };
        (0..self.columns.len()).any(|column| self.has_table(column) && is_elsewhere(column))
    }
}

/// A tier's usual height; less where subnets are stacked.
fn least_height(tier: Tier, bands: usize) -> f64 {
    match tier {
        Tier::Public => 84.0,
        Tier::Private if bands == 1 => 208.0,
        Tier::Intra if bands == 1 => 116.0,
        Tier::Private | Tier::Intra | Tier::Pod => 84.0,
    }
}

fn columns<'a>(form: Form, zones: &[&'a ZoneId]) -> Vec<Column<'a>> {
    let (first_x, width) = match form {
        // One zone alone gets all the width that the VPC's header needs anyway.
        Form::Board if zones.len() == 1 => (104.0, 420.0),
        Form::Board => (104.0, 204.0),
        Form::Phone => (6.0, 310.0),
    };
    let mut x = first_x;
    let place = |zone: &&'a ZoneId| {
        let column = Column { zone, x, width };
        x += width + GAP;
        column
    };
    zones.iter().map(place).collect()
}

fn head(form: Form, columns: &[Column<'_>], ways: &Ways<'_>, is_special: bool) -> Head {
    let right = columns.last().map_or(0.0, Column::right);
    let (vpc, middle, top) = match form {
        Form::Board => {
            let room = endpoints::room(form, ways);
            let vpc = area(12.0, 58.0, f64::max(right + 24.0 - 12.0 + room, 536.0), 0.0);
            // With an even number of zones a wire rises next to the middle: straight into the gateway then.
            let even = columns.len() / 2 * 2 == columns.len();
            let half = columns.len().checked_sub(1).filter(|_| even).and_then(|last| columns.get(last / 2));
            (vpc, half.map_or(vpc.x + vpc.width / 2.0, |c| c.right() + GAP / 2.0), 8.0)
        }
        Form::Phone => {
            // A second line for what is special about the VPC.
            let height = if is_special { 36.0 } else { 20.0 };
            (area(6.0, 5.0, 332.0, height), 161.0, 14.0 + height)
        }
    };
    let bus_y = top + 88.0;
    // Broken wires keep below the route table that the others lead to.
    let broken_y = if ways.has_public && ways.is_broken() { bus_y + 18.0 } else { bus_y };
    let lane_end = if ways.has_public || ways.is_broken() { broken_y + 14.0 } else { bus_y };
    Head {
        vpc,
        internet: area(middle - 44.0, top, 88.0, 20.0),
        gateway: area(middle - 80.0, top + 34.0, 160.0, 32.0),
        bus_y,
        broken_y,
        zones_y: lane_end,
    }
}

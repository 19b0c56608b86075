//! Which bands a card lies in, and at which height: cards keep their order and sink as far up as those before
//! them let them, so groups of single zones lie side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::cards::{self, CardOf};
use super::grid::{Form, Grid};
use crate::design::SubnetId;

/// The gap between cards.
const CARD_GAP: f64 = 4.0;

/// A card and the places it takes.
pub(super) struct Card<'a> {
    /// What it stands for.
    pub(super) of: CardOf<'a>,
    /// Where it lies: the first place tells all, the others only that it is there too. None where it has no subnet.
    pub(super) places: Vec<Place>,
}

/// Where a card lies in one band.
pub(super) struct Place {
    /// The row.
    pub(super) row: usize,
    /// The band in the row.
    pub(super) band: usize,
    /// The columns whose subnets it uses, from left to right.
    pub(super) columns: Vec<usize>,
    /// Its top edge.
    pub(super) y: f64,
    /// Its height.
    pub(super) height: f64,
    /// Whether it is the one that tells all.
    pub(super) main: bool,
}

impl Place {
    /// The unbroken runs of columns, each as its first and last one.
    pub(super) fn runs(&self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for &column in &self.columns {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == column => *last = column,
                _ => runs.push((column, column)),
            }
        }
        runs
    }
}

/// Packs the cards of the design into the bands of `grid`; `y` counts from where the band's cards begin.
pub(super) fn pack<'a>(grid: &Grid<'a>) -> Vec<Card<'a>> {
    let design = grid.design;
    let all: BTreeSet<SubnetId> = design.control_plane_subnets().map(|s| s.id).collect();
    let groups = design.compute.node_groups.iter().map(|g| (CardOf::Group(g), &g.subnets));
    // How far each band is filled in each column.
    let mut filled: BTreeMap<(usize, usize), Vec<f64>> = BTreeMap::new();
    let mut packed = Vec::new();
    for (of, subnets) in std::iter::once((CardOf::Cluster, &all)).chain(groups) {
        let mut bands: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
        for cell in subnets.iter().filter_map(|id| grid.cell(*id)) {
            bands.entry((cell.row, cell.band)).or_default().insert(cell.column);
        }
        if bands.is_empty() && !subnets.is_empty() {
            // Its subnets are all in zones out of view.
            continue;
        }
        let mut places = Vec::new();
        for ((row, band), columns) in bands {
            let columns: Vec<usize> = columns.into_iter().collect();
            let main = places.is_empty();
            let wide = grid.columns[columns[0]].width > 260.0;
            let elsewhere = grid.form == Form::Phone && cards::zones_of(design, subnets).len() > 1;
            let height =
                if main { cards::height(&of, columns.len(), wide, elsewhere) } else { cards::STRIP_HEIGHT };
            let levels = filled.entry((row, band)).or_insert_with(|| vec![0.0; grid.columns.len()]);
            let span = columns[0]..=columns[columns.len() - 1];
            let y = levels[span.clone()].iter().copied().fold(0.0, f64::max);
            levels[span].fill(y + height + CARD_GAP);
            places.push(Place { row, band, columns, y, height, main });
        }
        packed.push(Card { of, places });
    }
    packed
}

//! Which bands a card lies in, and at which height: each card, in the order of the design, takes the first gap
//! that it fits, so groups of single zones lie side by side and a new group moves no other.

use std::collections::{BTreeMap, BTreeSet};

use super::cards;
use super::grid::{Form, Grid};
use super::kinds::CardOf;

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
    let mut taken: BTreeMap<(usize, usize), Vec<Stack>> = BTreeMap::new();
    let mut packed = Vec::new();
    for of in CardOf::all(design) {
        let subnets = of.subnets(design);
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
            let elsewhere = grid.form == Form::Phone && cards::zones_of(design, &subnets).len() > 1;
            let height =
                if main { cards::height(&of, columns.len(), wide, elsewhere) } else { cards::STRIP_HEIGHT };
            let stacks = taken.entry((row, band)).or_insert_with(|| vec![Stack::new(); grid.columns.len()]);
            let y = take_gap(&mut stacks[columns[0]..=columns[columns.len() - 1]], height);
            places.push(Place { row, band, columns, y, height, main });
        }
        packed.push(Card { of, places });
    }
    packed
}

/// What is taken of a column in a band: tops and bottoms, from top to bottom.
type Stack = Vec<(f64, f64)>;

/// Takes the first gap of `height` that is free in all of `stacks`; returns its top.
fn take_gap(stacks: &mut [Stack], height: f64) -> f64 {
    let bottom_of = |y: f64| y + height + CARD_GAP;
    let mut y = 0.0;
    // Each round passes a card that is in the way, so there are no more rounds than cards.
    while let Some(bottom) =
        stacks.iter().filter_map(|stack| blocking(stack, y, bottom_of(y))).reduce(f64::max)
    {
        y = bottom;
    }
    for stack in stacks {
        let at = stack.partition_point(|&(top, _)| top < y);
        stack.insert(at, (y, bottom_of(y)));
    }
    y
}

/// The bottom of the first card of `stack` that reaches into the space from `top` to `bottom`.
fn blocking(stack: &Stack, top: f64, bottom: f64) -> Option<f64> {
    let first = stack.partition_point(|&(_, end)| end <= top);
    stack.get(first).filter(|&&(start, _)| start < bottom).map(|&(_, end)| end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_first_gap() {
        let mut stacks = vec![Stack::new(); 3];
        assert_eq!(take_gap(&mut stacks[0..2], 44.0), 0.0);
        assert_eq!(take_gap(&mut stacks[1..3], 60.0), 48.0);
        assert_eq!(take_gap(&mut stacks[2..3], 44.0), 0.0);
        assert_eq!(take_gap(&mut stacks[2..3], 44.0), 112.0);
        assert_eq!(take_gap(&mut stacks[0..1], 60.0), 48.0);
        assert_eq!(take_gap(&mut stacks[0..3], 44.0), 160.0);
    }
}

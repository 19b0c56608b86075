//! The cards of what lies across subnets: its facts stand in a slot for each subnet, so that no text falls into
//! the gap between two; with fewer slots there are more lines.

use super::Px;
use std::collections::BTreeSet;

use super::canvas::{Canvas, Object};
use super::draw::{area, boxed, icon, left, path, right};
use super::facts::{self, Line, Side};
use super::grid::{CARD_INSET, Form, GAP, Grid};
use super::kinds::CardOf;
use super::pack::{Card, Place};
use super::scene::{Rect, Shape};
use super::squares::{draw_squares, squares_width};
use super::text::{self, Style};
use crate::design::{Design, SubnetId};
use crate::sorted;
use crate::value::ZoneId;

/// The height of a card that says no more than that it is there too.
pub(super) const STRIP_HEIGHT: f64 = 28.0;

/// How high a card is with so many slots; `wide` is a slot that takes two facts in a line, `elsewhere` whether
/// the card must say where else it lies.
pub(super) fn height(of: &CardOf<'_>, slots: usize, wide: bool, elsewhere: bool) -> f64 {
    let lines = match (of, slots) {
        (CardOf::Cluster, 1) if wide => 3,
        (CardOf::Cluster, 1) => 5,
        (CardOf::Cluster, 2) => 3,
        (CardOf::Cluster, _) => 2,
        (_, 1) if !wide => 4,
        (_, 1 | 2) => 3,
        (_, _) => 2,
    };
    let extra = usize::from(elsewhere && !matches!(of, CardOf::Cluster));
    12.0 + 16.0 * (lines + extra) as f64
}

/// The zones of some subnets, in the order of the columns.
pub(super) fn zones_of<'a>(design: &'a Design, subnets: &BTreeSet<SubnetId>) -> Vec<&'a ZoneId> {
    let own = design.network.subnets.iter().filter(|s| subnets.contains(&s.id));
    let used = sorted::set(own.map(|s| &s.zone));
    design.network.zones.iter().filter(|z| used.contains(z)).collect()
}

/// Draws all cards, also those without a place.
pub(super) fn draw_cards(canvas: &mut Canvas<'_>) {
    let grid = canvas.grid;
    for card in grid.cards.iter().filter(|c| !c.places.is_empty()) {
        draw_card(canvas, card);
    }
    let Some(y) = grid.unplaced_y else { return };
    let (from, to) = grid.span();
    let bounds = area(from, y, to - from, grid.bottom - y);
    let heading = "Not placed: choose subnets for these";
    let shapes = vec![
        boxed(bounds, 6.0, "edge"),
        left(Style::Caption, from + GAP, y + 20.0, text::fit(Style::Caption, heading, to - from - 2.0 * GAP)),
    ];
    canvas.backdrop("unplaced".to_owned(), "unplaced".to_owned(), "", bounds, shapes);
    let mut top = y + 32.0;
    for card in grid.cards.iter().filter(|c| c.places.is_empty()) {
        let width = (to - from - 2.0 * CARD_INSET).min(420.0);
        let rect = area(from + CARD_INSET, top, width, height(&card.of, 1, true, false));
        draw_at(canvas, card, &[rect], &[(rect.x, rect.x + rect.width - GAP)], &[], 0);
        top += rect.height + 4.0;
    }
}

fn draw_card(canvas: &mut Canvas<'_>, card: &Card<'_>) {
    let grid = canvas.grid;
    let Some(place) = card.places.first() else { return };
    let rects = rects_of(grid, place);
    let mut slots = Vec::new();
    for &column in &place.columns {
        let column = &grid.columns[column];
        slots.push((column.x, column.right() - GAP));
    }
    for (rect, (first, last)) in rects.iter().zip(place.runs()) {
        let index = |column| place.columns.binary_search(&column).unwrap_or_default();
        slots[index(first)].0 = rect.x;
        slots[index(last)].1 = rect.x + rect.width - GAP;
    }
    draw_at(canvas, card, &rects, &slots, &card.places[1..], place.columns[0] + 1);
}

/// Draws a card that lies in `rects`, with its facts in `slots`, and strips where it is too.
fn draw_at(
    canvas: &mut Canvas<'_>,
    card: &Card<'_>,
    rects: &[Rect],
    slots: &[(f64, f64)],
    strips: &[Place],
    column: usize,
) {
    let grid = canvas.grid;
    let subject = card.of.subject();
    let (Some(first), Some(last)) = (rects.first(), rects.last()) else { return };
    let bounds = area(first.x, first.y, last.x + last.width - first.x, first.height);
    let mut shapes = Vec::new();
    for pair in rects.windows(2) {
        let (from, y) = (pair[0].x + pair[0].width, first.y + first.height / 2.0);
        shapes.push(path(format!("M{} {}H{}", Px(from), Px(y), Px(pair[1].x)), "bridge"));
    }
    if matches!(card.of, CardOf::Cluster)
        && let Some(place) = card.places.first()
    {
        for &column in &place.columns {
            let column = &grid.columns[column];
            pin(&mut shapes, column.x + (column.width * 0.6).round(), first.y);
        }
    }
    rects.iter().for_each(|rect| shapes.extend(card.of.body(*rect)));
    shapes.push(icon(
        card.of.icon(),
        first.x + 14.0,
        first.y + (first.height.min(60.0) - 16.0) / 2.0,
        16.0,
        "icon",
    ));

    let wide = slots.len() == 1 && slots[0].1 - slots[0].0 > 240.0;
    let zones: Vec<&ZoneId> = card
        .places
        .first()
        .map_or_else(Vec::new, |p| p.columns.iter().map(|&c| grid.columns[c].zone).collect());
    let mut lines =
        facts::lines(grid.design, canvas.figures, &card.of, &zones, wide, grid.form == Form::Phone);
    if canvas.badge_of(&subject).is_none() {
        make_room_for_name(&mut lines, slots);
    }
    for (i, (slot, lines)) in slots.iter().zip(&lines).enumerate() {
        let start = slot.0 + if i == 0 { 40.0 } else { GAP };
        for (j, line) in lines.iter().enumerate() {
            let mut end = slot.1;
            let y = first.y + 18.0 + 16.0 * j as f64;
            if (i, j) == (0, 1) {
                shapes.extend(canvas.badge(&subject, end, y - 4.0));
                end -= canvas.badge_room(&subject);
            }
            draw_line(&mut shapes, line, start, end, y);
        }
    }
    for strip in strips {
        for rect in rects_of(grid, strip) {
            shapes.extend(card.of.body(rect));
            shapes.push(icon(card.of.icon(), rect.x + 14.0, rect.y + 6.0, 16.0, "icon"));
            let name = format!("{}, also here", grid.design.name_of(&subject));
            let room = rect.width - 40.0 - GAP;
            shapes.push(left(
                Style::Detail,
                rect.x + 40.0,
                rect.y + 18.0,
                text::fit(Style::Detail, &name, room),
            ));
        }
    }
    let facts = facts::words(grid.design, canvas.figures, &card.of);
    canvas.object(Object {
        subject,
        class: card.of.class(grid.design),
        facts,
        bounds,
        radius: card.of.radius(),
        column,
        shapes,
    });
}

/// Moves what stands beside a name to the next line where the name needs the room.
fn make_room_for_name(lines: &mut [Vec<Line>], slots: &[(f64, f64)]) {
    let (Some([first, second, ..]), Some(slot)) = (lines.first_mut().map(Vec::as_mut_slice), slots.first())
    else {
        return;
    };
    let (Some((style, names)), Some(Side::Squares(squares)), None) = (&first.start, &first.end, &second.end)
    else {
        return;
    };
    let room = slot.1 - slot.0 - 40.0 - squares_width(squares) - 8.0;
    if names.iter().all(|name| text::width(*style, name) > room) {
        second.end = first.end.take();
    }
}

fn rects_of(grid: &Grid<'_>, place: &Place) -> Vec<Rect> {
    let rect = |(first, last): (usize, usize)| {
        let x = grid.columns[first].x + CARD_INSET;
        area(x, place.y, grid.columns[last].right() - CARD_INSET - x, place.height)
    };
    place.runs().into_iter().map(rect).collect()
}

/// A network interface of the control plane, up into the subnet.
fn pin(shapes: &mut Vec<Shape>, x: f64, y: f64) {
    shapes.push(path(format!("M{} {}V{}", Px(x), Px(y - 6.0), Px(y)), "pin"));
    shapes.push(boxed(area(x - 5.0, y - 14.0, 10.0, 8.0), 2.0, "pin"));
}

/// Draws a line: what stands at its end takes its room first.
fn draw_line(shapes: &mut Vec<Shape>, line: &Line, start: f64, end: f64, y: f64) {
    let mut room = end - start;
    match &line.end {
        None => {}
        Some(Side::Text(style, texts)) => {
            let shown = text::first_that_fits(*style, texts, room * 0.7);
            room -= text::width(*style, &shown) + 8.0;
            shapes.push(right(*style, end, y, shown));
        }
        Some(Side::Squares(squares)) => {
            let width = squares_width(squares) + 8.0;
            // A cut name can still be read, a cut figure cannot: it takes the squares' room. So does what stands
            // before counts too long for the line.
            let figure = line.start.as_ref().filter(|(style, _)| *style == Style::Fact);
            let fits = |(style, texts): &(Style, Vec<String>)| {
                texts.iter().any(|t| text::width(*style, t) <= room - width)
            };
            if width <= room && figure.is_none_or(fits) {
                draw_squares(shapes, squares, end, y - 8.0);
                room -= width;
            }
        }
    }
    if let Some((style, texts)) = &line.start {
        shapes.push(left(*style, start, y, text::first_that_fits(*style, texts, room)));
    }
}

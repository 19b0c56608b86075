//! The picture of a design: a scene of shapes with the objects they stand for.
//!
//! A [`Scene`] is a pure function of the design, its findings and the selection: `grid` measures where everything
//! lies, the other modules read it and draw. Shapes carry classes, never colours; `canvas.css` paints them.

mod canvas;
mod cards;
mod compute;
mod draw;
mod endpoints;
mod facts;
mod figures;
mod frame;
mod grid;
pub mod icons;
mod kinds;
mod pack;
mod px;
mod routes;
mod scene;
mod squares;
mod subnets;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod ways;
mod wires;

pub use figures::{Figures, Fill, GroupFigures};
pub use px::Px;
pub use scene::{Anchor, Node, Rect, Scene, Shape};
pub use svg::to_svg;
pub use text::text_width;
pub use ways::way_out;

use self::canvas::Canvas;
use self::grid::{Form, Grid};
use crate::check::Mark;
use crate::design::{Design, Subject};
use crate::value::ZoneId;

/// The scene of `design`, with its findings marked, `figures` of what it holds and costs, and
/// the way out of `selected` lit.
pub fn scene(design: &Design, marks: &[Mark], figures: &Figures, selected: Option<&Subject>) -> Scene {
    drawn(&Grid::new(design, Form::Board, None), marks, figures, selected)
}

/// The scene of one zone of `design`, as wide as a phone: 344 px.
pub fn scene_for_zone(
    design: &Design,
    marks: &[Mark],
    figures: &Figures,
    selected: Option<&Subject>,
    zone: &ZoneId,
) -> Scene {
    drawn(&Grid::new(design, Form::Phone, Some(zone)), marks, figures, selected)
}

/// Paints back to front.
fn drawn(grid: &Grid<'_>, marks: &[Mark], figures: &Figures, selected: Option<&Subject>) -> Scene {
    let mut canvas = Canvas::new(grid, marks, figures, selected);
    frame::draw_frame(&mut canvas);
    subnets::draw_subnets(&mut canvas);
    wires::draw_wires(&mut canvas);
    frame::draw_outside(&mut canvas);
    routes::draw_tables(&mut canvas);
    subnets::draw_gateways(&mut canvas);
    endpoints::draw_endpoints(&mut canvas);
    wires::draw_borrowed_gateway(&mut canvas);
    cards::draw_cards(&mut canvas);
    canvas.finish()
}

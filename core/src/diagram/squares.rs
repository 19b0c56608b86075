//! A square for each node that a group has in a zone, filled as far as it begins with them.

use super::Px;
use super::draw::{area, boxed, path, right};
use super::facts::Squares;
use super::scene::Shape;
use super::text::{self, Style};

/// The side of a node's square, and the distance from one to the next.
const SIDE: f64 = 8.0;
const STEP: f64 = 12.0;

/// Draws one square a node, filled as far as the group begins with them.
pub(super) fn draw_squares(shapes: &mut Vec<Shape>, squares: &Squares, end: f64, y: f64) {
    let class = |on: bool| if on { "square on" } else { "square" };
    if let Some(words) = squares_words(squares) {
        let width = squares_width(squares);
        shapes.push(boxed(area(end - width, y, SIDE, SIDE), 2.0, class(squares.desired > 0)));
        if squares.hatched && squares.desired > 0 {
            shapes.push(hatch(end - width, y));
        }
        shapes.push(right(Style::Detail, end, y + 8.0, words));
        return;
    }
    for i in 0..squares.max {
        let x = end - SIDE - STEP * f64::from(squares.max - 1 - i);
        let on = i < squares.desired;
        shapes.push(boxed(area(x, y, SIDE, SIDE), 2.0, class(on)));
        if on && squares.hatched {
            shapes.push(hatch(x, y));
        }
    }
}

/// How wide the squares are.
pub(super) fn squares_width(squares: &Squares) -> f64 {
    match squares_words(squares) {
        Some(words) => (text::width(Style::Detail, &words) + STEP).ceil(),
        None => (STEP * f64::from(squares.max)).max(STEP - SIDE) - (STEP - SIDE),
    }
}

/// More nodes than six are told in figures.
fn squares_words(squares: &Squares) -> Option<String> {
    (squares.max > 6).then(|| format!("{} of {}", squares.desired, squares.max))
}

fn hatch(x: f64, y: f64) -> Shape {
    path(format!("M{} {}l5-5M{} {}l2.5-2.5", Px(x + 1.5), Px(y + 6.5), Px(x + 4.5), Px(y + 7.0)), "hatch")
}

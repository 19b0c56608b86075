//! Short hands for shapes.

use super::Px;
use super::scene::{Anchor, Rect, Shape};
use super::text::{self, Style};

/// A point of a wire.
pub(super) type Point = (f64, f64);

/// A rectangle.
pub(super) fn area(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect { x, y, width, height }
}

/// A box with round corners.
pub(super) fn boxed(rect: Rect, radius: f64, class: &'static str) -> Shape {
    Shape::Rect { rect, radius, class }
}

/// A line of text that begins at `x`.
pub(super) fn left(style: Style, x: f64, y: f64, text: impl Into<String>) -> Shape {
    Shape::Text { x, y, anchor: Anchor::Start, class: style.class(), text: text.into() }
}

/// A line of text that ends at `x`.
pub(super) fn right(style: Style, x: f64, y: f64, text: impl Into<String>) -> Shape {
    Shape::Text { x, y, anchor: Anchor::End, class: style.class(), text: text.into() }
}

/// A line of text with `x` in its middle.
pub(super) fn middle(style: Style, x: f64, y: f64, text: impl Into<String>) -> Shape {
    Shape::Text { x, y, anchor: Anchor::Middle, class: style.class(), text: text.into() }
}

/// A line of text that begins at `x`, cut to `room`.
pub(super) fn fitted(style: Style, x: f64, y: f64, room: f64, text: &str) -> Shape {
    left(style, x, y, text::fit(style, text, room))
}

/// An icon of ours.
pub(super) fn icon(name: &'static str, x: f64, y: f64, size: f64, class: &'static str) -> Shape {
    Shape::Icon { name, x, y, size, class }
}

/// A path.
pub(super) fn path(d: String, class: &'static str) -> Shape {
    Shape::Path { d, class }
}

/// A path through `points`, which turn at right angles, with round corners.
pub(super) fn polyline(points: &[Point]) -> String {
    const RADIUS: f64 = 4.0;
    let mut d = String::new();
    for (i, &(x, y)) in points.iter().enumerate() {
        let before = i.checked_sub(1).map(|j| points[j]);
        match (before, points.get(i + 1)) {
            (None, _) => d = format!("M{} {}", Px(x), Px(y)),
            (Some(_), None) => d += &format!("L{} {}", Px(x), Px(y)),
            (Some(before), Some(&after)) => {
                let (ax, ay) = towards((x, y), before, RADIUS);
                let (bx, by) = towards((x, y), after, RADIUS);
                d += &format!("L{} {}Q{} {} {} {}", Px(ax), Px(ay), Px(x), Px(y), Px(bx), Px(by));
            }
        }
    }
    d
}

/// The head of an arrow whose tip is the last of `points`: open, or closed to be filled.
pub(super) fn arrow_head(points: &[Point], closed: bool) -> Option<String> {
    let &[.., before, (x, y)] = points else { return None };
    let (length, half) = if closed { (8.0, 4.0) } else { (5.0, 4.0) };
    let (bx, by) = at_distance((x, y), before, length);
    // Across the direction of the last stretch.
    let (dx, dy) = ((bx - x) / length * half, (by - y) / length * half);
    let (ax, ay, cx, cy) = (bx - dy, by + dx, bx + dy, by - dx);
    Some(format!(
        "M{} {}L{} {}L{} {}{}",
        Px(ax),
        Px(ay),
        Px(x),
        Px(y),
        Px(cx),
        Px(cy),
        if closed { "Z" } else { "" }
    ))
}

/// The point `distance` from `from` on the way to `to`, but at most half-way.
pub(super) fn towards(from: Point, to: Point, distance: f64) -> Point {
    let length = (to.0 - from.0).hypot(to.1 - from.1);
    at_distance(from, to, distance.min(length / 2.0))
}

fn at_distance((x, y): Point, to: Point, distance: f64) -> Point {
    let length = (to.0 - x).hypot(to.1 - y);
    if length == 0.0 {
        return (x, y);
    }
    (x + (to.0 - x) / length * distance, y + (to.1 - y) / length * distance)
}

/// The smallest rectangle around `points`.
pub(super) fn around(points: &[Point]) -> Rect {
    let (mut low, mut high) = match points.first() {
        Some(&first) => (first, first),
        None => return Rect::default(),
    };
    for &(x, y) in points {
        low = (low.0.min(x), low.1.min(y));
        high = (high.0.max(x), high.1.max(y));
    }
    area(low.0, low.1, high.0 - low.0, high.1 - low.1)
}

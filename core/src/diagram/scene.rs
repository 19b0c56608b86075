//! The vocabulary of a picture: nodes that stand for objects, made of plain shapes. Lengths are in CSS pixels
//! at 100 % zoom.

use crate::design::Subject;

/// A picture: what it measures and what is painted, back to front.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scene {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// What is painted, back to front.
    pub nodes: Vec<Node>,
}

/// A group of shapes; one that stands for an object can be selected.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// A key that is unique in the scene and stays while the object does.
    pub key: String,
    /// The object, if it stands for one.
    pub subject: Option<Subject>,
    /// What assistive technology reads: kind, name and the facts that the shapes show. Empty for decoration.
    pub label: String,
    /// Classes of the style sheet: `node` for what can be selected; the kind (`vpc`, `zone`, `subnet`, `gateway`,
    /// `nat`, `route-table`, `endpoints`, `card` with `cluster`, `group`, `fargate`, `auto-mode` or `karpenter`,
    /// `wire`, `tier`, `internet`, `unplaced`, `hint`); the tier (`public`, `private`, `intra`, `pod`);
    /// `self-managed`, `spot` and `elsewhere`; the state (`selected`, `lit`, `broken`, `error`, `warning`).
    pub class: String,
    /// Where it lies: the hit target and what the focus ring surrounds; the ring itself is a shape (class `ring`).
    pub bounds: Rect,
    /// Row and column in the walk by arrow keys, where it takes part; no two nodes share one. Column 0 is for what
    /// belongs to no zone.
    pub cell: Option<(u32, u32)>,
    /// What is painted, back to front.
    pub shapes: Vec<Shape>,
}

/// A rectangle.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Where a text's `x` lies in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// At its start.
    Start,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

/// A plain shape.
#[derive(Clone, PartialEq, Debug)]
pub enum Shape {
    /// A rectangle with round corners.
    Rect {
        /// Where.
        rect: Rect,
        /// The radius of its corners.
        radius: f64,
        /// Classes of the style sheet.
        class: &'static str,
    },
    /// A line of text.
    Text {
        /// Where `anchor` lies.
        x: f64,
        /// The baseline.
        y: f64,
        /// What `x` means.
        anchor: Anchor,
        /// Classes of the style sheet.
        class: &'static str,
        /// The text, as it is: whoever paints it escapes it.
        text: String,
    },
    /// A path in SVG's notation, made by us.
    Path {
        /// The path.
        d: String,
        /// Classes of the style sheet.
        class: &'static str,
    },
    /// An icon of our own set, 16 px wide at `scale` 1.
    Icon {
        /// Its name.
        name: &'static str,
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Its width and height.
        size: f64,
        /// Classes of the style sheet.
        class: &'static str,
    },
}

//! Collects the nodes of a scene: gives each object its label, state, focus ring and place in the arrow-key walk.

use std::collections::BTreeMap;

use super::draw::{area, boxed, icon};
use super::figures::Figures;
use super::grid::Grid;
use super::scene::{Node, Rect, Scene, Shape};
use super::text::counted;
use super::ways::way_out;
use crate::check::{Mark, Severity};
use crate::design::Subject;
use crate::sorted;

/// How much room a finding's icon takes, with the gap before it.
pub(super) const BADGE: f64 = 18.0;

/// What is to be drawn of an object.
pub(super) struct Object {
    /// What it is.
    pub(super) subject: Subject,
    /// Its kind for the style sheet, with a tier if it has one.
    pub(super) class: &'static str,
    /// Its facts for assistive technology, each shown by a shape; parted by commas.
    pub(super) facts: String,
    /// Where it lies.
    pub(super) bounds: Rect,
    /// The radius of its corners.
    pub(super) radius: f64,
    /// Its column in the arrow-key walk; 0 is what belongs to no zone.
    pub(super) column: usize,
    /// What is painted.
    pub(super) shapes: Vec<Shape>,
}

/// Collects the nodes of a scene.
pub(super) struct Canvas<'a> {
    /// Where everything lies.
    pub(super) grid: &'a Grid<'a>,
    /// What is known of capacity and cost.
    pub(super) figures: &'a Figures,
    selected: Option<&'a Subject>,
    tallies: BTreeMap<&'a Subject, [u64; 3]>,
    way: Vec<Subject>,
    nodes: Vec<Node>,
}

impl<'a> Canvas<'a> {
    /// An empty one.
    pub(super) fn new(
        grid: &'a Grid<'a>,
        marks: &'a [Mark],
        figures: &'a Figures,
        selected: Option<&'a Subject>,
    ) -> Self {
        let mut tallies: BTreeMap<&Subject, [u64; 3]> = BTreeMap::new();
        for mark in marks {
            tallies.entry(&mark.subject).or_default()[mark.severity as usize] += 1;
        }
        let way = selected.map_or_else(Vec::new, |s| way_out(grid.design, s));
        Self { grid, figures, selected, tallies, way, nodes: Vec::new() }
    }

    /// Whether the lit way goes from `from` directly to `to`.
    pub(super) fn lights(&self, from: &Subject, to: &Subject) -> bool {
        self.way.windows(2).any(|hop| &hop[0] == from && &hop[1] == to)
    }

    /// Whether the lit way reaches the internet.
    pub(super) fn lights_internet(&self) -> bool {
        self.way.last() == Some(&Subject::InternetGateway)
    }

    /// The icon that an object with findings bears: of its worst one. Notes bear none.
    pub(super) fn badge_of(&self, subject: &Subject) -> Option<&'static str> {
        let &[errors, warnings, _] = self.tallies.get(subject)?;
        match (errors, warnings) {
            (0, 0) => None,
            (0, _) => Some("warning"),
            _ => Some("error"),
        }
    }

    /// The room that an object's finding icon takes.
    pub(super) fn badge_room(&self, subject: &Subject) -> f64 {
        self.badge_of(subject).map_or(0.0, |_| BADGE)
    }

    /// The finding icon of an object, if it has one, ending at `right` with its middle at `middle_y`.
    pub(super) fn badge(&self, subject: &Subject, right: f64, middle_y: f64) -> Option<Shape> {
        let name = self.badge_of(subject)?;
        let class = if name == "error" { "badge badge-error" } else { "badge badge-warning" };
        Some(icon(name, right - 14.0, middle_y - 7.0, 14.0, class))
    }

    /// Adds an object.
    pub(super) fn object(&mut self, object: Object) {
        let Object { subject, class, facts, bounds, radius, column, mut shapes } = object;
        let is_selected = self.selected == Some(&subject);
        let mut classes = format!("node {class}");
        if is_selected {
            classes.push_str(" selected");
            shapes.insert(0, boxed(grown(bounds, 3.0), radius + 3.0, "halo"));
        }
        if self.way.contains(&subject) {
            classes.push_str(" lit");
        }
        if let Some(severity) = self.badge_of(&subject) {
            classes.push(' ');
            classes.push_str(severity);
        }
        shapes.push(boxed(grown(bounds, 2.5), radius + 2.5, "ring"));
        self.nodes.push(Node {
            key: subject.key(),
            label: self.label(&subject, &facts),
            subject: Some(subject),
            class: classes,
            bounds,
            cell: Some((0, u32::try_from(column).unwrap_or(u32::MAX))),
            shapes,
        });
    }

    /// Adds something that cannot be selected; `label` is empty where it only decorates.
    pub(super) fn backdrop(
        &mut self,
        key: String,
        class: String,
        label: &str,
        bounds: Rect,
        shapes: Vec<Shape>,
    ) {
        let label = label.to_owned();
        self.nodes.push(Node { key, subject: None, label, class, bounds, cell: None, shapes });
    }

    /// The finished scene.
    pub(super) fn finish(mut self) -> Scene {
        // Rows of the walk are the distinct heights at which objects begin.
        let level = |node: &Node| node.bounds.y.round() as i64;
        let mut levels: Vec<i64> = self.nodes.iter().filter(|n| n.cell.is_some()).map(level).collect();
        sorted::sort(&mut levels);
        levels.dedup();
        for node in &mut self.nodes {
            let row = levels.binary_search(&level(node)).unwrap_or_default();
            if let Some(cell) = &mut node.cell {
                cell.0 = u32::try_from(row).unwrap_or(u32::MAX);
            }
        }
        Scene { width: self.grid.width, height: self.grid.height, nodes: self.nodes }
    }

    fn label(&self, subject: &Subject, facts: &str) -> String {
        let kind = subject.kind();
        let name = self.grid.design.name_of(subject);
        let mut label =
            if name.eq_ignore_ascii_case(kind) { kind.to_owned() } else { format!("{kind} {name}") };
        if !facts.is_empty() {
            label.push_str(", ");
            label.push_str(facts);
        }
        if let Some(tally) = self.tallies.get(subject) {
            let words = [Severity::Error, Severity::Warning, Severity::Note];
            for severity in words.into_iter().filter(|s| tally[*s as usize] > 0) {
                let noun = severity.word().to_ascii_lowercase();
                label.push_str(", ");
                label.push_str(&counted(tally[severity as usize], &noun));
            }
        }
        label
    }
}

/// `rect`, larger by `by` on every side.
fn grown(rect: Rect, by: f64) -> Rect {
    area(rect.x - by, rect.y - by, rect.width + 2.0 * by, rect.height + 2.0 * by)
}

//! Which node the arrow keys lead to.

use configurator_core::diagram::Node;

/// A direction of the walk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
}

/// The node next to the one at `from`: the nearest row (or column) that way, and in it the nearest cell.
pub(super) fn next<'a>(
    nodes: impl Iterator<Item = &'a Node>,
    from: Option<(u32, u32)>,
    step: Step,
) -> Option<&'a Node> {
    let cells = nodes.filter_map(|n| n.cell.map(|cell| (cell, n)));
    let Some((row, column)) = from else {
        return cells.min_by_key(|(cell, _)| *cell).map(|(_, n)| n);
    };
    let distance = |(r, c): (u32, u32)| match step {
        Step::Left => (c < column).then(|| (row.abs_diff(r), column - c)),
        Step::Right => (c > column).then(|| (row.abs_diff(r), c - column)),
        Step::Up => (r < row).then(|| (row - r, column.abs_diff(c))),
        Step::Down => (r > row).then(|| (r - row, column.abs_diff(c))),
    };
    let reachable = cells.filter_map(|(cell, n)| distance(cell).map(|d| (d, cell, n)));
    // Sideways never changes the row where the row has a cell that way.
    reachable.min_by_key(|(d, cell, _)| (*d, *cell)).map(|(_, _, n)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(key: &str, cell: (u32, u32)) -> Node {
        Node {
            key: key.to_owned(),
            subject: None,
            label: String::new(),
            class: String::new(),
            bounds: Default::default(),
            cell: Some(cell),
            shapes: Vec::new(),
        }
    }

    #[test]
    fn walks_a_grid() {
        let nodes = [node("a", (0, 0)), node("b", (0, 1)), node("c", (2, 1)), node("d", (2, 3))];
        let go = |from, step| next(nodes.iter(), Some(from), step).map(|n| n.key.as_str());
        assert_eq!(go((0, 0), Step::Right), Some("b"));
        assert_eq!(go((0, 1), Step::Left), Some("a"));
        assert_eq!(go((0, 0), Step::Down), Some("c"));
        assert_eq!(go((2, 3), Step::Left), Some("c"));
        assert_eq!(go((2, 3), Step::Up), Some("b"));
        assert_eq!(go((0, 0), Step::Up), None);
        assert_eq!(next(nodes.iter(), None, Step::Down).map(|n| n.key.as_str()), Some("a"));
    }
}

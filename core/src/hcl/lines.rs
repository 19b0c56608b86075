//! What bodies, objects and lists have in common: entries in order, with comments, blank lines and marks.

use std::ops::Range;

/// Entries `E` in the order they are printed in, among comments and blank lines, some of them marked with an `M`.
///
/// The builder methods each take and return the whole, so that a call site reads like its output. See
/// [`Body`](super::Body), [`Object`](super::Object) and [`List`](super::List) for how each adds its entries.
#[derive(Debug, Clone)]
pub struct Lines<E, M> {
    pub(super) items: Vec<Item<E>>,
    /// Runs of `items` with their marks, an inner run before the one around it.
    pub(super) marks: Vec<(Range<usize>, M)>,
}

#[derive(Debug, Clone)]
pub(super) enum Item<E> {
    Comment(String),
    Blank,
    Entry(E),
}

impl<E, M> Lines<E, M> {
    /// No lines yet.
    pub fn new() -> Self {
        Self { items: Vec::new(), marks: Vec::new() }
    }

    /// Adds a comment, `# ` before each of its lines. The text is printed as wrapped by the caller.
    pub fn comment(self, text: impl Into<String>) -> Self {
        self.push(Item::Comment(text.into()))
    }

    /// Adds a blank line. Several in a row print as one, and none is printed first or last.
    pub fn blank(self) -> Self {
        self.push(Item::Blank)
    }

    /// Marks everything that `add` adds: the lines it prints as are reported with `mark`. Marks may nest.
    pub fn marked(self, mark: M, add: impl FnOnce(Self) -> Self) -> Self {
        let start = self.items.len();
        let mut lines = add(self);
        lines.marks.push((start..lines.items.len(), mark));
        lines
    }

    /// Adds what `add` adds if `condition` holds.
    pub fn when(self, condition: bool, add: impl FnOnce(Self) -> Self) -> Self {
        if condition { add(self) } else { self }
    }

    /// Adds what `add` adds for each of `things`, which may also be an `Option`.
    pub fn each<T>(self, things: impl IntoIterator<Item = T>, add: impl FnMut(Self, T) -> Self) -> Self {
        things.into_iter().fold(self, add)
    }

    /// Adds all lines of `other`, with their marks.
    pub fn append(mut self, other: Self) -> Self {
        let shift = self.items.len();
        self.items.extend(other.items);
        self.marks
            .extend(other.marks.into_iter().map(|(run, mark)| (run.start + shift..run.end + shift, mark)));
        self
    }

    /// Whether nothing would be printed.
    pub fn is_empty(&self) -> bool {
        self.items.iter().all(|item| matches!(item, Item::Blank))
    }

    pub(super) fn push(mut self, item: Item<E>) -> Self {
        self.items.push(item);
        self
    }

    /// The entries, if there is nothing else here: no comment, blank line or mark.
    pub(super) fn bare_entries(&self) -> Option<Vec<&E>> {
        let entries = self.items.iter().map(|item| match item {
            Item::Entry(entry) => Some(entry),
            Item::Comment(_) | Item::Blank => None,
        });
        if self.marks.is_empty() { entries.collect() } else { None }
    }
}

impl<E, M> Default for Lines<E, M> {
    fn default() -> Self {
        Self::new()
    }
}

//! Bodies: attributes and blocks, as in a file or between the braces of a block.

use super::escape::{is_name, label};
use super::lines::{Item, Lines};
use super::value::Value;

/// The content of a file or of a block.
pub type Body<M> = Lines<Statement<M>, M>;

/// An attribute or a block.
#[derive(Debug, Clone)]
pub struct Statement<M>(pub(super) StatementKind<M>);

#[derive(Debug, Clone)]
pub(super) enum StatementKind<M> {
    Attribute(&'static str, Value<M>),
    Block(Block<M>),
}

impl<M> Body<M> {
    /// Adds `name = value`.
    pub fn attr(self, name: &'static str, value: impl Into<Value<M>>) -> Self {
        debug_assert!(is_name(name), "not a name: {name:?}");
        self.push(Item::Entry(Statement(StatementKind::Attribute(name, value.into()))))
    }

    /// Adds a block.
    pub fn block(self, block: Block<M>) -> Self {
        self.push(Item::Entry(Statement(StatementKind::Block(block))))
    }
}

/// A block: `kind "label" { … }`. It has the builder methods of its body.
#[derive(Debug, Clone)]
pub struct Block<M> {
    pub(super) kind: &'static str,
    pub(super) labels: Vec<String>,
    pub(super) body: Body<M>,
}

impl<M> Block<M> {
    /// A block without labels.
    pub fn new(kind: &'static str) -> Self {
        debug_assert!(is_name(kind), "not a name: {kind:?}");
        Self { kind, labels: Vec::new(), body: Body::new() }
    }

    /// A block with labels. Labels are names: any other character becomes an underscore.
    pub fn labelled(kind: &'static str, labels: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let labels = labels.into_iter().map(|text| label(text.as_ref())).collect();
        Self { labels, ..Self::new(kind) }
    }

    /// Changes the body as a whole: `block.with(|body| body.append(rest))`.
    pub fn with(mut self, change: impl FnOnce(Body<M>) -> Body<M>) -> Self {
        self.body = change(self.body);
        self
    }

    /// Adds `name = value`.
    pub fn attr(self, name: &'static str, value: impl Into<Value<M>>) -> Self {
        self.with(|body| body.attr(name, value))
    }

    /// Adds a block inside this one.
    pub fn block(self, block: Block<M>) -> Self {
        self.with(|body| body.block(block))
    }

    /// Adds a comment, as [`Lines::comment`].
    pub fn comment(self, text: impl Into<String>) -> Self {
        self.with(|body| body.comment(text))
    }

    /// Adds a blank line, as [`Lines::blank`].
    pub fn blank(self) -> Self {
        self.with(Body::blank)
    }

    /// Marks what `add` adds to the body, as [`Lines::marked`].
    pub fn marked(self, mark: M, add: impl FnOnce(Body<M>) -> Body<M>) -> Self {
        self.with(|body| body.marked(mark, add))
    }

    /// Adds to the body if `condition` holds, as [`Lines::when`].
    pub fn when(self, condition: bool, add: impl FnOnce(Body<M>) -> Body<M>) -> Self {
        self.with(|body| body.when(condition, add))
    }

    /// Adds to the body for each of `things`, as [`Lines::each`].
    pub fn each<T>(
        self,
        things: impl IntoIterator<Item = T>,
        add: impl FnMut(Body<M>, T) -> Body<M>,
    ) -> Self {
        self.with(|body| body.each(things, add))
    }
}

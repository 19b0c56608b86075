//! The canonical format: what `terraform fmt` leaves alone, byte for byte.
//!
//! The rules, found in hclwrite's `format.go` and by experiment:
//! - two spaces of indentation for each line that leaves brackets open, however many;
//! - the `=` of successive lines align if each line holds a whole `key = value`; a value of several
//!   lines, a comment, a blank line and a block each end the run, and the first line of a value of
//!   several lines takes no part in one;
//! - widths are counted in grapheme clusters, see [`escape::key`].

use std::cmp::Reverse;
use std::ops::Range;

use super::body::{Block, Body, Statement, StatementKind};
use super::escape;
use super::inline::{fitting, inline};
use super::lines::{Item, Lines};
use super::value::{Call, Entry, Node, Value};
use crate::sorted;

/// A body in canonical format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed<M> {
    /// The text; it ends with a line feed unless it is empty.
    pub text: String,
    /// Each mark with its lines, counted from 0: in order of the first line, an outer mark before an inner one.
    pub marks: Vec<(Range<usize>, M)>,
}

/// Prints a body as a file.
pub fn print<M: Clone>(body: &Body<M>) -> Printed<M> {
    let mut printer = Printer { text: String::new(), line: 0, marks: Vec::new() };
    printer.lines(body, 0);
    let Printer { text, mut marks, .. } = printer;
    // Marks arrive inner before outer; turned round, the stable sort keeps an outer one first.
    marks.reverse();
    sorted::sort_by_key(&mut marks, |(lines, _)| (lines.start, Reverse(lines.end)));
    Printed { text, marks }
}

struct Printer<M> {
    text: String,
    /// The number of the line being written.
    line: usize,
    marks: Vec<(Range<usize>, M)>,
}

/// What an entry of each kind of [`Lines`] looks like.
enum Shape<'a, M> {
    Assignment(String, &'a Value<M>),
    Element(&'a Value<M>),
    Block(&'a Block<M>),
}

trait Shaped<M> {
    fn shape(&self) -> Shape<'_, M>;
}

impl<M> Shaped<M> for Statement<M> {
    fn shape(&self) -> Shape<'_, M> {
        match &self.0 {
            StatementKind::Attribute(name, value) => Shape::Assignment((*name).to_owned(), value),
            StatementKind::Block(block) => Shape::Block(block),
        }
    }
}

impl<M> Shaped<M> for Entry<M> {
    fn shape(&self) -> Shape<'_, M> {
        Shape::Assignment(escape::key(&self.key), &self.value)
    }
}

impl<M> Shaped<M> for Value<M> {
    fn shape(&self) -> Shape<'_, M> {
        Shape::Element(self)
    }
}

/// An item that is ready to be written.
enum Row<'a, M> {
    Comment(&'a str),
    Blank,
    /// A whole assignment on one line, with the width that the key takes in its run.
    Short(String, String, usize),
    Tall(String, &'a Value<M>),
    Element(&'a Value<M>),
    Block(&'a Block<M>),
}

impl<M: Clone> Printer<M> {
    fn lines<E: Shaped<M>>(&mut self, lines: &Lines<E, M>, depth: usize) {
        let rows = rows(lines, depth);
        // The lines of each item, and nothing for a blank one.
        let mut extents: Vec<Option<Range<usize>>> = Vec::with_capacity(rows.len());
        let mut written = false;
        let mut blank_due = false;
        for row in &rows {
            if matches!(row, Row::Blank) {
                blank_due = written;
                extents.push(None);
                continue;
            }
            if blank_due {
                self.newline();
            }
            let start = self.line;
            self.row(row, depth);
            extents.push(Some(start..self.line));
            written = true;
            blank_due = false;
        }
        for (run, mark) in &lines.marks {
            let mut marked = extents[run.clone()].iter().flatten();
            if let Some(first) = marked.next() {
                let last = marked.next_back().unwrap_or(first);
                self.marks.push((first.start..last.end, mark.clone()));
            }
        }
    }

    fn row(&mut self, row: &Row<'_, M>, depth: usize) {
        match row {
            Row::Blank => {}
            Row::Comment(text) => {
                for line in escape::comment_lines(text) {
                    self.indent(depth);
                    self.text.push('#');
                    if !line.is_empty() {
                        self.text.push(' ');
                        self.text.push_str(&line);
                    }
                    self.newline();
                }
            }
            Row::Short(key, value, width) => {
                self.indent(depth);
                self.text.push_str(key);
                self.text.extend(std::iter::repeat_n(' ', width - key.chars().count()));
                self.text.push_str(" = ");
                self.text.push_str(value);
                self.newline();
            }
            Row::Tall(key, value) => {
                self.indent(depth);
                self.text.push_str(key);
                self.text.push_str(" = ");
                self.tall(value, depth);
                self.newline();
            }
            Row::Element(value) => self.element(value, depth),
            Row::Block(block) => self.block(block, depth),
        }
    }

    fn block(&mut self, block: &Block<M>, depth: usize) {
        self.indent(depth);
        self.text.push_str(block.kind);
        for label in &block.labels {
            self.text.push_str(&format!(" \"{label}\""));
        }
        if block.body.is_empty() {
            self.text.push_str(" {}");
        } else {
            self.text.push_str(" {");
            self.newline();
            self.lines(&block.body, depth + 1);
            self.indent(depth);
            self.text.push('}');
        }
        self.newline();
    }

    /// An element of a list or an argument of a call, on a line of its own.
    fn element(&mut self, value: &Value<M>, depth: usize) {
        self.indent(depth);
        match fitting(value, 2 * depth + 1) {
            Some(text) => self.text.push_str(&text),
            None => self.tall(value, depth),
        }
        self.text.push(',');
        self.newline();
    }

    /// A value over several lines. The cursor is where it starts, and ends up right behind it.
    fn tall(&mut self, value: &Value<M>, depth: usize) {
        match &value.0 {
            Node::Object(object) => self.bracketed('{', object, '}', depth),
            Node::List(list) => self.bracketed('[', list, ']', depth),
            Node::Call(call) => self.tall_call(call, depth),
            Node::Code(code) => {
                for (i, line) in code.0.split('\n').enumerate() {
                    if i > 0 {
                        self.newline();
                        if !line.is_empty() {
                            self.indent(depth);
                        }
                    }
                    self.text.push_str(line);
                }
            }
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) | Node::Template(_) => {
                self.text.push_str(&inline(value).unwrap_or_default());
            }
        }
    }

    fn bracketed<E: Shaped<M>>(&mut self, open: char, lines: &Lines<E, M>, close: char, depth: usize) {
        self.text.push(open);
        if !lines.is_empty() {
            self.newline();
            self.lines(lines, depth + 1);
            self.indent(depth);
        }
        self.text.push(close);
    }

    /// `f(a, {` … `})` if only the last argument is tall, else one argument a line.
    fn tall_call(&mut self, call: &Call<M>, depth: usize) {
        self.text.push_str(call.function);
        self.text.push('(');
        if let Some((last, before)) = call.args.split_last() {
            let before_inline: Option<Vec<String>> = before.iter().map(inline).collect();
            let is_container = matches!(&last.0, Node::Object(_) | Node::List(_));
            match before_inline {
                Some(before) if is_container || inline(last).is_none() => {
                    for arg in before {
                        self.text.push_str(&arg);
                        self.text.push_str(", ");
                    }
                    self.tall(last, depth);
                }
                _ => {
                    self.newline();
                    for arg in &call.args {
                        self.element(arg, depth + 1);
                    }
                    self.indent(depth);
                }
            }
        }
        self.text.push(')');
    }

    fn indent(&mut self, depth: usize) {
        self.text.extend(std::iter::repeat_n("  ", depth));
    }

    fn newline(&mut self) {
        self.text.push('\n');
        self.line += 1;
    }
}

fn rows<E: Shaped<M>, M>(lines: &Lines<E, M>, depth: usize) -> Vec<Row<'_, M>> {
    let mut rows: Vec<Row<'_, M>> = lines
        .items
        .iter()
        .map(|item| match item {
            Item::Comment(text) => Row::Comment(text),
            Item::Blank => Row::Blank,
            Item::Entry(entry) => match entry.shape() {
                Shape::Assignment(key, value) => {
                    let key_width = key.chars().count();
                    match fitting(value, 2 * depth + key_width + 3) {
                        Some(text) => Row::Short(key, text, key_width),
                        None => Row::Tall(key, value),
                    }
                }
                Shape::Element(value) => Row::Element(value),
                Shape::Block(block) => Row::Block(block),
            },
        })
        .collect();
    for run in rows.chunk_by_mut(|a, b| matches!((a, b), (Row::Short(..), Row::Short(..)))) {
        let widths = run.iter().map(|row| if let Row::Short(_, _, width) = row { *width } else { 0 });
        let widest = widths.max().unwrap_or(0);
        for row in run {
            if let Row::Short(_, _, width) = row {
                *width = widest;
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests;

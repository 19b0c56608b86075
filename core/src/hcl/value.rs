//! Values: data of any origin, references and code written by us, and what is made of them.

use super::escape::{push_escaped, quoted};
use super::lines::{Item, Lines};

/// What stands right of `=`. Made from data, or from the other types of this module, with `into()`.
#[derive(Debug, Clone)]
pub struct Value<M>(pub(super) Node<M>);

#[derive(Debug, Clone)]
pub(super) enum Node<M> {
    Null,
    Bool(bool),
    Number(::hcl::Number),
    Text(String),
    Code(Code),
    Template(Vec<Part>),
    Object(Object<M>),
    List(List<M>),
    Call(Call<M>),
}

/// `{ key = value … }`, one entry a line.
pub type Object<M> = Lines<Entry<M>, M>;

/// One `key = value` of an object.
#[derive(Debug, Clone)]
pub struct Entry<M> {
    pub(super) key: String,
    pub(super) value: Value<M>,
}

impl<M> Object<M> {
    /// Adds `key = value`. The key is data: it is quoted unless it is a plain name.
    pub fn entry(self, key: impl Into<String>, value: impl Into<Value<M>>) -> Self {
        self.push(Item::Entry(Entry { key: key.into(), value: value.into() }))
    }
}

/// `[a, b]`: on one line if it is flat, fits and has neither comments nor marks; else one element a line.
pub type List<M> = Lines<Value<M>, M>;

impl<M> List<M> {
    /// Adds an element.
    pub fn item(self, value: impl Into<Value<M>>) -> Self {
        self.push(Item::Entry(value.into()))
    }
}

/// A list of `values`.
pub fn list<M, V: Into<Value<M>>>(values: impl IntoIterator<Item = V>) -> List<M> {
    List::new().each(values, |list, value| list.item(value))
}

/// An expression in source form. It starts from a `&'static str`, and all that can be added to it is an
/// escaped index or another constant name: no string made at run time becomes code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(pub(super) String);

/// A constant expression, printed as it stands. It may have several lines: they are indented together to
/// where they are put, relative to each other as written, so write it formatted, and without heredocs.
pub fn code(source: &'static str) -> Code {
    debug_assert!(!source.contains("<<"), "a heredoc cannot be indented: {source}");
    let mut lines = source.trim().lines();
    let mut text = lines.next().unwrap_or_default().trim_end().to_owned();
    let rest: Vec<&str> = lines.map(str::trim_end).collect();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let shared = rest.iter().filter(|line| !line.is_empty()).map(indent).min().unwrap_or(0);
    for line in rest {
        text.push('\n');
        text.push_str(line.get(shared..).unwrap_or_default());
    }
    Code(text)
}

/// A reference such as `aws_vpc.this.id` or `each.value.cidr`.
pub fn reference(path: &'static str) -> Code {
    debug_assert!(!path.is_empty() && !path.contains(char::is_whitespace), "not a reference: {path:?}");
    Code(path.to_owned())
}

impl Code {
    /// The element at `key`, which is data: `reference("aws_subnet.this").index("a")` is `aws_subnet.this["a"]`.
    pub fn index(mut self, key: &str) -> Self {
        self.0.push('[');
        self.0.push_str(&quoted(key));
        self.0.push(']');
        self
    }

    /// The attribute `name` of this: `.get("id")` adds `.id`.
    pub fn get(mut self, name: &'static str) -> Self {
        self.0.push('.');
        self.0.push_str(name);
        self
    }
}

/// A piece of a string with interpolation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Data, escaped.
    Text(String),
    /// An expression of one line, printed inside `${…}`.
    Code(Code),
}

impl From<&str> for Part {
    fn from(text: &str) -> Self {
        Part::Text(text.to_owned())
    }
}

impl From<String> for Part {
    fn from(text: String) -> Self {
        Part::Text(text)
    }
}

impl From<Code> for Part {
    fn from(code: Code) -> Self {
        Part::Code(code)
    }
}

/// A string with interpolation: `template(["arn:".into(), reference("local.partition").into()])`.
///
/// A lone expression prints without the string around it, which means the same and is the canonical form.
pub fn template<M>(parts: impl IntoIterator<Item = Part>) -> Value<M> {
    let mut merged: Vec<Part> = Vec::new();
    for part in parts {
        match (merged.last_mut(), part) {
            (_, Part::Text(text)) if text.is_empty() => {}
            // Together, because a `$` and a `{` that meet must be escaped as one.
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
            (_, part) => merged.push(part),
        }
    }
    Value(match merged.as_slice() {
        [] => Node::Text(String::new()),
        [Part::Text(text)] => Node::Text(text.clone()),
        [Part::Code(code)] => Node::Code(code.clone()),
        _ => Node::Template(merged),
    })
}

/// The quoted string of a template's parts.
pub(super) fn template_source(parts: &[Part]) -> String {
    let mut out = String::from("\"");
    for (i, part) in parts.iter().enumerate() {
        match part {
            Part::Text(text) => match (text.strip_suffix('$'), parts.get(i + 1)) {
                // A `$` right before `${` would escape it.
                (Some(rest), Some(Part::Code(_))) => {
                    push_escaped(&mut out, rest);
                    out.push_str("\\u0024");
                }
                _ => push_escaped(&mut out, text),
            },
            Part::Code(code) => {
                debug_assert!(!code.0.contains('\n'), "one line in a template: {}", code.0);
                out.push_str("${");
                out.push_str(&code.0);
                out.push('}');
            }
        }
    }
    out.push('"');
    out
}

/// A function call.
#[derive(Debug, Clone)]
pub struct Call<M> {
    pub(super) function: &'static str,
    pub(super) args: Vec<Value<M>>,
}

/// A call of `function`, so far without arguments: `call("cidrsubnet").arg(reference("var.cidr")).arg(4)`.
pub fn call<M>(function: &'static str) -> Call<M> {
    Call { function, args: Vec::new() }
}

impl<M> Call<M> {
    /// Adds an argument.
    pub fn arg(mut self, value: impl Into<Value<M>>) -> Self {
        self.args.push(value.into());
        self
    }
}

/// Data of any shape. (Not from an `Expression`, which may hold code made at run time.)
impl<M> From<::hcl::Value> for Value<M> {
    fn from(data: ::hcl::Value) -> Self {
        match data {
            ::hcl::Value::Null => Value(Node::Null),
            ::hcl::Value::Bool(flag) => flag.into(),
            ::hcl::Value::Number(number) => number.into(),
            ::hcl::Value::String(text) => text.into(),
            ::hcl::Value::Array(elements) => list(elements).into(),
            ::hcl::Value::Object(entries) => {
                Object::new().each(entries, |object, (key, value)| object.entry(key, value)).into()
            }
        }
    }
}

macro_rules! value_from {
    ($($type:ty: $data:ident => $node:expr;)*) => {$(
        impl<M> From<$type> for Value<M> {
            fn from($data: $type) -> Self {
                Value($node)
            }
        }
    )*};
}

value_from! {
    bool: flag => Node::Bool(flag);
    ::hcl::Number: number => Node::Number(number);
    u8: number => Node::Number(number.into());
    u16: number => Node::Number(number.into());
    u32: number => Node::Number(number.into());
    u64: number => Node::Number(number.into());
    i32: number => Node::Number(number.into());
    i64: number => Node::Number(number.into());
    &str: text => Node::Text(text.to_owned());
    &String: text => Node::Text(text.clone());
    String: text => Node::Text(text);
    Code: code => Node::Code(code);
    Object<M>: object => Node::Object(object);
    List<M>: list => Node::List(list);
    Call<M>: call => Node::Call(call);
}

impl<M, V: Into<Value<M>>> From<Vec<V>> for Value<M> {
    fn from(values: Vec<V>) -> Self {
        list(values).into()
    }
}

impl<M> Value<M> {
    /// `null`
    pub fn null() -> Self {
        Value(Node::Null)
    }
}

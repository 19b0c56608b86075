//! Values on one line: what they look like, and whether they fit.

use super::escape::quoted;
use super::value::{Node, Value, template_source};

/// How long a list or call may make its line before it is broken up. Strings are never broken.
const LINE_WIDTH: usize = 100;

/// The value on one line, if it can be and that is short enough for a line that holds `used` columns already.
pub(super) fn fitting<M>(value: &Value<M>, used: usize) -> Option<String> {
    let can_be_broken = match &value.0 {
        Node::List(list) => !list.is_empty(),
        Node::Call(call) => !call.args.is_empty(),
        _ => false,
    };
    inline(value).filter(|text| !can_be_broken || used + text.chars().count() <= LINE_WIDTH)
}

/// A number; a whole one as it is, without the tables that printing fractions takes elsewhere.
fn number(number: &::hcl::Number) -> String {
    match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(whole), ..) => whole.to_string(),
        (_, Some(whole), _) => whole.to_string(),
        (.., fraction) => format!("{:?}", fraction.unwrap_or_default()),
    }
}

/// The value on one line, however long, if it can be.
pub(super) fn inline<M>(value: &Value<M>) -> Option<String> {
    Some(match &value.0 {
        Node::Null => "null".to_owned(),
        Node::Bool(flag) => flag.to_string(),
        Node::Number(number) => self::number(number),
        Node::Text(text) => quoted(text),
        Node::Template(parts) => template_source(parts),
        Node::Code(code) if code.0.contains('\n') => return None,
        Node::Code(code) => code.0.clone(),
        Node::Object(object) if object.is_empty() => "{}".to_owned(),
        Node::Object(_) => return None,
        Node::List(list) if list.is_empty() => "[]".to_owned(),
        Node::List(list) => {
            let elements = list.bare_entries()?;
            // A list of lists reads better as rows.
            if elements.iter().any(|element| matches!(&element.0, Node::List(inner) if !inner.is_empty())) {
                return None;
            }
            let elements: Vec<String> = elements.into_iter().map(inline).collect::<Option<_>>()?;
            format!("[{}]", elements.join(", "))
        }
        Node::Call(call) => {
            let args: Vec<String> = call.args.iter().map(inline).collect::<Option<_>>()?;
            format!("{}({})", call.function, args.join(", "))
        }
    })
}

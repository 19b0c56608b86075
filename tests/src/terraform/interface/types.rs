//! Type constraints of the module's variables, as far as they have keys.

use hcl::expr::{Expression, ObjectKey};
use std::collections::BTreeMap;

/// A type, with everything that has no keys reduced to a leaf.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Type {
    /// A primitive, or any value.
    Leaf,
    /// A list or a set.
    List(Box<Type>),
    /// A map: any key.
    Map(Box<Type>),
    /// An object: these keys.
    Object(BTreeMap<String, Type>),
}

impl Type {
    /// Reads a type constraint, which is itself an HCL expression.
    pub(super) fn parse(text: &str) -> Self {
        let expression: Expression = text.parse().expect("the interface's types are HCL expressions");
        Self::of(&expression)
    }

    /// Whether the type has keys to check, at any depth.
    pub(super) fn has_keys(&self) -> bool {
        match self {
            Self::Leaf => false,
            Self::List(element) | Self::Map(element) => element.has_keys(),
            Self::Object(_) => true,
        }
    }

    fn of(expression: &Expression) -> Self {
        let Expression::FuncCall(call) = expression else { return Self::Leaf };
        let Some(argument) = call.args.first() else { return Self::Leaf };
        match (call.name.name.as_str(), argument) {
            ("optional", inner) => Self::of(inner),
            ("list" | "set", element) => Self::List(Box::new(Self::of(element))),
            ("map", element) => Self::Map(Box::new(Self::of(element))),
            ("object", Expression::Object(keys)) => {
                let keys = keys.iter().filter_map(|(key, ty)| match key {
                    ObjectKey::Identifier(name) => Some((name.to_string(), Self::of(ty))),
                    _ => None,
                });
                Self::Object(keys.collect())
            }
            _ => Self::Leaf,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_optional_attributes_are_read() {
        let ty = Type::parse("map(object({ a = optional(list(object({ b = string })), []), c = number }))");
        let Type::Map(object) = ty else { panic!("expected a map") };
        let Type::Object(keys) = *object else { panic!("expected an object") };
        assert!(keys["a"].has_keys());
        assert_eq!(keys["c"], Type::Leaf);
    }
}

//! Values of Terraform's type system as they travel: msgpack, with an extension for "unknown".

use serde_json::Value as Json;

/// A value on the wire.
pub(crate) type Value = rmpv::Value;

/// The value that Terraform shows as "known after apply".
pub(crate) fn unknown() -> Value {
    Value::Ext(0, vec![0])
}

/// A string value.
pub(crate) fn text(value: impl Into<String>) -> Value {
    Value::String(value.into().into())
}

/// A list or set of strings.
pub(crate) fn texts<I: IntoIterator<Item = S>, S: Into<String>>(values: I) -> Value {
    Value::Array(values.into_iter().map(text).collect())
}

/// An attribute of an object or an entry of a map; null when there is none.
pub(crate) fn field<'a>(object: &'a Value, name: &str) -> &'a Value {
    const NIL: &Value = &Value::Nil;
    entries(object).find(|(key, _)| *key == name).map_or(NIL, |(_, value)| value)
}

/// The entries of an object or a map.
pub(crate) fn entries(object: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let pairs = object.as_map().map(Vec::as_slice).unwrap_or_default();
    pairs.iter().filter_map(|(key, value)| Some((key.as_str()?, value)))
}

/// The elements of a list or set; none when it is null or unknown.
pub(crate) fn elements(list: &Value) -> &[Value] {
    list.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The known strings of a list or set.
pub(crate) fn strings<'a>(object: &'a Value, name: &str) -> Vec<&'a str> {
    elements(field(object, name)).iter().filter_map(Value::as_str).collect()
}

/// Sets an attribute that the object already has.
pub(crate) fn set(object: &mut Value, name: &str, value: Value) {
    if let Value::Map(pairs) = object
        && let Some(pair) = pairs.iter_mut().find(|(key, _)| key.as_str() == Some(name))
    {
        pair.1 = value;
    }
}

/// Whether the value itself is unknown.
pub(crate) fn is_unknown(value: &Value) -> bool {
    matches!(value, Value::Ext(..))
}

/// Whether the value is unknown anywhere within.
pub(crate) fn has_unknown(value: &Value) -> bool {
    match value {
        Value::Ext(..) => true,
        Value::Array(items) => items.iter().any(has_unknown),
        Value::Map(pairs) => pairs.iter().any(|(_, value)| has_unknown(value)),
        _ => false,
    }
}

/// A plausible known value of a schema's type, for a computed attribute that nobody reads closely.
pub(crate) fn placeholder(name: &str, ty: &Json) -> Value {
    match ty {
        Json::String(primitive) => match primitive.as_str() {
            "bool" => Value::Boolean(false),
            "number" => Value::from(1),
            "string" => text(format!("stub-{name}")),
            _ => Value::Nil,
        },
        Json::Array(parts) => match (parts.first().and_then(Json::as_str), parts.get(1)) {
            (Some("object"), Some(Json::Object(attributes))) => Value::Map(
                attributes.iter().map(|(key, ty)| (text(key.as_str()), placeholder(key, ty))).collect(),
            ),
            (Some("map"), _) => Value::Map(Vec::new()),
            (Some("list" | "set"), Some(element)) => Value::Array(vec![placeholder(name, element)]),
            _ => Value::Nil,
        },
        _ => Value::Nil,
    }
}

/// A stable 64-bit digest (FNV-1a), so that made-up identifiers are the same in every run.
pub(crate) fn digest(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0xff])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_is_found_at_any_depth() {
        let nested = Value::Map(vec![(text("ids"), Value::Array(vec![text("a"), unknown()]))]);
        assert!(has_unknown(&nested));
        assert!(!is_unknown(&nested));
        assert_eq!(strings(&nested, "ids"), ["a"]);
    }

    #[test]
    fn a_placeholder_has_the_shape_of_its_type() {
        let ty = serde_json::json!(["list", ["object", {"issuer": "string"}]]);
        assert_eq!(placeholder("oidc", &ty).to_string(), r#"[{"issuer": "stub-issuer"}]"#);
    }
}

//! serde's side of the reader: a JSON value as a deserializer.

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

use super::Wrong;

/// A value that is being read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a>(pub(super) &'a Value);

impl Reader<'_> {
    /// That the value is not what was expected. A number is shown as it stands in the text.
    #[cold]
    fn is_not(self, expected: &dyn Expected) -> Wrong {
        let number;
        let what = match self.0 {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(value) if value.is_f64() => {
                number = format!("floating point `{value}`");
                Unexpected::Other(&number)
            }
            Value::Number(value) => match value.as_i64() {
                Some(value) => Unexpected::Signed(value),
                None => Unexpected::Unsigned(value.as_u64().unwrap_or_default()),
            },
            Value::String(value) => Unexpected::Str(value),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        };
        Wrong::invalid_type(what, expected)
    }

    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let Value::Number(number) = self.0 else { return Err(self.is_not(&visitor)) };
        match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => visitor.visit_u64(number),
            (None, Some(number)) => visitor.visit_i64(number),
            (None, None) => Err(self.is_not(&visitor)),
        }
    }
}

/// The methods for numbers: the model has whole ones only.
macro_rules! numbers {
    ($($method:ident)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            self.number(visitor)
        })+
    };
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(_) => self.number(visitor),
            Value::String(value) => visitor.visit_borrowed_str(value),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Bool(value) => visitor.visit_bool(*value),
            _ => Err(self.is_not(&visitor)),
        }
    }

    numbers! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16
    deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64 }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::String(value) => visitor.visit_borrowed_str(value),
            _ => Err(self.is_not(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(Items { items: items.iter(), index: 0 }),
            _ => Err(self.is_not(&visitor)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Object(fields) => visitor.visit_map(Fields::of(fields)),
            _ => Err(self.is_not(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let Value::Object(object) = self.0 else { return Err(self.is_not(&visitor)) };
        all_are_known(object, fields)?;
        // As a list in the order of the fields: reading them by name, as they come, is more than twice the code.
        visitor.visit_seq(Listed { object, fields: fields.iter() }).map_err(|wrong| wrong.missing_of(fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::String(variant) => visitor.visit_enum(key(variant)),
            Value::Object(one) if one.len() == 1 => {
                visitor.visit_enum(MapAccessDeserializer::new(Fields::of(one)))
            }
            _ => Err(self.is_not(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct identifier }
}

fn key(key: &str) -> StrDeserializer<'_, Wrong> {
    key.into_deserializer()
}

/// Whether all that stands in `object` is among the fields of the struct that is read.
fn all_are_known(object: &Map<String, Value>, fields: &'static [&'static str]) -> Result<(), Wrong> {
    match object.keys().find(|name| !fields.contains(&name.as_str())) {
        Some(name) => Err(Wrong::unknown_field(name, fields).inside(name)),
        None => Ok(()),
    }
}

/// The fields of a struct in the order in which it has them.
struct Listed<'a> {
    object: &'a Map<String, Value>,
    fields: std::slice::Iter<'static, &'static str>,
}

impl<'de> SeqAccess<'de> for Listed<'de> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Wrong> {
        // A field that is missing ends no list: whoever has a default for it asks for the next one.
        let found = self.fields.next().and_then(|name| Some((*name, self.object.get(*name)?)));
        let Some((name, value)) = found else { return Ok(None) };
        seed.deserialize(Reader(value)).map(Some).map_err(|wrong| wrong.inside(name))
    }
}

/// The fields of an object, one after the other.
struct Fields<'a> {
    fields: serde_json::map::Iter<'a>,
    /// The field of which the key was read last.
    last: Option<(&'a str, &'a Value)>,
}

impl<'a> Fields<'a> {
    fn of(object: &'a Map<String, Value>) -> Self {
        Self { fields: object.iter(), last: None }
    }
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Wrong> {
        let Some((name, value)) = self.fields.next() else { return Ok(None) };
        self.last = Some((name, value));
        seed.deserialize(key(name)).map(Some).map_err(|wrong| wrong.inside(name))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Wrong> {
        // Whoever asks has asked for the key before.
        let (name, value) = self.last.unwrap_or(("", &Value::Null));
        seed.deserialize(Reader(value)).map_err(|wrong| wrong.inside(name))
    }
}

/// The items of a list, one after the other.
struct Items<'a> {
    items: std::slice::Iter<'a, Value>,
    /// The index of the next one.
    index: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Wrong> {
        let Some(item) = self.items.next() else { return Ok(None) };
        let index = self.index;
        self.index += 1;
        seed.deserialize(Reader(item)).map(Some).map_err(|wrong| wrong.inside(&index.to_string()))
    }
}

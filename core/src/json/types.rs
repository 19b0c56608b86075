//! How the types of the standard library are read.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;

use serde_json::Value;

use super::{Read, Reading};

macro_rules! numbers {
    ($($type:ty)+) => {
        $(impl Read for $type {
            fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self {
                Self::try_from(reading.number(value, Self::MAX.into())).unwrap_or_default()
            }
        })+
    };
}
numbers! { u8 u16 u32 u64 }

impl Read for bool {
    fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self {
        reading.truth(value)
    }
}

impl Read for char {
    fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self {
        reading.parsed(value).unwrap_or_default()
    }
}

impl Read for String {
    fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self {
        reading.text(value).unwrap_or_default().to_owned()
    }
}

impl<T: Read> Read for Option<T> {
    fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self {
        if value.is_null() { None } else { Some(T::read(value, reading)) }
    }
}

impl<T: Read> Read for Arc<T> {
    fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self {
        Self::new(T::read(value, reading))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self {
        let mut list = Self::new();
        reading.items(value, |item| list.push(item));
        list
    }
}

impl<T: Read + Ord> Read for BTreeSet<T> {
    fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self {
        let mut set = Self::new();
        reading.items(value, |item| {
            set.insert(item);
        });
        set
    }
}

impl<K: FromStr<Err: Display> + Ord, V: Read> Read for BTreeMap<K, V> {
    fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self {
        let mut map = Self::new();
        reading.entries(value, |key, value| {
            map.insert(key, value);
        });
        map
    }
}

//! Lists in a text: `10.0.0.0/16, 10.1.0.0/16` and `key=value, key=value`, with commas or lines between entries.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

/// What stands between commas and line ends.
pub(crate) fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '\n']).map(str::trim).filter(|e| !e.is_empty())
}

/// Things without spaces in them, separated by commas, spaces or line ends.
pub(crate) struct List<T>(pub(crate) Vec<T>);

impl<T: FromStr<Err: Display>> FromStr for List<T> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let items = entries(text).flat_map(str::split_whitespace);
        items.map(|item| item.parse().map_err(|e: T::Err| e.to_string())).collect::<Result<_, _>>().map(Self)
    }
}

/// The pairs in `text` as they stand there, or a sentence about the first that is none; `example` shows what one
/// looks like.
pub(crate) fn pair_list<K, V>(text: &str, example: &str) -> Result<Vec<(K, V)>, String>
where
    K: FromStr<Err: Display>,
    V: FromStr<Err: Display>,
{
    let pair = |entry: &str| {
        let (key, value) = entry
            .split_once('=')
            .ok_or_else(|| format!("“{entry}” has no value; write it like {example}."))?;
        let key = key.trim().parse().map_err(|e: K::Err| e.to_string())?;
        let value = value.trim().parse().map_err(|e: V::Err| e.to_string())?;
        Ok((key, value))
    };
    entries(text).map(pair).collect()
}

/// [`pair_list`], where no key may be there twice.
pub(crate) fn pairs<K, V>(text: &str, example: &str) -> Result<BTreeMap<K, V>, String>
where
    K: FromStr<Err: Display> + Ord + Display + Clone,
    V: FromStr<Err: Display>,
{
    let mut pairs = BTreeMap::new();
    for (key, value) in pair_list::<K, V>(text, example)? {
        if pairs.insert(key.clone(), value).is_some() {
            return Err(format!("{key} is there twice; keep one."));
        }
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use configurator_core::value::{Cidr, PeerName, TagKey, TagValue};

    fn read(text: &str) -> Result<BTreeMap<TagKey, TagValue>, String> {
        pairs(text, "a=b")
    }

    #[test]
    fn reads_pairs() {
        let read_back: Vec<_> = read(" Owner = team a ,Cost=x=y,")
            .into_iter()
            .flatten()
            .map(|(k, v)| format!("{k}|{v}"))
            .collect();
        assert_eq!(read_back, ["Cost|x=y", "Owner|team a"]);
        assert!(read("").is_ok_and(|p| p.is_empty()));
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(read("Owner"), Err("“Owner” has no value; write it like a=b.".to_owned()));
        assert_eq!(read("a=1, a=2"), Err("a is there twice; keep one.".to_owned()));
        assert!(read("aws:x=1").is_err_and(|e| e.contains("aws:")));
    }

    #[test]
    fn reads_lists() {
        let read = |text: &str| text.parse::<List<Cidr>>().map(|l| l.0.len());
        assert_eq!(read("10.0.0.0/16,10.1.0.0/16 10.2.0.0/16\n\n10.3.0.0/16,"), Ok(4));
        assert_eq!(read(""), Ok(0));
        assert!(read("10.0.0.0/16, 10.1.0.0").is_err_and(|e| e.contains("10.1.0.0")));
    }

    #[test]
    fn a_list_of_pairs_may_name_one_key_twice() {
        let read = |text: &str| pair_list::<PeerName, Cidr>(text, "office=192.168.0.0/16").map(|l| l.len());
        assert_eq!(read("office=10.0.0.0/24\noffice = 10.0.1.0/24"), Ok(2));
        assert!(read("10.0.0.0/24").is_err_and(|e| e.ends_with("write it like office=192.168.0.0/16.")));
    }
}

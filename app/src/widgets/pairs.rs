//! Pairs in one line of text: `key=value, key=value`.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

/// What stands between commas.
pub(crate) fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '\n']).map(str::trim).filter(|e| !e.is_empty())
}

/// The pairs in `text`, or a sentence about the first that is none; `example` shows what one looks like.
pub(crate) fn pairs<K, V>(text: &str, example: &str) -> Result<BTreeMap<K, V>, String>
where
    K: FromStr<Err: Display> + Ord + Display + Clone,
    V: FromStr<Err: Display>,
{
    let mut pairs = BTreeMap::new();
    for entry in entries(text) {
        let (key, value) = entry
            .split_once('=')
            .ok_or_else(|| format!("“{entry}” has no value; write it like {example}."))?;
        let key: K = key.trim().parse().map_err(|e| format!("{e}"))?;
        let value = value.trim().parse().map_err(|e| format!("{e}"))?;
        if pairs.insert(key.clone(), value).is_some() {
            return Err(format!("{key} is there twice; keep one."));
        }
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use configurator_core::value::{TagKey, TagValue};

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
}

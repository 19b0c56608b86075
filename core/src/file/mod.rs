//! The saved design: `design.json`, its version, and the way from older versions.
//!
//! A file is refused with one sentence that says what is wrong, where, and what to do: it may come from
//! anywhere. No field is ignored: what is read is what [`to_json`] writes, or wrote in an older version.

mod migrate;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::catalog;
use crate::design::Design;
use crate::json::{self, Problem, Read};

/// What every design file says of itself.
const FORMAT: &str = "eks-configurator/design";
/// The version that this crate writes.
pub use crate::design::VERSION;
/// The largest file that is read. It lies above the largest design, which the limits of
/// [`crate::design::limits`] bound, and below what would stop the page.
pub const MAX_BYTES: usize = 16 << 20;

/// Why a text is not a design: one sentence that says what, where and what to do.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct FileError(String);

/// The text of `design.json`; ends with a newline.
pub fn to_json(design: &Design) -> String {
    #[derive(Serialize)]
    struct File<'a> {
        format: &'static str,
        version: u64,
        design: &'a Design,
    }
    let file = File { format: FORMAT, version: VERSION, design };
    // Every key of the model is a string and nothing in it fails to serialize; the round-trip test holds that.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// The design in a text of `design.json`, of this or an older version.
pub fn from_json(text: &str) -> Result<Design, FileError> {
    if text.len() > MAX_BYTES {
        return refuse(format!(
            "The file has {} MiB and a design has at most {}: choose the file design.json.",
            text.len().div_ceil(1 << 20),
            MAX_BYTES >> 20
        ));
    }
    // A byte order mark is no JSON, and some editors add one.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => return refuse(format!("The file is not JSON: {error}; choose the file design.json.")),
    };
    let design = migrate::to_current(opened(value)?)?;
    let design: Design = read("", &design)?;
    if catalog::region(&design.region).is_none() {
        return refuse(format!(
            "At design.region: {} is not in the catalog of {}; use a region from the page's list.",
            design.region,
            catalog::collected_on()
        ));
    }
    match design.broken_invariant() {
        Some(broken) => {
            refuse(format!("The design contradicts itself; save it again or correct the file: {broken}"))
        }
        None => Ok(design),
    }
}

/// The version of a file and what it holds.
fn opened(value: Value) -> Result<(u64, Value), FileError> {
    let not_ours = "The file is JSON but no design of the EKS Configurator: choose the file design.json.";
    let Value::Object(mut file) = value else { return refuse(not_ours) };
    if file.remove("format").as_ref().and_then(Value::as_str) != Some(FORMAT) {
        return refuse(not_ours);
    }
    let version = match file.remove("version").as_ref().map(Value::as_u64) {
        Some(Some(version)) if (1..=VERSION).contains(&version) => version,
        Some(Some(newer)) if newer > VERSION => {
            return refuse(format!(
                "The file was made by a newer EKS Configurator (format {newer}; this one reads up to {VERSION}): \
                 open it there or update this page."
            ));
        }
        _ => return refuse(format!("At version: give the file's format as a number from 1 to {VERSION}.")),
    };
    let Some(design) = file.remove("design") else {
        return refuse("At design: the file holds no design; save it again.");
    };
    no_other_keys(&file)?;
    Ok((version, design))
}

fn no_other_keys(file: &Map<String, Value>) -> Result<(), FileError> {
    match file.keys().next() {
        Some(key) => refuse(format!("At {0}: “{0}” is not a field of this format; remove it.", shown(key))),
        None => Ok(()),
    }
}

/// One sentence on what is wrong at `path`.
fn said(path: &str, problem: &Problem) -> String {
    let path = shown(path);
    let place = if path.is_empty() { "design".to_owned() } else { format!("design.{path}") };
    match problem {
        Problem::UnknownField { expected } => {
            let field = path.rsplit('.').next().unwrap_or_default();
            format!("At {place}: “{field}” is not a field of this format; remove it (expected {expected}).")
        }
        Problem::MissingField(field) => format!("At {place}: the field “{field}” is missing; add it."),
        Problem::Other(words) => {
            let words: String = words.chars().filter(|c| !c.is_control()).take(400).collect();
            format!("At {place}: {}.", words.trim_end_matches('.'))
        }
    }
}

/// A text from the file, fit to be shown: without control characters and not too long.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(80).collect()
}

fn refuse<T>(sentence: impl Into<String>) -> Result<T, FileError> {
    Err(FileError(sentence.into()))
}

/// Reads `value`, which lies at `path` of the design.
fn read<T: Read>(path: &str, value: &Value) -> Result<T, FileError> {
    json::read(value).map_err(|wrong| {
        let dot = if path.is_empty() || wrong.place.is_empty() { "" } else { "." };
        FileError(said(&format!("{path}{dot}{}", wrong.place), &wrong.problem))
    })
}

#[cfg(test)]
mod tests;

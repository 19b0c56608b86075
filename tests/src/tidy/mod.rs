//! Boundaries of the sources that are held by a test, not by good will. `tests/tidy.rs` applies them to the project;
//! beside each check its own tests show that it can fail.

pub mod boundaries;
pub mod form;
pub mod imports;
pub mod rules;
pub mod subject;
mod text;

use std::fmt;
use std::fs;
use std::path::Path;

/// A text file of the project.
#[derive(Debug, Clone)]
pub struct Source {
    /// Relative to the top folder, with `/` on every system.
    pub path: String,
    /// Its contents.
    pub text: String,
}

impl Source {
    /// For tests: a file that is not on the disk.
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether this is a Rust module under the given folder.
    pub fn is_rust_in(&self, folder: &str) -> bool {
        self.path.starts_with(folder) && self.path.ends_with(".rs")
    }
}

/// One place where a boundary is crossed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Where: `path:line`, or only the path.
    pub place: String,
    /// What is wrong and what to do instead.
    pub text: String,
}

impl Complaint {
    fn of_file(source: &Source, text: impl Into<String>) -> Self {
        Self { place: source.path.clone(), text: text.into() }
    }

    fn of_line(source: &Source, line: usize, text: impl Into<String>) -> Self {
        Self { place: format!("{}:{}", source.path, line + 1), text: text.into() }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.text)
    }
}

/// Folders that hold nothing written by hand.
const NOT_SOURCES: &[&str] = &["target", "dist", "node_modules", ".git"];

/// All text files of the project, sorted by path.
pub fn sources(root: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    collect(root, root, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            if !NOT_SOURCES.iter().any(|skipped| name == *skipped) {
                collect(root, &path, found);
            }
        } else if let (Ok(text), Ok(path)) = (fs::read_to_string(&path), path.strip_prefix(root)) {
            // What is not UTF-8 is no text.
            let path = path
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect::<Vec<_>>()
                .join("/");
            found.push(Source { path, text });
        }
    }
}

#[cfg(test)]
fn lines(complaints: &[Complaint]) -> Vec<String> {
    complaints.iter().map(ToString::to_string).collect()
}

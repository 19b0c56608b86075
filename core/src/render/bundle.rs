//! The files of a bundle and where each object stands in them.

use std::ops::Range;

use crate::design::Subject;

/// The files of a bundle, sorted by path.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bundle {
    /// The files.
    pub files: Vec<File>,
}

/// One file of a bundle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Its path from the bundle's root, with `/` between parts.
    pub path: String,
    /// Its text; ends with a newline.
    pub text: String,
    /// Whether it may be run.
    pub executable: bool,
    /// Which lines come from which object.
    pub marks: Vec<Mark>,
}

/// Lines that come from an object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// Line numbers from 0.
    pub lines: Range<usize>,
    /// The object.
    pub subject: Subject,
}

impl Bundle {
    /// The file at `path`.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|f| f.path == path)
    }
}

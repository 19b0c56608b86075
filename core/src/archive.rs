//! A bundle as a zip: the same design gives the same bytes.
//!
//! Whatever a zip could say beyond names and texts is fixed: files stand in the bundle's order, every one is
//! dated 1980-01-01 (the first day that a zip knows), is stored as it is, and has the
//! Unix mode 0644, or 0755 if it may be run.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::render::Bundle;

/// Why a bundle could not be packed.
#[derive(Debug, thiserror::Error)]
#[error("The bundle could not be packed: {0}.")]
pub struct ArchiveError(String);

impl From<zip::result::ZipError> for ArchiveError {
    fn from(error: zip::result::ZipError) -> Self {
        Self(error.to_string())
    }
}

impl From<std::io::Error> for ArchiveError {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

/// The zip of `bundle`, everything inside the folder `root`.
pub fn zip(bundle: &Bundle, root: &str) -> Result<Vec<u8>, ArchiveError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::DEFAULT)
        // Which system packed it must not show either, and Unix modes are only read from Unix zips.
        .system(System::Unix);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in &bundle.files {
        let mode = if file.executable { 0o755 } else { 0o644 };
        writer.start_file(format!("{root}/{}", file.path), options.unix_permissions(mode))?;
        writer.write_all(file.text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::design::starters::STARTERS;
    use crate::render::render;

    #[test]
    fn the_same_design_gives_the_same_bytes() {
        for starter in STARTERS {
            let zipped = || zip(&render(&(starter.design)()), "bundle").unwrap();
            assert!(zipped() == zipped(), "{}", starter.id);
        }
    }

    #[test]
    fn a_zip_gives_back_texts_and_modes() {
        for starter in STARTERS {
            let bundle = render(&(starter.design)());
            let mut archive = zip::ZipArchive::new(Cursor::new(zip(&bundle, "my-eks").unwrap())).unwrap();
            assert_eq!(archive.len(), bundle.files.len());
            for (at, file) in bundle.files.iter().enumerate() {
                let mut entry = archive.by_index(at).unwrap();
                assert_eq!(entry.name().unwrap(), format!("my-eks/{}", file.path));
                let mode = if file.executable { 0o100_755 } else { 0o100_644 };
                assert_eq!(entry.unix_mode(), Some(mode), "{}", file.path);
                assert_eq!(entry.last_modified().unwrap().to_string(), "1980-01-01 00:00:00");
                let mut text = String::new();
                entry.read_to_string(&mut text).unwrap();
                assert_eq!(text, file.text);
            }
        }
    }
}

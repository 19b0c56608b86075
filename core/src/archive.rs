//! A bundle as a zip: the same design gives the same bytes.
//!
//! Whatever a zip could say beyond names and texts is fixed: files stand in the bundle's order, every one is
//! dated 1980-01-01 (the first day that a zip knows), is deflated by one and the same compressor, and has the
//! Unix mode 0644, or 0755 if it may be run.

use miniz_oxide::deflate::compress_to_vec;

use crate::render::Bundle;

/// Why a bundle could not be packed.
#[derive(Debug, thiserror::Error)]
#[error("The bundle could not be packed: {0}.")]
pub struct ArchiveError(&'static str);

/// How hard the compressor tries, of 10.
const LEVEL: u8 = 6;
/// Version 2.0 of the format: folders and deflate.
const VERSION: u16 = 20;
/// Unix, as what packed the archive: its modes are read from no other.
const UNIX: u16 = 3 << 8;
const DEFLATED: u16 = 8;
/// 1980-01-01 00:00, time before date.
const FIRST_DAY: [u16; 2] = [0, 1 << 5 | 1];
/// A plain file, among the modes of Unix.
const PLAIN_FILE: u32 = 0o100_000;

/// The zip of `bundle`, everything inside the folder `root`.
pub fn zip(bundle: &Bundle, root: &str) -> Result<Vec<u8>, ArchiveError> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for file in &bundle.files {
        let (name, text) = (format!("{root}/{}", file.path), file.text.as_bytes());
        let packed = compress_to_vec(text, LEVEL);
        let mode: u32 = if file.executable { 0o755 } else { 0o644 };
        let start = long(archive.len())?;
        let mut described = Vec::new();
        // Neither encrypted nor streamed; names are ASCII.
        put(&mut described, [VERSION, 0, DEFLATED, FIRST_DAY[0], FIRST_DAY[1]]);
        put_long(&mut described, [checksum(text), long(packed.len())?, long(text.len())?]);
        put(&mut described, [short(name.len())?, 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&described);
        archive.extend(name.as_bytes());
        archive.extend(packed);
        directory.extend(b"PK\x01\x02");
        put(&mut directory, [UNIX | VERSION]);
        directory.extend(described);
        // No comment, the first disk, nothing known of the contents.
        put(&mut directory, [0, 0, 0]);
        put_long(&mut directory, [(PLAIN_FILE | mode) << 16, start]);
        directory.extend(name.into_bytes());
    }
    let (count, size, start) = (short(bundle.files.len())?, long(directory.len())?, long(archive.len())?);
    archive.extend(directory);
    archive.extend(b"PK\x05\x06");
    put(&mut archive, [0, 0, count, count]);
    put_long(&mut archive, [size, start]);
    put(&mut archive, [0]);
    Ok(archive)
}

fn put<const N: usize>(bytes: &mut Vec<u8>, numbers: [u16; N]) {
    numbers.into_iter().for_each(|number| bytes.extend(number.to_le_bytes()));
}

fn put_long<const N: usize>(bytes: &mut Vec<u8>, numbers: [u32; N]) {
    numbers.into_iter().for_each(|number| bytes.extend(number.to_le_bytes()));
}

fn short(number: usize) -> Result<u16, ArchiveError> {
    number.try_into().map_err(|_| ArchiveError("it has too many files or too long a name"))
}

fn long(number: usize) -> Result<u32, ArchiveError> {
    number.try_into().map_err(|_| ArchiveError("it is larger than 4 GiB"))
}

/// CRC-32, bit by bit: its usual tables would be 16 kB of the page that nothing compresses.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

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

//! A bundle as a zip: the same design gives the same bytes.

use crate::render::Bundle;

/// Why a bundle could not be packed.
#[derive(Debug, thiserror::Error)]
#[error("The bundle could not be packed: {0}.")]
pub struct ArchiveError(String);

/// The zip of `bundle`, everything inside the folder `root`.
pub fn zip(_bundle: &Bundle, _root: &str) -> Result<Vec<u8>, ArchiveError> {
    Err(ArchiveError("not built yet".to_owned()))
}

//! What the tests share.

pub mod aws_mock;
pub mod browser;
pub mod catalog;
pub mod fixtures;
pub mod policies;
pub mod random;
pub mod rollout;
pub mod sandbox;
pub mod skip;
pub mod terraform;
pub mod tidy;
pub mod weight;

use std::path::{Path, PathBuf};

/// The top folder of the project.
pub fn project_root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the project")
}

/// The folder of the release page: `dist/`, or what `CONFIGURATOR_DIST` names.
///
/// # Errors
/// A sentence that says how to build the page, when it is not there.
pub fn release_page() -> Result<PathBuf, String> {
    let dist = match std::env::var_os("CONFIGURATOR_DIST") {
        Some(named) => PathBuf::from(named),
        None => project_root().join("dist"),
    };
    if dist.join("index.html").is_file() {
        Ok(dist)
    } else {
        Err(format!("there is no release page in {}: run `make build` first", dist.display()))
    }
}

//! The designs in `tests/designs/`, which between them use everything that the model can say.

use configurator_core::design::{Design, Flavour};
use configurator_core::file::from_json;

/// All of them, by name.
///
/// # Panics
/// When one cannot be opened.
#[must_use]
pub fn all() -> Vec<(String, Design)> {
    let folder = crate::project_root().join("tests/designs");
    let entries = std::fs::read_dir(&folder).expect("tests/designs can be read");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut designs: Vec<(String, Design)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
            let design = from_json(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, design)
        })
        .collect();
    designs.sort_by(|a, b| a.0.cmp(&b.0));
    designs
}

/// All of them in the flavour that they are not written in, under names that say so.
///
/// # Panics
/// When one cannot be opened.
#[must_use]
pub fn in_the_other_flavour() -> Vec<(String, Design)> {
    let other = |(name, mut design): (String, Design)| {
        let cluster = std::sync::Arc::make_mut(&mut design.cluster);
        cluster.flavour = match cluster.flavour {
            Flavour::Module => Flavour::Native,
            Flavour::Native => Flavour::Module,
        };
        (format!("{name}-{}", cluster.flavour.as_str()), design)
    };
    all().into_iter().map(other).collect()
}

/// The one with this name.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn named(name: &str) -> Design {
    let found = all().into_iter().find(|(n, _)| n == name);
    found.unwrap_or_else(|| panic!("tests/designs has no {name}.json")).1
}

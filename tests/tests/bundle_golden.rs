//! The bundles of the starters, file by file, against `tests/golden/`: what is the same in all of them in `all/`, the rest
//! in the folder of each. What is a template as it stands is not kept a second time: `all/templates.txt` names it.
//!
//! `UPDATE_GOLDEN=1 cargo test -p configurator-tests --test bundle_golden` writes them anew; read the diff.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use configurator_core::design::starters::STARTERS;
use configurator_core::render::{Bundle, render};

/// The folder of what every bundle has.
const ALL: &str = "all";
/// The list of what every bundle has from `core/templates/` as it stands.
const TEMPLATES: &str = "all/templates.txt";

#[test]
fn bundles_of_the_starters_are_golden() {
    let made = made();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::remove_dir_all(golden()).expect("the folder can go");
        for (path, text) in &made {
            let path = golden().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
            fs::write(path, text).expect("files can be written");
        }
    }
    let golden = files_under(&golden());
    let paths: BTreeSet<_> = made.keys().chain(golden.keys()).collect();
    let different: Vec<_> = paths.into_iter().filter(|path| made.get(*path) != golden.get(*path)).collect();
    assert!(different.is_empty(), "not as in tests/golden; UPDATE_GOLDEN=1 writes them anew: {different:#?}");
}

/// The files of all bundles, each under the folder that it belongs to.
fn made() -> BTreeMap<String, String> {
    let bundles: Vec<_> = STARTERS.iter().map(|starter| (starter.id, render(&(starter.design)()))).collect();
    let templates = files_under(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/templates"));
    let templates: BTreeSet<&str> = templates.values().map(|text| text.trim_end()).collect();
    let mut made = BTreeMap::new();
    let mut as_they_stand = BTreeSet::new();
    for (id, bundle) in &bundles {
        for file in &bundle.files {
            let same = |other: &Bundle| other.file(&file.path).is_some_and(|f| f.text == file.text);
            let in_all = bundles.iter().all(|(_, other)| same(other));
            if in_all && templates.contains(file.text.trim_end()) {
                as_they_stand.insert(format!("{}\n", file.path));
                continue;
            }
            let folder = if in_all { ALL } else { id };
            made.insert(format!("{folder}/{}", file.path), file.text.clone());
        }
    }
    made.insert(TEMPLATES.to_owned(), as_they_stand.into_iter().collect());
    made
}

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

fn files_under(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).expect("text"));
            }
        }
    }
    found
}

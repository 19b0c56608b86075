//! The bundles of the starters, file by file, against `tests/golden/`.
//!
//! `UPDATE_GOLDEN=1 cargo test -p configurator-tests --test bundle_golden` writes them anew; read the diff.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use configurator_core::design::starters::STARTERS;
use configurator_core::render::render;

#[test]
fn bundles_of_the_starters_are_golden() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut different = Vec::new();
    for starter in STARTERS {
        let folder = golden().join(starter.id);
        let bundle = render(&(starter.design)());
        let made: BTreeMap<String, String> = bundle.files.into_iter().map(|f| (f.path, f.text)).collect();
        if update {
            let _ = fs::remove_dir_all(&folder);
            for (path, text) in &made {
                let path = folder.join(path);
                fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
                fs::write(path, text).expect("files can be written");
            }
        }
        let golden = files_under(&folder);
        for path in made.keys().chain(golden.keys()) {
            if made.get(path) != golden.get(path) {
                different.push(format!("{}/{path}", starter.id));
            }
        }
    }
    different.sort();
    different.dedup();
    assert!(different.is_empty(), "not as in tests/golden; UPDATE_GOLDEN=1 writes them anew: {different:#?}");
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

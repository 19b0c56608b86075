//! Writes bundles: `dump FILE.json DIR`.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let design = configurator_core::file::from_json(&std::fs::read_to_string(&args[1]).unwrap()).unwrap();
    for file in configurator_core::render::render(&design).files {
        let path = std::path::Path::new(&args[2]).join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.text).unwrap();
    }
}

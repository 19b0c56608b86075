//! `cargo run -p configurator-tests --bin bundle -- NAME DIR` writes the bundle of a starter or fixture to
//! `DIR/NAME`, to be looked at and tried out; without arguments it lists the names.

use configurator_core::render::render;
use configurator_tests::fixtures;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let designs = [fixtures::all(), fixtures::in_the_other_flavour()].concat();
    let [name, folder] = arguments.as_slice() else {
        designs.iter().for_each(|(name, _)| println!("{name}"));
        return ExitCode::SUCCESS;
    };
    let Some((_, design)) = designs.iter().find(|(n, _)| n == name) else {
        eprintln!("bundle: there is no design {name}");
        return ExitCode::from(2);
    };
    let folder = PathBuf::from(folder).join(name);
    for file in render(design).files {
        let path = folder.join(&file.path);
        let written = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        if let Err(error) = written.and_then(|()| std::fs::write(&path, file.text)) {
            eprintln!("bundle: {}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    }
    println!("{}", folder.display());
    ExitCode::SUCCESS
}

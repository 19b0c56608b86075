//! Writes `core/data/catalog.bin`, the compact form of the tables beside it: the second half of `make catalog`.

use std::fs;
use std::process::ExitCode;

use configurator_tests::catalog::{Tables, encode};
use configurator_tests::{project_root, weight};

fn main() -> ExitCode {
    match write() {
        Ok(words) => {
            println!("{words}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("The catalog was not written: {problem}.");
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<String, String> {
    let folder = project_root().join("core/data");
    let bytes = encode(&Tables::read(&folder)?)?;
    let file = folder.join("catalog.bin");
    let change = if fs::read(&file).is_ok_and(|before| before == bytes) { "unchanged" } else { "written" };
    fs::write(&file, &bytes).map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
    let brotli = weight::brotli(&bytes).map_err(|error| error.to_string())?;
    Ok(format!("core/data/catalog.bin: {change}, {} bytes, {brotli} with brotli", bytes.len()))
}

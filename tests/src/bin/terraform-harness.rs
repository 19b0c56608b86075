//! `cargo run -p configurator-tests --bin terraform-harness -- DIR [-var=NAME=VALUE…]` checks an
//! unpacked bundle: every step on `DIR/bootstrap` and `DIR/infrastructure`, or on `DIR` itself.

use configurator_tests::terraform::Terraform;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const ROOTS: [&str; 2] = ["bootstrap", "infrastructure"];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(bundle) = arguments.next().map(PathBuf::from).filter(|bundle| bundle.is_dir()) else {
        eprintln!("usage: terraform-harness DIR [-var=NAME=VALUE | -var-file=FILE]...");
        return ExitCode::from(2);
    };
    let options: Vec<String> = arguments.collect();
    let mut roots: Vec<&str> = ROOTS.into_iter().filter(|root| bundle.join(root).is_dir()).collect();
    if roots.is_empty() {
        roots.push("");
    }

    let mut failed = 0;
    for root in roots {
        let mut run = Terraform::new(&bundle).root(root);
        for option in &options {
            run = match option.split_once('=') {
                Some(("-var-file", file)) => run.var_file(Path::new(file)),
                Some(("-var", pair)) if pair.contains('=') => {
                    let (name, value) = pair.split_once('=').unwrap_or_default();
                    run.var(name, value)
                }
                _ => {
                    eprintln!("terraform-harness: unknown option {option}");
                    return ExitCode::from(2);
                }
            };
        }
        let outcome = run.run();
        println!("{outcome}");
        failed += u8::from(!outcome.succeeded());
    }
    ExitCode::from(failed)
}

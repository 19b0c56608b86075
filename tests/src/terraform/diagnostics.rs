//! What Terraform says about a folder, as data: many broken files can be judged in one run, each by
//! the diagnostics at its own place.

use super::run::{Step, Terraform};
use super::scratch::Scratch;
use serde_json::Value as Json;
use std::path::Path;

/// One error.
#[derive(Debug)]
pub struct Diagnostic {
    /// The file it points at, relative to the root module.
    pub file: String,
    /// The resource it is about, if any.
    pub address: String,
    /// Summary and detail.
    pub message: String,
}

impl Terraform {
    /// Initialises a folder and returns the errors of `terraform validate`, or, until
    /// [`Step::Plan`], those of `terraform plan`. Formatting and the interface are not judged.
    ///
    /// # Errors
    /// When the folder cannot be initialised.
    pub fn diagnose(folder: &Path, until: Step) -> Result<Vec<Diagnostic>, String> {
        let scratch = Scratch::prepare(folder, Path::new(""))?;
        let run = |attached: bool, arguments: &[&str]| {
            let output = super::run::command(&scratch, scratch.root(), attached).args(arguments).output();
            output.map_err(|error| format!("terraform did not start: {error}"))
        };
        let init = run(false, &["init", "-input=false", "-no-color"])?;
        if !init.status.success() {
            return Err(String::from_utf8_lossy(&init.stderr).into_owned());
        }
        if until < Step::Plan {
            let output = run(true, &["validate", "-json"])?;
            let report: Json = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
            return Ok(errors(report["diagnostics"].as_array().into_iter().flatten()));
        }
        let output = run(true, &["plan", "-input=false", "-json"])?;
        let lines: Vec<Json> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        Ok(errors(lines.iter().map(|line| &line["diagnostic"])))
    }
}

fn errors<'a>(diagnostics: impl Iterator<Item = &'a Json>) -> Vec<Diagnostic> {
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    diagnostics
        .filter(|diagnostic| diagnostic["severity"] == "error")
        .map(|diagnostic| Diagnostic {
            file: text(&diagnostic["range"]["filename"]),
            address: text(&diagnostic["address"]),
            message: format!("{}\n{}", text(&diagnostic["summary"]), text(&diagnostic["detail"])),
        })
        .collect()
}

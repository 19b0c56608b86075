//! The page stays light: a budget on what the first load transfers, and what a release page must hold.

use std::collections::BTreeSet;
use std::path::Path;

use configurator_tests::{release_page, weight};

/// What the first load may weigh while features land; 300 is the goal for the whole product.
const BUDGET_KB: usize = 400;

/// What the worker that judges and writes may weigh. Nobody waits for it: it is fetched after the page is drawn. It grows
/// with every rule and every file of the bundle, about 0.6 kB each.
const WORKER_BUDGET_KB: usize = 460;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; img-src 'self' data:; manifest-src 'self'; worker-src 'self'; base-uri 'self'; \
    form-action 'none'";

#[test]
fn the_first_load_keeps_its_budget() -> Result<(), Box<dyn std::error::Error>> {
    let dist = release_page()?;
    keeps_budget("first load, bytes", &dist, &weight::first_load(&dist)?, BUDGET_KB)
}

#[test]
fn the_worker_keeps_its_budget() -> Result<(), Box<dyn std::error::Error>> {
    let dist = release_page()?;
    let files = weight::worker(&dist)?;
    assert!(files.is_disjoint(&weight::first_load(&dist)?), "the first load waits for the worker");
    keeps_budget("worker, bytes", &dist, &files, WORKER_BUDGET_KB)
}

fn keeps_budget(
    title: &str,
    dist: &Path,
    files: &BTreeSet<String>,
    budget_kb: usize,
) -> Result<(), Box<dyn std::error::Error>> {
    let files = weight::weigh(dist, files)?;
    println!("{title:50} {:>9} {:>9} {:>9}", "raw", "gzip", "brotli");
    for weight::Weight { file, raw, gzip, brotli } in &files {
        println!("{file:50} {raw:>9} {gzip:>9} {brotli:>9}");
    }
    let sum = |size: fn(&weight::Weight) -> usize| files.iter().map(size).sum::<usize>();
    let brotli = sum(|file| file.brotli);
    println!("{:50} {:>9} {:>9} {brotli:>9}", "together", sum(|file| file.raw), sum(|file| file.gzip));
    println!("budget: {:.1} of {budget_kb} kB", brotli as f64 / 1000.0);

    assert!(files.iter().any(|file| file.file.ends_with(".wasm")), "there is no program");
    assert!(brotli <= budget_kb * 1000, "{brotli} bytes are over the budget of {budget_kb} kB");
    Ok(())
}

#[test]
fn the_page_works_anywhere_and_under_its_policy() -> Result<(), Box<dyn std::error::Error>> {
    let html = std::fs::read_to_string(release_page()?.join("index.html"))?;
    let defects = weight::defects_of_page(&html, POLICY);
    assert!(defects.is_empty(), "index.html: {}", defects.join("\n"));
    Ok(())
}

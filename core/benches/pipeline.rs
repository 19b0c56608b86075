//! What one edit costs: check, scene, render and archive, for the reference design and for the largest one that
//! the drawing is made for: six zones, three tiers, thirty node groups. `make bench` runs it.

use std::hint::black_box;

use configurator_core::check::{Context, check, marks};
use configurator_core::design::{Design, starters};
use configurator_core::diagram::{Figures, scene};
use configurator_core::edit::NetworkEdit;
use configurator_core::render::render;
use configurator_core::testing::largest_drawn;
use configurator_core::{archive, file};
use divan::Bencher;

fn main() {
    divan::main();
}

const SIZES: [&str; 2] = ["small", "largest"];

fn design(size: &str) -> Design {
    if size == "small" { starters::reference() } else { largest_drawn() }
}

fn context() -> Context {
    Context { today: "2026-11-23".parse().ok(), ..Context::default() }
}

#[divan::bench(args = SIZES)]
fn a_check(bencher: Bencher<'_, '_>, size: &str) {
    let (design, context) = (design(size), context());
    bencher.bench(|| check(black_box(&design), &context));
}

#[divan::bench(args = SIZES)]
fn b_scene(bencher: Bencher<'_, '_>, size: &str) {
    let design = design(size);
    let marks = marks(&check(&design, &context()));
    bencher.bench(|| scene(black_box(&design), &marks, &Figures::default(), None));
}

#[divan::bench(args = SIZES)]
fn c_render(bencher: Bencher<'_, '_>, size: &str) {
    let design = design(size);
    bencher.bench(|| render(black_box(&design)));
}

#[divan::bench(args = SIZES)]
fn d_archive(bencher: Bencher<'_, '_>, size: &str) {
    let bundle = render(&design(size));
    bencher.bench(|| archive::zip(black_box(&bundle), "bench"));
}

#[divan::bench(args = SIZES)]
fn e_save(bencher: Bencher<'_, '_>, size: &str) {
    let design = design(size);
    bencher.bench(|| file::to_json(black_box(&design)));
}

#[divan::bench(args = SIZES)]
fn f_one_edit_to_bundle(bencher: Bencher<'_, '_>, size: &str) {
    let (design, context) = (design(size), context());
    let edit = NetworkEdit::SetVpcCidr { cidr: "10.1.0.0/16".parse().expect("a block") }.into();
    bencher.bench(|| {
        let after = black_box(&design).edited(&edit).expect("the edit fits");
        let findings = check(&after, &context);
        let scene = scene(&after, &marks(&findings), &Figures::default(), None);
        let bundle = render(&after);
        let zip = archive::zip(&bundle, "bench");
        (findings, scene, zip)
    });
}

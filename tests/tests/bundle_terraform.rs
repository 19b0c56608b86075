//! Bundles rolled out by the real `terraform`: formatted, planned from nothing, applied, and then at rest.

use configurator_tests::fixtures;
use configurator_tests::rollout::{OwnTests, roll_out};
use configurator_tests::terraform::{Step, available};

/// In two halves, so that none takes longer than a test may.
#[test]
fn bundles_of_one_half_roll_out() {
    roll_out_half(0);
}

#[test]
fn bundles_of_the_other_half_roll_out() {
    roll_out_half(1);
}

fn roll_out_half(half: usize) {
    let designs: Vec<_> = fixtures::all().into_iter().skip(half).step_by(2).collect();
    if available(designs.len()) {
        roll_out(&designs, Step::SecondPlan, OwnTests::Run);
    }
}

/// Their own tests are those of the fixtures in that flavour.
#[test]
fn bundles_of_the_other_flavour_roll_out() {
    let designs = fixtures::in_the_other_flavour();
    if available(designs.len()) {
        roll_out(&designs, Step::SecondPlan, OwnTests::LeftOut);
    }
}

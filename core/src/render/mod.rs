//! What a design becomes: the files of a Terraform bundle.
//!
//! - [`bundle`](Bundle): the files, and which of their lines come from which object
//! - `infrastructure`: VPC, cluster and node groups, with the values of the design in `terraform.tfvars`
//! - `bootstrap`: the bucket that keeps the state, with a state of its own
//! - `root`: README, Makefile, scripts, settings
//! - `guide`: how to run, change and upgrade it: constant sections, of which a design gets what concerns it
//! - `own_tests`: what a team runs with `terraform test`
//! - `text`: putting a file together from paragraphs
//!
//! What does not vary with the design stands in `core/templates/` as a plain file and is linted there; what
//! varies is built with [`crate::hcl`]. Text that a user typed reaches a file in three ways only: as a value
//! through `hcl`, as a value of `settings.env` whose type allows no line break, or escaped in `README.md`.

mod bootstrap;
mod bundle;
mod guide;
mod infrastructure;
mod names;
mod own_tests;
mod picture;
#[cfg(test)]
mod properties;
mod readme;
mod root;
mod text;
mod upgrade;

pub use bundle::{Bundle, File, Mark};

use crate::design::Design;
use crate::sorted;

/// The bundle of `design`. Total: a bad design renders too, so that the preview always works.
pub fn render(design: &Design) -> Bundle {
    let mut files = root::files(design);
    files.extend(bootstrap::files(design));
    files.extend(infrastructure::files(design));
    let tests = own_tests::files(design, &files);
    files.extend(tests);
    sorted::sort_by(&mut files, |a, b| a.path.cmp(&b.path));
    Bundle { files }
}

//! Runs the real `terraform` on a folder of configuration without a network: stub providers serve the
//! real providers' schemas, a stand-in takes the place of the registry module, and state stays local.

mod diagnostics;
mod interface;
mod module;
mod provider;
mod run;
mod scratch;
mod validators;

pub use diagnostics::Diagnostic;
pub use interface::{Report, UnknownKey, check_folder};
pub use module::Interface;
pub use provider::Providers;
pub use run::{Outcome, Step, StepReport, Terraform};

/// Whether `terraform` can be run. Where it is missing, the caller's tests say so and pass, unless
/// `CI=true`, where a check that does not run is a failure.
///
/// # Panics
/// When `terraform` is missing and `CI` is `true`.
pub fn available(checks: usize) -> bool {
    let found =
        std::process::Command::new("terraform").arg("version").env("CHECKPOINT_DISABLE", "1").output();
    if found.is_ok() {
        return true;
    }
    let how = format!("https://developer.hashicorp.com/terraform/install; {checks} checks did not run");
    crate::skip::missing("terraform", &how);
    false
}

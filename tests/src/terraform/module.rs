//! A stand-in for `terraform-aws-modules/eks/aws`: no registry is reachable where the tests run, and
//! third-party code is not carried. Variables come from the interface, the rest is in `data/eks-module`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

const INTERFACE: &str = include_str!("../../data/eks-module/interface.json");
const OUTPUTS: &str = include_str!("../../data/eks-module/outputs.tf");
const RESOURCES: [(&str, &str); 11] = [
    ("access.tf", include_str!("../../data/eks-module/access.tf")),
    ("addons.tf", include_str!("../../data/eks-module/addons.tf")),
    ("fargate.tf", include_str!("../../data/eks-module/fargate.tf")),
    ("guards.tf", include_str!("../../data/eks-module/guards.tf")),
    ("main.tf", include_str!("../../data/eks-module/main.tf")),
    ("managed.tf", include_str!("../../data/eks-module/managed.tf")),
    ("roles.tf", include_str!("../../data/eks-module/roles.tf")),
    ("security.tf", include_str!("../../data/eks-module/security.tf")),
    ("self_managed.tf", include_str!("../../data/eks-module/self_managed.tf")),
    ("templates.tf", include_str!("../../data/eks-module/templates.tf")),
    ("user_data.tf", include_str!("../../data/eks-module/user_data.tf")),
];

/// The published face of the module.
#[derive(Deserialize)]
pub struct Interface {
    /// Its address in the registry.
    pub module: String,
    /// The version that the variables and outputs are those of.
    pub version: String,
    required_version: String,
    providers: BTreeMap<String, String>,
    pub(super) variables: BTreeMap<String, Variable>,
    outputs: Vec<String>,
}

/// A variable, its type and default as HCL expressions.
#[derive(Deserialize)]
pub(super) struct Variable {
    #[serde(rename = "type")]
    pub(super) ty: String,
    default: Option<String>,
}

impl Interface {
    /// The interface that the tests carry.
    pub fn get() -> &'static Self {
        static INTERFACE_ONCE: OnceLock<Interface> = OnceLock::new();
        INTERFACE_ONCE.get_or_init(|| {
            serde_json::from_str(INTERFACE).expect("the interface in tests/data is well formed")
        })
    }

    /// Writes the stand-in to a folder.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write_module(&self, folder: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join("versions.tf"), self.versions())?;
        std::fs::write(folder.join("variables.tf"), self.variables())?;
        std::fs::write(folder.join("outputs.tf"), format!("{OUTPUTS}{}", self.other_outputs()))?;
        RESOURCES.iter().try_for_each(|(name, text)| std::fs::write(folder.join(name), text))
    }

    fn versions(&self) -> String {
        let mut text = format!("terraform {{\n  required_version = \"{}\"\n\n", self.required_version);
        text.push_str("  required_providers {\n");
        for (source, version) in &self.providers {
            let name = source.rsplit('/').next().unwrap_or(source);
            let _ = writeln!(text, "    {name} = {{ source = \"{source}\", version = \"{version}\" }}");
        }
        text.push_str("  }\n}\n");
        text
    }

    fn variables(&self) -> String {
        let mut text = String::new();
        for (name, Variable { ty, default }) in &self.variables {
            let _ = writeln!(text, "variable \"{name}\" {{\n  type = {ty}");
            if let Some(default) = default {
                let _ = writeln!(text, "  default = {default}");
            }
            text.push_str("}\n\n");
        }
        text
    }

    /// Outputs that nothing here computes exist nevertheless, so that a reference to one is valid.
    fn other_outputs(&self) -> String {
        let mut text = String::new();
        for name in &self.outputs {
            if !OUTPUTS.contains(&format!("output \"{name}\" {{")) {
                let _ = write!(text, "\noutput \"{name}\" {{\n  value = null\n}}\n");
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stand_in_has_no_output_of_its_own() {
        let interface = Interface::get();
        for line in OUTPUTS.lines() {
            if let Some(name) = line.strip_prefix("output \"").and_then(|rest| rest.split('"').next()) {
                assert!(interface.outputs.iter().any(|output| output == name), "{name}");
            }
        }
    }
}

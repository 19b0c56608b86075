//! A copy of a bundle that can be planned without a network: the bundle itself is never touched.

use super::module::Interface;
use super::provider::Providers;
use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::parser::parse_body;
use std::ops::Range;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// State stays in the scratch folder, whatever backend the bundle names.
const LOCAL_BACKEND: &str = "terraform {\n  backend \"local\" {}\n}\n";
/// Read last, so that it overrides what the bundle says.
const OVERRIDE_FILE: &str = "zz_override.tf";
/// Folders that are no part of a configuration.
const NOT_COPIED: [&str; 4] = [".git", ".terraform", "node_modules", "target"];

/// A scratch folder, removed when dropped.
pub(super) struct Scratch {
    folder: TempDir,
    root: PathBuf,
}

impl Scratch {
    /// Copies `bundle` and prepares its folder `root` to be planned.
    pub(super) fn prepare(bundle: &Path, root: &Path) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| format!("a scratch folder: {error}"))?;
        let scratch = Self { root: folder.path().join("bundle").join(root), folder };
        let at = |path: &Path| format!("preparing {}", path.display());
        let copy = scratch.path("bundle");
        copy_tree(bundle, &copy).map_err(|error| format!("{}: {error}", at(bundle)))?;
        if !scratch.root.is_dir() {
            return Err(format!("{} has no folder {}", bundle.display(), root.display()));
        }
        // Terraform is content with a folder of nothing, and every step on it would pass.
        if !has_configuration(&scratch.root) {
            return Err(format!("{} holds no .tf file", bundle.join(root).display()));
        }
        let written = Interface::get()
            .write_module(&scratch.path("modules/eks"))
            .and_then(|()| Providers::shared().write_mirror(&scratch.path("mirror")))
            .and_then(|config| std::fs::write(scratch.cli_config(), config))
            .and_then(|()| std::fs::create_dir_all(scratch.path("home")))
            .and_then(|()| std::fs::write(scratch.root.join(OVERRIDE_FILE), LOCAL_BACKEND));
        written.map_err(|error| format!("{}: {error}", at(scratch.folder.path())))?;
        redirect_tree(&copy, 1)?;
        Ok(scratch)
    }

    /// The copy of the root module.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The CLI configuration, which replaces the user's own.
    pub(super) fn cli_config(&self) -> PathBuf {
        self.path("terraform.tfrc")
    }

    /// A path beside the copy of the bundle.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn has_configuration(folder: &Path) -> bool {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.into_iter().any(|file| file.path().extension().is_some_and(|extension| extension == "tf"))
}

fn copy_tree(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        let target = to.join(&name);
        if entry.file_type()?.is_dir() {
            if !NOT_COPIED.iter().any(|skipped| name == *skipped) {
                copy_tree(&entry.path(), &target)?;
            }
        } else if entry.path().is_file() && !name.to_string_lossy().contains(".tfstate") {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Points every call of the registry module in a tree at the stand-in.
fn redirect_tree(folder: &Path, depth: usize) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            redirect_tree(&path, depth + 1)?;
        } else if path.extension().is_some_and(|extension| extension == "tf") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let fail = |error: &dyn std::fmt::Display| format!("{name}: {error}");
            let text = std::fs::read_to_string(&path).map_err(|error| fail(&error))?;
            let stand_in = format!("{}modules/eks", "../".repeat(depth));
            if let Some(text) = redirect(&text, &stand_in).map_err(|error| fail(&error))? {
                std::fs::write(&path, text).map_err(|error| fail(&error))?;
            }
        }
    }
    Ok(())
}

/// The text with the source of each call of the module replaced and its version taken out; nothing
/// when there is no call, or when the text is not HCL, which is for Terraform to say.
fn redirect(text: &str, stand_in: &str) -> Result<Option<String>, String> {
    let Ok(body) = parse_body(text) else { return Ok(None) };
    if body.blocks().any(|block| block.body.has_blocks("provisioner")) {
        return Err("a provisioner would run commands on the machine that tests the bundle".to_owned());
    }
    let interface = Interface::get();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for block in body.get_blocks("module") {
        let label = block.labels.first().map(|label| label.as_str()).unwrap_or_default();
        let Some(source) = block.body.get_attribute("source") else { continue };
        if as_text(&source.value) != Some(&interface.module) {
            continue;
        }
        let version = block.body.get_attribute("version");
        let pinned = version.and_then(|version| as_text(&version.value)).unwrap_or("nothing");
        if pinned != interface.version {
            return Err(format!(
                "module.{label}: {} must be pinned to exactly {}, the version whose interface the tests hold, but has {pinned}",
                interface.module, interface.version
            ));
        }
        let spans = (source.value.span(), version.and_then(|version| version.span()));
        let (Some(source), Some(version)) = spans else {
            return Err(format!("module.{label}: its place in the text is not known"));
        };
        edits.push((source, format!("\"{stand_in}\"")));
        edits.push((version, String::new()));
    }
    if edits.is_empty() {
        return Ok(None);
    }
    // From the end, so that earlier places stay where they are.
    edits.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    let mut text = text.to_owned();
    for (place, replacement) in edits {
        text.replace_range(place, &replacement);
    }
    Ok(Some(text))
}

fn as_text(expression: &Expression) -> Option<&str> {
    match expression {
        Expression::String(text) => Some(text.as_str()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_source_and_version_change() {
        let text = "# Über uns\nmodule \"eks\" {\n  source  = \"terraform-aws-modules/eks/aws\" # why\n  version = \"21.19.0\"\n\n  name = \"a\"\n}\n";
        let redirected = redirect(text, "../modules/eks").expect("pinned").expect("a call");
        let expected =
            "# Über uns\nmodule \"eks\" {\n  source  = \"../modules/eks\" # why\n  \n\n  name = \"a\"\n}\n";
        assert_eq!(redirected, expected);
    }

    #[test]
    fn provisioners_are_not_run() {
        let text = "resource \"null_resource\" \"a\" {\n  provisioner \"local-exec\" {\n    command = \"true\"\n  }\n}\n";
        assert!(redirect(text, "x").expect_err("a provisioner").contains("would run commands"));
    }

    #[test]
    fn the_version_is_pinned_exactly() {
        let call = |version: &str| {
            format!("module \"eks\" {{\n  source = \"terraform-aws-modules/eks/aws\"\n  {version}\n}}\n")
        };
        for wrong in ["", "version = \"~> 21.0\"", "version = \"21.18.0\""] {
            let error = redirect(&call(wrong), "x").expect_err(wrong);
            assert!(error.contains("must be pinned to exactly"), "{error}");
        }
        assert_eq!(redirect("module \"other\" {\n  source = \"./other\"\n}\n", "x"), Ok(None));
    }
}

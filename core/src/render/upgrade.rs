//! `UPGRADE.md`: how this design comes to newer versions, of a constant file those sections that concern it.

use super::File;
use super::text::Draft;
use crate::design::{Design, Flavour, StateBackend};

/// The file.
pub(super) fn file(design: &Design) -> File {
    let compute = &design.compute;
    let lock_table = matches!(&*design.state, StateBackend::S3 { lock, .. } if lock.table().is_some());
    let mut sections = include_str!("../../templates/UPGRADE.md").split("\n## ");
    let first = Draft::new("UPGRADE.md").paragraph(sections.next().unwrap_or_default(), &[]);
    sections
        .filter(|section| match section.lines().next() {
            Some("Managed node groups") => compute.node_groups.iter().any(|g| g.managed().is_some()),
            Some("Self-managed node groups") => {
                compute.node_groups.iter().any(|g| g.self_managed().is_some())
            }
            Some("Fargate") => !compute.fargate_profiles.is_empty(),
            Some("EKS Auto Mode") => compute.auto_mode.is_some(),
            Some("Karpenter") => design.intent.karpenter,
            Some("The EKS module") => design.cluster.flavour == Flavour::Module,
            Some("From the lock table to the lock file") => lock_table,
            _ => true,
        })
        .fold(first, |draft, section| draft.paragraph(&format!("## {section}"), &[]))
        .file()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;
    use std::sync::Arc;

    #[test]
    fn only_what_there_is_has_a_section() {
        let mut design = starters::reference();
        let before = file(&design).text;
        assert!(before.contains("## Managed node groups") && !before.contains("## Karpenter"), "{before}");
        design.intent.karpenter = true;
        Arc::make_mut(&mut design.compute).node_groups.clear();
        let after = file(&design).text;
        assert!(after.contains("## Karpenter") && !after.contains("node groups\n"), "{after}");
    }
}

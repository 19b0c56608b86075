//! NAM004: two node groups, or two Fargate profiles, share a name.

use std::collections::BTreeMap;

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::numbered;
use crate::design::{FargateProfile, NodeGroupId, Subject};
use crate::edit::ComputeEdit;
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NAM004",
    name: "duplicate_node_group_name",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!(
        "A node group has the name of one added before it, or a Fargate profile that of another profile."
    ),
    why: "A cluster has one node group and one profile of a name, and Terraform one resource of a key.",
    source: docs!("eksctl, validation.go (nameSet); EKS API, CreateNodegroup (ResourceInUseException)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    profiles(facts, report);
    let mut first: BTreeMap<&str, NodeGroupId> = BTreeMap::new();
    let taken = sorted::set(facts.groups.iter().map(|g| g.name.as_str()));
    for group in &facts.groups {
        let earlier = *first.entry(group.name.as_str()).or_insert(group.id);
        if earlier == group.id {
            continue;
        }
        let finding = report.add(
            Subject::NodeGroup(group.id),
            format!("Another node group is called {} too", group.name),
            "Give the node group a name of its own.",
        );
        finding.related([Subject::NodeGroup(earlier)]);
        if let Some(name) = numbered(group.name.as_str(), 63, |n| taken.contains(n)) {
            let label = format!("Rename to {name}");
            finding.fix(label, ComputeEdit::RenameNodeGroup { group: group.id, name });
        }
    }
}
/// The same for Fargate profiles, whose names are apart from those of groups.
fn profiles(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut profiles: Vec<&FargateProfile> = facts.design.compute.fargate_profiles.iter().collect();
    sorted::sort_by_key(&mut profiles, |p| p.id);
    let taken = sorted::set(profiles.iter().map(|p| p.name.as_str()));
    for (at, profile) in profiles.iter().enumerate() {
        let Some(earlier) = profiles[..at].iter().find(|p| p.name == profile.name) else { continue };
        let finding = report.add(
            Subject::FargateProfile(profile.id),
            format!("Another Fargate profile is called {} too", profile.name),
            "Give the profile a name of its own.",
        );
        finding.related([Subject::FargateProfile(earlier.id)]);
        if let Some(name) = numbered(profile.name.as_str(), 100, |n| taken.contains(n)) {
            let profile = FargateProfile { name, ..(*profile).clone() };
            finding.fix(format!("Rename to {}", profile.name), ComputeEdit::SetFargateProfile { profile });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, fargate, groups, v};
    use crate::edit::suggest;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn profiles_of_one_name() {
        let mut design = fargate(|_| {});
        design = design.edited(&suggest::add_fargate_profile(&design).unwrap()).unwrap();
        check_findings(&RULE, &design, expect![[""]]);
        Arc::make_mut(&mut design.compute).fargate_profiles[1].name = v("kube-system");
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at fargate-profile-7 (with fargate-profile-6): Another Fargate profile is called kube-system too
              Give the profile a name of its own.
              [Rename to kube-system-2] Change kube-system-2"#]],
        );
    }

    #[test]
    fn twins() {
        check_findings(
            &RULE,
            &groups(&["general", "general", "general"], |_| {}),
            expect![[r#"
            Error at node-group-7 (with node-group-6): Another node group is called general too
              Give the node group a name of its own.
              [Rename to general-2] Rename general to general-2
            Error at node-group-8 (with node-group-6): Another node group is called general too
              Give the node group a name of its own.
              [Rename to general-2] Rename general to general-2"#]],
        );
    }

    #[test]
    fn the_longest_name() {
        let name = "a".repeat(63);
        check_findings(
            &RULE,
            &groups(&[&name, &name], |_| {}),
            expect![[r#"
            Error at node-group-7 (with node-group-6): Another node group is called aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa too
              Give the node group a name of its own.
              [Rename to aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-2] Rename aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa to aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-2"#]],
        );
    }

    #[test]
    fn siblings() {
        check_findings(&RULE, &groups(&["general", "general-2"], |_| {}), expect![[""]]);
    }
}

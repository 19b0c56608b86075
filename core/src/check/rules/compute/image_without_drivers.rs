//! NG006: accelerators without drivers, or drivers without accelerators.

use crate::catalog::{Accelerator, InstanceFacts};
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::machines;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{NodeGroup, Subject};
use crate::edit::ComputeEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG006",
    name: "image_without_drivers",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!(
        "A type with accelerators has an AMI without their drivers, or a type without any an AMI for them."
    ),
    why: "Pods see an accelerator only where the node's image brings its drivers; an image with drivers is refused on machines \
          without.",
    source: docs!(
        "Amazon EKS user guide, choosing an instance type; eksctl, amitype.go (2026-08-21); instance types: core/data"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    // Images of one's own have what their owner put there, and drivers of Windows are installed later.
    let is_ours = |g: &&&NodeGroup| g.settings.custom_ami.is_none() && !g.ami_type.is_windows();
    for group in facts.groups.iter().filter(is_ours) {
        let drivers = machines::drivers(group.ami_type);
        // Another architecture is NG004's.
        let own = |architecture| architecture == group.ami_type.architecture();
        let is_wrong = |t: &InstanceFacts| own(t.architecture) && t.accelerator != drivers;
        let Some(names) = machines::named(group, is_wrong) else { continue };
        let title = if machines::known(group).all(|(_, t)| t.accelerator == Accelerator::None) {
            format!("{}: {names} has no accelerator, and {} is for some", group.name, group.ami_type.as_str())
        } else {
            format!("{}: {} has no drivers for {names}", group.name, group.ami_type.as_str())
        };
        let finding =
            report.add(Subject::NodeGroup(group.id), title, "Choose an AMI type for what the machines have.");
        let first = machines::known(group).next().map(|(_, t)| t);
        let of_one_kind = machines::known(group).all(|(_, t)| {
            first.is_some_and(|f| (f.architecture, f.accelerator) == (t.architecture, t.accelerator))
        });
        let image = first
            .and_then(|t| machines::image_for(facts.design, group.ami_type, t.architecture, t.accelerator));
        if let Some(ami_type) = image.filter(|_| of_one_kind) {
            finding.fix(
                format!("Use {}", ami_type.as_str()),
                ComputeEdit::SetAmiType { group: group.id, ami_type },
            );
        } else if let Some(edit) = machines::keeping(group, |t| !is_wrong(t)) {
            finding.fix("Keep the types that it is for", edit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use crate::value::AmiType;
    use expect_test::expect;

    #[test]
    fn gpus_without_drivers_and_drivers_without_gpus() {
        check_findings(
            &RULE,
            &group(|g| g.instance_types = vec![v("g6.xlarge")]),
            expect![[r#"
            Error at node-group-3: general: AL2023_x86_64_STANDARD has no drivers for g6.xlarge
              Choose an AMI type for what the machines have.
              [Use AL2023_x86_64_NVIDIA] Use AL2023_x86_64_NVIDIA for general"#]],
        );
        check_findings(
            &RULE,
            &group(|g| g.ami_type = AmiType::Al2023X86Nvidia),
            expect![[r#"
                Error at node-group-3: general: m5.large has no accelerator, and AL2023_x86_64_NVIDIA is for some
                  Choose an AMI type for what the machines have.
                  [Use AL2023_x86_64_STANDARD] Use AL2023_x86_64_STANDARD for general"#]],
        );
        check_findings(
            &RULE,
            &group(|g| g.instance_types = vec![v("inf2.xlarge"), v("m5.large")]),
            expect![[r#"
                Error at node-group-3: general: AL2023_x86_64_STANDARD has no drivers for inf2.xlarge
                  Choose an AMI type for what the machines have.
                  [Keep the types that it is for] Change the instance types of general"#]],
        );
    }

    #[test]
    fn neuron() {
        let with = |ami_type| {
            group(|g| {
                g.instance_types = vec![v("inf2.xlarge")];
                g.ami_type = ami_type;
            })
        };
        check_findings(
            &RULE,
            &with(AmiType::Al2023X86Nvidia),
            expect![[r#"
            Error at node-group-3: general: AL2023_x86_64_NVIDIA has no drivers for inf2.xlarge
              Choose an AMI type for what the machines have.
              [Use AL2023_x86_64_NEURON] Use AL2023_x86_64_NEURON for general"#]],
        );
        check_findings(&RULE, &with(AmiType::Al2023X86Neuron), expect![[""]]);
    }

    #[test]
    fn gpus_with_their_drivers() {
        let design = group(|g| {
            g.instance_types = vec![v("g6.xlarge"), v("g5.xlarge")];
            g.ami_type = AmiType::Al2023X86Nvidia;
        });
        check_findings(&RULE, &design, expect![[""]]);
    }
}

//! NG039: nodes are told more at their start than EC2 takes.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{NodeGroup, Subject};
use crate::value::grouped;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG039",
    name: "user_data_too_long",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!(
        "The start script of a node group, with the labels and taints of a self-managed one, leaves no room in the user data for what tells nodes where their cluster is."
    ),
    why: "EC2 takes 16,384 bytes of user data, of which some 3,000 tell a node where its cluster is. A letter like ä has two bytes, an emoji four.",
    source: docs!(
        "Amazon EC2 user guide, instance user data (16 KB before base64); what EKS and the bundle add was counted"
    ),
    run,
};

/// Bytes that EC2 takes.
const MOST: usize = 16_384;
/// Of them, what a family of images needs at most: name, endpoint and certificate of the cluster, and the frame of the
/// parts or the command that joins.
const FOR_THE_CLUSTER: usize = 3000;
/// What stands around a label, and around a taint with its effect, in the longest of all forms: Bottlerocket's.
const AROUND_LABEL: usize = 8;
const AROUND_TAINT: usize = 28;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let room = MOST - FOR_THE_CLUSTER;
    for group in &facts.groups {
        let told = bytes(group);
        if told > room {
            report.add(
                Subject::NodeGroup(group.id),
                format!(
                    "{} tells its nodes {} bytes at their start; there is room for {}",
                    group.name,
                    grouped(told as u64),
                    grouped(room as u64)
                ),
                "Shorten the start script, or let it fetch what is long.",
            );
        }
    }
}

/// What the design adds to the user data. EKS gives the nodes of its groups their labels and taints itself.
fn bytes(group: &NodeGroup) -> usize {
    let script = group.settings.start_script.as_ref().map_or(0, |s| s.as_str().len());
    if group.managed().is_some() {
        return script;
    }
    let labels = group.labels.iter().map(|(k, v)| k.as_str().len() + v.as_str().len() + AROUND_LABEL);
    let taints = group.taints.iter().map(|t| {
        t.key.as_str().len() + t.value.as_ref().map_or(0, |value| value.as_str().len()) + AROUND_TAINT
    });
    script + labels.chain(taints).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use crate::design::NodeGroupKind;
    use expect_test::expect;

    fn script(group: &mut NodeGroup, text: &str) {
        group.settings.start_script = Some(v(text));
    }

    #[test]
    fn characters_of_several_bytes() {
        check_findings(
            &RULE,
            &group(|g| script(g, &"ä".repeat(6693))),
            expect![[r#"
                Error at node-group-3: general tells its nodes 13 386 bytes at their start; there is room for 13 384
                  Shorten the start script, or let it fetch what is long."#]],
        );
        check_findings(&RULE, &group(|g| script(g, &"ä".repeat(6692))), expect![[""]]);
        check_findings(&RULE, &group(|g| script(g, &"a".repeat(8000))), expect![[""]]);
    }

    #[test]
    fn a_script_beside_many_labels() {
        let many = |g: &mut NodeGroup| {
            script(g, &"a".repeat(8000));
            let key = |n: usize| v(&format!("{n:02}{}", "k".repeat(61)));
            g.labels = (0..50).map(|n| (key(n), v(&"v".repeat(63)))).collect();
        };
        // EKS labels these.
        check_findings(&RULE, &group(many), expect![[""]]);
        check_findings(
            &RULE,
            &group(|g| {
                many(g);
                g.kind = NodeGroupKind::SelfManaged(Default::default());
            }),
            expect![[r#"
                Error at node-group-3: general tells its nodes 14 700 bytes at their start; there is room for 13 384
                  Shorten the start script, or let it fetch what is long."#]],
        );
    }
}

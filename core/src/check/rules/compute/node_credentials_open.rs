//! NG031: credentials of the node that others can have.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{InstanceMetadata, NodeSettings, Subject};
use crate::edit::ComputeEdit;
use crate::value::HopLimit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG031",
    name: "node_credentials_open",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!(
        "The metadata service of a node group answers without a token, or its answer reaches into pods."
    ),
    why: "Whoever reads the node's credentials has the rights of the node. A token keeps out requests that a program was tricked into; one hop keeps out pods.",
    source: docs!(
        "EKS best practices guide, security/iam (restrict access to the instance profile); checkov, CKV_AWS_79"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let now = group.settings.metadata;
        let hops = now.hop_limit.get();
        let faults = [
            (!now.tokens_required).then(|| "without a token".to_owned()),
            (hops > 1).then(|| format!("over {hops} hops, so to pods")),
        ];
        let faults: Vec<String> = faults.into_iter().flatten().collect();
        if faults.is_empty() {
            continue;
        }
        let metadata = InstanceMetadata { tokens_required: true, hop_limit: HopLimit::known(1) };
        let settings = NodeSettings { metadata, ..group.settings.clone() };
        report
            .add(
                Subject::NodeGroup(group.id),
                format!("Nodes of {} give their credentials away {}", group.name, list(faults)),
                "Ask for tokens and answer over one hop; give pods roles of their own.",
            )
            .fix("Keep them on the node", ComputeEdit::SetNodeSettings { group: group.id, settings });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group};
    use expect_test::expect;

    #[test]
    fn open_and_closed() {
        let with = |tokens_required, hops: u32| {
            let hop_limit = hops.try_into().unwrap();
            group(|g| g.settings.metadata = InstanceMetadata { tokens_required, hop_limit })
        };
        check_findings(
            &RULE,
            &with(false, 2),
            expect![[r#"
            Warning at node-group-3: Nodes of general give their credentials away without a token and over 2 hops, so to pods
              Ask for tokens and answer over one hop; give pods roles of their own.
              [Keep them on the node] Change the nodes of general"#]],
        );
        check_findings(
            &RULE,
            &with(true, 2),
            expect![[r#"
            Warning at node-group-3: Nodes of general give their credentials away over 2 hops, so to pods
              Ask for tokens and answer over one hop; give pods roles of their own.
              [Keep them on the node] Change the nodes of general"#]],
        );
        check_findings(&RULE, &with(true, 1), expect![[""]]);
    }
}

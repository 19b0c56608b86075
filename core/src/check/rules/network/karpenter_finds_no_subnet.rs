//! SUB022: Karpenter is planned and no subnet is tagged for it.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Subject, Tier};
use crate::edit::{Edit, NetworkEdit};

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB022",
    name: "karpenter_finds_no_subnet",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("Karpenter is planned and it finds no subnet that has a way out."),
    why: "Karpenter starts nodes in the subnets that carry its tag. Without one it starts none, and pods stay pending.",
    source: docs!("karpenter-provider-aws, EC2NodeClass (subnetSelectorTerms)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let found = facts.subnets.iter().any(|s| s.karpenter_discovery && s.tier != Tier::Intra);
    if !facts.design.intent.karpenter || found {
        return;
    }
    let edits: Vec<Edit> = facts
        .subnets_of(Tier::Private)
        .map(|s| NetworkEdit::SetSubnetKarpenter { subnet: s.id, discovery: true }.into())
        .collect();
    let finding = report.add(
        Subject::Vpc,
        "Karpenter finds no subnet for its nodes",
        "Let Karpenter find the private subnets, or do not plan it.",
    );
    if !edits.is_empty() {
        finding.fix("Tag the private subnets", Edit::Batch { edits });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use crate::edit::DesignEdit;
    use expect_test::expect;

    #[test]
    fn planned_with_and_without() {
        let mut planned = network(|_| {});
        planned.intent.karpenter = true;
        check_findings(
            &RULE,
            &planned,
            expect![[r#"
            Warning at vpc: Karpenter finds no subnet for its nodes
              Let Karpenter find the private subnets, or do not plan it.
              [Tag the private subnets] Let Karpenter find private-az1; Let Karpenter find private-az2"#]],
        );
        let found = planned.edited(&DesignEdit::PlanKarpenter { planned: true }.into()).unwrap();
        check_findings(&RULE, &found, expect![[""]]);
        check_findings(&RULE, &network(|_| {}), expect![[""]]);
    }
}

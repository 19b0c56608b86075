//! CID013: a block that the rolled-out VPC does not have yet.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::{agree, list};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID013",
    name: "new_block_of_a_running_cluster",
    area: Area::Network,
    severity: Severity::Note,
    what: docs!("The VPC has a block that it does not have where it is rolled out."),
    why: "EKS looks for new blocks from time to time only: nodes in them may wait for up to five hours until the control plane reaches them.",
    source: docs!("Amazon EKS user guide, network requirements"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(deployed) = facts.deployed else { return };
    let new: Vec<_> =
        facts.design.network.blocks().filter(|b| !deployed.network.blocks().any(|d| d == *b)).collect();
    if !new.is_empty() {
        report.add(
            Subject::Vpc,
            format!("{} {} new to the running cluster", list(&new), agree(new.len(), "is", "are")),
            "Wait for up to five hours after the rollout before nodes use it.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::check::testing::{check_findings, check_findings_on, context, network, v};
    use crate::design::Design;
    use expect_test::expect;
    use std::sync::Arc;

    fn deployed(rolled_out: Design) -> Context {
        Context { deployed: Some(Arc::new(rolled_out)), ..context() }
    }

    #[test]
    fn one_more_and_the_same() {
        let design = network(|n| n.secondary_cidrs = vec![v("100.64.0.0/16")]);
        check_findings_on(
            &RULE,
            &design,
            &deployed(network(|_| {})),
            expect![[r#"
            Note at vpc: 100.64.0.0/16 is new to the running cluster
              Wait for up to five hours after the rollout before nodes use it."#]],
        );
        check_findings_on(&RULE, &design, &deployed(design.clone()), expect![[""]]);
        check_findings(&RULE, &design, expect![[""]]);
    }
}

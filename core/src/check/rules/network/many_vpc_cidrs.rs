//! CID011: more blocks than a new account may have in a VPC.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID011",
    name: "many_vpc_cidrs",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("The VPC has more than 5 blocks."),
    why: "That is the quota of a new account; beyond it the rollout fails. AWS raises it to 50 on request.",
    source: docs!(
        "Amazon VPC user guide, quotas (IPv4 CIDR blocks per VPC, L-83CA0A9D); EKS best practices guide, scalability"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    const QUOTA: usize = 5;
    let count = facts.design.network.blocks().count();
    if count > QUOTA {
        report.add(
            Subject::Vpc,
            format!("The VPC has {count} blocks, and the quota is {QUOTA}"),
            "Use fewer and larger blocks, or ask AWS to raise quota L-83CA0A9D.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use crate::design::Design;
    use expect_test::expect;

    fn further(vpc: &str, cidrs: &[&str]) -> Design {
        network(|n| {
            n.cidr = v(vpc);
            n.secondary_cidrs = cidrs.iter().map(|c| v(c)).collect();
        })
    }

    #[test]
    fn six() {
        check_findings(
            &RULE,
            &further(
                "10.0.0.0/16",
                &["100.64.0.0/20", "100.65.0.0/20", "100.66.0.0/20", "100.67.0.0/20", "100.68.0.0/20"],
            ),
            expect![[r#"
                Warning at vpc: The VPC has 6 blocks, and the quota is 5
                  Use fewer and larger blocks, or ask AWS to raise quota L-83CA0A9D."#]],
        );
    }
    #[test]
    fn five() {
        check_findings(
            &RULE,
            &further("10.0.0.0/16", &["100.64.0.0/20", "100.65.0.0/20", "100.66.0.0/20", "100.67.0.0/20"]),
            expect![[""]],
        );
    }
}

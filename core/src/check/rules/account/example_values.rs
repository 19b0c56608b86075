//! EXA001: values of the documentation stand where real ones belong. The rule is ours.

use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::{agree, list};
use crate::check::{Severity, ranges};
use crate::design::Subject;
use crate::value::Cidr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "EXA001",
    name: "example_values",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!("The design names blocks of RFC 5737 or AWS's example account 111122223333."),
    why: "The starters carry example values so that everything can be looked at. Nobody owns them: with these you \
          would lock yourself out of the cluster.",
    source: docs!("RFC 5737 (blocks for documentation); AWS documentation (example account ids)"),
    run,
};

/// The account of AWS's own examples.
pub(in crate::check) const EXAMPLE_ACCOUNT: &str = "111122223333";

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let cluster = &facts.design.cluster;
    let endpoint = &cluster.endpoint;
    let is_example = |c: &&Cidr| ranges::DOCUMENTATION.iter().any(|d| d.contains(**c));
    let blocks: Vec<&Cidr> = endpoint.public_cidrs.iter().filter(is_example).collect();
    if endpoint.public && !blocks.is_empty() {
        let noun = agree(blocks.len(), "is an example block", "are example blocks");
        report.add(
            Subject::Cluster,
            format!("{} {noun}: nobody has these addresses", list(&blocks)),
            "Replace them before the rollout by the public blocks that may reach the API server.",
        );
    }
    let administrator = &facts.design.access.administrator;
    if administrator.account() == EXAMPLE_ACCOUNT {
        report.add(
            Subject::Access,
            format!("The administrator is in the example account {EXAMPLE_ACCOUNT}"),
            "Replace it before the rollout by a role or user of yours.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design, v};
    use crate::design::starters;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn the_starter() {
        check_findings(
            &RULE,
            &starters::reference(),
            expect![[r#"
            Warning at cluster: 203.0.113.0/24 is an example block: nobody has these addresses
              Replace them before the rollout by the public blocks that may reach the API server.
            Warning at access: The administrator is in the example account 111122223333
              Replace it before the rollout by a role or user of yours."#]],
        );
    }

    #[test]
    fn several_blocks() {
        let design = design(|d| {
            Arc::make_mut(&mut d.access).administrator = v("arn:aws:iam::999988887777:role/admin");
            let blocks = ["198.51.100.7/32", "192.0.2.0/25", "192.0.3.0/24"];
            Arc::make_mut(&mut d.cluster).endpoint.public_cidrs = blocks.map(v).to_vec();
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at cluster: 198.51.100.7/32 and 192.0.2.0/25 are example blocks: nobody has these addresses
              Replace them before the rollout by the public blocks that may reach the API server."#]],
        );
    }

    #[test]
    fn real_values_and_a_closed_endpoint() {
        let design = design(|d| {
            Arc::make_mut(&mut d.access).administrator = v("arn:aws:iam::999988887777:role/admin");
            Arc::make_mut(&mut d.cluster).endpoint.public = false;
        });
        check_findings(&RULE, &design, expect![[""]]);
    }
}

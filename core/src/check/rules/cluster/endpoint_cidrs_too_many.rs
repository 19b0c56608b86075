//! END005: more blocks for the public endpoint than EKS takes.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "END005",
    name: "endpoint_cidrs_too_many",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!("More than 40 blocks may use the public endpoint."),
    why: "EKS takes 40 blocks, and this limit is not raised.",
    source: docs!(
        "Amazon EKS user guide, service quotas (public endpoint access CIDR ranges, not adjustable)"
    ),
    run,
};

const MOST: usize = 40;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let endpoint = &facts.design.cluster.endpoint;
    let found = endpoint.public_cidrs.len();
    if endpoint.public && found > MOST {
        report.add(
            Subject::Cluster,
            format!("{found} blocks may use the public endpoint; EKS takes {MOST}"),
            "Join neighbouring blocks into larger ones, or send users through a VPN.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster};
    use crate::value::Cidr;
    use expect_test::expect;

    fn blocks(count: u8) -> Vec<Cidr> {
        (0..count).filter_map(|n| Cidr::new([81, 2, 69, n].into(), 32)).collect()
    }

    #[test]
    fn forty_one_and_forty() {
        check_findings(
            &RULE,
            &cluster(|c| c.endpoint.public_cidrs = blocks(41)),
            expect![[r#"
            Error at cluster: 41 blocks may use the public endpoint; EKS takes 40
              Join neighbouring blocks into larger ones, or send users through a VPN."#]],
        );
        check_findings(&RULE, &cluster(|c| c.endpoint.public_cidrs = blocks(40)), expect![[""]]);
    }
}

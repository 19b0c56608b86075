//! END008: nobody outside the VPC reaches the API server.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "END008",
    name: "endpoint_private_only",
    area: Area::Cluster,
    severity: Severity::Note,
    what: docs!("The public endpoint is off."),
    why: "That is the safest choice. kubectl, and every tool that talks to the cluster, then runs inside \
          the VPC or comes through a VPN, a transit gateway or a bastion.",
    source: docs!("Amazon EKS user guide, cluster endpoint"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let endpoint = &facts.design.cluster.endpoint;
    if endpoint.private && !endpoint.public {
        report.add(
            Subject::Cluster,
            "The API server is reached from inside the VPC only",
            "Make sure that those who deploy have a way into the VPC.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster};
    use expect_test::expect;

    #[test]
    fn private_and_both() {
        check_findings(
            &RULE,
            &cluster(|c| c.endpoint.public = false),
            expect![[r#"
            Note at cluster: The API server is reached from inside the VPC only
              Make sure that those who deploy have a way into the VPC."#]],
        );
        check_findings(&RULE, &cluster(|_| {}), expect![[""]]);
    }
}

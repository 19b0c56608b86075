//! SEC003: the API server can be reached from the internet.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SEC003",
    name: "endpoint_public",
    area: Area::Cluster,
    severity: Severity::Note,
    what: docs!("The public endpoint is on."),
    why: "The benchmark wants it off: what the internet cannot reach, it cannot attack. With a short list of addresses the risk is small, and a runner or VPN inside the VPC would make it none.",
    source: docs!("CIS Amazon EKS Benchmark 1.8.0, 5.4.2; Checkov CKV_AWS_39"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let endpoint = &facts.design.cluster.endpoint;
    // Without the private endpoint END009 comes first.
    if endpoint.public && endpoint.private && facts.is_production() {
        report.add(
            Subject::Cluster,
            "The API server has an address on the internet",
            "Turn the public endpoint off once everybody comes through a VPN, a bastion or a runner in the VPC.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, in_production};
    use expect_test::expect;

    #[test]
    fn public_and_private() {
        check_findings(
            &RULE,
            &in_production(cluster(|_| {})),
            expect![[r#"
            Note at cluster: The API server has an address on the internet
              Turn the public endpoint off once everybody comes through a VPN, a bastion or a runner in the VPC."#]],
        );
        check_findings(&RULE, &in_production(cluster(|c| c.endpoint.public = false)), expect![[""]]);
    }
}

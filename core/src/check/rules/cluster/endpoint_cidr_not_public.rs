//! END004: the public endpoint names addresses that do not exist on the internet.

use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::{agree, list};
use crate::check::{Severity, ranges};
use crate::design::{Endpoint, Subject};
use crate::edit::ClusterEdit;
use crate::value::Cidr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "END004",
    name: "endpoint_cidr_not_public",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!("A block that may use the public endpoint is private or reserved."),
    why: "Requests to the public endpoint come from public addresses, also those of a company network: it leaves \
          through its own gateway. EKS refuses private and reserved blocks.",
    source: docs!(
        "Amazon EKS user guide, cluster endpoint; API refusal “The following CIDRs are invalid in publicAccessCidrs”"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let endpoint = &facts.design.cluster.endpoint;
    let (bad, good): (Vec<Cidr>, Vec<Cidr>) = endpoint.public_cidrs.iter().partition(|c| !may_be_public(**c));
    if bad.is_empty() || !endpoint.public {
        return;
    }
    let verb = agree(bad.len(), "is not a public block", "are not public blocks");
    let finding = report.add(
        Subject::Cluster,
        format!("{} {verb}", list(&bad)),
        "Name the public addresses that requests come from; inside the VPC the private endpoint serves.",
    );
    if good.is_empty() {
        // An empty list would open the endpoint to everybody. Whoever named private blocks wants the other one.
        let endpoint = Endpoint { private: true, public: false, public_cidrs: good };
        finding.fix("Use the private endpoint only", ClusterEdit::SetEndpoint { endpoint });
    } else {
        let endpoint = Endpoint { public_cidrs: good, ..endpoint.clone() };
        finding.fix(format!("Remove {}", list(&bad)), ClusterEdit::SetEndpoint { endpoint });
    }
}

fn may_be_public(cidr: Cidr) -> bool {
    let mut kept =
        ranges::RESERVED.iter().chain(&*ranges::PRIVATE).chain(&*ranges::SHARED).chain(&*ranges::CLASS_E);
    !kept.any(|range| range.contains(cidr))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use expect_test::expect;

    #[test]
    fn one_of_two() {
        check_findings(
            &RULE,
            &cluster(|c| c.endpoint.public_cidrs.push(v("10.0.0.0/8"))),
            expect![[r#"
            Error at cluster: 10.0.0.0/8 is not a public block
              Name the public addresses that requests come from; inside the VPC the private endpoint serves.
              [Remove 10.0.0.0/8] Change the API endpoint"#]],
        );
    }

    #[test]
    fn nothing_would_be_left() {
        check_findings(
            &RULE,
            &cluster(|c| c.endpoint.public_cidrs = vec![v("192.168.1.0/24")]),
            expect![[r#"
            Error at cluster: 192.168.1.0/24 is not a public block
              Name the public addresses that requests come from; inside the VPC the private endpoint serves.
              [Use the private endpoint only] Change the API endpoint"#]],
        );
    }

    #[test]
    fn everything_and_neighbours_are_public() {
        let blocks = ["0.0.0.0/0", "11.0.0.0/8", "172.32.0.0/16"];
        check_findings(&RULE, &cluster(|c| c.endpoint.public_cidrs = blocks.map(v).to_vec()), expect![[""]]);
    }
}

//! RTE014: the VPC does not resolve names as EKS needs.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Dns, Subject};
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "RTE014",
    name: "dns_off",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("DNS support or DNS hostnames are off in the VPC."),
    why: "Nodes find the API server by name. Without both settings they cannot register, and the private endpoint does not resolve.",
    source: docs!("Amazon EKS user guide, network requirements and cluster endpoint"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Dns { support, hostnames } = facts.design.network.dns;
    let off = match (support, hostnames) {
        (true, true) => return,
        (false, true) => "DNS support is off",
        (true, false) => "DNS hostnames are off",
        (false, false) => "DNS support and hostnames are off",
    };
    report.add(Subject::Vpc, off, "Turn both on.").fix("Turn on DNS", NetworkEdit::SetDns { dns: Dns::ON });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use expect_test::expect;

    #[test]
    fn one_or_both() {
        let dns = |support, hostnames| network(|n| n.dns = Dns { support, hostnames });
        check_findings(
            &RULE,
            &dns(true, false),
            expect![[r#"
            Error at vpc: DNS hostnames are off
              Turn both on.
              [Turn on DNS] Change the DNS options of the VPC"#]],
        );
        check_findings(
            &RULE,
            &dns(false, false),
            expect![[r#"
            Error at vpc: DNS support and hostnames are off
              Turn both on.
              [Turn on DNS] Change the DNS options of the VPC"#]],
        );
        check_findings(&RULE, &dns(true, true), expect![[""]]);
    }
}

//! RTE004: a NAT gateway that gets nowhere itself.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::count;
use crate::design::Subject;
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "RTE004",
    name: "nat_without_internet_gateway",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("There are NAT gateways and no internet gateway."),
    why: "A NAT gateway passes traffic on to the internet gateway. Without one it costs money and reaches nothing.",
    source: docs!("Amazon VPC user guide, NAT gateways"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let gateways: Vec<Subject> =
        facts.design.network.nat_gateways().map(|n| Subject::NatGateway(n.subnet)).collect();
    let Some(first) = gateways.first().filter(|_| !facts.design.network.internet_gateway) else { return };
    report
        .add(
            first.clone(),
            format!("{} and no internet gateway", count(gateways.len(), "NAT gateway")),
            "Add the internet gateway, or remove the NAT gateways.",
        )
        .fix("Add internet gateway", NetworkEdit::SetInternetGateway { enabled: true });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use crate::design::Nat;
    use expect_test::expect;

    #[test]
    fn closed_and_open() {
        check_findings(
            &RULE,
            &network(|n| n.internet_gateway = false),
            expect![[r#"
            Warning at nat-gateway-4: 1 NAT gateway and no internet gateway
              Add the internet gateway, or remove the NAT gateways.
              [Add internet gateway] Add the internet gateway"#]],
        );
        check_findings(&RULE, &network(|n| (n.internet_gateway, n.nat) = (false, Nat::None)), expect![[""]]);
        check_findings(&RULE, &network(|_| {}), expect![[""]]);
    }
}

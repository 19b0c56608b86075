//! RTE001: public subnets without an internet gateway.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::{agree, list};
use crate::design::{Subject, Tier};
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "RTE001",
    name: "internet_gateway_missing",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("The VPC has public subnets and no internet gateway."),
    why: "A public subnet is one whose traffic leaves through the internet gateway. Without one, load balancers \
          and NAT gateways in it reach nobody.",
    source: docs!("Amazon EKS user guide, network requirements (definition of a public subnet)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let public: Vec<_> = facts.subnets_of(Tier::Public).collect();
    let Some(first) = public.first().filter(|_| !facts.design.network.internet_gateway) else { return };
    let verb = agree(public.len(), "is public but has", "are public but have");
    report
        .add(
            Subject::Subnet(first.id),
            format!("{} {verb} no internet gateway", list(public.iter().map(|s| &s.name))),
            "Add an internet gateway to the VPC, or make the subnets private.",
        )
        .related(public[1..].iter().map(|s| Subject::Subnet(s.id)))
        .fix("Add internet gateway", NetworkEdit::SetInternetGateway { enabled: true });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use expect_test::expect;

    #[test]
    fn public_in_name_only() {
        check_findings(
            &RULE,
            &network(|n| n.internet_gateway = false),
            expect![[r#"
            Warning at subnet-4 (with subnet-5): public-az1 and public-az2 are public but have no internet gateway
              Add an internet gateway to the VPC, or make the subnets private.
              [Add internet gateway] Add the internet gateway"#]],
        );
    }

    #[test]
    fn nothing_public() {
        let design = network(|n| {
            n.internet_gateway = false;
            n.subnets.retain(|s| s.tier != Tier::Public);
        });
        check_findings(&RULE, &design, expect![[""]]);
    }
}

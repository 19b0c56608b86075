//! SUB027: two subnets share a name. The rule is ours.

use std::collections::BTreeMap;

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::numbered;
use crate::design::{Subject, SubnetId};
use crate::edit::NetworkEdit;
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB027",
    name: "duplicate_subnet_name",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("A subnet has the name of one added before it."),
    why: "The name is the subnet's key in Terraform's state, so two of the same name are one resource to it.",
    source: docs!("This project: subnets are written with for_each by name"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut first: BTreeMap<&str, SubnetId> = BTreeMap::new();
    let taken = sorted::set(facts.subnets.iter().map(|s| s.name.as_str()));
    for subnet in &facts.subnets {
        let earlier = *first.entry(subnet.name.as_str()).or_insert(subnet.id);
        if earlier == subnet.id {
            continue;
        }
        let finding = report.add(
            Subject::Subnet(subnet.id),
            format!("Another subnet is called {} too", subnet.name),
            "Give the subnet a name of its own.",
        );
        finding.related([Subject::Subnet(earlier)]);
        if let Some(name) = numbered(subnet.name.as_str(), 63, |n| taken.contains(n)) {
            let label = format!("Rename to {name}");
            finding.fix(label, NetworkEdit::RenameSubnet { subnet: subnet.id, name });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn twins() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[1].name = v("private-az1")),
            expect![[r#"
            Error at subnet-2 (with subnet-1): Another subnet is called private-az1 too
              Give the subnet a name of its own.
              [Rename to private-az1-2] Rename private-az1 to private-az1-2"#]],
        );
    }

    #[test]
    fn a_name_that_differs_in_case() {
        check_findings(&RULE, &network(|n| n.subnets[1].name = v("Private-az1")), expect![[""]]);
    }
}

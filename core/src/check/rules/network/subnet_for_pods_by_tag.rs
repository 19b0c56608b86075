//! SUB026: a subnet is tagged for pods of its own accord.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Subject, Subnet};

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB026",
    name: "subnet_for_pods_by_tag",
    area: Area::Network,
    severity: Severity::Note,
    what: docs!("A subnet has the tag kubernetes.io/role/cni with the value 1."),
    why: "From version 1.18 the VPC CNI also takes addresses for pods from subnets with this tag, whether or not nodes run there.",
    source: docs!("EKS best practices guide, networking/ip-optimization-strategies"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let is_tagged = |s: &&&Subnet| {
        s.tags.iter().any(|(k, v)| k.as_str() == "kubernetes.io/role/cni" && v.as_str() == "1")
    };
    for subnet in facts.subnets.iter().filter(is_tagged) {
        report.add(
            Subject::Subnet(subnet.id),
            format!("{} gives addresses to pods, by its tag", subnet.name),
            "Keep the tag if that is meant, and count the pods' addresses here.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn tagged_and_switched_off() {
        let tagged =
            |value: &str| network(|n| n.subnets[0].tags = [(v("kubernetes.io/role/cni"), v(value))].into());
        check_findings(
            &RULE,
            &tagged("1"),
            expect![[r#"
            Note at subnet-1: private-az1 gives addresses to pods, by its tag
              Keep the tag if that is meant, and count the pods' addresses here."#]],
        );
        check_findings(&RULE, &tagged("0"), expect![[""]]);
    }
}

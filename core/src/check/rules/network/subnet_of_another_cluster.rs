//! SUB019: a subnet is tagged for another cluster and not for this one.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB019",
    name: "subnet_of_another_cluster",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("A subnet has a tag kubernetes.io/cluster/… of another cluster, and none of this one."),
    why: "The load balancer controller leaves out subnets that are tagged for other clusters. Without any such tag it takes them all.",
    source: docs!("AWS Load Balancer Controller, deploy/subnet_discovery"),
    run,
};

const PREFIX: &str = "kubernetes.io/cluster/";

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let own = format!("{PREFIX}{}", facts.design.cluster.name);
    for subnet in facts.subnets.iter().filter(|s| !s.tags.keys().any(|k| k.as_str() == own)) {
        let mut others = subnet.tags.keys().filter(|k| k.as_str().starts_with(PREFIX));
        let Some(other) = others.next() else { continue };
        let finding = report.add(
            Subject::Subnet(subnet.id),
            format!("{} is tagged {other} and not for this cluster", subnet.name),
            "Add the tag for this cluster, or remove the other one.",
        );
        if let (Ok(key), Ok(value)) = (own.parse(), "shared".parse()) {
            let mut tags = subnet.tags.clone();
            tags.insert(key, value);
            finding.fix("Tag it for this cluster", NetworkEdit::SetSubnetTags { subnet: subnet.id, tags });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn another_and_both() {
        let tagged = |keys: &[&str]| {
            network(|n| n.subnets[0].tags = keys.iter().map(|k| (v(k), v("shared"))).collect())
        };
        check_findings(
            &RULE,
            &tagged(&["kubernetes.io/cluster/other"]),
            expect![[r#"
            Warning at subnet-1: private-az1 is tagged kubernetes.io/cluster/other and not for this cluster
              Add the tag for this cluster, or remove the other one.
              [Tag it for this cluster] Change the tags of private-az1"#]],
        );
        check_findings(
            &RULE,
            &tagged(&["kubernetes.io/cluster/other", "kubernetes.io/cluster/my-eks"]),
            expect![[""]],
        );
        check_findings(&RULE, &tagged(&[]), expect![[""]]);
    }
}

//! SUB029: a tag of a subnet takes the place of one that the bundle writes.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{LoadBalancerRole, Subject};
use crate::edit::NetworkEdit;
use crate::value::TagKey;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB029",
    name: "subnet_tag_in_the_way",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "A subnet has a tag of its own with the key of one that the bundle writes: Name, its role or Karpenter's."
    ),
    why: "A resource has one value for a key, and the subnet's own wins: its name in the console, or what controllers look for, is another than the design says.",
    source: docs!("This project: tags of a subnet are merged last"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for subnet in &facts.subnets {
        let written = ["Name", KARPENTER]
            .into_iter()
            .chain(LoadBalancerRole::ALL.into_iter().filter_map(LoadBalancerRole::tag_key));
        let own: Vec<&TagKey> = subnet.tags.keys().collect();
        let met: Vec<&str> = written.filter(|w| own.iter().any(|k| k.as_str() == *w)).collect();
        if met.is_empty() {
            continue;
        }
        let mut tags = subnet.tags.clone();
        tags.retain(|k, _| !met.contains(&k.as_str()));
        report
            .add(
                Subject::Subnet(subnet.id),
                format!("{} has {} as its own, which the bundle writes", subnet.name, list(&met)),
                "Use the fields of the subnet instead of a tag.",
            )
            .fix("Remove the tag", NetworkEdit::SetSubnetTags { subnet: subnet.id, tags });
    }
}

/// Source: karpenter-provider-aws, EC2NodeClass.
const KARPENTER: &str = "karpenter.sh/discovery";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn a_role_by_hand_and_a_tag_of_ones_own() {
        let tagged =
            |keys: &[&str]| network(|n| n.subnets[0].tags = keys.iter().map(|k| (v(k), v("1"))).collect());
        check_findings(
            &RULE,
            &tagged(&["kubernetes.io/role/elb", "Name"]),
            expect![[r#"
            Warning at subnet-1: private-az1 has Name and kubernetes.io/role/elb as its own, which the bundle writes
              Use the fields of the subnet instead of a tag.
              [Remove the tag] Change the tags of private-az1"#]],
        );
        check_findings(&RULE, &tagged(&["Team", "kubernetes.io/role/cni"]), expect![[""]]);
    }
}

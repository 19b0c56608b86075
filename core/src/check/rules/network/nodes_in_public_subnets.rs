//! SUB015: nodes that the internet can address.

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{Subject, Tier};

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB015",
    name: "nodes_in_public_subnets",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("A node group uses a public subnet."),
    why: "A node there has an address that everybody can reach; one open port or hole in a security group \
          is then enough.",
    source: docs!("CIS Amazon EKS Benchmark 1.8.0, 5.4.3"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let public: Vec<_> = facts.node_subnets().filter(|s| s.tier == Tier::Public).collect();
    if public.is_empty() {
        return;
    }
    for group in &facts.groups {
        let inside: Vec<_> = public.iter().filter(|s| group.subnets.contains(&s.id)).collect();
        if inside.is_empty() {
            continue;
        }
        let mut draft = Draft::of(facts.design);
        let moved = draft.place_in_private_subnets(group.id);
        report
            .add(
                Subject::NodeGroup(group.id),
                format!("{} runs in public {}", group.name, list(inside.iter().map(|s| &s.name))),
                "Place the node group in private subnets.",
            )
            .related(inside.iter().map(|s| Subject::Subnet(s.id)))
            .fix_if_any(moved.and_then(|()| draft.into_fix("Move to private subnets")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, network};
    use crate::design::SubnetId;
    use expect_test::expect;

    #[test]
    fn one_public_subnet_of_two() {
        check_findings(
            &RULE,
            &group(|g| g.subnets = [SubnetId(1), SubnetId(5)].into()),
            expect![[r#"
            Warning at node-group-3 (with subnet-5): general runs in public public-az2
              Place the node group in private subnets.
              [Move to private subnets] Place general in 2 subnets"#]],
        );
    }

    #[test]
    fn nowhere_else_to_go() {
        let design = network(|n| n.subnets.iter_mut().for_each(|s| s.tier = Tier::Public));
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at node-group-3 (with subnet-1, subnet-2): general runs in public private-az1 and private-az2
              Place the node group in private subnets."#]],
        );
    }

    #[test]
    fn public_subnets_for_load_balancers_only() {
        check_findings(&RULE, &network(|_| {}), expect![[""]]);
    }
}

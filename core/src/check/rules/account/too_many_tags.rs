//! TAG002: more tags than a resource can have.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "TAG002",
    name: "too_many_tags",
    area: Area::Account,
    severity: Severity::Error,
    what: docs!("The design's tags and those that the bundle adds are more than 50."),
    why: "AWS takes 50 tags a resource. The bundle adds Name and ManagedBy, the cluster's to the nodes' security group, \
          and to subnets their role and Karpenter's.",
    source: docs!("EKS API, TagMap; EC2 user guide, tag restrictions"),
    run,
};

const MOST: usize = 50;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let (design, tags) = (facts.design, &facts.design.tags);
    let missing = |key: &str| usize::from(!tags.keys().any(|k| k.as_str().eq_ignore_ascii_case(key)));
    let everywhere = tags.len() + missing("ManagedBy") + missing("Name");
    // The security group of the nodes is tagged for the cluster, and for Karpenter.
    let on_group = 1 + usize::from(design.intent.karpenter);
    if everywhere + on_group > MOST {
        let added = everywhere - tags.len() + on_group;
        report.add(
            Subject::Design,
            format!("{} tags and {added} that the bundle adds are more than {MOST}", tags.len()),
            format!("Keep at most {} tags.", MOST - added),
        );
        return;
    }
    for subnet in &facts.subnets {
        let own = subnet.tags.keys().filter(|k| !tags.contains_key(*k)).count();
        let role = usize::from(subnet.load_balancers.tag_key().is_some());
        let all = everywhere + own + role + usize::from(subnet.karpenter_discovery);
        if all > MOST {
            report.add(
                Subject::Subnet(subnet.id),
                format!("{} would have {all} tags, and AWS takes {MOST}", subnet.name),
                format!("Remove at least {} of its own or of the design's.", all - MOST),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design, v};
    use crate::design::Design;
    use expect_test::expect;
    use std::sync::Arc;

    fn tagged(count: usize) -> Design {
        design(|d| d.tags = Arc::new((0..count).map(|n| (v(&format!("k{n}")), v("x"))).collect()))
    }

    #[test]
    fn forty_eight_and_forty_seven() {
        check_findings(
            &RULE,
            &tagged(48),
            expect![[r#"
                Error at design: 48 tags and 3 that the bundle adds are more than 50
                  Keep at most 47 tags."#]],
        );
        check_findings(&RULE, &tagged(47), expect![[""]]);
    }

    #[test]
    fn a_subnet_with_more() {
        let mut design = tagged(46);
        let own = |n: usize| (v(&format!("own{n}")), v("x"));
        Arc::make_mut(&mut design.network).subnets[0].tags = (0..2).map(own).collect();
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at subnet-1: private-az1 would have 51 tags, and AWS takes 50
              Remove at least 1 of its own or of the design's."#]],
        );
        Arc::make_mut(&mut design.network).subnets[0].tags = (0..1).map(own).collect();
        check_findings(&RULE, &design, expect![[""]]);
    }
}

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
    what: "The design's tags and those that the bundle adds are more than 50.",
    why: "AWS takes 50 tags a resource. The bundle adds a Name, and a role to subnets where load balancers \
          are planned.",
    source: "EKS API, TagMap; EC2 user guide, tag restrictions",
    run,
};

const MOST: usize = 50;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let tags = &facts.design.tags;
    let name = usize::from(!tags.keys().any(|k| k.as_str() == "Name"));
    let role = usize::from(facts.design.intent.internet_facing_load_balancers);
    let added = name + role;
    if tags.len() + added > MOST {
        report.add(
            Subject::Design,
            format!("{} tags and {added} that the bundle adds are more than {MOST}", tags.len()),
            format!("Keep at most {} tags.", MOST - added),
        );
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
    fn forty_nine_and_forty_eight() {
        check_findings(
            &RULE,
            &tagged(49),
            expect![[r#"
            Error at design: 49 tags and 2 that the bundle adds are more than 50
              Keep at most 48 tags."#]],
        );
        check_findings(&RULE, &tagged(48), expect![[""]]);
    }
}

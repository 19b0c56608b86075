//! ACC010: the administrator belongs to another AWS. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ACC010",
    name: "administrator_in_another_partition",
    area: Area::Account,
    severity: Severity::Error,
    what: docs!("The administrator's ARN is of another partition than the region."),
    why: "AWS in China and GovCloud are worlds of their own: their clusters know only principals of their \
          own accounts.",
    source: docs!("AWS General Reference, ARNs and partitions; partitions in core/data/regions.csv"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let administrator = &facts.design.access.administrator;
    let Some(region) = facts.region.filter(|r| r.partition != administrator.partition()) else { return };
    report
        .add(
            Subject::Access,
            format!(
                "The administrator is of {}, the region {} of {}",
                administrator.partition(),
                region.region,
                region.partition
            ),
            format!("Name a role or user that begins with arn:{}:iam::.", region.partition),
        )
        .related([Subject::Design]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design, v};
    use expect_test::expect;

    #[test]
    fn beijing() {
        check_findings(
            &RULE,
            &design(|d| d.region = v("cn-north-1")),
            expect![[r#"
            Error at access (with design): The administrator is of aws, the region cn-north-1 of aws-cn
              Name a role or user that begins with arn:aws-cn:iam::."#]],
        );
    }

    #[test]
    fn another_region_of_the_same() {
        check_findings(&RULE, &design(|d| d.region = v("us-east-1")), expect![[""]]);
    }
}

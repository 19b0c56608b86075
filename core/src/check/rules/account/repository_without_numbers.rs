//! DLV002: a repository of GitHub is named without the numbers that may stand in the subject of its jobs.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Delivery, Subject};

pub(in crate::check) static RULE: Rule = Rule {
    id: "DLV002",
    name: "repository_without_numbers",
    area: Area::Account,
    severity: Severity::Note,
    what: docs!(
        "Pipelines of GitHub roll the bundle out, and the repository is named without the numbers of owner and repository."
    ),
    why: "Since July 2026 the jobs of new, renamed and moved repositories have these numbers in their subject, and of others \
          where the owner chose so. AWS compares the subject word for word, so their pipelines would be refused.",
    source: docs!("GitHub, changelog of 2026-04-23 and OpenID Connect reference (immutable subject claims)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(Delivery::Github { repository, .. }) = &facts.design.delivery else { return };
    if repository.is_numbered() {
        return;
    }
    report.add(
        Subject::State,
        format!("Jobs of {repository} may have numbers in their subject"),
        "If the repository is from July 2026 or later, name it owner@123/name@456, with the ids that GitHub's API gives for \
         owner and repository.",
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design};
    use expect_test::expect;

    #[test]
    fn with_and_without_numbers() {
        let of = |address: &str| design(|d| d.delivery = Delivery::at(address, None).ok());
        check_findings(
            &RULE,
            &of("github.com/octo-org/shop"),
            expect![[r#"
            Note at state: Jobs of octo-org/shop may have numbers in their subject
              If the repository is from July 2026 or later, name it owner@123/name@456, with the ids that GitHub's API gives for owner and repository."#]],
        );
        check_findings(&RULE, &of("github.com/octo-org@12/shop@34"), expect![[""]]);
        check_findings(&RULE, &of("gitlab.com/octo-org/shop"), expect![[""]]);
    }
}

//! END010: blocks for a public endpoint that is off.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::count;
use crate::design::{Endpoint, Subject};
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "END010",
    name: "endpoint_cidrs_inert",
    area: Area::Cluster,
    severity: Severity::Note,
    what: docs!("Blocks are named for the public endpoint, which is off."),
    why: "The list does nothing as long as the endpoint is off, and waits for the day when it is turned on.",
    source: docs!("Amazon EKS user guide, cluster endpoint"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let endpoint = &facts.design.cluster.endpoint;
    if endpoint.public || endpoint.public_cidrs.is_empty() {
        return;
    }
    let named = count(endpoint.public_cidrs.len(), "block");
    let endpoint = Endpoint { public_cidrs: Vec::new(), ..endpoint.clone() };
    report
        .add(
            Subject::Cluster,
            format!("The public endpoint is off, yet {named} may use it"),
            "Leave the list as it is, or clear it.",
        )
        .fix("Clear the list", ClusterEdit::SetEndpoint { endpoint });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster};
    use expect_test::expect;

    #[test]
    fn off_and_on() {
        check_findings(
            &RULE,
            &cluster(|c| c.endpoint.public = false),
            expect![[r#"
            Note at cluster: The public endpoint is off, yet 1 block may use it
              Leave the list as it is, or clear it.
              [Clear the list] Change the API endpoint"#]],
        );
        check_findings(&RULE, &cluster(|_| {}), expect![[""]]);
    }
}

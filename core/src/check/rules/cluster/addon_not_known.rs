//! ADD001: an add-on that this page does not know. The rule is ours.

use crate::catalog;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::{agree, list};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ADD001",
    name: "addon_not_known",
    area: Area::Cluster,
    severity: Severity::Note,
    what: docs!("An add-on is not among those that this page knows."),
    why: "AWS lists more, of its own and of the marketplace; a name that is none of them is refused. Nothing here is checked or suggested for it.",
    source: docs!("core/data/addons.csv"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let names = facts.design.cluster.addons.keys();
    let unknown: Vec<_> =
        names.filter(|name| !catalog::addons().iter().any(|a| a.name == name.as_str())).collect();
    if !unknown.is_empty() {
        let verb = agree(unknown.len(), "is", "are");
        report.add(
            Subject::Addons,
            format!("{} {verb} not known here", list(&unknown)),
            "Compare with the names that aws eks describe-addon-versions lists.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use expect_test::expect;

    #[test]
    fn of_somebody_else() {
        check_findings(
            &RULE,
            &cluster(|c| drop(c.addons.insert(v("acme_agent"), Default::default()))),
            expect![[r#"
                Note at add-ons: acme_agent is not known here
                  Compare with the names that aws eks describe-addon-versions lists."#]],
        );
        check_findings(&RULE, &cluster(|_| {}), expect![[""]]);
    }
}

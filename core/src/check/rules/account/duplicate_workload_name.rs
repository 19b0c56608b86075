//! IAM011: two workload roles share a name. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "IAM011",
    name: "duplicate_workload_name",
    area: Area::Account,
    severity: Severity::Error,
    what: docs!("Two workload roles have the same name."),
    why: "The name is the key of the role in Terraform's state and the end of its name in IAM: there can be one only.",
    source: docs!("Terraform language, for_each (keys are unique); the rendered roles"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut workloads = facts.design.access.workloads.clone();
    let names: Vec<_> = workloads.iter().map(|w| w.name.clone()).collect();
    let twice = roles::twice(&names);
    if twice.is_empty() {
        return;
    }
    let renamed = roles::renamed(&mut workloads, 32, |w| &mut w.name);
    report
        .add(
            Subject::Workloads,
            format!("Several workload roles are called {}", list(twice)),
            "Give each a name of its own.",
        )
        .fix_if_any(renamed.and_then(|()| roles::with_workloads(facts, "Rename", workloads)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::{Workload, WorkloadIdentity};
    use expect_test::expect;

    #[test]
    fn one_name_for_two() {
        let named = |names: &[&str]| {
            let workload = |name: &&str| Workload {
                name: v(name),
                namespace: v("shop"),
                service_account: v("uploads"),
                identity: WorkloadIdentity::Irsa,
                policies: Default::default(),
                statements: Vec::new(),
            };
            access(|a| a.workloads = names.iter().map(workload).collect())
        };
        check_findings(
            &RULE,
            &named(&["uploads", "uploads", "uploads-2"]),
            expect![[r#"
            Error at workloads: Several workload roles are called uploads
              Give each a name of its own.
              [Rename] Change the workload roles"#]],
        );
        check_findings(&RULE, &named(&["uploads", "uploads-2"]), expect![[""]]);
    }
}

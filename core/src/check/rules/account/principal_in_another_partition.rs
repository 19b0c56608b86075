//! ACC013: an access entry or a policy belongs to another AWS. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ACC013",
    name: "principal_in_another_partition",
    area: Area::Account,
    severity: Severity::Error,
    what: docs!(
        "The principal of an access entry, or a policy of a workload role, is of another partition than the region."
    ),
    why: "AWS in China and GovCloud are worlds of their own: they know neither principals nor policies of another.",
    source: docs!("AWS General Reference, ARNs and partitions; partitions in core/data/regions.csv"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(region) = facts.region else { return };
    let partition = region.partition;
    let mut add = |subject, names, what| {
        report
            .add(
                subject,
                format!("{names} names {what} of another AWS than {}, which is {partition}", region.region),
                format!("Use ARNs that begin with arn:{partition}:."),
            )
            .related([Subject::Design]);
    };
    if let Some(names) = roles::entries(facts, |e| e.principal.partition() != partition) {
        add(Subject::Access, names, "a principal");
    }
    let is_foreign = |arn: &str| arn.split(':').nth(1) != Some(partition);
    if let Some(names) = roles::workloads(facts, |w| w.policies.iter().any(|p| is_foreign(p.as_str()))) {
        add(Subject::Workloads, names, "a policy");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::{AccessEntry, Workload, WorkloadIdentity};
    use crate::value::EntryType;
    use expect_test::expect;

    fn entry(name: &str, principal: &str) -> AccessEntry {
        AccessEntry {
            name: v(name),
            principal: v(&format!("arn:aws:iam::111122223333:{principal}")),
            kind: EntryType::Standard,
            policies: Vec::new(),
            groups: Default::default(),
            user_name: None,
        }
    }

    #[test]
    fn china_and_europe() {
        let workload = Workload {
            name: v("uploads"),
            namespace: v("shop"),
            service_account: v("uploads"),
            identity: WorkloadIdentity::Irsa,
            policies: [v("arn:aws:iam::aws:policy/ReadOnlyAccess")].into(),
            statements: Vec::new(),
        };
        let mut design = access(|a| {
            a.entries = vec![entry("sre", "role/sre")];
            a.workloads = vec![workload];
        });
        check_findings(&RULE, &design, expect![[""]]);
        design.region = v("cn-north-1");
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at access (with design): sre names a principal of another AWS than cn-north-1, which is aws-cn
              Use ARNs that begin with arn:aws-cn:.
            Error at workloads (with design): uploads names a policy of another AWS than cn-north-1, which is aws-cn
              Use ARNs that begin with arn:aws-cn:."#]],
        );
    }
}

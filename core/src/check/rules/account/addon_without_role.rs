//! IAM006: an add-on has no role for what it does.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "IAM006",
    name: "addon_without_role",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!(
        "An add-on calls AWS by its service account, and neither it nor a workload names a role for that."
    ),
    why: "Nodes keep their credentials from pods, so the add-on is denied what it was installed for: volumes, metrics, records.",
    source: docs!("Amazon EKS user guide, add-ons; core/data/addons.csv"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    // The VPC CNI has the rights of its node: rule IAM003.
    let bare: Vec<_> =
        roles::addons_without_role(facts).filter(|(name, _)| name.as_str() != "vpc-cni").collect();
    if bare.is_empty() {
        return;
    }
    let names: Vec<_> = bare.iter().map(|(name, _)| *name).collect();
    let finding = report.add(
        Subject::Addons,
        format!("No role for {}", list(&names)),
        "Give the add-on an identity, or its service account a workload role where no managed policy fits.",
    );
    if bare.iter().all(|(_, known)| !known.managed_policies.is_empty()) {
        finding.fix_if_any(roles::give_roles(facts, &names));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use crate::design::{Addon, Identity, Workload, WorkloadIdentity};
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn volumes_and_records() {
        let with = |name: &str, identity| {
            cluster(|c| drop(c.addons.insert(v(name), Addon { identity, ..Addon::default() })))
        };
        check_findings(
            &RULE,
            &with("aws-ebs-csi-driver", Identity::None),
            expect![[r#"
            Warning at add-ons: No role for aws-ebs-csi-driver
              Give the add-on an identity, or its service account a workload role where no managed policy fits.
              [Use Pod Identity] Change the add-on aws-ebs-csi-driver"#]],
        );
        check_findings(&RULE, &with("aws-ebs-csi-driver", Identity::Irsa), expect![[""]]);
        check_findings(&RULE, &with("metrics-server", Identity::None), expect![[""]]);
        let mut design = with("external-dns", Identity::None);
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at add-ons: No role for external-dns
              Give the add-on an identity, or its service account a workload role where no managed policy fits."#]],
        );
        let workload = Workload {
            name: v("records"),
            namespace: v("external-dns"),
            service_account: v("external-dns"),
            identity: WorkloadIdentity::Irsa,
            policies: Default::default(),
            statements: Vec::new(),
        };
        Arc::make_mut(&mut design.access).workloads = vec![workload];
        check_findings(&RULE, &design, expect![[""]]);
    }
}

//! CTL014: the authentication mode would go back.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::AccessEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL014",
    name: "authentication_mode_backwards",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!(
        "The authentication mode goes from access entries back towards the ConfigMap of a running cluster."
    ),
    why: "EKS lets a cluster go from the ConfigMap to both and on to access entries alone, and refuses the way back.",
    source: docs!("Amazon EKS user guide, grant Kubernetes access to IAM (authentication modes)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(deployed) = facts.deployed else { return };
    let (old, new) = (deployed.access.authentication_mode, facts.design.access.authentication_mode);
    // In the order in which they are offered: the API first, the ConfigMap last.
    if new > old {
        report
            .add(
                Subject::Access,
                format!("The authentication mode cannot go from {old} back to {new}"),
                "Keep the mode that is rolled out.",
            )
            .fix(format!("Use {old}"), AccessEdit::SetAuthenticationMode { mode: old });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::check::testing::{check_findings, check_findings_on, context, design};
    use crate::design::Design;
    use crate::value::AuthenticationMode;
    use expect_test::expect;
    use std::sync::Arc;

    fn mode(mode: AuthenticationMode) -> Design {
        design(|d| Arc::make_mut(&mut d.access).authentication_mode = mode)
    }

    #[test]
    fn back_and_forth() {
        let on = |m| Context { deployed: Some(Arc::new(mode(m))), ..context() };
        use AuthenticationMode::{Api, ApiAndConfigMap, ConfigMap};
        check_findings_on(
            &RULE,
            &mode(ApiAndConfigMap),
            &on(Api),
            expect![[r#"
            Error at access: The authentication mode cannot go from API back to API_AND_CONFIG_MAP
              Keep the mode that is rolled out.
              [Use API] Authenticate by API"#]],
        );
        check_findings_on(
            &RULE,
            &mode(ConfigMap),
            &on(ApiAndConfigMap),
            expect![[r#"
            Error at access: The authentication mode cannot go from API_AND_CONFIG_MAP back to CONFIG_MAP
              Keep the mode that is rolled out.
              [Use API_AND_CONFIG_MAP] Authenticate by API_AND_CONFIG_MAP"#]],
        );
        check_findings_on(&RULE, &mode(Api), &on(ConfigMap), expect![[""]]);
        check_findings(&RULE, &mode(ConfigMap), expect![[""]]);
    }
}

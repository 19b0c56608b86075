//! ACC001: the authentication mode leaves out the access entries.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::AccessEdit;
use crate::value::AuthenticationMode;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ACC001",
    name: "access_entries_refused",
    area: Area::Account,
    severity: Severity::Error,
    what: docs!("The authentication mode is CONFIG_MAP, and the bundle grants access by access entries."),
    why: "In this mode EKS refuses access entries, and the rollout fails: nobody could administer the cluster.",
    source: docs!("cdk-preflight, accessentry-requires-api-auth-mode; EKS API, CreateAccessEntry"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.design.access.authentication_mode.takes_access_entries() {
        return;
    }
    // A running cluster of the ConfigMap goes through both modes.
    let mode = AuthenticationMode::ApiAndConfigMap;
    report
        .add(
            Subject::Access,
            match facts.design.access.entries.len() {
                0 => "With CONFIG_MAP EKS refuses the administrator's access entry".to_owned(),
                more => format!(
                    "With CONFIG_MAP EKS refuses the access entries of the administrator and {more} more"
                ),
            },
            "Choose API, or both while the ConfigMap aws-auth is still in use.",
        )
        .fix("Use both", AccessEdit::SetAuthenticationMode { mode });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design};
    use crate::design::Design;
    use expect_test::expect;
    use std::sync::Arc;

    fn mode(mode: AuthenticationMode) -> Design {
        design(|d| Arc::make_mut(&mut d.access).authentication_mode = mode)
    }

    #[test]
    fn config_map_and_both() {
        check_findings(
            &RULE,
            &mode(AuthenticationMode::ConfigMap),
            expect![[r#"
            Error at access: With CONFIG_MAP EKS refuses the administrator's access entry
              Choose API, or both while the ConfigMap aws-auth is still in use.
              [Use both] Authenticate by API_AND_CONFIG_MAP"#]],
        );
        check_findings(&RULE, &mode(AuthenticationMode::ApiAndConfigMap), expect![[""]]);
        check_findings(&RULE, &mode(AuthenticationMode::Api), expect![[""]]);
    }
}

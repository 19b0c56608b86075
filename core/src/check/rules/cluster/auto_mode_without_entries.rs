//! CTL016: Auto Mode without access entries.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::AccessEdit;
use crate::value::AuthenticationMode;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL016",
    name: "auto_mode_without_entries",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!("Auto Mode is on, and access is read from the ConfigMap alone."),
    why: "The nodes of Auto Mode join by an access entry, so EKS refuses it where entries do not count.",
    source: docs!("cdk-preflight, cluster-automode-requires-api-auth; eksctl, auto_mode.go"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let takes = facts.design.access.authentication_mode.takes_access_entries();
    if facts.design.compute.auto_mode.is_some() && !takes {
        report
            .add(
                Subject::AutoMode,
                "Auto Mode needs access entries, and the authentication mode is CONFIG_MAP",
                "Let access entries count.",
            )
            .related([Subject::Access])
            .fix(
                "Use API_AND_CONFIG_MAP",
                AccessEdit::SetAuthenticationMode { mode: AuthenticationMode::ApiAndConfigMap },
            );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{auto_mode, check_findings};
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn the_config_map_alone() {
        let with = |mode| auto_mode(|d| Arc::make_mut(&mut d.access).authentication_mode = mode);
        check_findings(
            &RULE,
            &with(AuthenticationMode::ConfigMap),
            expect![[r#"
            Error at auto-mode (with access): Auto Mode needs access entries, and the authentication mode is CONFIG_MAP
              Let access entries count.
              [Use API_AND_CONFIG_MAP] Authenticate by API_AND_CONFIG_MAP"#]],
        );
        check_findings(&RULE, &with(AuthenticationMode::ApiAndConfigMap), expect![[""]]);
    }
}

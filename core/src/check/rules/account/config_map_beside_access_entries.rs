//! SEC006: access is also granted by a ConfigMap.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::AccessEdit;
use crate::value::AuthenticationMode;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SEC006",
    name: "config_map_beside_access_entries",
    area: Area::Account,
    severity: Severity::Note,
    what: docs!("The authentication mode takes the ConfigMap aws-auth beside access entries."),
    why: "Whoever may write that ConfigMap may make anybody an administrator, and one typing error in it locks everybody out. Access entries are checked by EKS and recorded in CloudTrail.",
    source: docs!("CIS Amazon EKS Benchmark 1.8.0, 4.1.7 and 5.5.1"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mode = AuthenticationMode::Api;
    if facts.design.access.authentication_mode == AuthenticationMode::ApiAndConfigMap {
        report
            .add(
                Subject::Access,
                "The ConfigMap aws-auth also grants access",
                "Use access entries alone when nothing needs the ConfigMap any more; there is no way back.",
            )
            .fix("Use access entries", AccessEdit::SetAuthenticationMode { mode });
    }
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
    fn both_and_one() {
        check_findings(
            &RULE,
            &mode(AuthenticationMode::ApiAndConfigMap),
            expect![[r#"
            Note at access: The ConfigMap aws-auth also grants access
              Use access entries alone when nothing needs the ConfigMap any more; there is no way back.
              [Use access entries] Authenticate by API"#]],
        );
        check_findings(&RULE, &mode(AuthenticationMode::Api), expect![[""]]);
    }
}

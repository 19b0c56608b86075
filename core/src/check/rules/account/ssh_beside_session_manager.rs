//! SEC011: there are two ways to a shell on nodes. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::AccessEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SEC011",
    name: "ssh_beside_session_manager",
    area: Area::Account,
    severity: Severity::Note,
    what: docs!("Both SSH and Session Manager open shells on nodes."),
    why: "Session Manager needs no key and no open port, and records who did what. Beside it SSH is one more door to watch.",
    source: docs!("EKS best practices guide, security/hosts (Session Manager instead of SSH)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let access = &facts.design.access;
    if access.session_manager && access.ssh.is_some() {
        report
            .add(
                Subject::Access,
                "SSH opens shells on nodes beside Session Manager",
                "Do without SSH, unless something needs it.",
            )
            .fix("Do without SSH", AccessEdit::SetSsh { ssh: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::{Design, SshAccess};
    use expect_test::expect;

    fn ssh(cidrs: &[&str]) -> Design {
        let public_key = v(&format!("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}", "A".repeat(43)));
        let cidrs = cidrs.iter().map(|c| v(c)).collect();
        access(|a| a.ssh = Some(SshAccess { public_key, cidrs }))
    }

    #[test]
    fn both_and_one() {
        let mut design = ssh(&["10.1.0.0/16"]);
        check_findings(&RULE, &design, expect![[""]]);
        std::sync::Arc::make_mut(&mut design.access).session_manager = true;
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Note at access: SSH opens shells on nodes beside Session Manager
              Do without SSH, unless something needs it.
              [Do without SSH] Keep SSH out of nodes"#]],
        );
    }
}

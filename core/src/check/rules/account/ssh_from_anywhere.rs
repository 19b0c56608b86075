//! SEC009: SSH is open to networks that nobody knows.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{SshAccess, Subject};
use crate::edit::AccessEdit;
use crate::value::Cidr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SEC009",
    name: "ssh_from_anywhere",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!("SSH takes connections from 0.0.0.0/0 or from another block wider than a /16."),
    why: "Port 22 is tried by every scanner that reaches it, and one lost key is a shell on every node.",
    source: docs!(
        "Checkov CKV_AWS_24; Amazon EKS user guide, managed node groups (remote access); the width is our judgement"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(ssh) = &facts.design.access.ssh else { return };
    let (wide, narrow): (Vec<Cidr>, Vec<Cidr>) = ssh.cidrs.iter().partition(|c| c.prefix_len() < 16);
    if wide.is_empty() {
        return;
    }
    let ssh = Some(SshAccess { cidrs: narrow, ..ssh.clone() });
    report
        .add(
            Subject::Access,
            format!("SSH to the nodes is open to {}", list(wide)),
            "Name the blocks of those who log in, or use Session Manager, which needs no open port.",
        )
        .fix("Close it", AccessEdit::SetSsh { ssh });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::Design;
    use expect_test::expect;

    fn ssh(cidrs: &[&str]) -> Design {
        let public_key = v(&format!("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}", "A".repeat(43)));
        let cidrs = cidrs.iter().map(|c| v(c)).collect();
        access(|a| a.ssh = Some(SshAccess { public_key, cidrs }))
    }

    #[test]
    fn the_world_and_an_office() {
        check_findings(
            &RULE,
            &ssh(&["0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16"]),
            expect![[r#"
            Warning at access: SSH to the nodes is open to 0.0.0.0/0 and 10.0.0.0/8
              Name the blocks of those who log in, or use Session Manager, which needs no open port.
              [Close it] Let SSH in to nodes"#]],
        );
        check_findings(&RULE, &ssh(&["10.1.0.0/16"]), expect![[""]]);
    }
}

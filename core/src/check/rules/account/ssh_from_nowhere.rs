//! SEC012: SSH is on and nobody gets to it. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SEC012",
    name: "ssh_from_nowhere",
    area: Area::Account,
    severity: Severity::Note,
    what: docs!("SSH has a key and no block from which it may be used."),
    why: "No port is opened without a block: the key is on the nodes, and nobody can log in with it.",
    source: docs!("The rendered security group has a rule for each block"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.design.access.ssh.as_ref().is_some_and(|ssh| ssh.cidrs.is_empty()) {
        report.add(
            Subject::Access,
            "SSH has a key and no block, so nobody can log in",
            "Name the blocks from which it may be used, or do without SSH.",
        );
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
    fn nowhere_and_somewhere() {
        check_findings(
            &RULE,
            &ssh(&[]),
            expect![[r#"
            Note at access: SSH has a key and no block, so nobody can log in
              Name the blocks from which it may be used, or do without SSH."#]],
        );
        check_findings(&RULE, &ssh(&["10.1.0.0/16"]), expect![[""]]);
    }
}

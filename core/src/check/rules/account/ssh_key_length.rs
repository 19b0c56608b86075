//! SEC013: an RSA key of a length that EC2 does not import. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::AccessEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SEC013",
    name: "ssh_key_length",
    area: Area::Account,
    severity: Severity::Error,
    what: docs!("The public key for SSH is an RSA key of neither 2048 nor 4096 bits."),
    why: "EC2 imports RSA keys of 1024, 2048 and 4096 bits; of these 1024 are too few. ssh-keygen makes 3072 where it is not told otherwise.",
    source: docs!("Amazon EC2 user guide, create-key-pairs (import: supported lengths)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let bits = facts.design.access.ssh.as_ref().and_then(|ssh| ssh.public_key.rsa_bits());
    let Some(bits) = bits.filter(|bits| ![2048, 4096].contains(bits)) else { return };
    report
        .add(
            Subject::Access,
            format!("The RSA key for SSH has {bits} bits; EC2 imports those of 2048 and 4096"),
            "Make a key by ssh-keygen -t ed25519, or by ssh-keygen -t rsa -b 4096 for Windows.",
        )
        .fix("Do without SSH", AccessEdit::SetSsh { ssh: None });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::{Design, SshAccess};
    use expect_test::expect;

    fn ssh(key: &str) -> Design {
        access(|a| a.ssh = Some(SshAccess { public_key: v(key), cidrs: Vec::new() }))
    }

    fn rsa(length: &str, rest: usize, end: &str) -> Design {
        ssh(&format!("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAA{length}C{}{end}", "A".repeat(rest)))
    }

    #[test]
    fn what_ssh_keygen_makes() {
        check_findings(
            &RULE,
            &rsa("BgQ", 512, "="),
            expect![[r#"
                Error at access: The RSA key for SSH has 3072 bits; EC2 imports those of 2048 and 4096
                  Make a key by ssh-keygen -t ed25519, or by ssh-keygen -t rsa -b 4096 for Windows.
                  [Do without SSH] Keep SSH out of nodes"#]],
        );
        check_findings(&RULE, &rsa("BAQ", 341, ""), expect![[""]]);
        check_findings(&RULE, &rsa("CAQ", 683, "=="), expect![[""]]);
        let ed25519 = format!("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}", "A".repeat(43));
        check_findings(&RULE, &ssh(&ed25519), expect![[""]]);
    }
}

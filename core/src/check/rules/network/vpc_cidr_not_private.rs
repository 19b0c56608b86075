//! CID004: the VPC's addresses belong to somebody on the internet.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::ranges;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID004",
    name: "vpc_cidr_not_private",
    area: Area::Network,
    severity: Severity::Warning,
    what: "The VPC's block is neither in a private range (RFC 1918) nor in 100.64.0.0/10.",
    why: "AWS takes such a block, but its real owners on the internet become unreachable from the cluster.",
    source: "Amazon VPC user guide, VPC CIDR blocks",
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let cidr = facts.design.network.cidr;
    let inside = ranges::PRIVATE.iter().chain(&*ranges::SHARED).any(|r| r.contains(cidr));
    // CID003 and CID005 say more about these.
    let elsewhere = ranges::RESERVED.iter().chain(&*ranges::CLASS_E).any(|r| r.overlaps(cidr));
    if inside || elsewhere {
        return;
    }
    let finding = report.add(
        Subject::Vpc,
        format!("The VPC {cidr} is not private"),
        "Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
    );
    if let Some(cidr) = ranges::private_block(cidr.prefix_len()) {
        finding.fix(format!("Use {cidr}"), NetworkEdit::SetVpcCidr { cidr });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn somebody_elses() {
        check_findings(
            &RULE,
            &network(|n| n.cidr = v("11.0.0.0/16")),
            expect![[r#"
            Warning at vpc: The VPC 11.0.0.0/16 is not private
              Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
              [Use 10.0.0.0/16] Set the VPC to 10.0.0.0/16"#]],
        );
    }

    #[test]
    fn private_and_shared() {
        check_findings(&RULE, &network(|n| n.cidr = v("172.31.0.0/16")), expect![[""]]);
        check_findings(&RULE, &network(|n| n.cidr = v("100.64.0.0/16")), expect![[""]]);
    }
}

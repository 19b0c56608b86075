//! SUB003: two subnets share addresses.

use std::collections::BTreeMap;

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{Subject, Subnet, SubnetId};
use crate::edit::NetworkEdit;
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB003",
    name: "subnet_cidr_overlap",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("A subnet's block overlaps that of one added before it."),
    why: "An address belongs to one subnet only, so AWS refuses the second one.",
    source: docs!("EC2 API, CreateSubnet (InvalidSubnet.Conflict)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (subnet, earlier) in overlaps(facts) {
        let names = list(earlier.iter().map(|s| format!("{} {}", s.name, s.cidr)));
        let finding = report.add(
            Subject::Subnet(subnet.id),
            format!("{} {} overlaps {names}", subnet.name, subnet.cidr),
            "Give one of them a block that is free, or remove it.",
        );
        finding.related(earlier.iter().map(|s| Subject::Subnet(s.id)));
        if let Some(cidr) = facts.free_space().for_subnet(Some(subnet.id), subnet.cidr.prefix_len()) {
            finding.fix(format!("Move to {cidr}"), NetworkEdit::SetSubnetCidr { subnet: subnet.id, cidr });
        }
    }
}

/// Each subnet that overlaps earlier ones (those of lower id), with these. Blocks either nest or are apart, so
/// in order of address the open ones are a stack whose every member holds the next.
fn overlaps<'a>(facts: &Facts<'a>) -> Vec<(&'a Subnet, Vec<&'a Subnet>)> {
    let mut by_address = facts.subnets.clone();
    sorted::sort_by_key(&mut by_address, |s| (s.cidr.start(), std::cmp::Reverse(s.cidr.end()), s.id));
    let mut found: BTreeMap<SubnetId, (&Subnet, Vec<&Subnet>)> = BTreeMap::new();
    let mut open: Vec<&Subnet> = Vec::new();
    for subnet in by_address {
        while open.last().is_some_and(|o| o.cidr.end() <= subnet.cidr.start()) {
            open.pop();
        }
        for &other in &open {
            let (later, earlier) = if other.id < subnet.id { (subnet, other) } else { (other, subnet) };
            found.entry(later.id).or_insert((later, Vec::new())).1.push(earlier);
        }
        open.push(subnet);
    }
    let mut found: Vec<_> = found.into_values().collect();
    for (_, earlier) in &mut found {
        sorted::sort_by_key(earlier, |s| s.id);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn the_later_one_moves() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[1].cidr = v("10.0.24.0/21")),
            expect![[r#"
                Error at subnet-2 (with subnet-1): private-az2 10.0.24.0/21 overlaps private-az1 10.0.16.0/20
                  Give one of them a block that is free, or remove it.
                  [Move to 10.0.8.0/21] Move private-az2 to 10.0.8.0/21"#]],
        );
    }

    #[test]
    fn one_that_holds_all_others() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[3].cidr = v("10.0.0.0/16")),
            expect![[r#"
                Error at subnet-5 (with subnet-1, subnet-2, subnet-4): public-az2 10.0.0.0/16 overlaps private-az1 10.0.16.0/20, private-az2 10.0.32.0/20 and public-az1 10.0.0.0/24
                  Give one of them a block that is free, or remove it.
                  [Move to 10.0.128.0/17] Move public-az2 to 10.0.128.0/17"#]],
        );
    }

    #[test]
    fn a_smaller_block_where_there_is_no_room() {
        let design = network(|n| {
            n.cidr = v("10.0.0.0/18");
            n.subnets[1].cidr = v("10.0.16.0/20");
            n.subnets[2].cidr = v("10.0.0.0/20");
            n.subnets[3].cidr = v("10.0.32.0/20");
            let mut more = n.subnets[3].clone();
            (more.id, more.cidr) = (SubnetId(0), v("10.0.48.0/21"));
            n.subnets.push(more);
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
                Error at subnet-2 (with subnet-1): private-az2 10.0.16.0/20 overlaps private-az1 10.0.16.0/20
                  Give one of them a block that is free, or remove it.
                  [Move to 10.0.56.0/21] Move private-az2 to 10.0.56.0/21"#]],
        );
    }

    #[test]
    fn neighbours() {
        check_findings(&RULE, &network(|n| n.subnets[2].cidr = v("10.0.2.0/23")), expect![[""]]);
    }
}

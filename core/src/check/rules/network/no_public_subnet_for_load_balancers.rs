//! SUB016: load balancers are planned and only internal ones are possible.

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{LoadBalancerRole, Subject, Tier};
use crate::edit::{Edit, NetworkEdit};

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB016",
    name: "no_public_subnet_for_load_balancers",
    area: Area::Network,
    severity: Severity::Note,
    what: docs!(
        "Internet-facing load balancers are planned and no public subnet has the role for them: a note where there is \
          none at all, a warning else."
    ),
    why: "A load balancer that the internet reaches needs public subnets; without them, only internal ones \
          can be created.",
    source: docs!("AWS Load Balancer Controller, deploy/subnet_discovery"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if !facts.design.intent.internet_facing_load_balancers {
        return;
    }
    if facts.subnets_of(Tier::Public).next().is_some() {
        return without_role(facts, report);
    }
    let mut draft = Draft::of(facts.design);
    draft.add_internet_gateway();
    draft.add_missing_public_subnets();
    let added = draft.design().network.subnets_of(Tier::Public).next().is_some();
    report
        .add(
            Subject::Vpc,
            "No public subnet: load balancers will be internal only",
            "Add public subnets if the internet should reach your services.",
        )
        .fix_if_any(if added { draft.into_fix("Add public subnets") } else { None });
}

/// There are public subnets, and load balancers find none of them.
fn without_role(facts: &Facts<'_>, report: &mut Report<'_>) {
    let role = LoadBalancerRole::InternetFacing;
    if facts.subnets_of(Tier::Public).any(|s| s.load_balancers == role) {
        return;
    }
    let edits = facts
        .subnets_of(Tier::Public)
        .map(|s| NetworkEdit::SetSubnetLoadBalancers { subnet: s.id, role }.into())
        .collect();
    report
        .add(
            Subject::Vpc,
            "No public subnet is for internet-facing load balancers",
            "Let them into the public subnets, or plan none.",
        )
        .severity(Severity::Warning)
        .fix("Let them in", Edit::Batch { edits });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design};
    use crate::design::starters;
    use expect_test::expect;

    #[test]
    fn private_only() {
        check_findings(
            &RULE,
            &starters::reference_original(),
            expect![[r#"
            Note at vpc: No public subnet: load balancers will be internal only
              Add public subnets if the internet should reach your services.
              [Add public subnets] Add subnet public-az1 10.0.0.0/24; Add subnet public-az2 10.0.1.0/24"#]],
        );
    }

    #[test]
    fn public_ones_without_the_role() {
        let bare = design(|d| {
            let subnets = &mut std::sync::Arc::make_mut(&mut d.network).subnets;
            subnets.iter_mut().for_each(|s| s.load_balancers = LoadBalancerRole::None);
        });
        check_findings(
            &RULE,
            &bare,
            expect![[r#"
            Warning at vpc: No public subnet is for internet-facing load balancers
              Let them into the public subnets, or plan none.
              [Let them in] Let internet-facing load balancers into public-az1; Let internet-facing load balancers into public-az2"#]],
        );
    }

    #[test]
    fn none_planned_or_public_ones_there() {
        check_findings(&RULE, &design(|_| {}), expect![[""]]);
        let mut private = starters::reference_original();
        private.intent.internet_facing_load_balancers = false;
        check_findings(&RULE, &private, expect![[""]]);
    }
}

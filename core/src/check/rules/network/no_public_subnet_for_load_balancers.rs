//! SUB016: load balancers are planned and only internal ones are possible.

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Subject, Tier};

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB016",
    name: "no_public_subnet_for_load_balancers",
    area: Area::Network,
    severity: Severity::Note,
    what: "Load balancers are planned and the design has no public subnet.",
    why: "A load balancer that the internet reaches needs public subnets; without them, only internal ones \
          can be created.",
    source: "AWS Load Balancer Controller, deploy/subnet_discovery",
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if !facts.design.intent.internet_facing_load_balancers || facts.subnets_of(Tier::Public).next().is_some()
    {
        return;
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
    fn none_planned_or_public_ones_there() {
        check_findings(&RULE, &design(|_| {}), expect![[""]]);
        let mut private = starters::reference_original();
        private.intent.internet_facing_load_balancers = false;
        check_findings(&RULE, &private, expect![[""]]);
    }
}

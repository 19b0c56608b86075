//! Bundles rolled out by the real `terraform`: formatted, planned from nothing, applied, and then at rest.

use configurator_core::design::{Design, Flavour, FlowLogTraffic, FlowLogs, Tier, starters};
use configurator_core::edit::{ClusterEdit, DesignEdit, Edit, NetworkEdit};
use configurator_core::value::{Ipv6Block, LogRetention};
use configurator_tests::fixtures;
use configurator_tests::rollout::{OwnTests, roll_out, write};
use configurator_tests::terraform::{Step, Terraform, available};

/// In two halves, so that none takes longer than a test may.
#[test]
fn bundles_of_one_half_roll_out() {
    roll_out_half(0);
}

#[test]
fn bundles_of_the_other_half_roll_out() {
    roll_out_half(1);
}

fn roll_out_half(half: usize) {
    let designs: Vec<_> = fixtures::all().into_iter().skip(half).step_by(2).collect();
    if available(designs.len()) {
        roll_out(&designs, Step::SecondPlan, OwnTests::Run);
    }
}

#[test]
fn bundles_of_the_other_flavour_roll_out() {
    let designs = fixtures::in_the_other_flavour();
    if available(designs.len()) {
        roll_out(&designs, Step::SecondPlan, OwnTests::Run);
    }
}

/// Adding a zone, a node group or a block must leave every address of the plan as it was.
#[test]
fn growing_a_design_moves_nothing() {
    if !available(1) {
        return;
    }
    let small = starters::reference();
    let large = fixtures::named("production-three-zones");
    let folder = tempfile::tempdir().expect("a scratch folder");
    let addresses = |name: &str, design: &Design| {
        let bundle = folder.path().join(name);
        write(design, &bundle);
        let outcome = Terraform::new(&bundle).root("infrastructure").without_tests().run();
        outcome.expect_success();
        let plan = outcome.plan().expect("a plan");
        let changes = plan["resource_changes"].as_array().expect("changes");
        let found: Vec<_> = changes.iter().filter_map(|c| c["address"].as_str().map(str::to_owned)).collect();
        found
    };
    let grown = |before: &[String], name: &str, design: &Design, new: &str| {
        let after = addresses(name, design);
        let moved: Vec<_> = before.iter().filter(|a| !after.contains(a)).collect();
        assert!(moved.is_empty(), "{name}: {moved:#?}");
        assert!(after.iter().any(|a| a == new), "{name}: {after:#?}");
    };
    let before = addresses("small", &small);
    grown(&before, "large", &large, "aws_nat_gateway.this[\"euc1-az3\"]");
    grown(&before, "wide", &widened(&small), "aws_vpc_ipv4_cidr_block_association.this[\"100.64.0.0/16\"]");
    let native = |design: &Design| {
        let edit: Edit = ClusterEdit::SetFlavour { flavour: Flavour::Native }.into();
        design.edited(&edit).expect("either will do")
    };
    let before = addresses("native", &native(&small));
    grown(&before, "native-large", &native(&large), "aws_nat_gateway.this[\"euc1-az3\"]");
    // With the third zone come subnets of every tier.
    for (name, new) in [
        ("ipv6", "aws_route.private_ipv6[\"euc1-az3\"]"),
        ("custom-networking", "aws_route_table_association.pod[\"pod-az3\"]"),
        ("private", "aws_route_table_association.intra[\"intra-az3\"]"),
    ] {
        let design = fixtures::named(name);
        let third: Edit = NetworkEdit::AddZone { zone: "euc1-az3".parse().expect("a zone") }.into();
        let wider = design.edited(&third).expect("there is room");
        assert!(ipv6_blocks(&wider).starts_with(&ipv6_blocks(&design)), "{name}: blocks moved");
        grown(&addresses(name, &design), &format!("{name}-wider"), &wider, new);
    }
}

/// The IPv6 blocks of the subnets, in the order in which these were added.
fn ipv6_blocks(design: &Design) -> Vec<Option<Ipv6Block>> {
    design.network.subnets.iter().map(|s| s.ipv6).collect()
}

/// The design with a further block, a subnet in it, flow logs, Karpenter and services of its own choice.
fn widened(design: &Design) -> Design {
    let read = |text: &str| text.parse().expect("a block");
    let flow_logs = FlowLogs::CloudWatch { retention_days: LogRetention::YEAR, traffic: FlowLogTraffic::All };
    let edits: [Edit; 5] = [
        NetworkEdit::SetSecondaryCidrs { cidrs: vec![read("100.64.0.0/16")] }.into(),
        NetworkEdit::AddSubnet {
            name: "pods-az1".parse().expect("a name"),
            zone: design.network.zones[0].clone(),
            tier: Tier::Private,
            cidr: read("100.64.0.0/18"),
        }
        .into(),
        NetworkEdit::SetFlowLogs { flow_logs }.into(),
        DesignEdit::PlanKarpenter { planned: true }.into(),
        ClusterEdit::SetZonalShift { enabled: true }.into(),
    ];
    edits.iter().fold(design.clone(), |design, edit| design.edited(edit).expect("there is room"))
}

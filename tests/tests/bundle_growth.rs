//! A design that grows after it was rolled out: two plans over one state. What is there stays, at the address where it is;
//! a few things are changed in place, each known here, and everything else is new.

use std::collections::BTreeSet;

use configurator_core::design::{Design, Flavour, FlowLogTraffic, FlowLogs, Nat, NodeGroup, Tier, starters};
use configurator_core::edit::{AccessEdit, ClusterEdit, ComputeEdit, DesignEdit, Edit, NetworkEdit, suggest};
use configurator_core::value::{Ipv6Block, LogRetention, ZoneId};
use configurator_tests::fixtures;
use configurator_tests::rollout::write;
use configurator_tests::terraform::{Outcome, Step, Terraform, available};
use serde_json::Value as Json;

/// What the grown design does to what is there.
#[derive(Debug, PartialEq)]
struct Growth {
    /// Changed in place: address and arguments.
    changed: BTreeSet<String>,
    new: BTreeSet<String>,
    /// Destroyed, be it for good or to be made anew.
    gone: BTreeSet<String>,
}

/// Rolls out `before`, and plans `after` over its state.
fn growth(before: &Outcome, after: &Design) -> Growth {
    let folder = tempfile::tempdir().expect("a scratch folder");
    write(after, folder.path());
    let run = Terraform::new(folder.path()).root("infrastructure").over(before).until(Step::Show);
    let outcome = run.without_tests().run();
    outcome.expect_success();
    let plan = outcome.plan().expect("a plan");
    let mut growth = Growth { changed: BTreeSet::new(), new: BTreeSet::new(), gone: BTreeSet::new() };
    for change in plan["resource_changes"].as_array().expect("changes") {
        let address = change["address"].as_str().expect("an address").to_owned();
        let actions = change["change"]["actions"].as_array().expect("actions");
        let actions: Vec<_> = actions.iter().filter_map(|action| action.as_str()).collect();
        let (of, line) = match actions.as_slice() {
            ["no-op" | "read"] => continue,
            ["create"] => (&mut growth.new, address),
            ["update"] => (&mut growth.changed, format!("{address}: {}", arguments(change))),
            gone => {
                let gone = format!("{address}: {} for {}", gone.join(", "), reasons(change));
                (&mut growth.gone, gone)
            }
        };
        of.insert(line);
    }
    growth
}

/// The arguments that differ, those that only follow from others left out.
fn arguments(change: &Json) -> String {
    let (before, after) = (&change["change"]["before"], &change["change"]["after"]);
    let names: BTreeSet<_> =
        [before, after].iter().filter_map(|side| side.as_object()).flatten().map(|(name, _)| name).collect();
    let differ = names.into_iter().filter(|name| *name != "tags_all" && before[name] != after[name]);
    differ.cloned().collect::<Vec<_>>().join(", ")
}

/// The arguments for which it is made anew.
fn reasons(change: &Json) -> String {
    let paths = change["change"]["replace_paths"].as_array().into_iter().flatten();
    paths.filter_map(|path| path[0].as_str()).collect::<Vec<_>>().join(", ")
}

/// Rolls a design out.
fn rolled_out(design: &Design) -> Outcome {
    let folder = tempfile::tempdir().expect("a scratch folder");
    write(design, folder.path());
    let outcome =
        Terraform::new(folder.path()).root("infrastructure").without_tests().until(Step::Apply).run();
    outcome.expect_success();
    outcome
}

fn edited(design: &Design, edits: &[Edit]) -> Design {
    edits.iter().fold(design.clone(), |design, edit| design.edited(edit).expect("there is room"))
}

fn in_flavour(design: &Design, flavour: Flavour) -> Design {
    edited(design, &[ClusterEdit::SetFlavour { flavour }.into()])
}

/// Both flavours, at the same time.
fn in_both_flavours(judge: impl Fn(Flavour) + Sync) {
    std::thread::scope(|scope| {
        let other = scope.spawn(|| judge(Flavour::Native));
        judge(Flavour::Module);
        if let Err(panic) = other.join() {
            std::panic::resume_unwind(panic);
        }
    });
}

#[test]
fn growing_a_design_moves_nothing() {
    if !available(1) {
        return;
    }
    in_both_flavours(|flavour| {
        let small = in_flavour(&starters::reference(), flavour);
        let before = rolled_out(&small);
        for case in cases() {
            let growth = growth(&before, &edited(&small, &(case.edits)(&small)));
            let expected = |of: &[&str]| -> BTreeSet<String> {
                of.iter().map(|text| in_words_of(flavour, text)).collect()
            };
            let name = format!("{} {}", case.name, flavour.as_str());
            assert_eq!(growth.changed, expected(case.changed), "{name}: changed in place");
            assert_eq!(growth.gone, expected(case.made_anew), "{name}: destroyed");
            for new in case.new {
                let new = in_words_of(flavour, new);
                assert!(growth.new.contains(&new), "{name}: no {new} among {:#?}", growth.new);
            }
        }
    });
}

/// The VPC CNI is told the new subnet of pods too.
const POD_SUBNETS: [&str; 1] = ["aws_eks_addon.before_compute[\"vpc-cni\"]: configuration_values"];

/// Endpoints are in each zone, and in the tables of each.
const ENDPOINTS: [&str; 12] = [
    "aws_vpc_endpoint.gateway[\"dynamodb\"]: route_table_ids",
    "aws_vpc_endpoint.gateway[\"s3\"]: route_table_ids",
    "aws_vpc_endpoint.interface[\"ec2\"]: subnet_ids",
    "aws_vpc_endpoint.interface[\"ec2messages\"]: subnet_ids",
    "aws_vpc_endpoint.interface[\"ecr.api\"]: subnet_ids",
    "aws_vpc_endpoint.interface[\"ecr.dkr\"]: subnet_ids",
    "aws_vpc_endpoint.interface[\"eks\"]: subnet_ids",
    "aws_vpc_endpoint.interface[\"eks-auth\"]: subnet_ids",
    "aws_vpc_endpoint.interface[\"logs\"]: subnet_ids",
    "aws_vpc_endpoint.interface[\"ssm\"]: subnet_ids",
    "aws_vpc_endpoint.interface[\"ssmmessages\"]: subnet_ids",
    "aws_vpc_endpoint.interface[\"sts\"]: subnet_ids",
];

/// The blocks of IPv6, and the tables of other tiers, stay where they are too.
#[test]
fn a_zone_more_moves_nothing_of_other_tiers() {
    if !available(1) {
        return;
    }
    let cases: [(&str, &str, &[&str]); 3] = [
        ("ipv6", "aws_route.private_ipv6[\"euc1-az3\"]", &[]),
        ("custom-networking", "aws_route_table_association.pod[\"pod-az3\"]", &POD_SUBNETS),
        ("private", "aws_route_table_association.intra[\"intra-az3\"]", &ENDPOINTS),
    ];
    in_both_flavours(|flavour| {
        for (name, new, changed) in cases {
            let design = in_flavour(&fixtures::named(name), flavour);
            let wider = edited(&design, &third_zone(&design));
            let name = format!("{name} {}", flavour.as_str());
            assert!(ipv6_blocks(&wider).starts_with(&ipv6_blocks(&design)), "{name}: blocks moved");
            let growth = growth(&rolled_out(&design), &wider);
            assert!(growth.gone.is_empty(), "{name}: {:#?}", growth.gone);
            let changed: BTreeSet<String> = changed.iter().map(|text| in_words_of(flavour, text)).collect();
            assert_eq!(growth.changed, changed, "{name}: changed in place");
            assert!(growth.new.contains(new), "{name}: {:#?}", growth.new);
        }
    });
}

/// A design that grew.
struct Case {
    name: &'static str,
    edits: fn(&Design) -> Vec<Edit>,
    /// Changed in place: address and arguments.
    changed: &'static [&'static str],
    /// What AWS cannot change: the new one is made before the old one goes.
    made_anew: &'static [&'static str],
    /// Some of what is new.
    new: &'static [&'static str],
}

/// Addresses are written as plain resources have them.
fn cases() -> [Case; 7] {
    [
        Case {
            name: "a zone for new groups",
            edits: third_zone,
            changed: &[],
            made_anew: &[],
            new: &["aws_subnet.private[\"private-az3\"]", "aws_route_table.private[\"euc1-az3\"]"],
        },
        Case {
            // Managed node groups cannot take a further subnet: EKS makes the group anew and moves its pods.
            name: "a zone for all groups",
            edits: |_| vec![NetworkEdit::AddZone { zone: zone("euc1-az3") }.into(), nodes_only("euc1-az3")],
            changed: &[],
            made_anew: &["aws_eks_node_group.this[\"general\"]: create, delete for subnet_ids"],
            new: &["aws_subnet.private[\"private-az3\"]"],
        },
        Case {
            name: "a node group",
            edits: |design| vec![suggest::add_node_group(design).expect("there is room")],
            changed: &[],
            made_anew: &[],
            new: &["aws_eks_node_group.this[\"general-2\"]", "aws_iam_role.node[\"general-2\"]"],
        },
        Case {
            name: "self-managed nodes, a Fargate profile",
            edits: |design| {
                let more = [suggest::add_self_managed_group(design), suggest::add_fargate_profile(design)];
                more.into_iter().map(|edit| edit.expect("there is room")).collect()
            },
            changed: &[],
            made_anew: &[],
            new: &[
                "aws_autoscaling_group.self_managed[\"general-2\"]",
                "aws_eks_access_entry.self_managed[\"general-2\"]",
                "aws_eks_fargate_profile.this[\"kube-system\"]",
            ],
        },
        Case {
            name: "an entry, a workload",
            edits: |_| admitted(),
            changed: &[],
            made_anew: &[],
            new: &["aws_eks_access_entry.this[\"oncall\"]", "aws_iam_role.workload[\"uploads\"]"],
        },
        Case {
            name: "a NAT gateway in each zone",
            edits: |_| vec![NetworkEdit::SetNat { nat: Nat::PerZone }.into()],
            changed: &["aws_route.private_nat[\"euc1-az2\"]: nat_gateway_id"],
            made_anew: &[],
            new: &["aws_nat_gateway.this[\"euc1-az2\"]"],
        },
        Case {
            name: "a block, flow logs, Karpenter, zonal shift",
            edits: widened,
            changed: &[
                "aws_eks_cluster.this: vpc_config, zonal_shift_config",
                "aws_kms_key.cluster: policy",
                "aws_security_group.node: tags",
                "aws_subnet.private[\"private-az1\"]: tags",
                "aws_subnet.private[\"private-az2\"]: tags",
            ],
            made_anew: &[],
            new: &["aws_vpc_ipv4_cidr_block_association.this[\"100.64.0.0/16\"]", "aws_flow_log.vpc"],
        },
    ]
}

/// The same address where the module makes it.
fn in_words_of(flavour: Flavour, text: &str) -> String {
    let of_the_module = [
        ("aws_eks_cluster.this", "module.eks.aws_eks_cluster.this[0]"),
        ("aws_security_group.node", "module.eks.aws_security_group.node[0]"),
        ("aws_eks_addon.before_compute", "module.eks.aws_eks_addon.this"),
        ("aws_eks_access_entry.", "module.eks.aws_eks_access_entry."),
        ("aws_eks_fargate_profile.this", "module.eks.aws_eks_fargate_profile.this"),
        ("aws_autoscaling_group.self_managed", "module.eks.aws_autoscaling_group.self_managed"),
        ("aws_eks_node_group.this", "module.eks.aws_eks_node_group.this"),
        ("aws_iam_role.node[\"", "module.eks.aws_iam_role.node[\"managed/"),
    ];
    let found = of_the_module.iter().filter(|_| flavour == Flavour::Module);
    match found.into_iter().find_map(|(plain, module)| Some((module, text.strip_prefix(plain)?))) {
        Some((module, rest)) => format!("{module}{rest}"),
        None => text.to_owned(),
    }
}

fn zone(id: &str) -> ZoneId {
    id.parse().expect("a zone")
}

/// The control plane stays in the zones in which EKS made it.
fn nodes_only(id: &str) -> Edit {
    ClusterEdit::SetZonesWithoutControlPlane { zones: BTreeSet::from([zone(id)]) }.into()
}

/// A third zone in which nothing that is there takes part.
fn third_zone(design: &Design) -> Vec<Edit> {
    let stay = |group: &NodeGroup| {
        ComputeEdit::PlaceNodeGroup { group: group.id, subnets: group.subnets.clone() }.into()
    };
    let zone: Edit = NetworkEdit::AddZone { zone: zone("euc1-az3") }.into();
    let groups = design.compute.node_groups.iter().map(stay);
    [zone, nodes_only("euc1-az3")].into_iter().chain(groups).collect()
}

/// The IPv6 blocks of the subnets, in the order in which these were added.
fn ipv6_blocks(design: &Design) -> Vec<Option<Ipv6Block>> {
    design.network.subnets.iter().map(|s| s.ipv6).collect()
}

/// Somebody who may look, and pods that may.
fn admitted() -> Vec<Edit> {
    let access = fixtures::named("access").access;
    let entry = access.entries.iter().find(|entry| entry.name.as_str() == "oncall");
    let workload = access.workloads.iter().find(|workload| workload.name.as_str() == "uploads");
    vec![
        AccessEdit::SetEntries { entries: entry.into_iter().cloned().collect() }.into(),
        AccessEdit::SetWorkloads { workloads: workload.into_iter().cloned().collect() }.into(),
    ]
}

/// A further block, a subnet in it, flow logs, Karpenter and services of its own choice.
fn widened(design: &Design) -> Vec<Edit> {
    let read = |text: &str| text.parse().expect("a block");
    let flow_logs = FlowLogs::CloudWatch { retention_days: LogRetention::YEAR, traffic: FlowLogTraffic::All };
    vec![
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
    ]
}

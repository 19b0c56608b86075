//! Capacity in words: what nodes and pods get, and the addresses of subnets.

use super::{Row, cores, fill, gib, scales};
use crate::capacity::{
    Capacity, Consumer, Fleet, NodeCapacity, PerScale, PodLimitReason, RunsOut, SubnetAddresses,
};
use crate::design::{Design, Subject, Tier};
use crate::value::grouped;

/// The lines of some nodes: what, then how much at min, desired and max.
fn fleet_rows(fleet: PerScale<Fleet>) -> [Row; 4] {
    let row = |what: &str, words: fn(Fleet) -> String| {
        let cells = [what.to_owned()].into_iter().chain(scales(fleet, words)).collect();
        Row::plain(cells)
    };
    [
        row("Nodes", |f| grouped(f.nodes)),
        row("Pods", |f| grouped(f.pods)),
        row("vCPU for pods", |f| cores(f.cpu_millicores)),
        row("GiB for pods", |f| gib(f.memory_mib)),
    ]
}

/// For each node group, each Fargate profile, Auto Mode and then for all: a heading, then what it has.
pub(super) fn compute(design: &Design, capacity: &Capacity) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |subject: Subject, note: String, fleet, skipped: usize, shown: usize| {
        rows.push(Row { cells: vec![design.name_of(&subject)], subject: Some(subject), note });
        rows.extend(fleet_rows(fleet).into_iter().skip(skipped).take(shown));
    };
    for group in &capacity.groups {
        let (note, shown) = match group.node {
            Some(node) => (node_note(&node, design), 4),
            None => ("A type of this group is not in the catalog: only its nodes are counted.".to_owned(), 1),
        };
        add(Subject::NodeGroup(group.group), note, group.fleet, 0, shown);
    }
    for profile in &capacity.fargate {
        let note = profile.size.map_or_else(
            || "No Fargate machine is large enough for these pods: none runs.".to_owned(),
            |size| {
                format!(
                    "As expected: each pod has a Fargate machine of {} vCPU and {} MiB, {} in each subnet at most.",
                    hundredths(size.cpu_millicores),
                    grouped(size.memory_mib),
                    grouped(profile.pods_in_each_subnet)
                )
            },
        );
        add(Subject::FargateProfile(profile.profile), note, PerScale::same(profile.fleet()), 1, 3);
    }
    if let Some(auto_mode) = capacity.auto_mode {
        let (note, shown) = match auto_mode.node {
            Some(node) => {
                let note = node_note(&node, design);
                (format!("As expected, in the subnets of the control plane. {note} An estimate."), 4)
            }
            None => ("The type is not in the catalog: only the nodes are counted.".to_owned(), 1),
        };
        add(Subject::AutoMode, note, PerScale::same(auto_mode.fleet()), 0, shown);
    }
    if capacity.groups.len() + capacity.fargate.len() + usize::from(capacity.auto_mode.is_some()) > 1 {
        rows.push(Row::plain(vec!["All nodes and pods".to_owned()]));
        rows.extend(fleet_rows(capacity.fleet));
    }
    rows
}

/// Thousandths of a processor, with two decimals where it has them: `0.25`, `4`.
fn hundredths(millicores: u64) -> String {
    let text = format!("{}.{:02}", millicores / 1000, millicores % 1000 / 10);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn node_note(node: &NodeCapacity, design: &Design) -> String {
    let limit = match node.pods.reason {
        PodLimitReason::Interfaces => "as many as its network interfaces have addresses for",
        PodLimitReason::Usual => "the limit for nodes with up to 30 vCPUs",
        PodLimitReason::Large => "the limit for nodes with more than 30 vCPUs",
        PodLimitReason::Nodeadm => "what its image works out without prefix delegation",
        PodLimitReason::Kubelet => "what its kubelet is told",
        PodLimitReason::OneInterface => "as many as the one interface of Windows has addresses for",
    };
    let prefixes = design.network.pod_addresses.prefix_delegation;
    let (other, how) = match prefixes {
        true => (node.pods_without_blocks.pods, "without"),
        false => (node.pods_with_blocks.pods, "with"),
    };
    let differs = other != node.pods.pods;
    let other = if differs { format!("; {other} {how} prefix delegation") } else { String::new() };
    let apart = match node.full.pods.addresses() {
        0 => String::new(),
        full => {
            format!(" Of the pod subnet: {} and {full}.", node.at_rest.pods.addresses())
        }
    };
    format!(
        "{} pods a node, {limit}{other}. Of a node pods get {} vCPU and {} MiB; {} m and {} MiB are kept for the node. \
         Addresses taken: {} at rest, {} when full.{apart}",
        node.pods.pods,
        cores(node.allocatable.cpu_millicores),
        grouped(node.allocatable.memory_mib),
        node.reserved.cpu_millicores,
        grouped(node.reserved.memory_mib),
        node.at_rest.node.addresses(),
        node.full.node.addresses(),
    )
}

/// The line of a subnet; its note says who takes what at the peak beside node groups, and how many blocks there are.
pub(super) fn subnet(design: &Design, capacity: &Capacity, subnet: &SubnetAddresses) -> Row {
    let subject = Subject::Subnet(subnet.subnet);
    let taken = [subnet.taken.at_rest, subnet.taken.at_peak, subnet.taken.with_surge];
    let mut cells = vec![design.name_of(&subject), grouped(subnet.usable())];
    cells.extend(taken.map(|demand| grouped(demand.addresses())));
    cells.push(format!("{} %", fill(subnet).percent()));
    let mut note = others(design, capacity, subnet);
    if let Some(blocks) = subnet.blocks_with_surge() {
        note.push_str(&format!(
            "{}{} blocks of 16 are needed while updating, and {} are there for sure.",
            if note.is_empty() { "" } else { " " },
            blocks.needed,
            blocks.available
        ));
    }
    Row { subject: Some(subject), cells, note }
}

/// What endpoints, Fargate, Auto Mode and pods that live apart from their nodes take of a subnet at the peak.
fn others(design: &Design, capacity: &Capacity, subnet: &SubnetAddresses) -> String {
    let pods_only = subnet.users > 0 && subnet.nodes == 0;
    let parts = capacity.parts(design, subnet.subnet);
    let parts = parts.iter().filter_map(|part| {
        let name = match part.consumer {
            Consumer::ControlPlane | Consumer::NatGateway | Consumer::LoadBalancers => return None,
            Consumer::Group(id) if pods_only => {
                format!("pods of {}", design.name_of(&Subject::NodeGroup(id)))
            }
            Consumer::Group(_) => return None,
            Consumer::Endpoints => "VPC endpoints".to_owned(),
            Consumer::Fargate(id) => {
                format!("{} on Fargate", design.name_of(&Subject::FargateProfile(id)))
            }
            Consumer::AutoMode => "Auto Mode".to_owned(),
        };
        Some(format!("{} by {name}", grouped(part.taken.at_peak.addresses())))
    });
    let parts = parts.collect::<Vec<_>>().join(", ");
    if parts.is_empty() { parts } else { format!("Taken at peak: {parts}.") }
}

/// What else is to be said of capacity.
pub(super) fn notes(design: &Design, capacity: &Capacity) -> Vec<String> {
    let mut notes = vec![match capacity.first_to_run_out {
        None => "No subnet runs out of addresses before the groups are as large as they may be.".to_owned(),
        Some(RunsOut { subnet, at, last_fit }) => {
            let name = design.name_of(&Subject::Subnet(subnet));
            match last_fit {
                Some(fit) => format!(
                    "{name} is the first to run out of addresses: at {} nodes; {} nodes with {} pods still fit.",
                    grouped(at.nodes),
                    grouped(fit.nodes),
                    grouped(fit.pods)
                ),
                None => format!(
                    "{name} has too few addresses from the start, when there are {} nodes with {} pods.",
                    grouped(at.nodes),
                    grouped(at.pods)
                ),
            }
        }
    }];
    if !capacity.is_complete {
        notes.push("Some instance types are not in the catalog; what they hold is not counted.".to_owned());
    }
    let addresses = design.network.pod_addresses;
    if addresses.custom_networking && design.network.subnets.iter().all(|s| s.tier != Tier::Pod) {
        notes.push("Pods are to live in pod subnets, and there is none.".to_owned());
    }
    if addresses.security_groups {
        notes.push(
            "Pods with security groups of their own take an address more each; how many there are is not known, so none is counted."
                .to_owned(),
        );
    }
    if design.network.existing.is_some() {
        notes.push("What else takes addresses in the VPC that exists is not counted.".to_owned());
    }
    if design.intent.karpenter {
        notes.push("Nodes that Karpenter starts are not counted.".to_owned());
    }
    notes
}

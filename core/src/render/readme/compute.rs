//! What runs the pods, in words and tables.

use super::super::text::Draft;
use super::{code, escaped};
use crate::design::{AutoMode, Design, FargateProfile, FargateSelector, Flavour, NodeGroup, Subject};
use crate::value::CapacityType;

/// Adds the paragraphs: one for each kind of compute that there is.
pub(super) fn paragraphs(draft: Draft, design: &Design) -> Draft {
    let compute = &design.compute;
    let parts = [
        (!compute.node_groups.is_empty()).then(|| (node_groups(design), None)),
        (!compute.fargate_profiles.is_empty()).then(|| (fargate(design), None)),
        compute
            .auto_mode
            .as_ref()
            .map(|auto| (auto_mode(auto, design.cluster.flavour), Some(Subject::AutoMode))),
        design.intent.karpenter.then(|| (karpenter(design), Some(Subject::Karpenter))),
    ];
    if parts.iter().all(Option::is_none) {
        return draft.paragraph("There is none: nothing runs on this cluster.", &[]);
    }
    let parts = parts.into_iter().flatten();
    parts.fold(draft, |draft, (text, subject)| draft.paragraph(&text, subject.as_slice()))
}

fn node_groups(design: &Design) -> String {
    let row = |g: &NodeGroup| {
        let types: Vec<_> = g.instance_types.iter().map(|t| t.as_str()).collect();
        let subnets: Vec<_> = design.subnets_of_group(g).map(|s| escaped(s.name.as_str())).collect();
        let image = match &g.settings.custom_ami {
            Some(ami) => format!("{}, made from {}", code(ami.id.as_str()), code(g.ami_type.as_str())),
            None => code(g.ami_type.as_str()),
        };
        format!(
            "| {} | {} | {} | {} | {image} | {} – {} – {} | {} GiB {} | {} |",
            escaped(g.name.as_str()),
            if g.managed().is_some() { "EKS" } else { "self-managed" },
            types.join(", "),
            capacity(g),
            g.scaling.min,
            g.scaling.desired,
            g.scaling.max,
            g.disk_size_gib.gib(),
            g.settings.volume.kind.as_str(),
            subnets.join(", ")
        )
    };
    let rows: Vec<_> = design.compute.node_groups.iter().map(row).collect();
    format!(
        "Node groups: instances of one kind, made and counted together.\n\n| group | looked after by | instance types | capacity | AMI | min – desired – max | disk | subnets |\n|---|---|---|---|---|---|---|---|\n{}",
        rows.join("\n")
    )
}

/// What the group buys. A self-managed one of spot capacity may begin with others.
fn capacity(group: &NodeGroup) -> String {
    let words = group.capacity_type.words();
    match group.self_managed().map(|own| (own.on_demand_base, own.on_demand_percent.get())) {
        _ if group.capacity_type == CapacityType::OnDemand => words.to_owned(),
        None | Some((0, 0)) => words.to_owned(),
        Some((base, 0)) => format!("{words}; the first {base} on-demand"),
        Some((0, percent)) => format!("{words}; {percent} % on-demand"),
        Some((base, percent)) => format!("{words}; the first {base} and {percent} % of the others on-demand"),
    }
}

fn fargate(design: &Design) -> String {
    let selector = |s: &FargateSelector| {
        let labels: Vec<_> = s.labels.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let with =
            if labels.is_empty() { String::new() } else { format!(" with {}", code(&labels.join(", "))) };
        format!("{}{with}", code(s.namespace.as_str()))
    };
    let row = |p: &FargateProfile| {
        let selectors: Vec<_> = p.selectors.iter().map(selector).collect();
        let subnets: Vec<_> = design.subnets_of_profile(p).map(|s| escaped(s.name.as_str())).collect();
        format!("| {} | {} | {} |", escaped(p.name.as_str()), selectors.join("; "), subnets.join(", "))
    };
    let rows: Vec<_> = design.compute.fargate_profiles.iter().map(row).collect();
    format!(
        "Fargate profiles: pods of these namespaces run on AWS capacity. DaemonSets do not.\n\n\
         | profile | pods in | subnets |\n|---|---|---|\n{}",
        rows.join("\n")
    )
}

fn auto_mode(auto: &AutoMode, flavour: Flavour) -> String {
    let pools: Vec<_> = auto.node_pools.iter().map(|pool| code(pool.as_str())).collect();
    let pools = match pools.as_slice() {
        [] => {
            "without a node pool: nodes come once you add one of your own, whose `NodeClass` names the role that \
             `terraform -chdir=infrastructure output auto_mode_node_role_name` tells"
                .to_owned()
        }
        some => format!("with the node pools {}", some.join(" and ")),
    };
    // The module attaches it.
    let policy = match flavour {
        Flavour::Module => "",
        Flavour::Native => {
            ", once the control plane's role has a \
             [policy for that](https://docs.aws.amazon.com/eks/latest/userguide/auto-learn-iam.html)"
        }
    };
    format!(
        "EKS Auto Mode is on, {pools}. AWS runs its nodes, their network, volumes and load balancers. Nodes get the tags that \
         their `NodeClass` names{policy}."
    )
}

fn karpenter(design: &Design) -> String {
    let karpenter = &design.compute.karpenter;
    let queue = if karpenter.interruption_queue {
        "It hears of interruptions by the queue in the output `karpenter_queue_name`."
    } else {
        "It does not hear of interruptions: there is no queue."
    };
    let found = design.network.subnets_in_order().filter(|s| s.karpenter_discovery);
    let found: Vec<_> = found.map(|s| escaped(s.name.as_str())).collect();
    let subnets = if found.is_empty() { "no subnet".to_owned() } else { found.join(", ") };
    // Source: EKS user guide, auto-migrate-karpenter.
    let beside =
        if design.compute.auto_mode.is_some() { " Beside Auto Mode it must be v1.1 or later." } else { "" };
    format!(
        "Karpenter is prepared for, not installed: its controller gets its role as service account `karpenter` in the \
         namespace {}. Nodes run in the role of the output `karpenter_node_role_name`. The tag `karpenter.sh/discovery` is on \
         their security group and on {subnets}. {queue}{beside}",
        code(karpenter.namespace.as_str())
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;
    use crate::testing::examples;
    use std::sync::Arc;

    #[test]
    fn karpenter_beside_auto_mode_and_where_it_finds_subnets() {
        let mut design = starters::reference();
        assert!(karpenter(&design).contains(" and on no subnet. "), "{}", karpenter(&design));
        let subnet = &mut Arc::make_mut(&mut design.network).subnets[0];
        subnet.karpenter_discovery = true;
        let sentence = format!(" and on {}. ", subnet.name);
        assert!(karpenter(&design).contains(&sentence), "{}", karpenter(&design));
        assert!(!karpenter(&design).contains("v1.1"));
        Arc::make_mut(&mut design.compute).auto_mode = examples::every_kind().compute.auto_mode.clone();
        assert!(karpenter(&design).ends_with(" Beside Auto Mode it must be v1.1 or later."));
    }
}

//! The fields of a node group's nodes: who looks after them, their volumes, metadata, image and start.

use configurator_core::design::{
    CustomAmi, Design, ManagedNodes, NodeGroup, NodeGroupKind, SelfManagedNodes, Unavailable,
};
use configurator_core::value::{SpotAllocation, VolumeType};

use super::fields::{Field, Options};
use super::parse::{maybe, maybe_whole, parsed, set, shown};
use crate::widgets::Look;

type F = Field<NodeGroup>;

/// Who looks after the nodes.
pub(super) const KIND: &[F] = &[F::segments(
    "Looked after by",
    "group-kind",
    &[("managed", "EKS"), ("self_managed", "Ourselves")],
    |g| if g.managed().is_some() { "managed" } else { "self_managed" }.to_owned(),
    |g, t| {
        g.kind = match t {
            "managed" => NodeGroupKind::Managed(ManagedNodes::default()),
            _ => NodeGroupKind::SelfManaged(SelfManagedNodes::default()),
        };
        Ok(())
    },
)
.help_of(kind_words)];

fn kind_words(_: &Design, group: &NodeGroup) -> String {
    match group.kind {
        NodeGroupKind::Managed(_) => {
            "EKS makes the Auto Scaling group, drains nodes before it replaces them, and can repair them. You choose machines and \
             when to update. No charge beyond the machines. Changing this later replaces the nodes."
        }
        NodeGroupKind::SelfManaged(_) => {
            "An Auto Scaling group of your own: spot and on-demand mixed, any image; updates, draining and repair are yours. No \
             charge beyond the machines. Changing this later replaces the nodes."
        }
    }
    .to_owned()
}

/// How updates and repair go, by kind.
pub(super) const LIFE: &[F] = &[
    F::text("Away during updates", "group-unavailable", unavailable, |g, t| {
        managed(g, |m| set(&mut m.unavailable, unavailable_of(t)))
    })
    .help("At most so many nodes at once, like 1, or a share of the group, like 33 %.")
    .shown(is_managed),
    F::switch("Update without more nodes", "group-minimal-surge", |g| g.managed().is_some_and(|m| m.minimal_surge), |g, on| {
        if let NodeGroupKind::Managed(m) = &mut g.kind {
            m.minimal_surge = on;
        }
    })
    .help("Old nodes go before new ones come: it takes no further addresses, and capacity is missing meanwhile.")
    .default_words("off")
    .shown(is_managed),
    F::switch("Repair broken nodes", "group-repair", |g| g.managed().is_some_and(|m| m.repair), |g, on| {
        if let NodeGroupKind::Managed(m) = &mut g.kind {
            m.repair = on;
        }
    })
    .help("EKS replaces or restarts nodes that it finds unhealthy.")
    .default_words("off")
    .shown(is_managed),
    F::number("On demand first", "group-on-demand-base", |g| own_words(g, |s| s.on_demand_base.to_string()), |g, t| {
        own(g, |s| set(&mut s.on_demand_base, t.parse().map_err(|_| "A number of nodes is a whole number, like 2.".to_owned())))
    })
    .unit("nodes")
    .help("Counts with spot capacity: so many are on demand before any is spot.")
    .shown(is_own),
    F::number("On demand above", "group-on-demand-percent", |g| own_words(g, |s| s.on_demand_percent.get().to_string()), |g, t| {
        own(g, |s| set(&mut s.on_demand_percent, percent(t)))
    })
    .unit("% of the others")
    .help("Counts with spot capacity: the rest is spot.")
    .shown(is_own),
    F::segments(
        "Spot pools by",
        "group-spot-allocation",
        &[("price-capacity-optimized", "Price and capacity"), ("capacity-optimized", "Capacity")],
        |g| own_words(g, |s| s.spot_allocation.to_string()),
        |g, t| own(g, |s| set(&mut s.spot_allocation, parsed::<SpotAllocation>(t))),
    )
    .help("From which of the instance types spot nodes come.")
    .shown(is_own),
    F::switch("Replace nodes on change", "group-refresh", |g| g.self_managed().is_some_and(|s| s.refresh), |g, on| {
        if let NodeGroupKind::SelfManaged(s) = &mut g.kind {
            s.refresh = on;
        }
    })
    .help("Instance refresh: a new image or start script replaces node after node. Pods are not drained unless something in the cluster does it.")
    .shown(is_own),
    F::number("Healthy meanwhile", "group-min-healthy", |g| own_words(g, |s| s.min_healthy_percent.to_string()), |g, t| {
        own(g, |s| set(&mut s.min_healthy_percent, parsed(t)))
    })
    .unit("% of the group")
    .shown(|g| g.self_managed().is_some_and(|s| s.refresh)),
];

/// Volumes, metadata, image, start.
pub(super) const SETTINGS: &[F] = &[
    F::choice(
        "Volume type",
        "volume-type",
        Options::Keys(&[("gp3", "gp3"), ("gp2", "gp2"), ("io1", "io1"), ("io2", "io2")]),
        |g| g.settings.volume.kind.to_string(),
        |g, t| set(&mut g.settings.volume.kind, parsed::<VolumeType>(t)),
    )
    .help("io1 and io2 are charged by their IOPS."),
    F::number("IOPS", "volume-iops", |g| shown(g.settings.volume.iops), |g, t| set(&mut g.settings.volume.iops, maybe_whole(t)))
        .help("gp3: from 3,000, beyond which they are charged.")
        .default_words("what the type brings")
        .shown(|g| g.settings.volume.kind.takes_iops()),
    F::number("Throughput", "volume-throughput", |g| shown(g.settings.volume.throughput_mibps), |g, t| {
        set(&mut g.settings.volume.throughput_mibps, maybe_whole(t))
    })
    .unit("MiB a second")
    .help("From 125, beyond which it is charged.")
    .default_words("125")
    .shown(|g| g.settings.volume.kind == VolumeType::Gp3),
    F::switch("Metadata by token only", "metadata-tokens", |g| g.settings.metadata.tokens_required, |g, on| {
        g.settings.metadata.tokens_required = on;
    })
    .help("IMDSv2: keeps a tricked program from reading the node's credentials.")
    .default_words("on"),
    F::number("Metadata hops", "metadata-hops", |g| g.settings.metadata.hop_limit.to_string(), |g, t| {
        set(&mut g.settings.metadata.hop_limit, parsed(t))
    })
    .help("1 keeps the node's credentials from pods; 2 lets pods have them.")
    .default_words("1"),
    F::switch("Detailed monitoring", "detailed-monitoring", |g| g.settings.detailed_monitoring, |g, on| {
        g.settings.detailed_monitoring = on;
    })
    .help("CloudWatch gets figures every minute, for a charge per node.")
    .default_words("off"),
    F::text("Image of your own", "custom-ami", |g| shown(g.settings.custom_ami.as_ref().map(|a| &a.id)), |g, t| {
        let max_pods = g.settings.custom_ami.as_ref().and_then(|a| a.max_pods);
        set(&mut g.settings.custom_ami, maybe(t).map(|id| id.map(|id| CustomAmi { id, max_pods })))
    })
    .look(Look::Mono)
    .help("An AMI id of this region, made from the AMI chosen above. You keep it up to date.")
    .default_words("the image of AWS"),
    F::number("Pods a node", "max-pods", |g| shown(g.settings.custom_ami.as_ref().and_then(|a| a.max_pods)), |g, t| {
        let read = maybe(t)?;
        if let Some(ami) = &mut g.settings.custom_ami {
            ami.max_pods = read;
        }
        Ok(())
    })
    .default_words("by the machine's interfaces")
    .shown(|g| g.settings.custom_ami.is_some()),
    F::text("Start script", "start-script", |g| shown(g.settings.start_script.as_ref()), |g, t| {
        set(&mut g.settings.start_script, maybe(t))
    })
    .look(Look::Code)
    .help("Runs before a node joins: a shell script, or TOML settings on Bottlerocket. No secrets: it can be read on the node and stands in the design."),
];

fn is_managed(group: &NodeGroup) -> bool {
    group.managed().is_some()
}

fn is_own(group: &NodeGroup) -> bool {
    group.self_managed().is_some()
}

fn managed(
    group: &mut NodeGroup,
    change: impl FnOnce(&mut ManagedNodes) -> Result<(), String>,
) -> Result<(), String> {
    if let NodeGroupKind::Managed(managed) = &mut group.kind { change(managed) } else { Ok(()) }
}

fn own(
    group: &mut NodeGroup,
    change: impl FnOnce(&mut SelfManagedNodes) -> Result<(), String>,
) -> Result<(), String> {
    if let NodeGroupKind::SelfManaged(nodes) = &mut group.kind { change(nodes) } else { Ok(()) }
}

fn own_words(group: &NodeGroup, words: fn(&SelfManagedNodes) -> String) -> String {
    group.self_managed().map(words).unwrap_or_default()
}

fn unavailable(group: &NodeGroup) -> String {
    match group.managed().map(|m| m.unavailable) {
        Some(Unavailable::Nodes(nodes)) => nodes.to_string(),
        Some(Unavailable::Percent(percent)) => format!("{percent} %"),
        None => String::new(),
    }
}

fn unavailable_of(text: &str) -> Result<Unavailable, String> {
    match text.strip_suffix('%') {
        Some(percent) => parsed(percent.trim()).map(Unavailable::Percent),
        None => parsed(text).map(Unavailable::Nodes),
    }
}

fn percent(text: &str) -> Result<configurator_core::design::Percent, String> {
    text.parse::<u8>()
        .unwrap_or(u8::MAX)
        .try_into()
        .map_err(|e: configurator_core::design::NotPercent| e.to_string())
}

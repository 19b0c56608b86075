//! What cards say: lines for the eye, words for assistive technology. Only what the design itself knows.

use super::cards::{CardOf, zones_of};
use super::figures::{Figures, GroupFigures};
use super::text::{Style, counted};
use crate::design::{Cluster, Design, NodeGroup, SecretsEncryption};
use crate::value::{AmiType, Architecture, CapacityType, ZoneId};

/// A line of a card.
#[derive(Default)]
pub(super) struct Line {
    /// At its start: wordings, the longest first.
    pub(super) start: Option<(Style, Vec<String>)>,
    /// At its end.
    pub(super) end: Option<Side>,
}

/// What stands at the end of a line.
pub(super) enum Side {
    /// Text: wordings, the longest first.
    Text(Style, Vec<String>),
    /// A square for each node of a zone.
    Squares(Squares),
}

/// The nodes of a group in one zone.
#[derive(Clone, Copy)]
pub(super) struct Squares {
    /// How many there are at first.
    pub(super) desired: u32,
    /// How many there can be.
    pub(super) max: u32,
    /// Whether they are spot.
    pub(super) hatched: bool,
}

impl Line {
    fn of(style: Style, text: impl Into<String>) -> Self {
        Self::any(style, vec![text.into()])
    }

    fn any(style: Style, texts: Vec<String>) -> Self {
        Self { start: Some((style, texts)), end: None }
    }

    fn ending(self, end: Side) -> Self {
        Self { end: Some(end), ..self }
    }
}

fn text(style: Style, text: impl Into<String>) -> Side {
    Side::Text(style, vec![text.into()])
}

/// The lines of a card by slot; each slot lies in a zone, but the one of a card without a place.
pub(super) fn lines(
    design: &Design,
    figures: &Figures,
    of: &CardOf<'_>,
    slots: &[&ZoneId],
    wide: bool,
    phone: bool,
) -> Vec<Vec<Line>> {
    match of {
        CardOf::Cluster => cluster_lines(&design.cluster, slots.len(), wide),
        CardOf::Group(group) => group_lines(design, figures.group(group.id), group, slots, wide, phone),
    }
}

/// The facts of a card in words.
pub(super) fn words(design: &Design, figures: &Figures, of: &CardOf<'_>) -> String {
    match of {
        CardOf::Cluster => {
            let cluster = &design.cluster;
            let zones = design.control_plane_subnets().map(|s| s.name.to_string());
            let place = placed(zones.collect());
            let (logs, key) = (logs(cluster), key(cluster));
            format!("Kubernetes {}, {}, {logs}, {key}, {place}", cluster.version, endpoint(cluster))
        }
        CardOf::Group(group) => {
            let s = group.scaling;
            let place = placed(design.subnets_of_group(group).map(|s| s.name.to_string()).collect());
            let types = group.instance_types.iter().map(|t| t.as_str()).collect::<Vec<_>>().join(" or ");
            let (capacity, ami) = (group.capacity_type.words(), ami_words(group.ami_type));
            let figures = figures.group(group.id);
            let held = [figures.and_then(GroupFigures::pods), figures.and_then(GroupFigures::cost)];
            let held: String = held.into_iter().flatten().map(|words| format!("{words}, ")).collect();
            format!(
                "{capacity}, {types}, {} minimum, {} desired, {} at most, {held}{ami}, {} GiB disk, {place}",
                counted(s.min.into(), "node"),
                s.desired,
                s.max,
                group.disk_size_gib.gib()
            )
        }
    }
}

fn placed(subnets: Vec<String>) -> String {
    if subnets.is_empty() { "in no subnet".to_owned() } else { format!("in {}", subnets.join(", ")) }
}

fn cluster_lines(cluster: &Cluster, slots: usize, wide: bool) -> Vec<Vec<Line>> {
    let title = Line::of(Style::Name, "Control plane");
    let name = Line::of(Style::Detail, cluster.name.as_str());
    let version = format!("Kubernetes {}", cluster.version);
    let (endpoint, logs, key) = (endpoint(cluster), logs(cluster), key(cluster));
    let both = format!("{logs} · {key}");
    let detail = |text: &str| Line::of(Style::Detail, text);
    match slots {
        0 | 1 if wide => vec![vec![
            title.ending(text(Style::Fact, version)),
            name.ending(text(Style::Detail, endpoint)),
            Line { start: None, end: Some(text(Style::Detail, both)) },
        ]],
        0 | 1 => vec![vec![
            title,
            name,
            Line::of(Style::Fact, version),
            detail(&endpoint),
            Line::any(Style::Detail, vec![both, logs]),
        ]],
        2 => vec![
            vec![title, name, detail(&version)],
            vec![Line::of(Style::Fact, endpoint), detail(&logs), detail(&key)],
        ],
        _ => vec![
            vec![title, name],
            vec![Line::of(Style::Fact, version), detail(&logs)],
            vec![Line::of(Style::Fact, endpoint), detail(&key)],
        ],
    }
}

fn group_lines(
    design: &Design,
    known: Option<GroupFigures>,
    group: &NodeGroup,
    slots: &[&ZoneId],
    wide: bool,
    phone: bool,
) -> Vec<Vec<Line>> {
    let zones = zones_of(design, &group.subnets);
    let name = Line::of(Style::Name, group.name.as_str());
    let capacity = group.capacity_type.words();
    let capital = if group.capacity_type == CapacityType::Spot { "Spot" } else { "On-demand" };
    let s = group.scaling;
    let figures = format!("{} \u{2013} {} \u{2013} {}", s.min, s.desired, s.max);
    let nodes = vec![format!("{figures} nodes"), figures];
    let types = types(group);
    let squares = |slot: usize| {
        let zone = slots.get(slot).and_then(|zone| zones.iter().position(|z| z == zone))?;
        Some(Side::Squares(share(group, zones.len(), zone)))
    };
    let pods = known.and_then(GroupFigures::pods);
    let cost = known.and_then(GroupFigures::cost);
    if slots.len() > 1 {
        let mut all = vec![
            vec![name, Line::any(Style::Detail, vec![format!("Managed · {capacity}"), capital.to_owned()])],
            vec![Line::any(Style::Fact, nodes), Line::any(Style::Detail, types)],
        ];
        match slots.len() {
            // Beneath the other facts where there are two slots, in one of their own where there are more.
            2 => {
                all[0].push(Line::of(Style::Detail, pods.unwrap_or_default()));
                all[1].push(Line::of(Style::Detail, cost.unwrap_or_default()));
            }
            _ => all.push(vec![
                Line::of(Style::Fact, pods.unwrap_or_else(|| ami_words(group.ami_type))),
                Line::of(
                    Style::Detail,
                    cost.unwrap_or_else(|| format!("{} GiB disk", group.disk_size_gib.gib())),
                ),
            ]),
        }
        all.resize_with(slots.len(), || vec![Line::default()]);
        for (slot, lines) in all.iter_mut().enumerate() {
            lines[0].end = squares(slot);
        }
        return all;
    }
    let kind = |kind: &str| types.iter().map(|t| format!("{kind} · {t}")).collect::<Vec<_>>();
    if !wide {
        let count = Line { end: squares(0), ..Line::any(Style::Fact, nodes) };
        let what = kind(capital).into_iter().chain(types).collect();
        return vec![vec![
            name,
            Line::any(Style::Detail, what),
            count,
            Line::any(Style::Detail, held(pods, cost)),
        ]];
    }
    let what = Line::any(Style::Detail, kind(&format!("Managed · {capacity}")));
    let mut lines = vec![name.ending(Side::Text(Style::Fact, nodes)), Line { end: squares(0), ..what }];
    lines.push(Line::any(Style::Detail, held(pods, cost)));
    if phone && zones.len() > 1 {
        let names: Vec<&str> = zones.iter().map(|z| z.short()).collect();
        lines.push(Line::of(Style::Detail, format!("spans {}", names.join(", "))));
    }
    vec![lines]
}

/// Pods and cost in one line: wordings, the longest first.
fn held(pods: Option<String>, cost: Option<String>) -> Vec<String> {
    match (pods, cost) {
        (Some(pods), Some(cost)) => vec![format!("{pods} · {cost}"), pods],
        (pods, cost) => vec![pods.or(cost).unwrap_or_default()],
    }
}

/// The group's nodes in one of its zones: Auto Scaling spreads them evenly.
fn share(group: &NodeGroup, zones: usize, zone: usize) -> Squares {
    let (zones, zone) = (u32::try_from(zones.max(1)).unwrap_or(1), u32::try_from(zone).unwrap_or(0));
    let of = |nodes: u32| nodes / zones + u32::from(zone < nodes % zones);
    let max = of(group.scaling.max);
    let hatched = group.capacity_type == CapacityType::Spot;
    Squares { desired: of(group.scaling.desired).min(max), max, hatched }
}

/// The first instance type and how many more there are.
fn types(group: &NodeGroup) -> Vec<String> {
    match group.instance_types.as_slice() {
        [] => vec!["no instance type".to_owned()],
        [only] => vec![only.to_string()],
        [first, more @ ..] => {
            vec![format!("{first} or {} more", more.len()), format!("{first} +{}", more.len())]
        }
    }
}

fn ami_words(ami: AmiType) -> String {
    let family = if ami.is_bottlerocket() {
        "Bottlerocket"
    } else if ami.is_amazon_linux_2() {
        "Amazon Linux 2"
    } else {
        "AL2023"
    };
    let architecture = match ami.architecture() {
        Architecture::X86 => "x86",
        Architecture::Arm => "Arm",
    };
    format!("{family} · {architecture}")
}

fn endpoint(cluster: &Cluster) -> String {
    let cidrs = cluster.endpoint.public_cidrs.len() as u64;
    match (cluster.endpoint.private, cluster.endpoint.public) {
        (true, true) => format!("API private + {}", counted(cidrs, "CIDR")),
        (false, true) => format!("API public, {}", counted(cidrs, "CIDR")),
        (true, false) => "API private".to_owned(),
        (false, false) => "API unreachable".to_owned(),
    }
}

fn logs(cluster: &Cluster) -> String {
    match cluster.log_types.len() as u64 {
        0 => "no logs".to_owned(),
        n => counted(n, "log type"),
    }
}

fn key(cluster: &Cluster) -> String {
    match cluster.secrets_encryption {
        SecretsEncryption::New {} | SecretsEncryption::Existing { .. } => "KMS key".to_owned(),
        SecretsEncryption::AwsOwned {} => "AWS-owned key".to_owned(),
    }
}

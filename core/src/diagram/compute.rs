//! What the cards of compute say: one set of facts for every kind, laid out in as many slots as there are.

use super::Px;
use super::facts::{Line, Side, Squares, ami_words};
use super::figures::{Figures, GroupFigures};
use super::kinds::CardOf;
use super::text::{Style, counted};
use crate::capacity::{Resources, fargate_size};
use crate::design::{AutoMode, FargateProfile, Karpenter, NodeGroup};
use crate::value::{AutoNodePool, CapacityType};

/// The facts of a card; where there are several wordings, the longest comes first.
#[derive(Default)]
pub(super) struct Said {
    /// What it is called.
    pub(super) name: String,
    /// What kind it is.
    pub(super) kind: Vec<String>,
    /// What kind it is, with what it runs on, for a narrow card: where that says no more than the kind need say.
    pub(super) narrow: Vec<String>,
    /// How much of it there is.
    pub(super) count: Vec<String>,
    /// What it runs on.
    pub(super) what: Vec<String>,
    /// What else matters: a fact and a detail.
    pub(super) more: [String; 2],
}

/// The facts of a card, with those `figures` that are known; the control plane has its own.
pub(super) fn said(figures: &Figures, of: &CardOf<'_>) -> Said {
    match of {
        CardOf::Cluster => Said::default(),
        CardOf::Group(group) => of_group(figures.group(group.id), group),
        CardOf::Fargate(profile) => of_profile(profile),
        CardOf::AutoMode(auto_mode) => of_auto_mode(auto_mode),
        CardOf::Karpenter(karpenter) => of_karpenter(karpenter),
    }
}

/// The lines of a card by slot. `squares` are those of a slot, `elsewhere` says where else a card lies that shows one
/// zone of several.
pub(super) fn lines(
    said: Said,
    slots: usize,
    wide: bool,
    squares: impl Fn(usize) -> Option<Side>,
    elsewhere: Option<String>,
) -> Vec<Vec<Line>> {
    let name = Line::of(Style::Name, said.name);
    let [more, detail] = said.more;
    if slots > 1 {
        let mut all = vec![
            vec![name, Line::any(Style::Detail, said.kind)],
            vec![Line::any(Style::Fact, said.count), Line::any(Style::Detail, said.what)],
        ];
        // Beneath the other facts where there are two slots, in one of their own where there are more.
        if slots == 2 {
            all[0].push(Line::of(Style::Detail, more));
            all[1].push(Line::of(Style::Detail, detail));
        } else {
            all.push(vec![Line::of(Style::Fact, more), Line::of(Style::Detail, detail)]);
        }
        all.resize_with(slots, || vec![Line::default()]);
        for (slot, lines) in all.iter_mut().enumerate() {
            lines[0].end = squares(slot);
        }
        return all;
    }
    if !wide {
        let count = Line { end: squares(0), ..Line::any(Style::Fact, said.count) };
        // What a card runs on stands beside its kind, or else before what is least.
        let (kind, last) = if said.narrow.is_empty() {
            let mut last = joined(&more, &said.what);
            last.extend(said.what);
            (said.kind, last)
        } else {
            (said.narrow, vec![format!("{more} · {detail}"), more])
        };
        return vec![vec![name, Line::any(Style::Detail, kind), count, Line::any(Style::Detail, last)]];
    }
    let both = Line::any(Style::Detail, vec![format!("{more} · {detail}"), more]);
    let mut kind = joined(&said.kind[0], &said.what);
    kind.extend(said.kind);
    let kind = Line { end: squares(0), ..Line::any(Style::Detail, kind) };
    let mut lines = vec![name.ending(Side::Text(Style::Fact, said.count)), kind, both];
    lines.extend(elsewhere.map(|words| Line::of(Style::Detail, words)));
    vec![lines]
}

fn joined(kind: &str, what: &[String]) -> Vec<String> {
    what.iter().map(|what| format!("{kind} · {what}")).collect()
}

fn of_group(known: Option<GroupFigures>, group: &NodeGroup) -> Said {
    let capacity = group.capacity_type.words();
    let what = types(group);
    let (kind, narrow) = if group.self_managed().is_some() {
        let kind = "Self-managed".to_owned();
        (vec![format!("{kind} · {capacity}"), kind], Vec::new())
    } else {
        let capital = if group.capacity_type == CapacityType::Spot { "Spot" } else { "On-demand" };
        let mut narrow = joined(capital, &what);
        narrow.extend(what.iter().cloned());
        (vec![format!("Managed · {capacity}"), capital.to_owned()], narrow)
    };
    let s = group.scaling;
    let figures = format!("{} \u{2013} {} \u{2013} {}", s.min, s.desired, s.max);
    let pods = known.and_then(GroupFigures::pods);
    let cost = known.and_then(GroupFigures::cost);
    Said {
        name: group.name.to_string(),
        kind,
        narrow,
        count: vec![format!("{figures} nodes"), figures],
        what,
        more: [
            pods.unwrap_or_else(|| ami_words(group.ami_type)),
            cost.unwrap_or_else(|| format!("{} GiB disk", group.disk_size_gib.gib())),
        ],
    }
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

fn of_profile(profile: &FargateProfile) -> Said {
    let expected = profile.expected;
    let request =
        Resources { cpu_millicores: expected.millicores.into(), memory_mib: expected.memory_mib.into() };
    let size = fargate_size(request).map_or_else(
        || "larger than Fargate has".to_owned(),
        // Sizes are whole multiples of a quarter and a half.
        |size| {
            let (vcpus, gib) = (size.cpu_millicores as f64 / 1000.0, size.memory_mib as f64 / 1024.0);
            format!("{} vCPU · {} GiB", Px(vcpus), Px(gib))
        },
    );
    let more = match profile.selectors.as_slice() {
        [] => ["no selector".to_owned(), "takes no pods".to_owned()],
        [first, rest @ ..] => {
            let labels: Vec<String> =
                first.labels.iter().map(|(key, value)| format!("{key}={value}")).collect();
            let labels = if labels.is_empty() { "all its pods".to_owned() } else { labels.join(", ") };
            let rest = if rest.is_empty() { String::new() } else { format!(" +{}", rest.len()) };
            [format!("{}{rest}", first.namespace), labels]
        }
    };
    Said {
        name: profile.name.to_string(),
        kind: vec!["Fargate profile".to_owned(), "Fargate".to_owned()],
        narrow: Vec::new(),
        count: expected_words(expected.pods, "pod"),
        what: vec![size],
        more,
    }
}

fn of_auto_mode(auto_mode: &AutoMode) -> Said {
    let what = vec![auto_mode.expected_type.to_string()];
    let pools: Vec<&str> = auto_mode.node_pools.iter().copied().map(AutoNodePool::as_str).collect();
    let more = match pools.len() as u64 {
        0 => ["no node pool".to_owned(), "only pools of your own".to_owned()],
        count => [counted(count, "node pool"), pools.join(", ")],
    };
    Said {
        name: "Auto Mode".to_owned(),
        kind: vec!["Nodes run by AWS".to_owned(), "By AWS".to_owned()],
        narrow: Vec::new(),
        count: expected_words(auto_mode.expected_nodes, "node"),
        what,
        more,
    }
}

fn of_karpenter(karpenter: &Karpenter) -> Said {
    let categories: Vec<String> = karpenter.categories.iter().map(char::to_string).collect();
    let mut what = if categories.is_empty() { "any category".to_owned() } else { categories.join(", ") };
    for capacity in &karpenter.capacity_types {
        what += " · ";
        what += capacity.words();
    }
    let queue = if karpenter.interruption_queue { "interruption queue" } else { "no interruption queue" };
    Said {
        name: "Karpenter".to_owned(),
        kind: vec!["Nodes as pods need them".to_owned(), "As needed".to_owned()],
        narrow: Vec::new(),
        count: vec![format!("up to {} vCPU", karpenter.vcpu_limit)],
        what: vec![what],
        more: [format!("in {}", karpenter.namespace), queue.to_owned()],
    }
}

fn expected_words(count: u32, noun: &str) -> Vec<String> {
    let words = counted(count.into(), noun);
    vec![format!("{words} expected"), words]
}

/// The nodes of a group in one of its zones: Auto Scaling spreads them evenly.
pub(super) fn share(group: &NodeGroup, zones: usize, zone: usize) -> Squares {
    let (zones, zone) = (u32::try_from(zones.max(1)).unwrap_or(1), u32::try_from(zone).unwrap_or(0));
    let of = |nodes: u32| nodes / zones + u32::from(zone < nodes % zones);
    let max = of(group.scaling.max);
    let hatched = group.capacity_type == CapacityType::Spot;
    Squares { desired: of(group.scaling.desired).min(max), max, hatched }
}

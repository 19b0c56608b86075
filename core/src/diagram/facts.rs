//! What cards say: lines for the eye, words for assistive technology. Only what the design itself knows.

use super::cards::zones_of;
use super::compute;
use super::figures::{Figures, GroupFigures};
use super::kinds::CardOf;
use super::text::{Style, counted};
use crate::design::{Cluster, Design, SecretsEncryption};
use crate::value::{AmiType, Architecture, ZoneId};

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
    /// A line with one wording.
    pub(super) fn of(style: Style, text: impl Into<String>) -> Self {
        Self::any(style, vec![text.into()])
    }

    /// A line with wordings, the longest first.
    pub(super) fn any(style: Style, texts: Vec<String>) -> Self {
        Self { start: Some((style, texts)), end: None }
    }

    /// The line with something at its end.
    pub(super) fn ending(self, end: Side) -> Self {
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
    if matches!(of, CardOf::Cluster) {
        return cluster_lines(&design.cluster, slots.len(), wide);
    }
    let zones = zones_of(design, &of.subnets(design));
    let squares = |slot: usize| {
        let CardOf::Group(group) = of else { return None };
        let zone = slots.get(slot).and_then(|zone| zones.iter().position(|z| z == zone))?;
        Some(Side::Squares(compute::share(group, zones.len(), zone)))
    };
    let elsewhere = (phone && zones.len() > 1).then(|| {
        let names: Vec<&str> = zones.iter().map(|z| z.short()).collect();
        format!("spans {}", names.join(", "))
    });
    compute::lines(compute::said(figures, of), slots.len(), wide, squares, elsewhere)
}

/// The facts of a card in words.
pub(super) fn words(design: &Design, figures: &Figures, of: &CardOf<'_>) -> String {
    let subnets = of.subnets(design);
    let own = design.network.subnets.iter().filter(|s| subnets.contains(&s.id));
    let place = placed(own.map(|s| s.name.to_string()).collect());
    match of {
        CardOf::Cluster => {
            let cluster = &design.cluster;
            let (logs, key) = (logs(cluster), key(cluster));
            format!("Kubernetes {}, {}, {logs}, {key}, {place}", cluster.version, endpoint(cluster))
        }
        CardOf::Group(group) => {
            let s = group.scaling;
            let kind = if group.self_managed().is_some() { "self-managed" } else { "managed" };
            let types = group.instance_types.iter().map(|t| t.as_str()).collect::<Vec<_>>().join(" or ");
            let (capacity, ami) = (group.capacity_type.words(), ami_words(group.ami_type));
            let figures = figures.group(group.id);
            let held = [figures.and_then(GroupFigures::pods), figures.and_then(GroupFigures::cost)];
            let held: String = held.into_iter().flatten().map(|words| format!("{words}, ")).collect();
            format!(
                "{kind}, {capacity}, {types}, {} minimum, {} desired, {} at most, {held}{ami}, {} GiB disk, {place}",
                counted(s.min.into(), "node"),
                s.desired,
                s.max,
                group.disk_size_gib.gib()
            )
        }
        CardOf::Fargate(_) | CardOf::AutoMode(_) | CardOf::Karpenter(_) => {
            let said = compute::said(figures, of);
            let first = |words: &[String]| words.first().cloned().unwrap_or_default();
            let facts =
                [first(&said.kind), first(&said.count), first(&said.what), said.more.join(", "), place];
            facts.join(", ")
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

/// The family and architecture of an AMI.
pub(super) fn ami_words(ami: AmiType) -> String {
    let family = if ami.is_windows() {
        "Windows"
    } else if ami.is_bottlerocket() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_have_the_name_of_their_family() {
        let words = [AmiType::WindowsFull2022, AmiType::BottlerocketArm, AmiType::Al2X86, AmiType::Al2023Arm]
            .map(ami_words);
        assert_eq!(words, ["Windows · x86", "Bottlerocket · Arm", "Amazon Linux 2 · x86", "AL2023 · Arm"]);
    }
}

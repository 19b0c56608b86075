//! Sections of `README.md` and `UPGRADE.md`: constant text, of which a design gets the lines that concern it.
//!
//! A line may begin with conditions, `{managed,!existing}`: it stays where all of them hold, and a heading takes its section
//! along. A line that begins with `+` goes on with the line before. Steps are all called `1.` and counted here. Of what the
//! design holds, only name and region come in: their types allow nothing that Markdown or a shell would read.

use super::bootstrap::pipelines;
use super::infrastructure::needs::Needs;
use super::text::Draft;
use crate::design::{Addon, Design, Flavour, NodeGroup, SecretsEncryption, StateBackend};
use crate::value::{AddonName, AuthenticationMode, CapacityType, IpFamily, SupportType};

/// Adds the sections of `template`, one after the other.
pub(super) fn add(draft: Draft, template: &'static str, design: &Design) -> Draft {
    let facts = facts(design);
    let holds = |name: &str| facts.iter().any(|(fact, holds)| *fact == name && *holds);
    template.split("\n## ").zip(0u32..).fold(draft, |draft, (section, n)| {
        let heading = if n == 0 { "" } else { "## " };
        let (keep, section) = conditions(section, &holds);
        let text = lines(section, &holds);
        let said = text.lines().skip(1).any(|line| !line.is_empty());
        if !keep || !said {
            return draft;
        }
        let text = text.replace("{region}", design.region.as_str());
        let text = text.replace("{cluster}", design.cluster.name.as_str());
        draft.paragraph(&format!("{heading}{text}"), &[])
    })
}

/// Whether the conditions before `text` hold, and the text behind them.
fn conditions<'a>(text: &'a str, holds: &impl Fn(&str) -> bool) -> (bool, &'a str) {
    let Some((names, rest)) = text.strip_prefix('{').and_then(|text| text.split_once('}')) else {
        return (true, text);
    };
    let one = |name: &str| name.strip_prefix('!').map_or_else(|| holds(name), |name| !holds(name));
    // A heading is set off from its conditions, as Markdown wants it.
    (names.split(',').all(one), rest.strip_prefix(' ').filter(|r| !r.starts_with(' ')).unwrap_or(rest))
}

/// The lines that stay, with their steps counted.
fn lines(text: &str, holds: &impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut step = 0u32;
    for line in text.lines() {
        let (keep, line) = conditions(line, holds);
        if !keep || (line.is_empty() && out.ends_with("\n\n")) {
            continue;
        }
        if let Some(more) = line.strip_prefix('+') {
            out.truncate(out.trim_end_matches('\n').len());
            out.push_str(more);
        } else if let Some(what) = line.strip_prefix("1. ") {
            step += 1;
            out.push_str(&format!("{step}. {what}"));
        } else {
            step = if line.is_empty() { 0 } else { step };
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// What lines may ask for. A condition of a template that is not here never holds, and a test refuses it.
fn facts(design: &Design) -> [(&'static str, bool); 47] {
    let (cluster, compute, network) = (&design.cluster, &design.compute, &design.network);
    let needs = Needs::of(design);
    let lock = match &*design.state {
        StateBackend::Local {} => None,
        StateBackend::S3 { lock, .. } => Some(lock),
    };
    let group = |is: fn(&NodeGroup) -> bool| compute.node_groups.iter().any(is);
    let refreshes = |wanted: bool| {
        compute.node_groups.iter().filter_map(|g| g.self_managed()).any(|own| own.refresh == wanted)
    };
    let (nodes, fargate) = (group(|_| true), !compute.fargate_profiles.is_empty());
    let (auto, karpenter) = (compute.auto_mode.is_some(), design.intent.karpenter);
    let existing = network.existing.is_some();
    let aws_key = matches!(cluster.secrets_encryption, SecretsEncryption::AwsOwned {});
    let services = || network.endpoints.services.iter();
    let table = lock.is_some_and(|lock| lock.table().is_some());
    let logs = !cluster.log_types.is_empty();
    // The bundle says so where there is no other place; what is typed wins.
    let dns_on_fargate = |(name, addon): (&AddonName, &Addon)| {
        let typed = addon.configuration.as_ref().and_then(|c| c.value().remove("computeType"));
        let is_fargate =
            |kind: serde_json::Value| kind.as_str().is_some_and(|k| k.eq_ignore_ascii_case("fargate"));
        name.as_str() == "coredns" && typed.map_or(needs.first_on_fargate, is_fargate)
    };
    [
        ("remote", lock.is_some()),
        ("table", table),
        ("table_only", table && !lock.is_some_and(|lock| lock.uses_lock_file())),
        ("pipelines", lock.is_some() && design.delivery.is_some()),
        // Whoever has one already keeps it: it is only looked up.
        ("own_provider", pipelines::of(design).is_some_and(|delivery| !delivery.existing_provider())),
        ("module", cluster.flavour == Flavour::Module),
        ("standard", cluster.upgrade_policy == SupportType::Standard),
        ("protected", cluster.deletion_protection),
        ("public", cluster.endpoint.public),
        ("private", cluster.endpoint.private),
        ("ipv6", cluster.ip_family == IpFamily::Ipv6),
        ("aws_key", aws_key),
        ("own_key", matches!(cluster.secrets_encryption, SecretsEncryption::New {})),
        ("logs", logs),
        ("log_groups", logs || needs.flow_logs),
        ("queue", needs.queue),
        ("addons", !cluster.addons.is_empty()),
        ("asked", cluster.addons.values().any(|addon| addon.version.is_none())),
        ("chosen", cluster.addons.values().any(|addon| addon.version.is_some())),
        ("dns_on_fargate", cluster.addons.iter().any(dns_on_fargate)),
        ("kube_proxy", cluster.addons.keys().any(|name| name.as_str() == "kube-proxy")),
        ("cni", cluster.addons.keys().any(|name| name.as_str() == "vpc-cni")),
        ("entries", !design.access.entries.is_empty()),
        ("people", design.access.entries.iter().any(|entry| !entry.kind.is_of_nodes())),
        ("aws_auth", design.access.authentication_mode != AuthenticationMode::Api),
        ("existing", existing),
        ("tagged", needs.tagged_subnets),
        ("nat", !existing && network.nat_gateways().next().is_some()),
        ("gateways", services().any(|service| service.is_gateway())),
        ("interfaces", services().any(|service| !service.is_gateway())),
        ("nodes", nodes),
        ("machines", nodes || auto || karpenter),
        ("changes", nodes || fargate || !cluster.addons.is_empty()),
        ("fargate", fargate),
        ("auto", auto),
        ("karpenter", karpenter),
        // Karpenter's node pools may say so.
        ("spot", karpenter || group(|g| g.capacity_type == CapacityType::Spot)),
        ("managed", group(|g| g.managed().is_some())),
        ("minimal", group(|g| g.managed().is_some_and(|m| m.minimal_surge))),
        ("custom", group(|g| g.managed().is_some() && g.settings.custom_ami.is_some())),
        ("newest", group(|g| g.managed().is_some() && g.settings.custom_ami.is_none())),
        ("image", group(|g| g.settings.custom_ami.is_some())),
        ("self", group(|g| g.self_managed().is_some())),
        ("own_image", group(|g| g.self_managed().is_some() && g.settings.custom_ami.is_some())),
        ("latest", group(|g| g.self_managed().is_some() && g.settings.custom_ami.is_none())),
        ("refresh", refreshes(true)),
        ("by_hand", refreshes(false)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;
    use std::collections::BTreeSet;

    const TEMPLATES: [&str; 3] = [
        include_str!("../../templates/UPGRADE.md"),
        include_str!("../../templates/readme/later.md"),
        include_str!("../../templates/readme/rolling_out.md"),
    ];

    fn written(template: &'static str, design: &Design) -> String {
        add(Draft::new("x"), template, design).file().text
    }

    #[test]
    fn lines_stay_where_their_conditions_hold() {
        let design = starters::reference();
        let template = "# A\n\n1. one\n{auto}1. two\n{managed}1. three\n{auto}+ four\n{managed,!auto}+ five\n\n\
                        {auto}x\n\n1. {cluster} in {region}\n\n## {auto} B\n\nb\n\n## C\n\n{auto}c\n\n## {managed} D\n\n{remote}   d\n";
        let expected = format!(
            "# A\n\n1. one\n2. three five\n\n1. {} in {}\n\n## D\n\n   d\n",
            design.cluster.name, design.region
        );
        assert_eq!(written(template, &design), expected);
    }

    #[test]
    fn every_condition_is_known_and_asked_for() {
        let facts = facts(&starters::reference());
        let known: BTreeSet<_> = facts.iter().map(|(name, _)| *name).collect();
        assert_eq!(known.len(), facts.len());
        let mut asked = BTreeSet::new();
        for template in TEMPLATES {
            let lines = template.lines().map(|line| line.strip_prefix("## ").unwrap_or(line));
            let conditions = lines.filter_map(|line| line.strip_prefix('{')?.split_once('}'));
            asked.extend(
                conditions.flat_map(|(names, _)| names.split(',')).map(|n| n.trim_start_matches('!')),
            );
        }
        assert_eq!(asked, known);
    }

    #[test]
    fn nothing_of_the_templates_language_is_left() {
        for template in TEMPLATES {
            let text = written(template, &starters::reference());
            assert!(!text.contains(['{', '}']), "{text}");
            assert!(!text.lines().any(|line| line.starts_with('+')), "{text}");
        }
    }
}

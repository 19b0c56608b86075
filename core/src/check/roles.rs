//! Access entries, and the roles of pods.

use std::fmt::Display;
use std::str::FromStr;

use super::draft::Draft;
use super::facts::Facts;
use super::finding::Fix;
use super::words::{list, numbered};
use crate::catalog::{self, AddonFacts};
use crate::design::{AccessEntry, Addon, Identity, PolicyAssociation, Workload};
use crate::edit::{AccessEdit, ClusterEdit, Edit};
use crate::value::AddonName;

/// The agent that hands out the credentials of Pod Identity.
pub(super) const AGENT: &str = "eks-pod-identity-agent";

/// Whether the cluster has nodes that need add-ons as daemon sets: those of Auto Mode bring them, and Fargate has none.
pub(super) fn has_own_nodes(facts: &Facts<'_>) -> bool {
    !facts.groups.is_empty() || facts.design.intent.karpenter
}

/// An add-on of the design by its name.
pub(super) fn addon<'a>(facts: &Facts<'a>, name: &str) -> Option<&'a Addon> {
    facts.design.cluster.addons.iter().find(|(n, _)| n.as_str() == name).map(|(_, addon)| addon)
}

/// What the catalog knows of an add-on whose pods need a role.
pub(super) fn facts_of(name: &AddonName) -> Option<&'static AddonFacts> {
    catalog::addons().iter().find(|a| a.name == name.as_str() && a.service_account.is_some())
}

/// Whether a workload's role is for the service account of an add-on.
pub(super) fn is_of(workload: &Workload, addon: &AddonFacts) -> bool {
    addon.namespace == Some(workload.namespace.as_str())
        && addon.service_account == Some(workload.service_account.as_str())
}

/// The add-ons that have a service account for which neither they nor the workloads name a role.
pub(super) fn addons_without_role<'a>(
    facts: &Facts<'a>,
) -> impl Iterator<Item = (&'a AddonName, &'static AddonFacts)> {
    let design = facts.design;
    let bare = design.cluster.addons.iter().filter(|(_, addon)| addon.identity == Identity::None);
    let known = bare.filter_map(|(name, _)| Some((name, facts_of(name)?)));
    known.filter(|(_, known)| !design.access.workloads.iter().any(|w| is_of(w, known)))
}

/// Gives add-ons roles of their own: by Pod Identity, with its agent, or by IRSA where all pods run on Fargate.
pub(super) fn give_roles(facts: &Facts<'_>, names: &[&AddonName]) -> Option<Fix> {
    let own_nodes = has_own_nodes(facts);
    let has_agents = own_nodes || facts.design.compute.auto_mode.is_some();
    let identity = if has_agents { Identity::PodIdentity } else { Identity::Irsa };
    let mut draft = Draft::of(facts.design);
    for name in names {
        let addon = Addon { identity, ..facts.design.cluster.addons.get(*name)?.clone() };
        draft.apply(ClusterEdit::SetAddon { name: (*name).clone(), addon: Some(addon) })?;
    }
    if own_nodes && addon(facts, AGENT).is_none() {
        draft.apply(add_agent()?)?;
    }
    draft.into_fix(format!("Use {}", identity.words()))
}

/// Installs the agent of Pod Identity.
pub(super) fn add_agent() -> Option<ClusterEdit> {
    Some(ClusterEdit::SetAddon { name: AGENT.parse().ok()?, addon: Some(Addon::usual(AGENT)) })
}

/// Names that stand at several places, each once.
pub(super) fn twice<T: PartialEq>(items: &[T]) -> Vec<&T> {
    let mut found: Vec<&T> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if items[..at].contains(item) && !found.contains(&item) {
            found.push(item);
        }
    }
    found
}

/// Gives those of `items` that have the name of one before them names of at most `max` characters that none has.
pub(super) fn renamed<T, N: FromStr + Display>(
    items: &mut [T],
    max: usize,
    name: impl Fn(&mut T) -> &mut N,
) -> Option<()> {
    let mut taken: Vec<String> = items.iter_mut().map(|item| name(item).to_string()).collect();
    for at in 1..items.len() {
        if taken[..at].contains(&taken[at]) {
            let free: N = numbered(&taken[at], max, |n| taken.iter().any(|t| t == n))?;
            taken[at] = free.to_string();
            *name(&mut items[at]) = free;
        }
    }
    Some(())
}

/// Other access entries in place of those of the design; `None` where they are refused.
pub(super) fn with_entries(facts: &Facts<'_>, label: &str, entries: Vec<AccessEntry>) -> Option<Fix> {
    tried(facts, label, AccessEdit::SetEntries { entries })
}

/// Other workloads in place of those of the design; `None` where they are refused.
pub(super) fn with_workloads(facts: &Facts<'_>, label: &str, workloads: Vec<Workload>) -> Option<Fix> {
    tried(facts, label, AccessEdit::SetWorkloads { workloads })
}

fn tried(facts: &Facts<'_>, label: &str, edit: impl Into<Edit>) -> Option<Fix> {
    let mut draft = Draft::of(facts.design);
    draft.apply(edit)?;
    draft.into_fix(label)
}

/// One association a policy: it counts where any of them did.
pub(super) fn merged(policies: &[PolicyAssociation]) -> Vec<PolicyAssociation> {
    let mut merged: Vec<PolicyAssociation> = Vec::new();
    for one in policies {
        match merged.iter_mut().find(|m| m.policy == one.policy) {
            None => merged.push(one.clone()),
            Some(m) if m.namespaces.is_empty() || one.namespaces.is_empty() => m.namespaces.clear(),
            Some(m) => m.namespaces.extend(one.namespaces.iter().cloned()),
        }
    }
    merged
}

/// The names of the access entries for which `is_so` holds, joined for a sentence; `None` where there is none.
pub(super) fn entries(facts: &Facts<'_>, is_so: impl Fn(&AccessEntry) -> bool) -> Option<String> {
    let found: Vec<_> = facts.design.access.entries.iter().filter(|e| is_so(e)).map(|e| &e.name).collect();
    (!found.is_empty()).then(|| list(found))
}

/// The names of the workloads for which `is_so` holds, joined for a sentence; `None` where there is none.
pub(super) fn workloads(facts: &Facts<'_>, is_so: impl Fn(&Workload) -> bool) -> Option<String> {
    let found: Vec<_> = facts.design.access.workloads.iter().filter(|w| is_so(w)).map(|w| &w.name).collect();
    (!found.is_empty()).then(|| list(found))
}

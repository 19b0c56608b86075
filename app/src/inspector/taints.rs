//! Taints of a node group as text: `dedicated=gpu:NO_SCHEDULE, spot:PREFER_NO_SCHEDULE`.

use configurator_core::value::{Taint, TaintEffect};

use super::parse::joined;
use crate::widgets::entries;

/// The taints as they stand in their field.
pub(super) fn words(taints: &[Taint]) -> String {
    let text = |t: &Taint| {
        let value = t.value.as_ref().map(|v| format!("={v}")).unwrap_or_default();
        format!("{}{value}:{}", t.key, t.effect.as_str())
    };
    joined(taints.iter().map(text), ", ")
}

/// The taints in `text`, or a sentence about the first that is none.
pub(super) fn taints(text: &str) -> Result<Vec<Taint>, String> {
    entries(text).map(taint).collect()
}

fn taint(entry: &str) -> Result<Taint, String> {
    let form = || format!("“{entry}” is not a taint; write it like dedicated=gpu:NO_SCHEDULE.");
    let (rest, effect) = entry.rsplit_once(':').ok_or_else(form)?;
    let effect = TaintEffect::ALL.into_iter().find(|e| {
        // Kubernetes writes NoSchedule where EKS writes NO_SCHEDULE: both are understood.
        let plain = |s: &str| s.replace('_', "").to_ascii_lowercase();
        plain(e.as_str()) == plain(effect.trim())
    });
    let (key, value) = match rest.split_once('=') {
        Some((key, value)) => (key, Some(value.trim().parse().map_err(|e| format!("{e}"))?)),
        None => (rest, None),
    };
    let key = key.trim().parse().map_err(|e| format!("{e}"))?;
    Ok(Taint { key, value, effect: effect.ok_or_else(form)? })
}

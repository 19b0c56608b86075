//! Edits of what belongs to the design as a whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Edit, Refusal};
use crate::catalog;
use crate::design::{Design, Environment, StateBackend, limits};
use crate::sorted;
use crate::value::{Region, TagKey, TagValue};

/// A change of the design as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DesignEdit {
    /// Says how much depends on the cluster.
    SetEnvironment {
        /// The new environment.
        environment: Environment,
    },
    /// Says whether load balancers will be created from inside the cluster.
    PlanLoadBalancers {
        /// Whether they will.
        planned: bool,
    },
    /// Moves the design to another region: the first zone in use becomes the first of that region, and so on.
    SetRegion {
        /// The new region; it must be in the catalog.
        region: Region,
    },
    /// Replaces all tags.
    SetTags {
        /// The new tags.
        tags: BTreeMap<TagKey, TagValue>,
    },
    /// Chooses where Terraform keeps its state.
    SetState {
        /// The new backend.
        state: StateBackend,
    },
}

impl From<DesignEdit> for Edit {
    fn from(edit: DesignEdit) -> Self {
        Self::Design(edit)
    }
}

impl DesignEdit {
    pub(super) fn apply(&self, design: &mut Design) -> Result<(), Refusal> {
        match self {
            Self::SetEnvironment { environment } => design.intent.environment = *environment,
            Self::PlanLoadBalancers { planned } => design.intent.load_balancers = *planned,
            Self::SetRegion { region } => set_region(design, region)?,
            Self::SetTags { tags } if tags.len() > limits::TAGS => {
                return Err(Refusal::full("tags", limits::TAGS));
            }
            Self::SetTags { tags } => design.tags = Arc::new(tags.clone()),
            Self::SetState { state } => design.state = Arc::new(state.clone()),
        }
        Ok(())
    }
}

fn set_region(design: &mut Design, region: &Region) -> Result<(), Refusal> {
    let facts = catalog::region(region).ok_or_else(|| {
        Refusal::new(format!(
            "Region {region} is not in the catalog of {}; choose one from the list.",
            catalog::collected_on()
        ))
    })?;
    if &design.region == region {
        return Ok(());
    }
    let usable: Vec<_> =
        facts.zones.iter().filter(|z| !facts.zones_without_control_plane.contains(z)).collect();
    let used = design.network.zones.len();
    if used > usable.len() {
        return Err(Refusal::new(format!(
            "{} has {} zones that the control plane accepts, and this design uses {used}; remove a zone first.",
            facts.name,
            usable.len()
        )));
    }
    let network = Arc::make_mut(&mut design.network);
    let moved = sorted::map(network.zones.iter().cloned().zip(usable.into_iter().cloned()));
    for zone in network.zones.iter_mut().chain(network.subnets.iter_mut().map(|s| &mut s.zone)) {
        if let Some(new) = moved.get(zone) {
            *zone = new.clone();
        }
    }
    design.region = region.clone();
    Ok(())
}

//! Edits of what belongs to the design as a whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Edit, Refusal};
use crate::catalog;
use crate::design::{
    Delivery, Design, Environment, LoadBalancerRole, StateBackend, Subnet, Tier, Usage, Waiver, limits,
};
use crate::sorted;
use crate::value::{ObjectKey, Region, RuleId, TagKey, TagValue};

/// A change of the design as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DesignEdit {
    /// Says how much depends on the cluster.
    SetEnvironment {
        /// The new environment.
        environment: Environment,
    },
    /// Says whether load balancers that the internet reaches will be created from inside the cluster: public subnets
    /// without a role get it, or lose it.
    PlanInternetFacingLoadBalancers {
        /// Whether they will.
        planned: bool,
    },
    /// Says whether load balancers that only the network reaches will be created from inside the cluster: private
    /// subnets without a role get it, or lose it.
    PlanInternalLoadBalancers {
        /// Whether they will.
        planned: bool,
    },
    /// Says whether Karpenter will be installed: private subnets get its tag, or all lose it.
    PlanKarpenter {
        /// Whether it will.
        planned: bool,
    },
    /// Accepts a finding; an earlier reason for the same one gives way.
    Waive {
        /// The finding and the reason.
        waiver: Waiver,
    },
    /// Accepts a finding no longer.
    Unwaive {
        /// The rule.
        rule: RuleId,
        /// The object.
        object: ObjectKey,
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
    /// Says what is expected of the cluster once it runs.
    SetUsage {
        /// The new figures.
        usage: Usage,
    },
    /// Chooses where Terraform keeps its state.
    SetState {
        /// The new backend.
        state: StateBackend,
    },
    /// Chooses which pipelines roll the bundle out.
    SetDelivery {
        /// The pipelines; without them people roll out.
        delivery: Option<Delivery>,
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
            Self::PlanInternetFacingLoadBalancers { planned } => {
                design.intent.internet_facing_load_balancers = *planned;
                set_role(design, Tier::Public, LoadBalancerRole::InternetFacing, *planned);
            }
            Self::PlanInternalLoadBalancers { planned } => {
                design.intent.internal_load_balancers = *planned;
                set_role(design, Tier::Private, LoadBalancerRole::Internal, *planned);
            }
            Self::PlanKarpenter { planned } => {
                design.intent.karpenter = *planned;
                let differs =
                    |s: &Subnet| s.karpenter_discovery != *planned && (!planned || s.tier == Tier::Private);
                change_subnets(design, differs, |s| s.karpenter_discovery = *planned);
            }
            Self::Waive { waiver } => waive(design, waiver)?,
            Self::Unwaive { rule, object } => {
                let is_it = |w: &Waiver| &w.rule == rule && &w.object == object;
                if !design.waivers.iter().any(is_it) {
                    return Err(Refusal::gone("waiver"));
                }
                Arc::make_mut(&mut design.waivers).retain(|w| !is_it(w));
            }
            Self::SetRegion { region } => set_region(design, region)?,
            Self::SetTags { tags } if tags.len() > limits::TAGS => {
                return Err(Refusal::full("tags", limits::TAGS));
            }
            Self::SetTags { tags } => design.tags = Arc::new(tags.clone()),
            Self::SetUsage { usage } => design.usage = *usage,
            Self::SetState { state } => design.state = Arc::new(state.clone()),
            Self::SetDelivery { delivery } => design.delivery.clone_from(delivery),
        }
        Ok(())
    }
}

/// Gives `role` to the subnets of `tier` that have none, or takes it from all.
fn set_role(design: &mut Design, tier: Tier, role: LoadBalancerRole, planned: bool) {
    if planned {
        let is_bare = |s: &Subnet| s.tier == tier && s.load_balancers == LoadBalancerRole::None;
        change_subnets(design, is_bare, |s| s.load_balancers = role);
    } else {
        let has_role = |s: &Subnet| s.load_balancers == role;
        change_subnets(design, has_role, |s| s.load_balancers = LoadBalancerRole::None);
    }
}

fn change_subnets(design: &mut Design, which: impl Fn(&Subnet) -> bool, change: impl Fn(&mut Subnet)) {
    if design.network.subnets.iter().any(&which) {
        let subnets = &mut Arc::make_mut(&mut design.network).subnets;
        subnets.iter_mut().filter(|s| which(s)).for_each(change);
    }
}

fn waive(design: &mut Design, waiver: &Waiver) -> Result<(), Refusal> {
    if !design.subjects().iter().any(|s| s.key() == waiver.object.as_str()) {
        return Err(Refusal::gone("object"));
    }
    let waivers = Arc::make_mut(&mut design.waivers);
    let key = |w: &Waiver| (w.rule.clone(), w.object.clone());
    match waivers.binary_search_by_key(&key(waiver), key) {
        Ok(index) => waivers[index] = waiver.clone(),
        Err(_) if waivers.len() >= limits::WAIVERS => return Err(Refusal::full("waivers", limits::WAIVERS)),
        Err(index) => waivers.insert(index, waiver.clone()),
    }
    Ok(())
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
    if !design.cluster.zones_without_control_plane.is_empty() {
        let without = &mut Arc::make_mut(&mut design.cluster).zones_without_control_plane;
        *without = sorted::set(without.iter().map(|zone| moved.get(zone).unwrap_or(zone).clone()));
    }
    design.region = region.clone();
    Ok(())
}

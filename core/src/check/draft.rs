//! Fixes of several steps, tried out while they are put together.

use super::finding::Fix;
use crate::design::{Design, Nat, NodeGroupId, SubnetId, Tier};
use crate::edit::{ComputeEdit, Edit, NetworkEdit, free_subnet_name};
use crate::sorted;
use crate::value::ZoneId;

/// A copy of a design and the edits that made it what it is: later steps see what earlier ones did.
pub(super) struct Draft {
    design: Design,
    edits: Vec<Edit>,
}

impl Draft {
    pub(super) fn of(design: &Design) -> Self {
        Self { design: design.clone(), edits: Vec::new() }
    }

    /// The design after the edits so far.
    pub(super) fn design(&self) -> &Design {
        &self.design
    }

    /// The edits so far.
    pub(super) fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Takes another step; `None`, and no step, where it is refused.
    pub(super) fn apply(&mut self, edit: impl Into<Edit>) -> Option<()> {
        let edit = edit.into();
        self.design = self.design.edited(&edit).ok()?;
        self.edits.push(edit);
        Some(())
    }

    /// The steps as one fix; `None` where there is none.
    pub(super) fn into_fix(mut self, label: impl Into<String>) -> Option<Fix> {
        let edit = match self.edits.len() {
            0 => return None,
            1 => self.edits.remove(0),
            _ => Edit::Batch { edits: self.edits },
        };
        Some(Fix { label: label.into(), edit })
    }

    /// Adds a subnet of the tier's usual size, or a smaller one where there is no room for that.
    pub(super) fn add_subnet(&mut self, tier: Tier, zone: &ZoneId) -> Option<SubnetId> {
        let network = &self.design.network;
        let cidr = (tier.usual_prefix_len()..=28).find_map(|prefix_len| network.first_free(prefix_len))?;
        let id = SubnetId(self.design.next_id);
        let name = free_subnet_name(&self.design, tier, zone);
        self.apply(NetworkEdit::AddSubnet { name, zone: zone.clone(), tier, cidr })?;
        Some(id)
    }

    /// Adds a public subnet to each zone that has private ones and no public one, as far as there is room.
    pub(super) fn add_missing_public_subnets(&mut self) {
        let network = self.design.network.clone();
        for zone in &network.zones {
            let has = |tier| network.subnets.iter().any(|s| s.tier == tier && &s.zone == zone);
            if has(Tier::Private) && !has(Tier::Public) {
                self.add_subnet(Tier::Public, zone);
            }
        }
    }

    /// Adds the internet gateway if there is none.
    pub(super) fn add_internet_gateway(&mut self) {
        if !self.design.network.internet_gateway {
            self.apply(NetworkEdit::SetInternetGateway { enabled: true });
        }
    }

    /// Chooses how private subnets reach the internet, if that is a change.
    pub(super) fn set_nat(&mut self, nat: Nat) {
        if self.design.network.nat != nat {
            self.apply(NetworkEdit::SetNat { nat });
        }
    }

    /// Places a node group in all private subnets, and only there; `None` where there is none.
    pub(super) fn place_in_private_subnets(&mut self, group: NodeGroupId) -> Option<()> {
        let subnets = sorted::set(self.design.network.subnets_of(Tier::Private).map(|s| s.id));
        if subnets.is_empty() {
            return None;
        }
        self.apply(ComputeEdit::PlaceNodeGroup { group, subnets })
    }
}

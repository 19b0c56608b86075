//! VPC endpoints, and a VPC that exists already.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Network, Subnet, Tier};
use crate::json::Read;
use crate::value::{EndpointService, VpcId, ZoneId};

/// The VPC endpoints: ways to AWS services that do not lead through the internet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct VpcEndpoints {
    /// The services. Gateways (S3, DynamoDB) are routes of all private and pod subnets; the others are interfaces.
    pub services: BTreeSet<EndpointService>,
    /// The tier whose subnets hold the interfaces: the first of each zone, so that rule VPE003 cannot be broken.
    pub tier: Tier,
}

impl Default for VpcEndpoints {
    fn default() -> Self {
        Self { services: BTreeSet::new(), tier: Tier::Private }
    }
}

impl VpcEndpoints {
    /// The services that are reached by interfaces, each with an address in every zone.
    pub fn interfaces(&self) -> impl Iterator<Item = EndpointService> + '_ {
        self.services.iter().copied().filter(|s| !s.is_gateway())
    }

    pub(super) fn are_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A VPC that exists, with its subnets, routes and gateways: the design describes them, and makes none.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct ExistingVpc {
    /// Its id.
    pub id: VpcId,
}

impl Network {
    /// The subnets that hold the interfaces of endpoints: one a zone. None where there are no interfaces.
    pub fn endpoint_subnets(&self) -> impl Iterator<Item = &Subnet> {
        let some = self.endpoints.interfaces().next().is_some();
        self.zones.iter().filter(move |_| some).filter_map(|zone| self.oldest_of(self.endpoints.tier, zone))
    }

    /// The subnet that gives pods of `zone` their addresses with custom networking.
    pub fn pod_subnet_of(&self, zone: &ZoneId) -> Option<&Subnet> {
        self.oldest_of(Tier::Pod, zone)
    }

    /// The subnet of a tier and zone that was added first.
    pub(super) fn oldest_of(&self, tier: Tier, zone: &ZoneId) -> Option<&Subnet> {
        self.subnets.iter().filter(|s| s.tier == tier && &s.zone == zone).min_by_key(|s| s.id)
    }
}

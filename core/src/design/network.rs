//! VPC, zones and subnets.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::value::{Cidr, SubnetName, ZoneId};

/// The network that holds the cluster.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// The VPC's primary block. AWS takes /16 to /28 (rule CID001).
    pub cidr: Cidr,
    /// The zones in use, in the order of the drawing's columns.
    pub zones: Vec<ZoneId>,
    /// The subnets, in the order in which they were added.
    pub subnets: Vec<Subnet>,
    /// Whether the VPC has an internet gateway.
    pub internet_gateway: bool,
    /// How private subnets reach the internet.
    pub nat: Nat,
}

/// Names a subnet for as long as the design lives, whatever it is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SubnetId(pub u32);

impl fmt::Display for SubnetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A range of the VPC's addresses in one zone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subnet {
    /// Its id.
    pub id: SubnetId,
    /// Its name: the `Name` tag after the cluster's name, and its key in Terraform's state.
    pub name: SubnetName,
    /// The zone it lies in; AWS cannot move it.
    pub zone: ZoneId,
    /// How traffic leaves it.
    pub tier: Tier,
    /// Its block.
    pub cidr: Cidr,
}

/// How traffic leaves a subnet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Through the internet gateway: for load balancers and NAT gateways.
    Public,
    /// Through a NAT gateway: for nodes and pods.
    Private,
    /// Not at all: for the control plane's network interfaces.
    Intra,
}

impl Tier {
    /// All tiers, in the order of the drawing's rows.
    pub const ALL: [Self; 3] = [Self::Public, Self::Private, Self::Intra];

    /// The tier's name as it stands in the design file, in names and in the drawing.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Intra => "intra",
        }
    }

    /// The size a new subnet of this tier gets: nodes and pods need room, interfaces of the control plane little.
    /// Source: EKS best practices guide, networking/subnets (a /28 for the control plane).
    pub fn usual_prefix_len(self) -> u8 {
        match self {
            Self::Public => 24,
            Self::Private => 20,
            Self::Intra => 28,
        }
    }
}

/// How private subnets reach the internet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nat {
    /// Not at all.
    None,
    /// Through one NAT gateway, in the first zone that has a public subnet.
    Single,
    /// Through a NAT gateway in each zone that has a public subnet.
    PerZone,
}

impl Nat {
    /// All values, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::None, Self::Single, Self::PerZone];

    /// The value as it stands in the design file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Single => "single",
            Self::PerZone => "per_zone",
        }
    }
}

impl Network {
    /// The subnets of a tier, by zone in the order of the columns and then in the order of adding.
    pub fn subnets_of(&self, tier: Tier) -> impl Iterator<Item = &Subnet> {
        self.zones
            .iter()
            .flat_map(move |zone| self.subnets.iter().filter(move |s| s.tier == tier && &s.zone == zone))
    }

    /// All subnets by tier, then zone.
    pub fn subnets_in_order(&self) -> impl Iterator<Item = &Subnet> {
        Tier::ALL.into_iter().flat_map(|tier| self.subnets_of(tier))
    }
}

//! VPC, zones and subnets.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::{ExistingVpc, PodAddresses, VpcEndpoints};
use crate::json::Read;
use crate::value::{
    Cidr, ExistingSubnetId, Ipv6Block, LogRetention, PeerName, SubnetName, TagKey, TagValue, ZoneId,
};

/// The network that holds the cluster.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// The VPC's primary block. AWS takes /16 to /28 (rule CID001).
    pub cidr: Cidr,
    /// Its further blocks, in the order in which they are associated: what AWS takes next depends on what is there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub secondary_cidrs: Vec<Cidr>,
    /// How names resolve in the VPC.
    pub dns: Dns,
    /// Whether the VPC's traffic is recorded.
    pub flow_logs: FlowLogs,
    /// Networks that are connected with the VPC, now or later. They are compared with the design's blocks, and
    /// nothing is made of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub peers: Vec<Peer>,
    /// The zones in use, in the order of the drawing's columns.
    pub zones: Vec<ZoneId>,
    /// The subnets, in the order in which they were added.
    pub subnets: Vec<Subnet>,
    /// Whether the VPC has an internet gateway.
    pub internet_gateway: bool,
    /// How private subnets reach the internet.
    pub nat: Nat,
    /// How pods get addresses from the subnets of their nodes.
    #[serde(default, skip_serializing_if = "PodAddresses::is_default")]
    pub pod_addresses: PodAddresses,
    /// Ways to AWS services that do not lead through the internet.
    #[serde(default, skip_serializing_if = "VpcEndpoints::are_default")]
    pub endpoints: VpcEndpoints,
    /// The VPC that exists, where the design makes none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing: Option<ExistingVpc>,
}

/// How names resolve in a VPC. Nodes register, and the private endpoint resolves, with both on only (rule RTE014).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Dns {
    /// Whether the VPC has Amazon's resolver (`enableDnsSupport`).
    pub support: bool,
    /// Whether instances get names (`enableDnsHostnames`).
    pub hostnames: bool,
}

impl Dns {
    /// Both on: what EKS needs.
    pub const ON: Self = Self { support: true, hostnames: true };
}

/// Whether a VPC's traffic is recorded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case", tag = "to", deny_unknown_fields)]
pub enum FlowLogs {
    /// It is not.
    Off {},
    /// It is, in CloudWatch.
    CloudWatch {
        /// For how long the records are kept.
        retention_days: LogRetention,
        /// What is recorded.
        traffic: FlowLogTraffic,
    },
}

/// The traffic that flow logs record. Source: EC2 API model (botocore 1.44.5), `TrafficType`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum FlowLogTraffic {
    /// All of it.
    All,
    /// What security groups and network ACLs refused.
    Rejected,
}

impl FlowLogTraffic {
    /// All values, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::All, Self::Rejected];

    /// The value as it stands in the design file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Rejected => "rejected",
        }
    }

    /// The value in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::All => "All traffic",
            Self::Rejected => "Rejected only",
        }
    }
}

/// A network that is connected with the VPC by peering, a transit gateway, a VPN or Direct Connect.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Peer {
    /// What it is called here.
    pub name: PeerName,
    /// One of its blocks; a network with several is named several times.
    pub cidr: Cidr,
}

/// Names a subnet for as long as the design lives, whatever it is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Read)]
#[serde(transparent)]
pub struct SubnetId(pub u32);

impl fmt::Display for SubnetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A range of the VPC's addresses in one zone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
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
    /// Which load balancers the controllers in the cluster may put here, by a tag.
    pub load_balancers: LoadBalancerRole,
    /// Whether Karpenter finds the subnet, by a tag.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub karpenter_discovery: bool,
    /// Tags of this subnet alone, beside those of the design.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<TagKey, TagValue>,
    /// Its id, where the VPC exists already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing: Option<ExistingSubnetId>,
    /// Which of the VPC's IPv6 blocks it has, where the cluster's family is IPv6; no two have the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ipv6: Option<Ipv6Block>,
}

impl Subnet {
    /// A subnet without tags of its own.
    pub fn plain(id: SubnetId, name: SubnetName, zone: ZoneId, tier: Tier, cidr: Cidr) -> Self {
        Self {
            id,
            name,
            zone,
            tier,
            cidr,
            load_balancers: LoadBalancerRole::None,
            karpenter_discovery: false,
            tags: BTreeMap::new(),
            existing: None,
            ipv6: None,
        }
    }
}

/// Which load balancers the controllers in the cluster may put into a subnet.
/// Source: AWS Load Balancer Controller, deploy/subnet_discovery.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum LoadBalancerRole {
    /// None: the subnet has no such tag.
    None,
    /// Those that the internet reaches.
    InternetFacing,
    /// Those that only the network reaches.
    Internal,
}

impl LoadBalancerRole {
    /// All values, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::None, Self::InternetFacing, Self::Internal];

    /// The value as it stands in the design file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::InternetFacing => "internet_facing",
            Self::Internal => "internal",
        }
    }

    /// The value in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::InternetFacing => "Internet-facing",
            Self::Internal => "Internal",
        }
    }

    /// Why load balancers of this role do not belong in subnets of `tier`; `None` where they do (rule SUB018).
    pub fn misfit(self, tier: Tier) -> Option<&'static str> {
        match (self, tier) {
            (Self::InternetFacing, Tier::Private | Tier::Intra | Tier::Pod) => {
                Some("the internet reaches public subnets only")
            }
            (Self::Internal, Tier::Public) => Some("belongs in a subnet that the internet does not reach"),
            (Self::None | Self::InternetFacing | Self::Internal, _) => None,
        }
    }

    /// The key of the tag that says so; its value is `1`.
    pub fn tag_key(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::InternetFacing => Some("kubernetes.io/role/elb"),
            Self::Internal => Some("kubernetes.io/role/internal-elb"),
        }
    }
}

/// How traffic leaves a subnet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Through the internet gateway: for load balancers and NAT gateways.
    Public,
    /// Through a NAT gateway: for nodes and pods.
    Private,
    /// Not at all: for the control plane's network interfaces.
    Intra,
    /// Through a NAT gateway, with the route tables of the private subnets: for pods alone, where custom networking
    /// gives them addresses of their own.
    Pod,
}

impl Tier {
    /// All tiers, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Public, Self::Private, Self::Intra, Self::Pod];

    /// The tier's name as it stands in the design file, in names and in the drawing.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Intra => "intra",
            Self::Pod => "pod",
        }
    }

    /// The tier's name as a word of its own.
    pub fn words(self) -> &'static str {
        match self {
            Self::Public => "Public",
            Self::Private => "Private",
            Self::Intra => "Intra",
            Self::Pod => "Pod",
        }
    }

    /// The size a new subnet of this tier gets: nodes and pods need room, interfaces of the control plane little.
    /// Source: EKS best practices guide, networking/subnets (a /28 for the control plane).
    pub fn usual_prefix_len(self) -> u8 {
        match self {
            Self::Public => 24,
            Self::Private => 20,
            Self::Intra => 28,
            Self::Pod => 18,
        }
    }
}

/// How private subnets reach the internet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Read)]
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

    /// The value in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Single => "One",
            Self::PerZone => "One per zone",
        }
    }
}

impl Network {
    /// All blocks of the VPC: the primary one, then the others in the order in which they are associated.
    pub fn blocks(&self) -> impl Iterator<Item = Cidr> {
        [self.cidr].into_iter().chain(self.secondary_cidrs.iter().copied())
    }

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

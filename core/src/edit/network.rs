//! Edits of VPC, zones and subnets.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::placed::placed;
use super::zones::{add_zone, move_zone, push_zone, remove_zone};
use super::{Edit, Refusal, bounded};
use crate::design::{
    Design, Dns, ExistingVpc, FlowLogs, LoadBalancerRole, Nat, Network, Peer, PodAddresses, Subnet, SubnetId,
    Tier, VpcEndpoints, limits,
};
use crate::sorted;
use crate::value::{Cidr, ExistingSubnetId, IpFamily, Ipv6Block, SubnetName, TagKey, TagValue, ZoneId};

/// A change of the network.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NetworkEdit {
    /// Changes the VPC's block. Subnets that lay inside the old one keep their distance from its start.
    SetVpcCidr {
        /// The new block.
        cidr: Cidr,
    },
    /// Replaces the VPC's further blocks. Subnets stay where they are.
    SetSecondaryCidrs {
        /// The new blocks, in the order in which they are associated.
        cidrs: Vec<Cidr>,
    },
    /// Chooses how names resolve in the VPC.
    SetDns {
        /// The new way.
        dns: Dns,
    },
    /// Chooses whether the VPC's traffic is recorded.
    SetFlowLogs {
        /// The new way.
        flow_logs: FlowLogs,
    },
    /// Replaces the connected networks.
    SetPeers {
        /// The new ones.
        peers: Vec<Peer>,
    },
    /// Adds a zone with a subnet in each tier that the design uses, from free space.
    AddZone {
        /// The new zone.
        zone: ZoneId,
    },
    /// Removes a zone and its subnets.
    RemoveZone {
        /// The zone.
        zone: ZoneId,
    },
    /// Puts a zone that is not in use in the place of another one: its subnets go with it.
    MoveZone {
        /// The zone that goes.
        zone: ZoneId,
        /// The zone that takes its place.
        to: ZoneId,
    },
    /// Adds a subnet; the zone becomes a column if it is none yet.
    AddSubnet {
        /// Its name.
        name: SubnetName,
        /// Its zone.
        zone: ZoneId,
        /// Its tier.
        tier: Tier,
        /// Its block.
        cidr: Cidr,
    },
    /// Removes a subnet, also from the node groups that use it.
    RemoveSubnet {
        /// The subnet.
        subnet: SubnetId,
    },
    /// Gives a subnet another name.
    RenameSubnet {
        /// The subnet.
        subnet: SubnetId,
        /// Its new name.
        name: SubnetName,
    },
    /// Gives a subnet another block.
    SetSubnetCidr {
        /// The subnet.
        subnet: SubnetId,
        /// Its new block.
        cidr: Cidr,
    },
    /// Chooses which load balancers may stand in a subnet.
    SetSubnetLoadBalancers {
        /// The subnet.
        subnet: SubnetId,
        /// The new role.
        role: LoadBalancerRole,
    },
    /// Chooses whether Karpenter finds a subnet.
    SetSubnetKarpenter {
        /// The subnet.
        subnet: SubnetId,
        /// Whether it does.
        discovery: bool,
    },
    /// Replaces the tags of a subnet.
    SetSubnetTags {
        /// The subnet.
        subnet: SubnetId,
        /// The new tags.
        tags: BTreeMap<TagKey, TagValue>,
    },
    /// Moves a subnet into another tier. Tags that it had by its tier become those of the new one.
    SetSubnetTier {
        /// The subnet.
        subnet: SubnetId,
        /// Its new tier.
        tier: Tier,
    },
    /// Chooses how pods get addresses.
    SetPodAddresses {
        /// The new way.
        pod_addresses: PodAddresses,
    },
    /// Chooses the VPC endpoints.
    SetEndpoints {
        /// The new ones.
        endpoints: VpcEndpoints,
    },
    /// Takes a VPC that exists, or makes one. Without an existing VPC no subnet has an id.
    SetExistingVpc {
        /// The VPC that exists; none makes one.
        existing: Option<ExistingVpc>,
    },
    /// Says which existing subnet a subnet is.
    SetSubnetExisting {
        /// The subnet.
        subnet: SubnetId,
        /// Its id in AWS.
        existing: Option<ExistingSubnetId>,
    },
    /// Gives a subnet one of the VPC's IPv6 blocks.
    SetSubnetIpv6 {
        /// The subnet.
        subnet: SubnetId,
        /// Which block; refused where another subnet has it.
        block: Option<Ipv6Block>,
    },
    /// Adds or removes the internet gateway.
    SetInternetGateway {
        /// Whether there is one.
        enabled: bool,
    },
    /// Chooses how private subnets reach the internet.
    SetNat {
        /// The new way.
        nat: Nat,
    },
}

impl From<NetworkEdit> for Edit {
    fn from(edit: NetworkEdit) -> Self {
        Self::Network(edit)
    }
}

impl NetworkEdit {
    pub(super) fn apply(&self, design: &mut Design) -> Result<(), Refusal> {
        match self {
            Self::SetVpcCidr { cidr } => set_vpc_cidr(Arc::make_mut(&mut design.network), *cidr),
            Self::SetSecondaryCidrs { cidrs } => {
                bounded("secondary CIDRs", cidrs.len(), limits::SECONDARY_CIDRS)?;
                Arc::make_mut(&mut design.network).secondary_cidrs = cidrs.clone();
            }
            Self::SetDns { dns } => Arc::make_mut(&mut design.network).dns = *dns,
            Self::SetFlowLogs { flow_logs } => Arc::make_mut(&mut design.network).flow_logs = *flow_logs,
            Self::SetPeers { peers } => {
                bounded("connected networks", peers.len(), limits::PEERS)?;
                Arc::make_mut(&mut design.network).peers = peers.clone();
            }
            Self::AddZone { zone } => add_zone(design, zone)?,
            Self::RemoveZone { zone } => remove_zone(design, zone)?,
            Self::MoveZone { zone, to } => move_zone(design, zone, to)?,
            Self::AddSubnet { name, zone, tier, cidr } => {
                add_subnet(design, name.clone(), zone.clone(), *tier, *cidr)?;
            }
            Self::RemoveSubnet { subnet } => {
                subnet_mut(design, *subnet)?;
                remove_subnets(design, |s| s.id == *subnet);
            }
            Self::RenameSubnet { subnet, name } => subnet_mut(design, *subnet)?.name = name.clone(),
            Self::SetSubnetCidr { subnet, cidr } => subnet_mut(design, *subnet)?.cidr = *cidr,
            Self::SetSubnetLoadBalancers { subnet, role } => {
                subnet_mut(design, *subnet)?.load_balancers = *role;
            }
            Self::SetSubnetKarpenter { subnet, discovery } => {
                subnet_mut(design, *subnet)?.karpenter_discovery = *discovery;
            }
            Self::SetSubnetTags { subnet, tags } => {
                bounded("tags of a subnet", tags.len(), limits::TAGS)?;
                subnet_mut(design, *subnet)?.tags = tags.clone();
            }
            Self::SetSubnetTier { subnet, tier } => set_subnet_tier(design, *subnet, *tier)?,
            Self::SetPodAddresses { pod_addresses } => {
                Arc::make_mut(&mut design.network).pod_addresses = *pod_addresses;
            }
            Self::SetEndpoints { endpoints } => {
                Arc::make_mut(&mut design.network).endpoints = endpoints.clone();
            }
            Self::SetExistingVpc { existing } => {
                let network = Arc::make_mut(&mut design.network);
                network.existing = existing.clone();
                if existing.is_none() {
                    network.subnets.iter_mut().for_each(|s| s.existing = None);
                }
            }
            Self::SetSubnetExisting { subnet, existing } => {
                subnet_mut(design, *subnet)?.existing = existing.clone();
            }
            Self::SetSubnetIpv6 { subnet, block } => set_subnet_ipv6(design, *subnet, *block)?,
            Self::SetInternetGateway { enabled } => {
                Arc::make_mut(&mut design.network).internet_gateway = *enabled;
            }
            Self::SetNat { nat } => Arc::make_mut(&mut design.network).nat = *nat,
        }
        Ok(())
    }
}

fn subnet_mut(design: &mut Design, id: SubnetId) -> Result<&mut Subnet, Refusal> {
    let network = Arc::make_mut(&mut design.network);
    network.subnets.iter_mut().find(|s| s.id == id).ok_or_else(|| Refusal::gone("subnet"))
}

fn set_subnet_tier(design: &mut Design, id: SubnetId, tier: Tier) -> Result<(), Refusal> {
    let intent = design.intent;
    let subnet = subnet_mut(design, id)?;
    if subnet.load_balancers == intent.load_balancer_role(subnet.tier) {
        subnet.load_balancers = intent.load_balancer_role(tier);
    }
    if subnet.karpenter_discovery == intent.karpenter_discovery(subnet.tier) {
        subnet.karpenter_discovery = intent.karpenter_discovery(tier);
    }
    subnet.tier = tier;
    Ok(())
}

fn set_subnet_ipv6(design: &mut Design, id: SubnetId, block: Option<Ipv6Block>) -> Result<(), Refusal> {
    let other = design.network.subnets.iter().find(|s| s.id != id && s.ipv6.is_some() && s.ipv6 == block);
    if let Some(other) = other {
        return Err(Refusal::new(format!("{} has this IPv6 block; choose another number.", other.name)));
    }
    subnet_mut(design, id)?.ipv6 = block;
    Ok(())
}

/// Gives every subnet an IPv6 block where the cluster's family is IPv6, and none where it is not. A subnet that has one
/// keeps it; where all 256 are taken, the rest goes without.
pub(super) fn number_subnets(design: &mut Design) {
    let is_ipv6 = design.cluster.ip_family == IpFamily::Ipv6;
    let subnets = &design.network.subnets;
    if subnets.iter().all(|s| s.ipv6.is_some() == is_ipv6) {
        return;
    }
    let taken = sorted::set(subnets.iter().filter_map(|s| s.ipv6));
    let mut free = (0..=255).map(Ipv6Block::known).filter(|n| !taken.contains(n));
    for subnet in &mut Arc::make_mut(&mut design.network).subnets {
        subnet.ipv6 = if is_ipv6 { subnet.ipv6.or_else(|| free.next()) } else { None };
    }
}

fn set_vpc_cidr(network: &mut Network, cidr: Cidr) {
    for subnet in &mut network.subnets {
        if let Some(moved) = subnet.cidr.rebased(network.cidr, cidr) {
            subnet.cidr = moved;
        }
    }
    network.cidr = cidr;
}

pub(super) fn add_subnet(
    design: &mut Design,
    name: SubnetName,
    zone: ZoneId,
    tier: Tier,
    cidr: Cidr,
) -> Result<SubnetId, Refusal> {
    if design.network.subnets.len() >= limits::SUBNETS {
        return Err(Refusal::full("subnets", limits::SUBNETS));
    }
    let id = SubnetId(design.take_id()?);
    let intent = design.intent;
    let network = Arc::make_mut(&mut design.network);
    if !network.zones.contains(&zone) {
        push_zone(network, &zone)?;
    }
    network.subnets.push(Subnet {
        load_balancers: intent.load_balancer_role(tier),
        karpenter_discovery: intent.karpenter_discovery(tier),
        ..Subnet::plain(id, name, zone, tier, cidr)
    });
    if design.cluster.ip_family == IpFamily::Ipv6 {
        number_subnets(design);
    }
    Ok(id)
}

pub(super) fn remove_subnets(design: &mut Design, goes: impl Fn(&Subnet) -> bool) {
    let network = Arc::make_mut(&mut design.network);
    let gone: Vec<SubnetId> = network.subnets.iter().filter(|s| goes(s)).map(|s| s.id).collect();
    network.subnets.retain(|s| !goes(s));
    let mut compute = (*design.compute).clone();
    placed(&mut compute).for_each(|(_, subnets)| subnets.retain(|s| !gone.contains(s)));
    if compute != *design.compute {
        design.compute = Arc::new(compute);
    }
}

/// A name for a new subnet that no other has: `private-az1`, then `private-az1-2` and so on.
pub fn free_subnet_name(design: &Design, tier: Tier, zone: &ZoneId) -> SubnetName {
    let base = format!("{}-{}", tier.as_str(), zone.short());
    let taken = |name: &str| design.network.subnets.iter().any(|s| s.name.as_str() == name);
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    let mut names = std::iter::once(base.clone()).chain(numbered).filter(|n| !taken(n));
    // Tier and zone are made of letters and digits and the list of subnets is finite, so one always parses.
    names.find_map(|n| n.parse().ok()).unwrap_or_else(|| unreachable!("names do not run out"))
}

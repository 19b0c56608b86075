//! What an edit does, in words: for the history, the tooltip of undo and the announcement to a screen reader.

use super::{ClusterEdit, ComputeEdit, DesignEdit, Edit, NetworkEdit};
use crate::design::{
    Design, Flavour, FlowLogs, LoadBalancerRole, Nat, NodeGroupId, NodeGroupKind, SecretsEncryption, SubnetId,
};
use crate::value::{IpFamily, SupportType, ZoneId};

impl Edit {
    /// What the edit does to `before`, as a short sentence without a full stop: "Resize private-az1 to /23".
    pub fn summary(&self, before: &Design) -> String {
        match self {
            Self::Design(edit) => edit.summary(),
            Self::Network(edit) => edit.summary(before),
            Self::Cluster(edit) => edit.summary(before),
            Self::Compute(edit) => edit.summary(before),
            Self::Access(edit) => edit.summary(),
            Self::Batch { edits } => match edits.as_slice() {
                [] => "Change nothing".to_owned(),
                [only] => only.summary(before),
                [first, rest @ ..] => format!("{} and {} more", first.summary(before), rest.len()),
            },
            Self::Mend { summary, .. } => summary.clone(),
            Self::Replace { name, .. } => format!("Open {name}"),
        }
    }
}

impl DesignEdit {
    fn summary(&self) -> String {
        match self {
            Self::SetEnvironment { environment } => {
                format!("Set the environment to {}", environment.as_str())
            }
            Self::PlanInternetFacingLoadBalancers { planned } => {
                format!("Plan {}internet-facing load balancers", if *planned { "" } else { "no " })
            }
            Self::PlanInternalLoadBalancers { planned } => {
                format!("Plan {}internal load balancers", if *planned { "" } else { "no " })
            }
            Self::PlanKarpenter { planned: true } => "Plan Karpenter".to_owned(),
            Self::PlanKarpenter { planned: false } => "Plan no Karpenter".to_owned(),
            Self::Waive { waiver } => format!("Accept {} for {}", waiver.rule, waiver.object),
            Self::Unwaive { rule, object } => format!("Accept {rule} for {object} no longer"),
            Self::SetRegion { region } => format!("Move to {region}"),
            Self::SetUsage { .. } => "Change the expected use".to_owned(),
            Self::SetTags { tags } => format!("Set {} tags", tags.len()),
            Self::SetState { .. } => "Change the state backend".to_owned(),
            Self::SetDelivery { delivery: Some(delivery) } => format!("Roll out from {}", delivery.address()),
            Self::SetDelivery { delivery: None } => "Roll out by hand".to_owned(),
        }
    }
}

impl NetworkEdit {
    fn summary(&self, before: &Design) -> String {
        let name =
            |id: &SubnetId| before.subnet(*id).map_or_else(|| "a subnet".to_owned(), |s| s.name.to_string());
        match self {
            Self::SetVpcCidr { cidr } => format!("Set the VPC to {cidr}"),
            Self::SetSecondaryCidrs { cidrs } if cidrs.is_empty() => {
                "Remove the VPC's secondary blocks".to_owned()
            }
            Self::SetSecondaryCidrs { cidrs } => {
                let cidrs: Vec<String> = cidrs.iter().map(ToString::to_string).collect();
                format!("Set the VPC's secondary blocks to {}", cidrs.join(", "))
            }
            Self::SetDns { .. } => "Change the DNS options of the VPC".to_owned(),
            Self::SetFlowLogs { flow_logs: FlowLogs::Off {} } => "Turn flow logs off".to_owned(),
            Self::SetFlowLogs { flow_logs: FlowLogs::CloudWatch { retention_days, .. } } => {
                format!("Keep flow logs for {} days", retention_days.days())
            }
            Self::SetPeers { .. } => "Change the connected networks".to_owned(),
            Self::SetSubnetLoadBalancers { subnet, role } => match role {
                LoadBalancerRole::None => format!("Keep load balancers out of {}", name(subnet)),
                LoadBalancerRole::InternetFacing => {
                    format!("Let internet-facing load balancers into {}", name(subnet))
                }
                LoadBalancerRole::Internal => format!("Let internal load balancers into {}", name(subnet)),
            },
            Self::SetSubnetKarpenter { subnet, discovery: true } => {
                format!("Let Karpenter find {}", name(subnet))
            }
            Self::SetSubnetKarpenter { subnet, discovery: false } => {
                format!("Hide {} from Karpenter", name(subnet))
            }
            Self::SetSubnetTags { subnet, .. } => format!("Change the tags of {}", name(subnet)),
            Self::AddZone { zone } => format!("Add zone {zone}"),
            Self::MoveZone { zone, to } => format!("Move zone {zone} to {to}"),
            Self::RemoveZone { zone } => format!("Remove zone {zone}"),
            Self::AddSubnet { name, cidr, .. } => format!("Add subnet {name} {cidr}"),
            Self::RemoveSubnet { subnet } => format!("Remove {}", name(subnet)),
            Self::RenameSubnet { subnet, name: new } => format!("Rename {} to {new}", name(subnet)),
            Self::SetSubnetCidr { subnet, cidr } => match before.subnet(*subnet) {
                Some(old) if old.cidr.address() == cidr.address() => {
                    format!("Resize {} from /{} to /{}", old.name, old.cidr.prefix_len(), cidr.prefix_len())
                }
                _ => format!("Move {} to {cidr}", name(subnet)),
            },
            Self::SetSubnetTier { subnet, tier } => format!("Make {} {}", name(subnet), tier.as_str()),
            Self::SetPodAddresses { pod_addresses } => match pod_addresses.prefix_delegation {
                true if !before.network.pod_addresses.prefix_delegation => {
                    "Turn prefix delegation on".to_owned()
                }
                false if before.network.pod_addresses.prefix_delegation => {
                    "Turn prefix delegation off".to_owned()
                }
                true | false => "Change what nodes keep free for pods".to_owned(),
            },
            Self::SetEndpoints { endpoints } => {
                format!("Reach {} services by VPC endpoints", endpoints.services.len())
            }
            Self::SetExistingVpc { existing: Some(vpc) } => format!("Use the existing {}", vpc.id),
            Self::SetExistingVpc { existing: None } => "Make a VPC".to_owned(),
            Self::SetSubnetExisting { subnet, .. } => format!("Say which subnet {} is", name(subnet)),
            Self::SetSubnetIpv6 { subnet, .. } => format!("Change the IPv6 block of {}", name(subnet)),
            Self::SetInternetGateway { enabled: true } => "Add the internet gateway".to_owned(),
            Self::SetInternetGateway { enabled: false } => "Remove the internet gateway".to_owned(),
            Self::SetNat { nat: Nat::None } => "Remove the NAT gateways".to_owned(),
            Self::SetNat { nat: Nat::Single } => "Use one NAT gateway".to_owned(),
            Self::SetNat { nat: Nat::PerZone } => "Use a NAT gateway in each zone".to_owned(),
        }
    }
}

impl ClusterEdit {
    fn summary(&self, before: &Design) -> String {
        match self {
            Self::Rename { name } => format!("Rename the cluster to {name}"),
            Self::SetVersion { version } => format!("Set Kubernetes to {version}"),
            Self::SetUpgradePolicy { policy: SupportType::Standard } => {
                "Let EKS upgrade the cluster when standard support ends".to_owned()
            }
            Self::SetUpgradePolicy { policy: SupportType::Extended } => "Buy extended support".to_owned(),
            Self::SetDeletionProtection { enabled: true } => {
                "Protect the cluster against deletion".to_owned()
            }
            Self::SetDeletionProtection { enabled: false } => "Allow the cluster's deletion".to_owned(),
            Self::SetFlavour { flavour: Flavour::Module } => "Use the EKS module".to_owned(),
            Self::SetFlavour { flavour: Flavour::Native } => "Use plain resources".to_owned(),
            Self::SetZonalShift { enabled: true } => "Allow zonal shift".to_owned(),
            Self::SetZonalShift { enabled: false } => "Forbid zonal shift".to_owned(),
            Self::SetServiceCidr { cidr: Some(cidr) } => format!("Set the service CIDR to {cidr}"),
            Self::SetServiceCidr { cidr: None } => "Leave the service CIDR to EKS".to_owned(),
            Self::SetIpFamily { family: IpFamily::Ipv4 } => "Give pods IPv4 addresses".to_owned(),
            Self::SetIpFamily { family: IpFamily::Ipv6 } => "Give pods IPv6 addresses".to_owned(),
            Self::SetAddon { name, addon: Some(_) } if before.cluster.addons.contains_key(name) => {
                format!("Change the add-on {name}")
            }
            Self::SetAddon { name, addon: Some(_) } => format!("Install the add-on {name}"),
            Self::SetAddon { name, addon: None } => format!("Remove the add-on {name}"),
            Self::SetEndpoint { .. } => "Change the API endpoint".to_owned(),
            Self::SetControlPlaneTier { tier } => {
                format!("Place the control plane in {} subnets", tier.as_str())
            }
            Self::SetZonesWithoutControlPlane { zones } if zones.is_empty() => {
                "Let the control plane use all zones".to_owned()
            }
            Self::SetZonesWithoutControlPlane { zones } => {
                let zones: Vec<_> = zones.iter().map(ZoneId::as_str).collect();
                format!("Keep the control plane out of {}", zones.join(", "))
            }
            Self::SetSecretsEncryption { encryption } => match encryption {
                SecretsEncryption::New {} => "Encrypt secrets with a new key".to_owned(),
                SecretsEncryption::Existing { .. } => "Encrypt secrets with an existing key".to_owned(),
                SecretsEncryption::AwsOwned {} => "Encrypt secrets with AWS's key".to_owned(),
            },
            Self::SetLogTypes { log_types } => format!("Send {} log types to CloudWatch", log_types.len()),
            Self::SetLogRetention { retention } => format!("Keep logs for {} days", retention.days()),
        }
    }
}

impl ComputeEdit {
    fn summary(&self, before: &Design) -> String {
        let name = |id: &NodeGroupId| {
            before.node_group(*id).map_or_else(|| "a node group".to_owned(), |g| g.name.to_string())
        };
        match self {
            Self::AddNodeGroup { group } => format!("Add node group {}", group.name),
            Self::RemoveNodeGroup { group } => format!("Remove {}", name(group)),
            Self::RenameNodeGroup { group, name: new } => format!("Rename {} to {new}", name(group)),
            Self::SetInstanceTypes { group, .. } => format!("Change the instance types of {}", name(group)),
            Self::SetCapacityType { group, capacity_type } => {
                format!("Make {} {}", name(group), capacity_type.words())
            }
            Self::SetAmiType { group, ami_type } => format!("Use {ami_type} for {}", name(group)),
            Self::SetScaling { group, scaling } => {
                format!("Scale {} to {} – {} – {}", name(group), scaling.min, scaling.desired, scaling.max)
            }
            Self::SetDiskSize { group, disk_size_gib } => {
                format!("Give {} {} GiB of disk", name(group), disk_size_gib.gib())
            }
            Self::SetLabels { group, .. } => format!("Change the labels of {}", name(group)),
            Self::SetTaints { group, .. } => format!("Change the taints of {}", name(group)),
            Self::PlaceNodeGroup { group, subnets } => {
                let noun = if subnets.len() == 1 { "subnet" } else { "subnets" };
                format!("Place {} in {} {noun}", name(group), subnets.len())
            }
            Self::SetNodeGroupKind { group, kind: NodeGroupKind::Managed(_) } => {
                format!("Let EKS manage {}", name(group))
            }
            Self::SetNodeGroupKind { group, kind: NodeGroupKind::SelfManaged(_) } => {
                format!("Manage {} ourselves", name(group))
            }
            Self::SetNodeSettings { group, .. } => format!("Change the nodes of {}", name(group)),
            Self::AddFargateProfile { profile } => format!("Add Fargate profile {}", profile.name),
            Self::SetFargateProfile { profile } => format!("Change {}", profile.name),
            Self::RemoveFargateProfile { profile } => match before.fargate_profile(*profile) {
                Some(profile) => format!("Remove {}", profile.name),
                None => "Remove a Fargate profile".to_owned(),
            },
            Self::SetAutoMode { auto_mode: None } => "Turn Auto Mode off".to_owned(),
            Self::SetAutoMode { auto_mode: Some(_) } if before.compute.auto_mode.is_none() => {
                "Turn Auto Mode on".to_owned()
            }
            Self::SetAutoMode { auto_mode: Some(_) } => "Change Auto Mode".to_owned(),
            Self::SetKarpenter { .. } => "Change Karpenter".to_owned(),
        }
    }
}

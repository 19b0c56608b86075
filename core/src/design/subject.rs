//! The one name for everything that can be selected, judged, drawn and rendered.

use super::{FargateProfileId, NodeGroupId, RouteTableId, SubnetId};
use crate::value::ZoneId;

/// An object of a design: the selection, the hit target on the canvas, the place of a finding and the
/// origin of a generated block.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    /// The design as a whole: region, intent, tags.
    Design,
    /// The VPC.
    Vpc,
    /// A zone: a column of the drawing.
    Zone(ZoneId),
    /// A subnet.
    Subnet(SubnetId),
    /// The VPC's internet gateway.
    InternetGateway,
    /// The NAT gateway in this public subnet.
    NatGateway(SubnetId),
    /// A route table.
    RouteTable(RouteTableId),
    /// The VPC endpoints.
    Endpoints,
    /// The control plane.
    Cluster,
    /// The add-ons of the cluster.
    Addons,
    /// A node group, managed or self-managed.
    NodeGroup(NodeGroupId),
    /// A Fargate profile.
    FargateProfile(FargateProfileId),
    /// EKS Auto Mode, where it is on.
    AutoMode,
    /// Karpenter, where it is planned.
    Karpenter,
    /// Who may do what.
    Access,
    /// The pods that have rights in AWS.
    Workloads,
    /// Where Terraform keeps its state.
    State,
}

impl Subject {
    /// What kind of object it is, in AWS's words.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Design => "Design",
            Self::Vpc => "VPC",
            Self::Zone(_) => "Availability zone",
            Self::Subnet(_) => "Subnet",
            Self::InternetGateway => "Internet gateway",
            Self::NatGateway(_) => "NAT gateway",
            Self::RouteTable(_) => "Route table",
            Self::Cluster => "Control plane",
            Self::Endpoints => "VPC endpoints",
            Self::Addons => "Add-ons",
            Self::NodeGroup(_) => "Node group",
            Self::FargateProfile(_) => "Fargate profile",
            Self::AutoMode => "Auto Mode",
            Self::Karpenter => "Karpenter",
            Self::Access => "Access",
            Self::Workloads => "Workload roles",
            Self::State => "State backend",
        }
    }

    /// A stable key for element ids and list keys, made of lower-case letters, digits and `-`.
    pub fn key(&self) -> String {
        match self {
            Self::Design => "design".to_owned(),
            Self::Vpc => "vpc".to_owned(),
            Self::Zone(zone) => format!("zone-{zone}"),
            Self::Subnet(id) => format!("subnet-{id}"),
            Self::InternetGateway => "internet-gateway".to_owned(),
            Self::NatGateway(id) => format!("nat-gateway-{id}"),
            Self::RouteTable(id) => format!("route-table-{}", id.name()),
            Self::Cluster => "cluster".to_owned(),
            Self::Endpoints => "vpc-endpoints".to_owned(),
            Self::Addons => "add-ons".to_owned(),
            Self::NodeGroup(id) => format!("node-group-{id}"),
            Self::FargateProfile(id) => format!("fargate-profile-{id}"),
            Self::AutoMode => "auto-mode".to_owned(),
            Self::Karpenter => "karpenter".to_owned(),
            Self::Access => "access".to_owned(),
            Self::Workloads => "workloads".to_owned(),
            Self::State => "state".to_owned(),
        }
    }
}

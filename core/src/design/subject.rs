//! The one name for everything that can be selected, judged, drawn and rendered.

use super::{NodeGroupId, RouteTableId, SubnetId};
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
    /// The control plane.
    Cluster,
    /// A managed node group.
    NodeGroup(NodeGroupId),
    /// Who may do what.
    Access,
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
            Self::NodeGroup(_) => "Managed node group",
            Self::Access => "Access",
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
            Self::NodeGroup(id) => format!("node-group-{id}"),
            Self::Access => "access".to_owned(),
            Self::State => "state".to_owned(),
        }
    }
}

//! One line of a bill.

use super::Quantity;
use crate::capacity::PerScale;
use crate::catalog::Price;
use crate::design::{FargateProfileId, NodeGroupId, Percent, Subject};
use crate::value::{InstanceType, Usd};

/// One line of a bill: something that is paid for, how it is worked out and what it comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// What is paid for.
    pub part: Part,
    /// The object that causes it.
    pub subject: Subject,
    /// How much of it a month.
    pub quantity: Quantity,
    /// What one unit of it costs, with the day and the quality of that figure. `None` where no price is known: then
    /// the line counts nothing, and says so.
    pub price: Option<Price>,
    /// Quantity × price, rounded once, in USD a month.
    pub amount: PerScale<Usd>,
    /// What else should be known.
    pub note: Option<Note>,
}

/// What is paid for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// The control plane, at the price of standard support.
    ControlPlane,
    /// What a version in extended support costs beside that.
    ExtendedSupport,
    /// The instances of a group, all counted as one type.
    Nodes {
        /// The group.
        group: NodeGroupId,
        /// The type.
        instance_type: InstanceType,
    },
    /// The spot instances of a self-managed group that buys others on demand, all counted as one type.
    SpotNodes {
        /// The group.
        group: NodeGroupId,
        /// The type.
        instance_type: InstanceType,
    },
    /// The volumes of a group's nodes.
    Disks(NodeGroupId),
    /// Operations of these volumes beyond those that are included.
    DiskIops(NodeGroupId),
    /// Throughput of these volumes beyond what is included.
    DiskThroughput(NodeGroupId),
    /// What CloudWatch asks for figures of a group's nodes every minute.
    Monitoring(NodeGroupId),
    /// The public addresses of a group's nodes in public subnets.
    NodeAddresses(NodeGroupId),
    /// The vCPUs of a Fargate profile's pods.
    FargateVcpus(FargateProfileId),
    /// The memory of a Fargate profile's pods.
    FargateMemory(FargateProfileId),
    /// The instances of EKS Auto Mode, all counted as one type.
    AutoModeNodes(InstanceType),
    /// What EKS Auto Mode asks beside its instances.
    AutoModeFee,
    /// The volumes of Auto Mode's nodes.
    AutoModeDisks,
    /// That there are interface endpoints.
    EndpointHours,
    /// What goes through them.
    EndpointData,
    /// That there are NAT gateways. Lines of NAT count all gateways and stand with the first.
    NatHours,
    /// Their public addresses.
    NatAddresses,
    /// What they process.
    NatData,
    /// What reaches a NAT gateway from another zone.
    NatCrossZone,
    /// What nodes and pods send to other zones.
    CrossZone,
    /// The key that the design creates.
    KmsKey,
    /// What CloudWatch takes in of the control plane's logs.
    ControlPlaneLogs,
    /// What CloudWatch takes in of the flow logs.
    FlowLogs,
}

impl Part {
    /// What it is, in words.
    pub fn words(&self) -> &'static str {
        match self {
            Self::ControlPlane => "Control plane",
            Self::ExtendedSupport => "Extended support",
            Self::Nodes { .. } => "Nodes",
            Self::SpotNodes { .. } => "Spot nodes",
            Self::Disks(_) => "Disks",
            Self::DiskIops(_) => "IOPS of disks",
            Self::DiskThroughput(_) => "Throughput of disks",
            Self::Monitoring(_) => "Detailed monitoring",
            Self::NodeAddresses(_) => "Public addresses of nodes",
            Self::FargateVcpus(_) => "vCPUs on Fargate",
            Self::FargateMemory(_) => "Memory on Fargate",
            Self::AutoModeNodes(_) => "Auto Mode nodes",
            Self::AutoModeFee => "Auto Mode fee",
            Self::AutoModeDisks => "Disks of Auto Mode nodes",
            Self::EndpointHours => "Interface endpoints",
            Self::EndpointData => "Traffic through endpoints",
            Self::NatHours => "NAT gateways",
            Self::NatAddresses => "Public addresses of NAT gateways",
            Self::NatData => "Traffic through NAT",
            Self::NatCrossZone => "Traffic to NAT in another zone",
            Self::CrossZone => "Traffic across zones",
            Self::KmsKey => "Encryption key",
            Self::ControlPlaneLogs => "Control-plane logs",
            Self::FlowLogs => "Flow logs",
        }
    }
}

/// What a line assumes or leaves out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Note {
    /// The group names no instance type.
    DefaultType,
    /// The group may use several types on demand.
    FirstOfSeveral,
    /// The group buys spot capacity, for so much less than on demand.
    Spot(Option<Percent>),
    /// Bottlerocket's system volume is not part of the line.
    SystemVolume,
    /// The nodes run Windows, whose prices are not known.
    Windows,
    /// The type of the volumes has no known price.
    VolumeType,
    /// The charge has no known price.
    NotListed,
    /// So many as are expected are counted.
    Expected,
    /// No machine of Fargate is large enough for the pods.
    TooLargeForFargate,
    /// The gateways exist, and their hours are somebody else's.
    GatewaysExist,
    /// Nobody has said how much it is.
    NoVolume,
    /// The support dates of the cluster's version are not known.
    UnknownVersion,
    /// Above this volume AWS asks less than the line says.
    CheaperAbove {
        /// In TB a month.
        tb: u32,
    },
}

impl Note {
    /// What it says, as a sentence.
    pub fn text(self) -> String {
        let text = match self {
            Self::DefaultType => "The group names no instance type, so EKS takes t3.medium.",
            Self::FirstOfSeveral => {
                "The first type is bought while there is any; the others are for when there is none."
            }
            Self::Spot(None) => {
                "Spot capacity at the on-demand price of the group's dearest type: no discount is assumed."
            }
            Self::Spot(Some(percent)) => {
                return format!(
                    "Spot capacity, expected at {} % below the on-demand price of the group's dearest type.",
                    percent.get()
                );
            }
            Self::SystemVolume => {
                "Bottlerocket's small system volume is left out: it is as large as the image has it."
            }
            Self::Windows => "Only prices of Linux are listed, and Windows costs more.",
            Self::VolumeType => "Only prices of gp3 volumes are listed.",
            Self::NotListed => "CloudWatch's price of these metrics is not listed.",
            Self::Expected => "As many as are expected, at any size of the groups.",
            Self::TooLargeForFargate => "No Fargate machine is large enough for these pods: none runs.",
            Self::GatewaysExist => {
                "The NAT gateways exist already: their hours and addresses are not in this bill."
            }
            Self::NoVolume => "No volume is expected yet: say how much it is a month.",
            Self::UnknownVersion => {
                "The support dates of this version are not known, so extended support is left out."
            }
            Self::CheaperAbove { tb } => {
                return format!("Above {tb} TB a month AWS asks less than counted here.");
            }
        };
        text.to_owned()
    }
}

impl Line {
    /// What is paid for: "Nodes, m5.large".
    pub fn title(&self) -> String {
        match &self.part {
            Part::Nodes { instance_type, .. }
            | Part::SpotNodes { instance_type, .. }
            | Part::AutoModeNodes(instance_type) => format!("{}, {instance_type}", self.part.words()),
            part => part.words().to_owned(),
        }
    }

    /// How the amount is worked out: "2 / 2 / 4 nodes × 730 h × 0.115 USD".
    pub fn formula(&self) -> String {
        match &self.price {
            Some(price) => format!("{} × {} USD", self.quantity, price.rate),
            None => format!("{} × a price that is not known", self.quantity),
        }
    }
}

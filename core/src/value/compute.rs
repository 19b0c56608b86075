//! Enums of compute: volumes, spot allocation, Auto Mode, IP family, kinds of access entries.

use super::api_enum::api_enum;

api_enum!(
    /// The type of a node's volume. Source: EC2 API model (botocore 1.44.5), `VolumeType`, without the magnetic ones,
    /// which cannot be booted from or are past.
    VolumeType, "Volume type" {
        /// General purpose: IOPS and throughput are chosen apart from the size.
        Gp3 = "gp3",
        /// General purpose of the generation before: IOPS follow the size.
        Gp2 = "gp2",
        /// Provisioned IOPS.
        Io1 = "io1",
        /// Provisioned IOPS, more durable.
        Io2 = "io2",
    }
);

impl VolumeType {
    /// Whether IOPS can (and for io1 and io2 must) be chosen.
    pub fn takes_iops(self) -> bool {
        self != Self::Gp2
    }

    /// Whether IOPS must be chosen.
    pub fn needs_iops(self) -> bool {
        matches!(self, Self::Io1 | Self::Io2)
    }
}

api_enum!(
    /// How an Auto Scaling group chooses among spot pools. Source: Auto Scaling API model (botocore 1.44.5),
    /// `InstancesDistribution.SpotAllocationStrategy`, without `lowest-price`, which AWS advises against.
    SpotAllocation, "Spot allocation" {
        /// From the pools with the best mix of price and spare capacity.
        PriceCapacityOptimized = "price-capacity-optimized",
        /// From the pools with the most spare capacity.
        CapacityOptimized = "capacity-optimized",
    }
);

impl SpotAllocation {
    /// The value in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::PriceCapacityOptimized => "Price and capacity",
            Self::CapacityOptimized => "Capacity",
        }
    }
}

api_enum!(
    /// A node pool that EKS Auto Mode brings. Source: EKS user guide, automode/set-builtin-node-pools. Holds a part of
    /// rule CTL016.
    AutoNodePool, "Node pool" {
        /// For workloads.
        GeneralPurpose = "general-purpose",
        /// For critical add-ons, with a taint.
        System = "system",
    }
);

api_enum!(
    /// The family of addresses that pods and services get; EKS cannot change it.
    /// Source: EKS API model (botocore 1.44.5), `IpFamily`.
    IpFamily, "IP family" {
        /// IPv4.
        Ipv4 = "ipv4",
        /// IPv6; nodes keep an IPv4 address beside.
        Ipv6 = "ipv6",
    }
);

api_enum!(
    /// Whom an access entry lets in. Source: EKS user guide, access entry types. Types of nodes take neither groups nor
    /// policies (rule ACC003).
    EntryType, "Entry type" {
        /// People, pipelines and other programs.
        Standard = "STANDARD",
        /// Linux nodes that are not in a managed group.
        Ec2Linux = "EC2_LINUX",
        /// Windows nodes that are not in a managed group.
        Ec2Windows = "EC2_WINDOWS",
        /// Nodes of EKS Auto Mode.
        Ec2 = "EC2",
        /// Pods on Fargate.
        FargateLinux = "FARGATE_LINUX",
        /// Nodes outside AWS.
        HybridLinux = "HYBRID_LINUX",
    }
);

impl EntryType {
    /// Whether nodes come in by it.
    pub fn is_of_nodes(self) -> bool {
        self != Self::Standard
    }
}

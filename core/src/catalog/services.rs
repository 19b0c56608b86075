//! Prices of what a cluster uses beside instances. Source and date: `core/data/prices_services.csv`.

use super::embedded::catalog;
use super::prices::Price;
use crate::value::Region;

/// Declares the services: the variant, its key in the table and its unit.
macro_rules! services {
    ($($(#[$doc:meta])* $variant:ident = $key:literal, $unit:literal;)+) => {
        /// Something that AWS charges for.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Service {
            $($(#[$doc])* $variant,)+
        }

        impl Service {
            /// All of them, in the order of the compact form.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its key in the table.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)+
                }
            }

            /// The unit that the price is for, in words.
            pub fn unit(self) -> &'static str {
                match self {
                    $(Self::$variant => $unit,)+
                }
            }
        }
    };
}

services! {
    /// A cluster whose version is in standard support.
    ClusterStandard = "eks_cluster_standard", "hour";
    /// What a cluster in extended support costs on top.
    ClusterExtendedSurcharge = "eks_cluster_extended_surcharge", "hour";
    /// A NAT gateway.
    NatHour = "nat_gateway", "hour";
    /// Data through a NAT gateway.
    NatGb = "nat_gateway_data", "GB";
    /// A public IPv4 address in use.
    PublicIpv4Hour = "public_ipv4_in_use", "hour";
    /// A public IPv4 address that is held and not in use.
    IdlePublicIpv4Hour = "public_ipv4_idle", "hour";
    /// An interface endpoint in one zone.
    InterfaceEndpointHour = "vpc_interface_endpoint", "hour";
    /// Data through interface endpoints, up to the first petabyte of a month.
    InterfaceEndpointGb = "vpc_interface_endpoint_data", "GB";
    /// The attachment of a VPC to a transit gateway.
    TransitGatewayAttachmentHour = "transit_gateway_vpc_attachment", "hour";
    /// Data through a transit gateway.
    TransitGatewayGb = "transit_gateway_data", "GB";
    /// A customer managed KMS key.
    KmsKeyMonth = "kms_key", "month";
    /// A request to KMS beyond the free ones.
    KmsRequest = "kms_request", "request";
    /// Room on gp3 volumes.
    Gp3GbMonth = "ebs_gp3_storage", "GB-month";
    /// Operations of a gp3 volume beyond the 3000 a second that are included.
    Gp3IopsMonth = "ebs_gp3_iops_over_3000", "IOPS-month";
    /// Throughput of a gp3 volume beyond the 125 MiB/s that are included.
    Gp3ThroughputMonth = "ebs_gp3_throughput_over_125", "MiB/s-month";
    /// Log events taken in by CloudWatch, such as those of the control plane.
    LogsIngestGb = "cloudwatch_logs_ingest_standard", "GB";
    /// Log events taken in by CloudWatch into the class for infrequent access.
    LogsInfrequentIngestGb = "cloudwatch_logs_ingest_infrequent", "GB";
    /// Logs that AWS services vend to CloudWatch, such as flow logs, up to the first 10 TB of a month.
    LogsVendedGb = "cloudwatch_logs_vended_first_10tb", "GB";
    /// Logs kept by CloudWatch, by their compressed size.
    LogsStorageGbMonth = "cloudwatch_logs_storage", "GB-month";
    /// A vCPU of a Fargate pod on x86.
    FargateVcpuHour = "fargate_vcpu_x86", "vCPU-hour";
    /// Memory of a Fargate pod on x86.
    FargateGbHour = "fargate_memory_x86", "GB-hour";
    /// Ephemeral storage of a Fargate pod beyond the 20 GB that are included.
    FargateStorageGbHour = "fargate_ephemeral_storage", "GB-hour";
    /// An Application Load Balancer; known for us-east-1 only.
    AlbHour = "alb", "hour";
    /// Capacity units of an Application Load Balancer; known for us-east-1 only.
    AlbLcuHour = "alb_lcu", "LCU-hour";
    /// A Network Load Balancer; known for us-east-1 only.
    NlbHour = "nlb", "hour";
    /// Capacity units of a Network Load Balancer; known for us-east-1 only.
    NlbLcuHour = "nlb_lcu", "LCU-hour";
}

/// The price of a unit of a service in a region; `None` where it is not known.
pub fn service_price(service: Service, region: &Region) -> Option<Price> {
    catalog().service_price(service, region)
}

//! AWS's own vocabulary: regions, zones, instance types and the enums of the EKS API.

use serde::Serialize;

use super::KubernetesVersion;
use super::api_enum::api_enum;
use super::number::read_number;
use super::text::{characters, form, length, text_value};

text_value!(
    /// A region code such as `eu-central-1`. Whether it exists is the catalog's business.
    Region, "Region", |text| {
        length(text, 1, 30)?;
        characters(text, "lower-case letters, digits and -", |c| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
        })?;
        let parts: Vec<&str> = text.split('-').collect();
        let number = parts.last().is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        form(parts.len() >= 3 && number && parts.iter().all(|p| !p.is_empty()), "a region reads like eu-central-1")
    }
);

text_value!(
    /// The id of an availability zone such as `euc1-az1`. Ids name the same place in every account; the
    /// letters of zone names (`eu-central-1a`) are shuffled per account.
    ZoneId, "Zone id", |text| {
        length(text, 1, 20)?;
        let ok = text.split_once("-az").is_some_and(|(region, number)| {
            region.len() >= 2
                && region.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
                && (1..=2).contains(&number.len())
                && number.bytes().all(|b| b.is_ascii_digit())
        });
        form(ok, "a zone id reads like euc1-az1; the letters of zone names differ from account to account")
    }
);

impl ZoneId {
    /// The part after the region: `az1` of `euc1-az1`.
    pub fn short(&self) -> &str {
        self.as_str().split_once('-').map_or(self.as_str(), |(_, zone)| zone)
    }
}

text_value!(
    /// An EC2 instance type such as `m7i.large`. Whether it exists is the catalog's business.
    InstanceType, "Instance type", |text| {
        length(text, 1, 40)?;
        characters(text, "lower-case letters, digits, - and one .", |c| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.'
        })?;
        let ok = text.split_once('.').is_some_and(|(family, size)| {
            let starts = |p: &str| p.starts_with(|c: char| c.is_ascii_alphanumeric());
            starts(family) && starts(size) && !size.contains('.')
        });
        form(ok, "an instance type reads like m7i.large")
    }
);

api_enum!(
    /// A control-plane log. Source: EKS API model (botocore 1.44.5), `LogType`. Holds rule CTL008.
    LogType, "Log type" {
        /// Requests to the API server.
        Api = "api",
        /// Who did what.
        Audit = "audit",
        /// Authentication by IAM.
        Authenticator = "authenticator",
        /// The controllers' decisions.
        ControllerManager = "controllerManager",
        /// The scheduler's decisions.
        Scheduler = "scheduler",
    }
);

api_enum!(
    /// How capacity is bought. Source: EKS API model (botocore 1.44.5), `CapacityTypes`; capacity blocks need
    /// a launch template of their own and are left out.
    CapacityType, "Capacity type" {
        /// At list price, until given back.
        OnDemand = "ON_DEMAND",
        /// Spare capacity that AWS may take back with two minutes' notice.
        Spot = "SPOT",
    }
);

api_enum!(
    /// The AMI family of a node group. Source: EKS API model (botocore 1.44.5), `AMITypes`, without the FIPS builds, the
    /// Windows releases of 2019 and 2025, and `CUSTOM`, which is a field of its own.
    AmiType, "AMI type" {
        /// Amazon Linux 2023 on x86.
        Al2023X86 = "AL2023_x86_64_STANDARD",
        /// Amazon Linux 2023 on Arm.
        Al2023Arm = "AL2023_ARM_64_STANDARD",
        /// Amazon Linux 2023 on x86 with NVIDIA drivers.
        Al2023X86Nvidia = "AL2023_x86_64_NVIDIA",
        /// Amazon Linux 2023 on Arm with NVIDIA drivers.
        Al2023ArmNvidia = "AL2023_ARM_64_NVIDIA",
        /// Amazon Linux 2023 on x86 with the Neuron drivers of Inferentia and Trainium.
        Al2023X86Neuron = "AL2023_x86_64_NEURON",
        /// Bottlerocket on x86.
        BottlerocketX86 = "BOTTLEROCKET_x86_64",
        /// Bottlerocket on Arm.
        BottlerocketArm = "BOTTLEROCKET_ARM_64",
        /// Bottlerocket on x86 with NVIDIA drivers.
        BottlerocketX86Nvidia = "BOTTLEROCKET_x86_64_NVIDIA",
        /// Bottlerocket on Arm with NVIDIA drivers.
        BottlerocketArmNvidia = "BOTTLEROCKET_ARM_64_NVIDIA",
        /// Windows Server Core 2022.
        WindowsCore2022 = "WINDOWS_CORE_2022_x86_64",
        /// Windows Server 2022 with desktop.
        WindowsFull2022 = "WINDOWS_FULL_2022_x86_64",
        /// Amazon Linux 2 on x86; ended with Kubernetes 1.32.
        Al2X86 = "AL2_x86_64",
        /// Amazon Linux 2 on Arm; ended with Kubernetes 1.32.
        Al2Arm = "AL2_ARM_64",
    }
);

api_enum!(
    /// Where EKS looks for who may do what. It can be changed towards the API only, never back.
    /// Sources: EKS API model (botocore 1.44.5), `AuthenticationMode`; EKS user guide, grant-k8s-access.
    AuthenticationMode, "Authentication mode" {
        /// In access entries.
        Api = "API",
        /// In access entries and in the ConfigMap `aws-auth`.
        ApiAndConfigMap = "API_AND_CONFIG_MAP",
        /// In the ConfigMap `aws-auth` alone: access entries are refused.
        ConfigMap = "CONFIG_MAP",
    }
);

api_enum!(
    /// What happens when the standard support of a cluster's version ends.
    /// Source: EKS API model (botocore 1.44.5), `SupportType`.
    SupportType, "Support type" {
        /// EKS upgrades the control plane by itself.
        Standard = "STANDARD",
        /// The version stays for up to twelve months more, at a higher price.
        Extended = "EXTENDED",
    }
);

/// A processor architecture.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Architecture {
    /// x86, 64 bits.
    X86,
    /// Arm, 64 bits (Graviton).
    Arm,
}

impl CapacityType {
    /// The value in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::OnDemand => "on-demand",
            Self::Spot => "spot",
        }
    }
}

impl AuthenticationMode {
    /// Whether access entries count.
    pub fn takes_access_entries(self) -> bool {
        self != Self::ConfigMap
    }
}

impl AmiType {
    /// The architecture that the AMI runs on.
    pub fn architecture(self) -> Architecture {
        if self.as_str().contains("ARM_64") { Architecture::Arm } else { Architecture::X86 }
    }

    /// The family in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Al2023X86 => "Amazon Linux 2023, x86",
            Self::Al2023Arm => "Amazon Linux 2023, Arm",
            Self::Al2023X86Nvidia => "Amazon Linux 2023, x86 with NVIDIA drivers",
            Self::Al2023ArmNvidia => "Amazon Linux 2023, Arm with NVIDIA drivers",
            Self::Al2023X86Neuron => "Amazon Linux 2023, x86 with Neuron drivers",
            Self::BottlerocketX86Nvidia => "Bottlerocket, x86 with NVIDIA drivers",
            Self::BottlerocketArmNvidia => "Bottlerocket, Arm with NVIDIA drivers",
            Self::WindowsCore2022 => "Windows Server 2022 Core",
            Self::WindowsFull2022 => "Windows Server 2022",
            Self::BottlerocketX86 => "Bottlerocket, x86",
            Self::BottlerocketArm => "Bottlerocket, Arm",
            Self::Al2X86 => "Amazon Linux 2, x86 (ended with 1.32)",
            Self::Al2Arm => "Amazon Linux 2, Arm (ended with 1.32)",
        }
    }

    /// Whether AWS builds it for a Kubernetes version: Amazon Linux 2 ended with 1.32.
    /// Source: API refusal “AMI Type AL2_x86_64 is only supported for kubernetes versions 1.32 or earlier”.
    pub fn is_built_for(self, version: KubernetesVersion) -> bool {
        !self.is_amazon_linux_2() || version <= KubernetesVersion::minor(32)
    }

    /// Whether it is Amazon Linux 2.
    pub fn is_amazon_linux_2(self) -> bool {
        matches!(self, Self::Al2X86 | Self::Al2Arm)
    }

    /// Whether it is Bottlerocket, which keeps its data on a second volume.
    pub fn is_bottlerocket(self) -> bool {
        self.as_str().starts_with("BOTTLEROCKET")
    }

    /// Whether it is Windows, on which neither the add-ons of the cluster nor most workloads run.
    pub fn is_windows(self) -> bool {
        self.as_str().starts_with("WINDOWS")
    }

    /// Whether it is Amazon Linux 2023, whose nodes start by nodeadm.
    pub fn is_amazon_linux_2023(self) -> bool {
        self.as_str().starts_with("AL2023")
    }

    /// Whether it holds drivers of accelerators: NVIDIA's, or Neuron.
    pub fn has_drivers(self) -> bool {
        self.as_str().contains("NVIDIA") || self.as_str().contains("NEURON")
    }
}

/// Days for which CloudWatch keeps a log group: one of the values its API takes (rule CTL010).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(into = "u16")]
pub struct LogRetention(u16);

/// A number of days that CloudWatch does not take.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "CloudWatch does not keep logs for {0} days; choose one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365 or more from the list."
)]
pub struct LogRetentionError(u16);

impl LogRetention {
    /// Every value, in days. Source: CloudWatch Logs API, `PutRetentionPolicy`.
    pub const ALL: &'static [u16] = &[
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
        3653,
    ];

    /// A month.
    pub const MONTH: Self = Self(30);

    /// A year: what most audits ask for.
    pub const YEAR: Self = Self(365);

    /// The number of days.
    pub fn days(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for LogRetention {
    type Error = LogRetentionError;

    fn try_from(days: u16) -> Result<Self, LogRetentionError> {
        if Self::ALL.contains(&days) { Ok(Self(days)) } else { Err(LogRetentionError(days)) }
    }
}

read_number!(LogRetention, u16, LogRetention::MONTH);

impl From<LogRetention> for u16 {
    fn from(retention: LogRetention) -> Self {
        retention.0
    }
}

/// The size of a gp3 volume in GiB, 1 to 65,536. Source: EC2 API model (botocore 1.44.5), `CreateVolume`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(into = "u32")]
pub struct VolumeSize(u32);

/// A size that no gp3 volume has.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("A gp3 volume has from 1 to 65536 GiB, not {0}.")]
pub struct VolumeSizeError(u32);

impl VolumeSize {
    /// The size in GiB.
    pub fn gib(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for VolumeSize {
    type Error = VolumeSizeError;

    fn try_from(gib: u32) -> Result<Self, VolumeSizeError> {
        if (1..=65_536).contains(&gib) { Ok(Self(gib)) } else { Err(VolumeSizeError(gib)) }
    }
}

read_number!(VolumeSize, u32, VolumeSize(1));

impl From<VolumeSize> for u32 {
    fn from(size: VolumeSize) -> Self {
        size.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_zones_and_types() {
        for good in ["eu-central-1", "us-gov-west-1", "ap-southeast-7"] {
            assert!(good.parse::<Region>().is_ok(), "{good}");
        }
        for bad in ["", "eu", "eu-central", "EU-central-1", "eu--1", "eu-central-1a", "${x}-y-1"] {
            assert!(bad.parse::<Region>().is_err(), "{bad}");
        }
        assert_eq!("euc1-az1".parse::<ZoneId>().unwrap().short(), "az1");
        for bad in ["eu-central-1a", "euc1", "euc1-az", "euc1-az1;x", "-az1"] {
            assert!(bad.parse::<ZoneId>().is_err(), "{bad}");
        }
        for good in ["m7i.large", "m7i-flex.large", "u-6tb1.112xlarge", "g6.48xlarge"] {
            assert!(good.parse::<InstanceType>().is_ok(), "{good}");
        }
        for bad in ["m7i", "m7i.", ".large", "m7i.large.x", "M7i.large", "m7i large"] {
            assert!(bad.parse::<InstanceType>().is_err(), "{bad}");
        }
    }

    #[test]
    fn numbers_have_ranges() {
        assert!(LogRetention::try_from(365).is_ok() && LogRetention::try_from(100).is_err());
        assert!(VolumeSize::try_from(50).is_ok() && VolumeSize::try_from(0).is_err());
    }
}

//! EC2 instance types with their limits. Source and date: `core/data/instance_types.csv`.

use super::embedded::catalog;
use crate::value::{Architecture, InstanceType};

/// What is known of one instance type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InstanceFacts {
    /// Its name, such as `m7i.large`.
    pub name: String,
    /// The architecture of its processors.
    pub architecture: Architecture,
    /// Virtual processors.
    pub vcpus: u16,
    /// Memory in MiB.
    pub memory_mib: u32,
    /// The kind of its accelerators.
    pub accelerator: Accelerator,
    /// How many accelerators it has; 1 too where it has a part of one.
    pub accelerators: u8,
    /// What they are, such as `NVIDIA L4` or `1/8 NVIDIA L4`; empty where there are none.
    pub accelerator_name: &'static str,
    /// Network interfaces (ENIs) on the default network card, the one that EKS gives to pods.
    pub enis: u8,
    /// IPv4 addresses that each interface takes, its own included.
    pub ipv4_per_eni: u8,
    /// Branch interfaces for security groups of pods; 0 where there is no trunking, `None` where it is not known.
    pub branch_enis: Option<u16>,
    /// The pods that AWS says it takes without prefix delegation; `None` where AWS lists none.
    pub published_max_pods: Option<u16>,
    /// Network bandwidth that it always has, in Mbit/s.
    pub network_baseline_mbps: u32,
    /// Network bandwidth that it may have for a while, in Mbit/s.
    pub network_peak_mbps: u32,
    /// EBS volumes that can be attached, the root volume included.
    pub ebs_max_attachments: u16,
    /// Local disks together, in GB; 0 where there are none.
    pub local_storage_gb: u32,
    /// Whether it is of a current generation.
    pub is_current_generation: bool,
    /// Whether it runs on Nitro, which prefix delegation needs.
    pub is_nitro: bool,
    /// Whether it is a whole machine without a hypervisor.
    pub is_bare_metal: bool,
    /// Whether its processors earn and spend credits (T family).
    pub is_burstable: bool,
    /// Whether it can be bought on demand.
    pub on_demand: bool,
    /// Whether it can be bought as spot capacity.
    pub spot: bool,
    /// Whether it can be reserved as a capacity block.
    pub capacity_block: bool,
}

/// The kind of an accelerator: it decides which AMI and which drivers the nodes need.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Accelerator {
    /// None.
    None,
    /// GPUs of NVIDIA.
    Nvidia,
    /// AWS Inferentia or Trainium, programmed through Neuron.
    Neuron,
    /// FPGAs, video transcoders and accelerators of other makers; EKS has no AMI for them.
    Other,
}

impl InstanceFacts {
    /// The columns in the compact form.
    pub(super) const COLUMNS: usize = 14;

    /// A row of the compact form. `at` gives the number in a column.
    pub(super) fn from_columns(
        name: String,
        accelerators: &[&'static str],
        at: impl Fn(usize) -> u64,
    ) -> Self {
        let has = |bit: u64| at(0) >> bit & 1 == 1;
        // Where a number may be unknown, it is stored as one more and 0 stands for that.
        let known = |column| at(column).checked_sub(1).map(|number| number as u16);
        Self {
            name,
            architecture: if has(0) { Architecture::Arm } else { Architecture::X86 },
            is_current_generation: has(1),
            is_nitro: has(2),
            is_bare_metal: has(3),
            is_burstable: has(4),
            on_demand: has(5),
            spot: has(6),
            capacity_block: has(7),
            vcpus: at(1) as u16,
            memory_mib: at(2) as u32,
            accelerator: match at(3) {
                1 => Accelerator::Nvidia,
                2 => Accelerator::Neuron,
                3 => Accelerator::Other,
                _ => Accelerator::None,
            },
            accelerators: at(4) as u8,
            accelerator_name: known(5).and_then(|place| accelerators.get(usize::from(place))).unwrap_or(&""),
            enis: at(6) as u8,
            ipv4_per_eni: at(7) as u8,
            branch_enis: known(8),
            published_max_pods: known(9),
            network_baseline_mbps: at(10) as u32,
            network_peak_mbps: at(11) as u32,
            ebs_max_attachments: at(12) as u16,
            local_storage_gb: at(13) as u32,
        }
    }

    /// The family: `m7i` of `m7i.large`.
    pub fn family(&self) -> &str {
        self.name.split_once('.').map_or(&self.name, |(family, _)| family)
    }

    /// The size: `large` of `m7i.large`.
    pub fn size(&self) -> &str {
        self.name.split_once('.').map_or("", |(_, size)| size)
    }
}

/// All known instance types, sorted by name.
pub fn instance_types() -> &'static [InstanceFacts] {
    &catalog().instance_types
}

/// The facts of one instance type; `None` where the catalog does not have it.
pub fn instance_type(name: &InstanceType) -> Option<&'static InstanceFacts> {
    let catalog = catalog();
    catalog.place(name.as_str()).and_then(|place| catalog.instance_types.get(place))
}

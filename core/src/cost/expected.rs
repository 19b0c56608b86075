//! Lines of what runs on capacity of AWS's: Fargate profiles and EKS Auto Mode, as much as is expected of them.

use super::units::AUTO_MODE_FEE;
use super::{Draft, Each, Note, Part, Quantity, Share, Unit};
use crate::capacity::{Resources, fargate_size};
use crate::catalog::{Service, on_demand_price};
use crate::design::{AutoMode, FargateProfile, Subject};

/// The size of the volume that an Auto Mode node gets where its node class says no other: gp3 with what is included.
/// Source: EKS user guide, create-node-class.
pub(super) const AUTO_MODE_DISK_GIB: u32 = 80;

/// Adds them.
pub(super) fn lines(draft: &mut Draft<'_>) {
    let compute = &draft.design.compute;
    compute.fargate_profiles.iter().for_each(|profile| fargate(draft, profile));
    if let Some(auto_mode) = &compute.auto_mode {
        auto_mode_lines(draft, auto_mode);
    }
}

fn fargate(draft: &mut Draft<'_>, profile: &FargateProfile) {
    let expected = profile.expected;
    let request =
        Resources { cpu_millicores: expected.millicores.into(), memory_mib: expected.memory_mib.into() };
    let size = fargate_size(request);
    let note = if size.is_some() { Note::Expected } else { Note::TooLargeForFargate };
    let pods = size.map_or(0, |_| expected.pods.into());
    let size = size.unwrap_or(request);
    let mut line = |part, each, service| {
        let pods = Quantity::fixed(pods, Unit::Pod, each);
        draft.service(part, Subject::FargateProfile(profile.id), pods, service).note = Some(note);
    };
    let vcpus = Each::VcpuHours(size.cpu_millicores);
    line(Part::FargateVcpus(profile.id), vcpus, Service::FargateVcpuHour);
    line(Part::FargateMemory(profile.id), Each::GibHours(size.memory_mib), Service::FargateGbHour);
}

fn auto_mode_lines(draft: &mut Draft<'_>, auto_mode: &AutoMode) {
    let price = on_demand_price(&auto_mode.expected_type, &draft.design.region);
    let nodes = |each| Quantity::fixed(auto_mode.expected_nodes.into(), Unit::Node, each);
    let hours = nodes(Each::Hours);
    let part = Part::AutoModeNodes(auto_mode.expected_type.clone());
    draft.line(part, Subject::AutoMode, hours, price).note = Some(Note::Expected);
    let fee = Quantity { share: AUTO_MODE_FEE, ..hours };
    draft.line(Part::AutoModeFee, Subject::AutoMode, fee, price);
    let disks = Quantity { share: Share::WHOLE, ..nodes(Each::Gib(AUTO_MODE_DISK_GIB)) };
    draft.service(Part::AutoModeDisks, Subject::AutoMode, disks, Service::Gp3GbMonth);
}

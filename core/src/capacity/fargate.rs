//! The size of the virtual machine that Fargate runs a pod in.

use super::resources::Resources;

/// What every pod gets on top for the kubelet, kube-proxy and containerd, in MiB.
pub(super) const FOR_KUBERNETES_MIB: u64 = 256;

/// Sizes: millicores, the smallest memory, the largest, and the steps between, in MiB.
/// Source: EKS user guide, fargate-pod-configuration.
const SIZES: [(u64, u64, u64, u64); 8] = [
    (250, 512, 1024, 512),
    (250, 2048, 2048, 1024),
    (500, 1024, 4 * 1024, 1024),
    (1000, 2 * 1024, 8 * 1024, 1024),
    (2000, 4 * 1024, 16 * 1024, 1024),
    (4000, 8 * 1024, 30 * 1024, 1024),
    (8000, 16 * 1024, 60 * 1024, 4 * 1024),
    (16_000, 32 * 1024, 120 * 1024, 8 * 1024),
];

/// The smallest machine for a pod that asks for so much; `None` where none is large enough.
pub fn fargate_size(request: Resources) -> Option<Resources> {
    let memory = request.memory_mib.saturating_add(FOR_KUBERNETES_MIB);
    SIZES.iter().find_map(|&(cpu_millicores, least, most, step)| {
        let steps = memory.saturating_sub(least).div_ceil(step);
        let memory_mib = least.saturating_add(steps.saturating_mul(step));
        let fits = request.cpu_millicores <= cpu_millicores && memory_mib <= most;
        fits.then_some(Resources { cpu_millicores, memory_mib })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(cpu_millicores: u64, memory_mib: u64) -> Option<(u64, u64)> {
        fargate_size(Resources { cpu_millicores, memory_mib }).map(|s| (s.cpu_millicores, s.memory_mib))
    }

    #[test]
    fn rounds_up() {
        assert_eq!(size(1000, 8192), Some((2000, 9 * 1024)));
        assert_eq!(size(250, 512), Some((250, 1024)));
        assert_eq!(size(4000, 30 * 1024), Some((8000, 32 * 1024)));
        assert_eq!(size(16_000, 120 * 1024), None);
        // At the edges of the steps.
        assert_eq!(size(0, 0), Some((250, 512)));
        assert_eq!(size(250, 1024), Some((250, 2048)));
        assert_eq!(size(250, 1793), Some((500, 3 * 1024)));
        assert_eq!(size(8000, 16 * 1024), Some((8000, 20 * 1024)));
        assert_eq!(size(16_001, 0), None);
        assert_eq!(size(0, u64::MAX), None);
    }
}

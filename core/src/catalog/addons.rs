//! Builds of the add-ons without which no cluster works. Source and date: `core/data/addon_versions.csv`.

use std::sync::OnceLock;

use super::rows;
use crate::value::KubernetesVersion;

/// A build of an add-on that is known to have run with a Kubernetes version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AddonPin {
    /// The Kubernetes version.
    pub kubernetes: KubernetesVersion,
    /// The add-on's name in the EKS API.
    pub addon: &'static str,
    /// The build, such as `v1.22.4-eksbuild.3`.
    pub build: &'static str,
    /// When it was seen, as precisely as the source says.
    pub seen: &'static str,
}

/// The pin of `addon` for a Kubernetes version; `None` where no sourced one is known.
pub fn addon_pin(addon: &str, kubernetes: KubernetesVersion) -> Option<&'static AddonPin> {
    static PINS: OnceLock<Vec<AddonPin>> = OnceLock::new();
    let pins = PINS.get_or_init(|| {
        rows(include_str!("../../data/addon_versions.csv"))
            .filter_map(|row| match row.as_slice() {
                &[version, addon, build, seen] => {
                    Some(AddonPin { kubernetes: version.parse().ok()?, addon, build, seen })
                }
                _ => None,
            })
            .collect()
    });
    pins.iter().find(|p| p.addon == addon && p.kubernetes == kubernetes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kube_proxy_follows_the_minor() {
        for minor in 33..=36 {
            let pin = addon_pin("kube-proxy", KubernetesVersion::minor(minor)).unwrap();
            assert!(pin.build.starts_with(&format!("v1.{minor}.")), "{}", pin.build);
        }
        assert_eq!(addon_pin("kube-proxy", KubernetesVersion::minor(21)), None);
    }
}

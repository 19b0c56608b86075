//! The add-ons of EKS, and builds of those without which no cluster works. Sources and dates: `core/data/addons.csv` and
//! `core/data/addon_versions.csv`.

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

/// What is known of an add-on that EKS installs and updates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddonFacts {
    /// Its name in the EKS API.
    pub name: &'static str,
    /// Whether AWS keeps it, not a community.
    pub is_of_aws: bool,
    /// What it is for: `networking`, `storage`, `security`, `observability` or `ml`.
    pub kind: &'static str,
    /// Whether EKS installs it with a new cluster unless told not to.
    pub is_installed_by_default: bool,
    /// Where its pods run, of `EC2`, `Fargate`, `AutoMode` and `Hybrid`.
    pub compute: Vec<&'static str>,
    /// The namespace of its pods, where it is known.
    pub namespace: Option<&'static str>,
    /// The service account that needs rights in AWS, where there is one and it is known.
    pub service_account: Option<&'static str>,
    /// The AWS managed policies that give it these rights, as their ARNs end after `policy/`. An add-on with a service
    /// account and no managed policy needs one that is written for its case.
    pub managed_policies: Vec<&'static str>,
}

/// All known add-ons; those that every cluster has first.
pub fn addons() -> &'static [AddonFacts] {
    static ADDONS: OnceLock<Vec<AddonFacts>> = OnceLock::new();
    ADDONS.get_or_init(|| {
        let list = |text: &'static str| text.split(';').filter(|word| !word.is_empty()).collect();
        let known = |text: &'static str| Some(text).filter(|text| !text.is_empty());
        rows(include_str!("../../data/addons.csv"))
            .filter_map(|row| match row.as_slice() {
                &[name, owner, kind, by_default, compute, namespace, service_account, policies, _source] => {
                    Some(AddonFacts {
                        name,
                        is_of_aws: owner == "aws",
                        kind,
                        is_installed_by_default: by_default == "yes",
                        compute: list(compute),
                        namespace: known(namespace),
                        service_account: known(service_account),
                        managed_policies: list(policies),
                    })
                }
                _ => None,
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_addon_parses() {
        let table = include_str!("../../data/addons.csv");
        assert_eq!(addons().len(), table.lines().filter(|l| !l.starts_with('#')).count());
        let defaults = addons().iter().filter(|a| a.is_installed_by_default).map(|a| a.name);
        assert_eq!(defaults.collect::<Vec<_>>(), ["vpc-cni", "coredns", "kube-proxy"]);
        let ebs = addons().iter().find(|a| a.name == "aws-ebs-csi-driver").unwrap();
        assert_eq!(ebs.service_account, Some("ebs-csi-controller-sa"));
        assert_eq!(ebs.managed_policies, ["service-role/AmazonEBSCSIDriverPolicy"]);
    }

    #[test]
    fn kube_proxy_follows_the_minor() {
        for minor in 33..=36 {
            let pin = addon_pin("kube-proxy", KubernetesVersion::minor(minor)).unwrap();
            assert!(pin.build.starts_with(&format!("v1.{minor}.")), "{}", pin.build);
        }
        assert_eq!(addon_pin("kube-proxy", KubernetesVersion::minor(21)), None);
    }
}

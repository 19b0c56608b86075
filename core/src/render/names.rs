//! Names that AWS limits more tightly than the ones they are made of.

use crate::design::Design;
use crate::value::{FargateProfileName, NodeGroupName};

/// What Terraform appends to a `name_prefix`, with the hyphen before it: 27 characters.
const RANDOM_SUFFIX: usize = 27;

/// The module's prefix of a group's name leaves this much of the 63 characters of a node group's name.
const GROUP_NAME: usize = 63 - RANDOM_SUFFIX;

/// IAM role names have 64 characters; the module adds `-eks-node-group` to the group's name.
const GROUP_IN_ROLE_NAME: usize = 64 - RANDOM_SUFFIX - "-eks-node-group".len();

/// The module adds `-node-group` to the name of a self-managed group.
const SELF_MANAGED_IN_ROLE_NAME: usize = 64 - RANDOM_SUFFIX - "-node-group".len();

/// The module takes the name of a Fargate profile as it is.
const PROFILE_IN_ROLE_NAME: usize = 64 - RANDOM_SUFFIX;

/// The group's name as the module may have it, where the name itself is too long for a random suffix.
///
/// Cutting is safe because the suffix keeps names apart, and better than doing without the suffix: with it a
/// group that must be replaced is made anew before the old one goes.
pub(super) fn short_group_name(name: &NodeGroupName) -> Option<&str> {
    cut(name.as_str(), GROUP_NAME)
}

/// The name of the group's IAM role, where the module's own would be too long.
pub(super) fn short_role_name(name: &NodeGroupName) -> Option<String> {
    cut(name.as_str(), GROUP_IN_ROLE_NAME).map(|start| format!("{start}-eks-node-group"))
}

/// The name of a self-managed group's IAM role, where the module's own would be too long.
pub(super) fn short_self_managed_role_name(name: &NodeGroupName) -> Option<String> {
    cut(name.as_str(), SELF_MANAGED_IN_ROLE_NAME).map(|start| format!("{start}-node-group"))
}

/// The name of a Fargate profile's IAM role, where the module's own would be too long.
pub(super) fn short_profile_role_name(name: &FargateProfileName) -> Option<&str> {
    cut(name.as_str(), PROFILE_IN_ROLE_NAME)
}

fn cut(name: &str, max: usize) -> Option<&str> {
    name.get(..max).filter(|_| name.len() > max)
}

/// What a state bucket's name begins with where the design names none; `-` and the account's id follow.
pub(super) fn state_bucket_prefix(design: &Design) -> String {
    // 63 characters, less the suffix, a hyphen and the account's twelve digits.
    const SUFFIX: &str = "-tfstate";
    const MAX: usize = 63 - SUFFIX.len() - 1 - 12;
    let name: String = design.cluster.name.as_str().to_ascii_lowercase().replace('_', "-");
    let reserved = ["xn--", "sthree-", "amzn-s3-demo-"].iter().any(|p| name.starts_with(p));
    let name = if reserved { format!("eks-{name}") } else { name };
    let start = name.get(..MAX).unwrap_or(&name).trim_end_matches('-');
    format!("{start}{SUFFIX}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;
    use crate::value::{BucketName, ClusterName};
    use std::sync::Arc;

    #[test]
    fn long_group_names_are_cut() {
        let name = |length: usize| "g".repeat(length).parse::<NodeGroupName>().unwrap();
        assert_eq!(short_group_name(&name(36)), None);
        assert_eq!(short_group_name(&name(37)), Some("g".repeat(36).as_str()));
        assert_eq!(short_role_name(&name(22)), None);
        let role = short_role_name(&name(63)).unwrap();
        assert_eq!(role.len() + RANDOM_SUFFIX, 64);
        assert_eq!(short_self_managed_role_name(&name(26)), None);
        let role = short_self_managed_role_name(&name(63)).unwrap();
        assert_eq!(role.len() + RANDOM_SUFFIX, 64);
        let profile = |length: usize| "p".repeat(length).parse::<FargateProfileName>().unwrap();
        assert_eq!(short_profile_role_name(&profile(37)), None);
        assert_eq!(short_profile_role_name(&profile(100)).unwrap().len() + RANDOM_SUFFIX, 64);
    }

    #[test]
    fn a_state_bucket_has_a_name_that_s3_takes() {
        for name in ["my-eks", "My_EKS", &"x".repeat(100), "xn--a", "a_", &format!("{}---", "a".repeat(41))] {
            let mut design = starters::reference();
            Arc::make_mut(&mut design.cluster).name = name.parse::<ClusterName>().unwrap();
            let bucket = format!("{}-111122223333", state_bucket_prefix(&design));
            assert!(bucket.parse::<BucketName>().is_ok(), "{name}: {bucket}");
        }
    }
}

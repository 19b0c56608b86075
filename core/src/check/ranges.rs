//! Ranges of IPv4 that mean something.

use std::sync::LazyLock;

use crate::value::Cidr;

/// What EC2 refuses for a VPC. Source: cdk-preflight, ec2-vpc-cidr-reserved-range.
pub(super) static RESERVED: LazyLock<Vec<Cidr>> =
    LazyLock::new(|| blocks(&["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"]));

/// Private networks. Source: RFC 1918.
pub(super) static PRIVATE: LazyLock<Vec<Cidr>> =
    LazyLock::new(|| blocks(&["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]));

/// Shared by carriers, and usual for pods. Source: RFC 6598.
pub(super) static SHARED: LazyLock<Vec<Cidr>> = LazyLock::new(|| blocks(&["100.64.0.0/10"]));

/// Kept for a future that never came. Source: RFC 1112, section 4.
pub(super) static CLASS_E: LazyLock<Vec<Cidr>> = LazyLock::new(|| blocks(&["240.0.0.0/4"]));

/// The default bridge of Docker. Source: Amazon VPC user guide, VPC CIDR blocks.
pub(super) static DOCKER_BRIDGE: LazyLock<Vec<Cidr>> = LazyLock::new(|| blocks(&["172.17.0.0/16"]));

/// Kept for measuring networks; AWS takes it for a VPC only where no private range is. Source: RFC 2544.
pub(super) static BENCHMARK: LazyLock<Vec<Cidr>> = LazyLock::new(|| blocks(&["198.19.0.0/16"]));

/// The block of default VPCs. Source: Amazon VPC user guide, default VPC components.
pub(super) static DEFAULT_VPC: LazyLock<Vec<Cidr>> = LazyLock::new(|| blocks(&["172.31.0.0/16"]));

/// Examples in documentation. Source: RFC 5737.
pub(super) static DOCUMENTATION: LazyLock<Vec<Cidr>> =
    LazyLock::new(|| blocks(&["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"]));

fn blocks(texts: &[&str]) -> Vec<Cidr> {
    texts.iter().filter_map(|t| t.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_parses() {
        let sizes = [
            &*RESERVED,
            &*PRIVATE,
            &*SHARED,
            &*CLASS_E,
            &*DOCKER_BRIDGE,
            &*BENCHMARK,
            &*DEFAULT_VPC,
            &*DOCUMENTATION,
        ]
        .map(Vec::len);
        assert_eq!(sizes, [4, 3, 1, 1, 1, 1, 1, 3]);
    }
}

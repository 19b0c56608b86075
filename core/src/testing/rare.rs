//! What edits alone hardly ever make of a design.

use std::fmt::Debug;
use std::str::FromStr;

use crate::design::{
    Environment, ExistingVpc, LoadBalancerRole, NodeGroupId, Peer, PodAddresses, Scaling, SubnetId,
};
use crate::edit::{ClusterEdit, ComputeEdit, DesignEdit, Edit, NetworkEdit};
use crate::value::{ExistingSubnetId, IpFamily};

/// Several edits that together make what edits alone hardly ever meet.
pub(super) fn edits() -> Vec<Edit> {
    fn parsed<T: FromStr<Err: Debug>>(text: &str) -> T {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error:?}"))
    }
    let hide = |n| NetworkEdit::SetSubnetKarpenter { subnet: SubnetId(n), discovery: false }.into();
    let karpenter = vec![DesignEdit::PlanKarpenter { planned: true }.into(), hide(1), hide(2)];
    let refused_zone = vec![
        DesignEdit::SetRegion { region: parsed("us-east-1") }.into(),
        NetworkEdit::MoveZone { zone: parsed("use1-az2"), to: parsed("use1-az3") }.into(),
    ];
    let tags = [(parsed("kubernetes.io/role/cni"), parsed("1"))].into();
    let pods = vec![NetworkEdit::SetSubnetTags { subnet: SubnetId(1), tags }.into()];
    let peers = vec![Peer { name: parsed("office"), cidr: parsed("172.20.0.0/14") }];
    let service_cidr = ClusterEdit::SetServiceCidr { cidr: Some(parsed("172.20.0.0/16")) };
    let services = vec![NetworkEdit::SetPeers { peers: peers.clone() }.into()];
    let of_a_peer = vec![NetworkEdit::SetPeers { peers }.into(), service_cidr.into()];
    let bare =
        |n| NetworkEdit::SetSubnetLoadBalancers { subnet: SubnetId(n), role: LoadBalancerRole::None }.into();
    let internal = vec![DesignEdit::PlanInternalLoadBalancers { planned: true }.into(), bare(1), bare(2)];
    let vpc = Some(ExistingVpc { id: parsed("vpc-0123456789abcdef0") });
    let id: Option<ExistingSubnetId> = Some(parsed("subnet-0123456789abcdef0"));
    let is = |n| NetworkEdit::SetSubnetExisting { subnet: SubnetId(n), existing: id.clone() }.into();
    let same = vec![NetworkEdit::SetExistingVpc { existing: vpc }.into(), is(1), is(2)];
    let family = ClusterEdit::SetIpFamily { family: IpFamily::Ipv6 };
    let numberless =
        vec![family.into(), NetworkEdit::SetSubnetIpv6 { subnet: SubnetId(1), block: None }.into()];
    let prefixes = PodAddresses { prefix_delegation: true, ..PodAddresses::DEFAULT };
    let blockless = vec![
        NetworkEdit::SetPodAddresses { pod_addresses: prefixes }.into(),
        NetworkEdit::SetSubnetCidr { subnet: SubnetId(1), cidr: parsed("10.0.16.0/27") }.into(),
    ];
    let small = |n, cidr| NetworkEdit::SetSubnetCidr { subnet: SubnetId(n), cidr: parsed(cidr) }.into();
    let scaling = Scaling { min: 2, desired: 2, max: 4 };
    // Four nodes fit into two zones and not into one.
    let zone_fails = vec![
        DesignEdit::SetEnvironment { environment: Environment::Production }.into(),
        NetworkEdit::SetPodAddresses { pod_addresses: PodAddresses::DEFAULT }.into(),
        small(1, "10.0.16.0/25"),
        small(2, "10.0.32.0/25"),
        ComputeEdit::SetScaling { group: NodeGroupId(3), scaling }.into(),
    ];
    [karpenter, refused_zone, pods, services, of_a_peer, internal, same, numberless, blockless, zone_fails]
        .map(|edits| Edit::Batch { edits })
        .to_vec()
}

//! Edits that together make clusters on Fargate, in Auto Mode and of IPv6, which edits alone hardly ever meet.

use std::fmt::Debug;
use std::str::FromStr;

use crate::design::{
    AccessEntry, Addon, AutoMode, Endpoint, ExistingVpc, FargatePods, FargateProfile, FargateProfileId,
    FargateSelector, Nat, NodeGroupId, PodAddresses, PolicyAssociation, SubnetId, Tier, VpcEndpoints,
    Workload, WorkloadIdentity,
};
use crate::edit::{AccessEdit, ClusterEdit, ComputeEdit, DesignEdit, Edit, NetworkEdit};
use crate::value::{AuthenticationMode, AutoNodePool, EndpointService, EntryType, IpFamily};

/// A literal of the code.
pub(super) fn parsed<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn profile(name: &str, namespace: &str) -> Edit {
    let selector = FargateSelector { namespace: parsed(namespace), labels: Default::default() };
    let profile = FargateProfile {
        id: FargateProfileId(0),
        name: parsed(name),
        selectors: vec![selector],
        subnets: [SubnetId(1)].into(),
        expected: FargatePods::default(),
    };
    ComputeEdit::AddFargateProfile { profile }.into()
}

fn auto_mode() -> Edit {
    let auto_mode = AutoMode {
        node_pools: [AutoNodePool::GeneralPurpose].into(),
        expected_nodes: 2,
        expected_type: parsed("m5.large"),
    };
    ComputeEdit::SetAutoMode { auto_mode: Some(auto_mode) }.into()
}

/// The batches.
pub(super) fn rare() -> Vec<Edit> {
    let no_group = || ComputeEdit::RemoveNodeGroup { group: NodeGroupId(3) }.into();
    let workload = Workload {
        name: parsed("uploads"),
        namespace: parsed("default"),
        service_account: parsed("uploads"),
        identity: WorkloadIdentity::PodIdentity,
        policies: Default::default(),
        statements: Vec::new(),
    };
    let region = parsed("us-gov-west-1");
    let env = Addon {
        configuration: Some(parsed(r#"{"env":{"WARM_IP_TARGET":"50"}}"#)),
        ..Addon::usual("vpc-cni")
    };
    let old = Addon { version: Some(parsed("v1.9.0-eksbuild.1")), ..Addon::usual("vpc-cni") };
    let policies = PodAddresses { network_policy: true, ..PodAddresses::DEFAULT };
    let groups_of_pods = PodAddresses { security_groups: true, ..PodAddresses::DEFAULT };
    let same = |n| {
        let existing = Some(parsed("subnet-0123456789abcdef0"));
        NetworkEdit::SetSubnetExisting { subnet: SubnetId(n), existing }.into()
    };
    let vpc = ExistingVpc { id: parsed("vpc-0123456789abcdef0") };
    let odd = AccessEntry {
        name: parsed("odd"),
        principal: parsed("arn:aws:iam::111122223333:role/odd"),
        kind: EntryType::Standard,
        policies: vec![PolicyAssociation {
            policy: parsed("AmazonEKSOddPolicy"),
            namespaces: Default::default(),
        }],
        groups: Default::default(),
        user_name: None,
    };
    let endpoints =
        VpcEndpoints { services: EndpointService::ALL.iter().copied().collect(), tier: Tier::Private };
    let open = Endpoint { private: false, public: true, public_cidrs: Vec::new() };
    [
        vec![NetworkEdit::SetExistingVpc { existing: Some(vpc) }.into(), same(1), same(2)],
        vec![AccessEdit::SetEntries { entries: vec![odd] }.into()],
        vec![
            NetworkEdit::SetNat { nat: Nat::None }.into(),
            NetworkEdit::SetEndpoints { endpoints }.into(),
            ClusterEdit::SetEndpoint { endpoint: open }.into(),
        ],
        vec![
            no_group(),
            profile("fp-default", "default"),
            AccessEdit::SetWorkloads { workloads: vec![workload] }.into(),
        ],
        (0..11).map(|n| profile(&format!("fp-{n}"), "team?")).collect(),
        vec![DesignEdit::SetRegion { region }.into(), profile("fp-gov", "*")],
        vec![no_group(), auto_mode()],
        vec![auto_mode(), AccessEdit::SetAuthenticationMode { mode: AuthenticationMode::ConfigMap }.into()],
        vec![
            ClusterEdit::SetIpFamily { family: IpFamily::Ipv6 }.into(),
            ClusterEdit::SetServiceCidr { cidr: "172.20.0.0/16".parse().ok() }.into(),
        ],
        vec![ClusterEdit::SetAddon { name: parsed("vpc-cni"), addon: Some(env) }.into()],
        vec![
            ClusterEdit::SetAddon { name: parsed("vpc-cni"), addon: Some(old) }.into(),
            NetworkEdit::SetPodAddresses { pod_addresses: policies }.into(),
        ],
        vec![
            NetworkEdit::SetSubnetTier { subnet: SubnetId(1), tier: Tier::Public }.into(),
            NetworkEdit::SetPodAddresses { pod_addresses: groups_of_pods }.into(),
        ],
    ]
    .map(|edits| Edit::Batch { edits })
    .to_vec()
}

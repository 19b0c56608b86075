//! Designs with every kind of compute. Each field stands in two of them at least, with two values.

use std::collections::BTreeSet;

use configurator_core::design::{
    Addon, AutoMode, CustomAmi, Design, FargatePods, FargateProfile, FargateProfileId, FargateSelector,
    Identity, InstanceMetadata, Karpenter, ManagedNodes, Nat, NodeGroup, NodeGroupId, NodeGroupKind,
    NodeSettings, Percent, PodAddresses, Scaling, SelfManagedNodes, SshAccess, SubnetId, Unavailable, Volume,
};
use configurator_core::edit::{AccessEdit, ClusterEdit, ComputeEdit, DesignEdit, Edit, NetworkEdit};
use configurator_core::value::{
    AmiType, AutoNodePool, CapacityType, HopLimit, SomePercent, SpotAllocation, Taint, TaintEffect,
    UnavailableNodes, VolumeType,
};

use super::{reference, v};

/// A public key of nobody's.
const KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9dW0Pe9hFcbXzQHk4r1xqQv0dBv6gGJHfAV5u4QZ5L on-call@example.com";

fn group(name: &str, types: &[&str], capacity_type: CapacityType, ami_type: AmiType) -> NodeGroup {
    NodeGroup {
        id: NodeGroupId(0),
        name: v(name),
        kind: Default::default(),
        instance_types: types.iter().map(|t| v(t)).collect(),
        capacity_type,
        ami_type,
        scaling: Scaling { min: 1, desired: 2, max: 4 },
        disk_size_gib: 60.try_into().unwrap(),
        labels: [("team", "shop"), ("example.com/tier", "front")].map(|(k, l)| (v(k), v(l))).into(),
        taints: Vec::new(),
        subnets: [SubnetId(1), SubnetId(2)].into(),
        settings: Default::default(),
    }
}

fn add(group: NodeGroup) -> Edit {
    ComputeEdit::AddNodeGroup { group }.into()
}

fn addon(name: &str, addon: Addon) -> Edit {
    ClusterEdit::SetAddon { name: v(name), addon: Some(addon) }.into()
}

fn identity(identity: Identity) -> Addon {
    Addon { identity, ..Addon::default() }
}

fn profile(name: &str, selectors: &[(&str, &[(&str, &str)])]) -> Edit {
    let selectors = selectors.iter().map(|(namespace, labels)| FargateSelector {
        namespace: v(namespace),
        labels: labels.iter().map(|(key, value)| (v(key), v(value))).collect(),
    });
    let profile = FargateProfile {
        id: FargateProfileId(0),
        name: v(name),
        selectors: selectors.collect(),
        subnets: [SubnetId(1), SubnetId(2)].into(),
        expected: FargatePods { pods: 12, millicores: 500, memory_mib: 1024 },
    };
    ComputeEdit::AddFargateProfile { profile }.into()
}

fn taint(key: &str, value: Option<&str>, effect: TaintEffect) -> Taint {
    Taint { key: v(key), value: value.map(v), effect }
}

fn ssh(cidrs: &[&str]) -> Edit {
    let ssh = SshAccess { public_key: v(KEY), cidrs: cidrs.iter().map(|c| v(c)).collect() };
    AccessEdit::SetSsh { ssh: Some(ssh) }.into()
}

/// Self-managed groups of every family of images, beside the managed one.
pub(crate) fn self_managed() -> Design {
    let mut spot =
        group("spot", &["m5.large", "m5a.large", "m6i.large"], CapacityType::Spot, AmiType::Al2023X86);
    spot.kind = NodeGroupKind::SelfManaged(SelfManagedNodes {
        on_demand_base: 1,
        on_demand_percent: Percent::try_from(25).unwrap(),
        spot_allocation: SpotAllocation::CapacityOptimized,
        min_healthy_percent: SomePercent::known(80),
        ..SelfManagedNodes::default()
    });
    spot.taints = vec![
        taint("spot", Some("true"), TaintEffect::NoSchedule),
        taint("spot", None, TaintEffect::PreferNoSchedule),
    ];
    spot.settings = NodeSettings {
        volume: Volume { kind: VolumeType::Gp3, iops: Some(4000), throughput_mibps: Some(250) },
        metadata: InstanceMetadata { hop_limit: HopLimit::known(2), ..InstanceMetadata::default() },
        detailed_monitoring: true,
        start_script: Some(v("#!/bin/bash\nset -e\necho \"${HOSTNAME} %{x}\" > /etc/motd\n")),
        custom_ami: None,
    };
    let mut bottlerocket =
        group("bottlerocket", &["m7g.large"], CapacityType::OnDemand, AmiType::BottlerocketArm);
    bottlerocket.kind =
        NodeGroupKind::SelfManaged(SelfManagedNodes { refresh: false, ..SelfManagedNodes::default() });
    bottlerocket.taints = vec![
        taint("dedicated", Some("build"), TaintEffect::NoExecute),
        taint("dedicated", Some("build"), TaintEffect::NoSchedule),
    ];
    bottlerocket.settings.start_script = Some(v("[settings.host-containers.admin]\nenabled = false"));
    bottlerocket.settings.custom_ami =
        Some(CustomAmi { id: v("ami-0123456789abcdef0"), max_pods: Some(25.try_into().unwrap()) });
    let mut long = group(
        &"long-".repeat(12)[..59],
        &["c6i.large", "c5.large"],
        CapacityType::OnDemand,
        AmiType::Al2023X86,
    );
    long.kind = NodeGroupKind::SelfManaged(SelfManagedNodes::default());
    long.settings.custom_ami =
        Some(CustomAmi { id: v("ami-00000000000000001"), max_pods: Some(20.try_into().unwrap()) });
    reference([
        add(spot),
        add(bottlerocket),
        add(long),
        ssh(&["198.51.100.0/28", "192.0.2.7/32"]),
        addon("vpc-cni", Addon { before_compute: true, ..identity(Identity::PodIdentity) }),
        addon("aws-ebs-csi-driver", identity(Identity::PodIdentity)),
        addon("amazon-cloudwatch-observability", identity(Identity::Irsa)),
    ])
}

/// Nothing but Fargate.
pub(crate) fn fargate_only() -> Design {
    let pods = Addon { before_compute: true, ..Addon::default() };
    let remove = |name: &str| ClusterEdit::SetAddon { name: v(name), addon: None }.into();
    reference([
        ComputeEdit::RemoveNodeGroup { group: NodeGroupId(3) }.into(),
        profile("system", &[("kube-system", &[])]),
        profile(
            &"shop-".repeat(12)[..59],
            &[("shop*", &[("app.kubernetes.io/part-of", "shop*"), ("tier", "front")]), ("default", &[])],
        ),
        remove("eks-pod-identity-agent"),
        remove("kube-proxy"),
        remove("vpc-cni"),
        addon("snapshot-controller", pods),
    ])
}

/// Karpenter where no node is there before it: its controller runs on Fargate, which has no agent of Pod Identity.
pub(crate) fn fargate_karpenter() -> Design {
    let edits: [Edit; 3] = [
        profile("karpenter", &[("karpenter", &[])]),
        DesignEdit::PlanKarpenter { planned: true }.into(),
        ComputeEdit::SetKarpenter {
            karpenter: Karpenter { namespace: v("karpenter"), ..Karpenter::default() },
        }
        .into(),
    ];
    edits.iter().fold(fargate_only(), |design, edit| design.edited(edit).unwrap())
}

/// EKS Auto Mode alone, with its node pools and a chosen build of an add-on.
pub(crate) fn auto_mode() -> Design {
    let auto = AutoMode {
        node_pools: BTreeSet::from([AutoNodePool::GeneralPurpose, AutoNodePool::System]),
        expected_nodes: 3,
        expected_type: v("c7g.large"),
    };
    let metrics = Addon {
        version: Some(v("v0.8.0-eksbuild.2")),
        configuration: Some(v("{\"replicas\": 2, \"nodeSelector\": {}, \"args\": [\"--v=2\", \"${x}\"]}")),
        ..Addon::default()
    };
    let remove = |name: &str| ClusterEdit::SetAddon { name: v(name), addon: None }.into();
    reference([
        ComputeEdit::RemoveNodeGroup { group: NodeGroupId(3) }.into(),
        ComputeEdit::SetAutoMode { auto_mode: Some(auto) }.into(),
        remove("coredns"),
        remove("eks-pod-identity-agent"),
        remove("kube-proxy"),
        remove("vpc-cni"),
        addon("metrics-server", metrics),
    ])
}

/// IPv6, where nodes that EKS tells nothing are told the block of services.
pub(crate) fn ipv6() -> Design {
    let mut own = group("own", &["m5.large"], CapacityType::OnDemand, AmiType::Al2023X86);
    own.kind = NodeGroupKind::SelfManaged(SelfManagedNodes::default());
    super::fixtures::ipv6().edited(&add(own)).unwrap()
}

/// IPv6, where the VPC CNI gives pods their addresses in a role of its own.
pub(crate) fn ipv6_cni_role() -> Design {
    let cni = Addon { before_compute: true, ..identity(Identity::Irsa) };
    super::fixtures::ipv6().edited(&addon("vpc-cni", cni)).unwrap()
}

/// Karpenter on a small managed group, with its queue.
pub(crate) fn karpenter() -> Design {
    let karpenter = Karpenter {
        capacity_types: [CapacityType::OnDemand, CapacityType::Spot].into(),
        categories: ['c', 'm'].into(),
        vcpu_limit: 64,
        ..Karpenter::default()
    };
    let pod_addresses = PodAddresses { network_policy: true, ..PodAddresses::DEFAULT };
    reference([
        DesignEdit::PlanKarpenter { planned: true }.into(),
        ComputeEdit::SetKarpenter { karpenter }.into(),
        NetworkEdit::SetPodAddresses { pod_addresses }.into(),
        NetworkEdit::SetNat { nat: Nat::PerZone }.into(),
        AccessEdit::SetSessionManager { enabled: true }.into(),
        addon(
            "vpc-cni",
            Addon {
                before_compute: true,
                configuration: Some(v("{\"env\": {\"AWS_VPC_K8S_CNI_LOGLEVEL\": \"INFO\"}}")),
                ..identity(Identity::Irsa)
            },
        ),
        addon("aws-fsx-csi-driver", identity(Identity::PodIdentity)),
    ])
}

/// Everything beside each other.
pub(crate) fn all_compute() -> Design {
    let mut custom = group("custom", &["m5.large"], CapacityType::OnDemand, AmiType::Al2023X86);
    custom.kind = NodeGroupKind::Managed(ManagedNodes {
        unavailable: Unavailable::Nodes(UnavailableNodes::known(2)),
        minimal_surge: true,
        repair: true,
    });
    custom.settings = NodeSettings {
        volume: Volume { kind: VolumeType::Io2, iops: Some(5000), throughput_mibps: None },
        metadata: InstanceMetadata { tokens_required: false, hop_limit: HopLimit::known(3) },
        detailed_monitoring: true,
        start_script: Some(v("sysctl -w vm.max_map_count=262144")),
        custom_ami: Some(CustomAmi {
            id: v("ami-0fedcba9876543210"),
            max_pods: Some(25.try_into().unwrap()),
        }),
    };
    let mut settings = group("bottlerocket", &["m5.large"], CapacityType::OnDemand, AmiType::BottlerocketX86);
    settings.kind = NodeGroupKind::Managed(ManagedNodes {
        unavailable: Unavailable::Percent(SomePercent::known(50)),
        repair: true,
        ..ManagedNodes::default()
    });
    settings.settings.start_script = Some(v("[settings.kernel]\nlockdown = \"integrity\""));
    settings.settings.volume = Volume { kind: VolumeType::Gp2, iops: None, throughput_mibps: None };
    let mut windows = group("windows", &["m5.xlarge"], CapacityType::OnDemand, AmiType::WindowsCore2022);
    windows.kind = NodeGroupKind::Managed(ManagedNodes { minimal_surge: true, ..ManagedNodes::default() });
    windows.settings.start_script = Some(v("Set-TimeZone -Id UTC\nWrite-Output ${env:COMPUTERNAME}"));
    windows.taints = vec![taint("os", Some("windows"), TaintEffect::NoSchedule)];
    let mut own = group("own", &["m5.large"], CapacityType::Spot, AmiType::Al2023X86);
    own.kind = NodeGroupKind::SelfManaged(SelfManagedNodes {
        on_demand_base: 2,
        on_demand_percent: Percent::try_from(10).unwrap(),
        refresh: false,
        ..SelfManagedNodes::default()
    });
    own.instance_types = vec![v("m5.large"), v("m6i.large")];
    own.taints = vec![taint("own", None, TaintEffect::NoExecute)];
    let karpenter = Karpenter {
        namespace: v("karpenter"),
        interruption_queue: false,
        capacity_types: [CapacityType::Spot].into(),
        categories: ['r'].into(),
        vcpu_limit: 200,
    };
    let auto = AutoMode { node_pools: BTreeSet::new(), expected_nodes: 1, expected_type: v("m5.large") };
    reference([
        add(custom),
        add(settings),
        add(windows),
        add(own),
        profile("batch", &[("batch", &[])]),
        ComputeEdit::SetAutoMode { auto_mode: Some(auto) }.into(),
        DesignEdit::PlanKarpenter { planned: true }.into(),
        ComputeEdit::SetKarpenter { karpenter }.into(),
        ssh(&["10.0.0.0/16"]),
        AccessEdit::SetSessionManager { enabled: true }.into(),
        addon("coredns", Addon { version: Some(v("v1.12.1-eksbuild.2")), ..Addon::default() }),
        addon("external-dns", identity(Identity::Irsa)),
    ])
}

//! What nodes run when they start, where no module writes it. Sources: nodeadm, NodeConfig API; Bottlerocket settings
//! reference, `kubernetes`; amazon-eks-ami, `bootstrap.sh`; EKS user guide, eks-optimized-windows-ami.

use crate::design::{Design, NodeGroup, Subject};
use crate::hcl::{Body, List, Object, Value, call, code, reference, template};
use crate::value::IpFamily;

/// The families that are told in different ways where the cluster is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Nodeadm,
    Bottlerocket,
    Script,
    Windows,
}

fn family(group: &NodeGroup) -> Family {
    match group.ami_type {
        ami if ami.is_bottlerocket() => Family::Bottlerocket,
        ami if ami.is_amazon_linux_2023() => Family::Nodeadm,
        ami if ami.is_windows() => Family::Windows,
        _ => Family::Script,
    }
}

/// Whether EKS tells the nodes of a group nothing, so that all of their start is written here.
pub(in super::super) fn is_whole(group: &NodeGroup) -> bool {
    group.self_managed().is_some() || group.settings.custom_ami.is_some()
}

/// Adds parts for cloud-init, of which the last tells nodeadm where the cluster is, where EKS does not.
pub(in super::super) fn parts(
    object: Object<Subject>,
    group: &NodeGroup,
    parts: Vec<Object<Subject>>,
) -> Object<Subject> {
    let whole = is_whole(group) && family(group) == Family::Nodeadm;
    if parts.is_empty() && !whole {
        return object;
    }
    let parts = List::new().each(parts, |list, part| list.item(part));
    let parts = parts.when(whole, |list| list.item(reference("local.node_config")));
    object.blank().entry("user_data_parts", parts)
}

/// Adds a text of lines, after those that tell Bottlerocket where the cluster is, where EKS does not.
pub(in super::super) fn settings(
    object: Object<Subject>,
    group: &NodeGroup,
    lines: Vec<String>,
) -> Object<Subject> {
    let own = List::new().each(&lines, |list, line| list.item(line.as_str()));
    let value: Value<Subject> = match (is_whole(group), lines.is_empty()) {
        (false, true) => return object,
        (false, false) => own.into(),
        (true, true) => reference("local.bottlerocket_cluster").into(),
        (true, false) => call("concat").arg(reference("local.bottlerocket_cluster")).arg(own).into(),
    };
    object.blank().entry("user_data", call("join").arg("\n").arg(value))
}

/// Adds a whole script: what was typed, then the command that joins the cluster, with arguments.
pub(in super::super) fn script(
    object: Object<Subject>,
    group: &NodeGroup,
    typed: Option<&str>,
    arguments: Option<String>,
) -> Object<Subject> {
    let windows = family(group) == Family::Windows;
    let (first, command, last): (&[&str], _, &[&str]) = if windows {
        (&["<powershell>"], "local.windows_bootstrap", &["</powershell>"])
    } else {
        (&["#!/bin/bash", "set -e"], "local.al2_bootstrap", &[])
    };
    let command: Value<Subject> = match arguments {
        Some(arguments) => {
            call("join").arg(" ").arg(List::new().item(reference(command)).item(arguments)).into()
        }
        None => reference(command).into(),
    };
    let lines = List::new()
        .each(first, |list, line| list.item(*line))
        .each(typed.into_iter().flat_map(|text| text.split('\n')), |list, line| list.item(line))
        .item(command)
        .each(last, |list, line| list.item(*line));
    object.blank().entry("user_data", call("join").arg("\n").arg(lines))
}

/// Adds the locals that tell nodes where the cluster is, for the families that some group has.
pub(super) fn locals(body: Body<Subject>, design: &Design) -> Body<Subject> {
    let has = |wanted: Family| {
        design.compute.node_groups.iter().any(|group| is_whole(group) && family(group) == wanted)
    };
    let name = || code("aws_eks_cluster.this.name");
    let endpoint = || code("aws_eks_cluster.this.endpoint");
    let authority = || code("aws_eks_cluster.this.certificate_authority[0].data");
    let ipv6 = design.cluster.ip_family == IpFamily::Ipv6;
    let services = if ipv6 {
        "aws_eks_cluster.this.kubernetes_network_config[0].service_ipv6_cidr"
    } else {
        "aws_eks_cluster.this.kubernetes_network_config[0].service_ipv4_cidr"
    };
    let any = [Family::Nodeadm, Family::Bottlerocket, Family::Script, Family::Windows].into_iter().any(has);
    body.when(any, |body| {
        body.blank().comment("EKS tells self-managed nodes and those of one's own images nothing: this tells them where the cluster is.")
    })
    .when(has(Family::Nodeadm), |body| {
        let cluster = Object::new()
            .entry("name", name())
            .entry("apiServerEndpoint", endpoint())
            .entry("certificateAuthority", authority())
            .entry("cidr", reference(services));
        let config = Object::new()
            .entry("apiVersion", "node.eks.aws/v1alpha1")
            .entry("kind", "NodeConfig")
            .entry("spec", Object::new().entry("cluster", cluster));
        let part = Object::new()
            .entry("content_type", "application/node.eks.aws")
            .entry("content", call("yamlencode").arg(config));
        body.attr("node_config", part)
    })
    .when(has(Family::Bottlerocket), |body| {
        let setting = |key: &str, value| {
            template([format!("\"{key}\" = \"").into(), crate::hcl::Part::Code(value), "\"".into()])
        };
        let lines = List::new()
            .item("[settings.kubernetes]")
            .item(setting("cluster-name", name()))
            .item(setting("api-server", endpoint()))
            .item(setting("cluster-certificate", authority()));
        body.blank().attr("bottlerocket_cluster", lines)
    })
    .when(has(Family::Script), |body| {
        let command = template([
            "/etc/eks/bootstrap.sh ".into(),
            name().into(),
            " --b64-cluster-ca ".into(),
            authority().into(),
            " --apiserver-endpoint ".into(),
            endpoint().into(),
        ]);
        body.blank().attr("al2_bootstrap", command)
    })
    .when(has(Family::Windows), |body| {
        let command = template([
            "& \"$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1\" -EKSClusterName ".into(),
            name().into(),
            " -APIServerEndpoint ".into(),
            endpoint().into(),
            " -Base64ClusterCA ".into(),
            authority().into(),
        ]);
        body.blank().attr("windows_bootstrap", command)
    })
}

//! `infrastructure/`: what runs, from the VPC to the nodes, in one state.

mod access_entries;
mod addon_values;
mod addons;
mod auto_mode;
mod cluster;
mod endpoints;
mod fargate;
mod flow_logs;
mod karpenter;
mod kms;
mod native;
pub(super) mod needs;
mod network;
mod node_groups;
mod nodes;
mod self_managed;
mod shared;
mod ssh;
mod user_data;
pub(super) mod values;
mod workloads;

use super::File;
use super::text::{Draft, constant, label};
use crate::design::{Design, SecretsEncryption, StateBackend, Subject, Tier};

use values::Values;

/// The name and the requirement of the EKS module; the nested keys that we set are those of this version.
pub(super) const EKS_MODULE: (&str, &str) = ("terraform-aws-modules/eks/aws", "21.19.0");

/// The files of the folder.
pub(super) fn files(design: &Design) -> Vec<File> {
    let values = Values::of(design);
    let mut files = vec![
        constant(
            "infrastructure/versions.tf",
            include_str!("../../../templates/infrastructure/versions.tf"),
            &[],
        ),
        constant(
            "infrastructure/providers.tf",
            include_str!("../../../templates/infrastructure/providers.tf"),
            &[Subject::Design],
        ),
        backend(design),
        variables(design, &values),
        shared::file(design),
        outputs(design),
        values.file(),
    ];
    if native::is_chosen(design) {
        files.extend(native::files(design));
    } else {
        files.push(cluster::file(design));
        files.extend(access_entries::file(design));
    }
    files.extend(network::files(design));
    files.extend(endpoints::file(design));
    files.extend(workloads::file(design));
    files.extend(flow_logs::file(design));
    files.extend(kms::file(design));
    files.extend(node_groups::file(design));
    files.extend(fargate::file(design));
    files.extend(auto_mode::file(design));
    files.extend(cni_ipv6(design));
    files.extend(pod_traffic(design));
    files.extend(karpenter::file(design));
    files.extend(addons::roles(design));
    files.extend(ssh::file(design));
    if native::is_chosen(design) {
        // Constant files, in which nothing is typed by users.
        const REFERRING: [&str; 6] = [
            "addon_roles.tf",
            "auto_mode.tf",
            "karpenter.tf",
            "outputs.tf",
            "pod_traffic.tf",
            "workloads.tf",
        ];
        let refers = |file: &File| REFERRING.iter().any(|name| file.path.ends_with(name));
        files = files.into_iter().map(|f| if refers(&f) { native::referring(f) } else { f }).collect();
    }
    files
}

/// `pod_traffic.tf`, where pods run in both security groups: the one that EKS makes, and that of nodes.
fn pod_traffic(design: &Design) -> Option<File> {
    let in_primary = fargate::some(design) || design.compute.auto_mode.is_some();
    let template = include_str!("../../../templates/infrastructure/pod_traffic.tf");
    let both = in_primary && cluster::has_node_group(design);
    both.then(|| constant("infrastructure/pod_traffic.tf", template, &[Subject::Cluster]))
}

fn backend(design: &Design) -> File {
    let template = match *design.state {
        StateBackend::S3 { .. } => include_str!("../../../templates/infrastructure/backend_s3.tf"),
        StateBackend::Local {} => include_str!("../../../templates/infrastructure/backend_local.tf"),
    };
    constant("infrastructure/backend.tf", template, &[Subject::State])
}

/// What a public subnet may say where nodes run in some.
const PUBLIC_ADDRESSES: &str = "
    # Whether what starts here gets a public address: nodes without one would never join.
    public_addresses = optional(bool, false)\n";

/// The declarations of exactly those variables that have a value.
fn variables(design: &Design, values: &Values) -> File {
    let template = include_str!("../../../templates/infrastructure/variables.tf");
    let mut file = Draft::new("infrastructure/variables.tf")
        .template(template, |header| match label(header, 0) {
            "" => Some(Vec::new()),
            name => values.has(name).then(Vec::new),
        })
        .file();
    if !network::is_ipv6(design) {
        file.text = file.text.replace("    ipv6    = number\n", "");
    }
    if !network::has_public_nodes(design) {
        file.text = file.text.replace(PUBLIC_ADDRESSES, "");
    }
    file
}

fn outputs(design: &Design) -> File {
    let template = include_str!("../../../templates/infrastructure/outputs.tf");
    Draft::new("infrastructure/outputs.tf")
        .template(template, |header| {
            let there = match label(header, 0) {
                "kms_key_arn" => has_own_key(design),
                "nat_public_ips" => network::has_nat(design),
                "node_security_group_id" => cluster::has_node_group(design),
                "auto_mode_node_role_name" => design.compute.auto_mode.is_some(),
                "karpenter_node_role_name" => design.intent.karpenter,
                "karpenter_queue_name" => karpenter::has_queue(design),
                "workload_role_arns" => !design.access.workloads.is_empty(),
                _ => true,
            };
            there.then(Vec::new)
        })
        .file()
}

/// Whether the design makes a KMS key for the cluster.
fn has_own_key(design: &Design) -> bool {
    matches!(design.cluster.secrets_encryption, SecretsEncryption::New {})
}

/// `cni_ipv6.tf`, where nodes give pods IPv6 addresses: the policy by which they do. Not the module's: that has a fixed name
/// without a path, so that an account can have it once, and whoever may change it for one cluster changes it for all.
fn cni_ipv6(design: &Design) -> Option<File> {
    let template = include_str!("../../../templates/infrastructure/cni_ipv6.tf");
    let some = cluster::nodes_assign_ipv6(design);
    some.then(|| constant("infrastructure/cni_ipv6.tf", template, &[Subject::Cluster]))
}

/// The tiers that have subnets, in the drawing's order.
fn tiers(design: &Design) -> impl Iterator<Item = Tier> {
    Tier::ALL.into_iter().filter(|tier| design.network.subnets_of(*tier).next().is_some())
}

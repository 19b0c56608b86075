//! What the boundary of roles lets through: what the nodes, add-ons and workloads of this design use, and nothing beside.

use std::collections::BTreeSet;

use super::super::infrastructure::needs::{self, Needs};
use crate::design::{Design, boundary};

/// Services of every cluster, which `boundary.tf` names itself: those of `AmazonEKSClusterPolicy` and of the policies of nodes.
const OF_EVERY_CLUSTER: [&str; 5] = ["autoscaling", "ec2", "ecr", "eks-auth", "elasticloadbalancing"];

/// Services of the policies that workloads commonly have. What is in a policy that a design names by its ARN, nobody knows here.
const OF_POLICIES: [&str; 23] = [
    "acm",
    "aps",
    "cloudwatch",
    "cognito-idp",
    "dynamodb",
    "ecr-public",
    "elasticfilesystem",
    "events",
    "fsx",
    "kinesis",
    "logs",
    "rds-db",
    "route53",
    "s3",
    "s3express",
    "servicequotas",
    "shield",
    "sns",
    "sqs",
    "tag",
    "waf-regional",
    "wafv2",
    "xray",
];

/// Services of `AmazonEKSLoadBalancingPolicy`, with which Auto Mode makes load balancers.
const OF_AUTO_MODE: [&str; 4] = ["acm", "cognito-idp", "shield", "wafv2"];

/// What an add-on calls AWS for in its role. Source: AWS managed policy reference (2026-08), of the policies in
/// `core/data/addons.csv`; where it has none there, what the add-on is for.
fn of_addon(name: &str) -> &'static [&'static str] {
    match name {
        "amazon-cloudwatch-observability" => &["cloudwatch", "logs", "xray"],
        "aws-efs-csi-driver" => &["elasticfilesystem"],
        "aws-fsx-csi-driver" => &["fsx"],
        "aws-mountpoint-s3-csi-driver" => &["s3", "s3express"],
        "aws-network-flow-monitoring-agent" => &["networkflowmonitor"],
        "aws-privateca-connector-for-kubernetes" => &["acm-pca"],
        "external-dns" => &["route53"],
        _ => &[],
    }
}

/// The services that `boundary.tf` does not name itself.
pub(super) fn services(design: &Design) -> BTreeSet<String> {
    let mut services = used(design);
    services
        .retain(|service| boundary::is_let_through(service) && !OF_EVERY_CLUSTER.contains(&service.as_str()));
    services
}

/// All services that roles of the design use, as far as it tells.
fn used(design: &Design) -> BTreeSet<String> {
    let needs = Needs::of(design);
    let statements = design.access.workloads.iter().flat_map(|w| &w.statements);
    let actions = statements.flat_map(|s| &s.actions);
    let mut services: BTreeSet<String> = actions.map(boundary::service_of).collect();
    let mut add = |some: &[&str], needed: bool| {
        services.extend(some.iter().filter(|_| needed).map(|service| (*service).to_owned()));
    };
    add(&OF_POLICIES, by_policies(design));
    add(&["secretsmanager", "ssm"], by_policies(design));
    add(&OF_AUTO_MODE, design.compute.auto_mode.is_some());
    add(&["ec2messages", "ssm", "ssmmessages"], design.access.session_manager);
    add(&["logs"], needs.flow_logs);
    add(&["sqs"], needs.queue);
    // Karpenter looks images up, the agent of CloudWatch its configuration.
    add(&["ssm"], design.intent.karpenter);
    for addon in needs::addons_with_role(design) {
        add(of_addon(addon), true);
        add(&["ssm"], addon == "amazon-cloudwatch-observability");
    }
    services
}

/// What is said of them.
pub(super) fn comment(design: &Design) -> &'static str {
    if by_policies(design) {
        "What roles may reach at most. Nothing here tells what the policies of workloads allow: take out what they do not need."
    } else {
        ""
    }
}

/// Whether a workload has rights by a policy that is not in the design.
fn by_policies(design: &Design) -> bool {
    design.access.workloads.iter().any(|w| !w.policies.is_empty())
}

/// Whether a part of `boundary.tf` stays: a statement by its `Sid`, an action by its name.
pub(super) fn keep(design: &Design) -> impl Fn(&str) -> bool {
    let used = used(design);
    let (karpenter, auto_mode) = (design.intent.karpenter, design.compute.auto_mode.is_some());
    let session_manager = design.access.session_manager;
    move |part| match part {
        "InstanceProfiles" | "HandRolesToInstances" | "spot.amazonaws.com" => karpenter || auto_mode,
        "pricing:GetProducts" => karpenter,
        "ssm:Get*" | "ssm:List*" => used.contains("ssm"),
        "sts:GetServiceBearerToken" => used.contains("ecr-public"),
        _ if part.starts_with("secretsmanager:") => used.contains("secretsmanager"),
        _ if part.starts_with("ssm:") => session_manager,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    #[test]
    fn the_template_names_what_every_cluster_uses() {
        let template = include_str!("../../../templates/bootstrap/boundary.tf");
        let list = OF_EVERY_CLUSTER.map(|service| format!("\"{service}\"")).join(", ");
        assert!(template.contains(&format!("setunion([{list}], var.boundary_services)")), "{list}");
    }

    /// An add-on with a role and no service would be cut off from all that is not EC2.
    #[test]
    fn every_addon_with_a_role_has_its_services() {
        let within_ec2 = ["aws-ebs-csi-driver", "vpc-cni"];
        let with_role = catalog::addons().iter().filter(|a| a.service_account.is_some());
        let without: Vec<_> = with_role.map(|a| a.name).filter(|name| of_addon(name).is_empty()).collect();
        assert_eq!(without.len(), within_ec2.len(), "{without:?}");
        assert!(within_ec2.iter().all(|name| without.contains(name)), "{without:?}");
    }
}

//! What the module holds, the plain resources hold too.

use configurator_core::design::{Design, starters};
use configurator_core::edit::{ClusterEdit, Edit};
use configurator_core::file::from_json;
use configurator_core::render::render;

use super::bundles::{block, has_line};

/// Designs that between them have every kind of compute, as plain resources.
fn designs() -> Vec<Design> {
    let files = [
        include_str!("../../../tests/designs/all-compute.json"),
        include_str!("../../../tests/designs/access.json"),
        include_str!("../../../tests/designs/every-field.json"),
        include_str!("../../../tests/designs/ipv6.json"),
        include_str!("../../../tests/designs/self-managed.json"),
    ];
    let designs = files.iter().map(|text| from_json(text).unwrap()).chain([starters::production()]);
    let native: Edit = ClusterEdit::SetFlavour { flavour: configurator_core::design::Flavour::Native }.into();
    designs.map(|design| design.edited(&native).unwrap()).collect()
}

/// Whether something holds of a file of all bundles that have it, and one has.
fn all(file: &str, holds: impl Fn(&str) -> bool) -> bool {
    let path = format!("infrastructure/{file}");
    let bundles: Vec<_> = designs().iter().map(render).collect();
    let texts: Vec<&str> = bundles.iter().filter_map(|b| b.file(&path)).map(|f| f.text.as_str()).collect();
    !texts.is_empty() && texts.into_iter().all(holds)
}

fn resource<'a>(text: &'a str, kind: &str, name: &str) -> &'a str {
    block(text, &format!("resource \"{kind}\" \"{name}\""))
}

#[test]
fn the_cluster_and_its_role() {
    // ACC007, CTL021, IAM001.
    assert!(all("eks.tf", |t| {
        let cluster = resource(t, "aws_eks_cluster", "this");
        has_line(cluster, "bootstrap_cluster_creator_admin_permissions = false")
            && has_line(cluster, "role_arn = aws_iam_role.cluster.arn")
            && !cluster.contains("egress_mode")
    }));
    assert!(all("cluster_role.tf", |t| {
        let role = resource(t, "aws_iam_role", "cluster");
        role.contains("\"eks.amazonaws.com\"")
            && role.contains("\"sts:TagSession\"")
            && t.contains("\"AmazonEKSClusterPolicy\"")
    }));
    // CTL018: Auto Mode and its rights come together.
    assert!(all("cluster_role.tf", |t| {
        let rights = ["BlockStorage", "Compute", "LoadBalancing", "Networking"];
        rights.iter().all(|p| t.contains(&format!("AmazonEKS{p}Policy")) == t.contains("\"auto_node\""))
    }));
    assert!(!all("cluster_role.tf", |t| !t.contains("\"auto_node\"")), "no design has Auto Mode");
    // IAM004.
    assert!(all("irsa.tf", |t| {
        has_line(
            resource(t, "aws_iam_openid_connect_provider", "cluster"),
            "client_id_list = [\"sts.amazonaws.com\"]",
        )
    }));
}

#[test]
fn the_ports_between_control_plane_and_nodes() {
    // CTL019, CTL020.
    assert!(all("security_groups.tf", |t| {
        let from_cluster = resource(t, "aws_vpc_security_group_ingress_rule", "node_from_cluster");
        let among_nodes = resource(t, "aws_vpc_security_group_ingress_rule", "node_from_nodes");
        [443, 4443, 6443, 8443, 9443, 10250]
            .iter()
            .all(|port| from_cluster.contains(&format!("port = {port},")))
            && has_line(among_nodes, "ip_protocol = \"-1\"")
            && has_line(among_nodes, "referenced_security_group_id = aws_security_group.node.id")
            && t.matches("\"kubernetes.io/cluster/${var.cluster_name}\"").count() == 1
    }));
}

#[test]
fn nodes_and_their_roles() {
    // IAM002, NG009, NG013, NG028, NG030, NG034, KMS005.
    assert!(all("node_groups.tf", |t| {
        let without = [
            "remote_access",
            "disk_size ",
            "instance_market_options",
            "warm_pool",
            "kms_key_id",
            "encrypted             = false",
        ];
        t.contains("AmazonEKSWorkerNodePolicy")
            && t.contains("AmazonEC2ContainerRegistryPullOnly")
            && without.iter().all(|w| !t.contains(w))
    }));
    assert!(all("node_groups.tf", |t| {
        let managed = !t.contains("\"aws_eks_node_group\"")
            || resource(t, "aws_eks_node_group", "this").contains("launch_template {");
        let own = !t.contains("\"aws_autoscaling_group\"")
            || resource(t, "aws_autoscaling_group", "self_managed").contains("kubernetes.io/cluster/")
                && resource(t, "aws_eks_access_entry", "self_managed").contains("EC2_LINUX");
        managed && own
    }));
    // NG011: who is told nothing by EKS is told by the bundle.
    assert!(all("node_groups.tf", |t| !t.contains("ami_id ")
        || t.contains("aws_eks_cluster.this.certificate_authority")));
    // FG011, IAM007.
    assert!(all("fargate.tf", |t| {
        let role = resource(t, "aws_iam_role", "fargate");
        role.contains("\"eks-fargate-pods.amazonaws.com\"")
            && t.contains("AmazonEKSFargatePodExecutionRolePolicy")
            && t.contains("pod_execution_role_arn = aws_iam_role.fargate[each.key].arn")
    }));
    assert!(all("addons.tf", |t| !t.contains("disable_session_tags")));
}

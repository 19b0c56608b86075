//! The resources of node groups and Fargate profiles, over the objects that the module would take.

use super::super::super::text::Draft;
use super::super::{addons, fargate, node_groups, self_managed};
use super::start;
use crate::design::{Design, Subject};
use crate::hcl::{Block, Body, Object, Value, call, code, reference, template};
use crate::value::{AmiType, IpFamily};

/// The resources whose end is that nodes, or Fargate, run pods.
pub(super) fn all_compute(design: &Design) -> Vec<&'static str> {
    let managed = node_groups::some(design).then_some("aws_eks_node_group.this");
    let own = self_managed::some(design).then_some("aws_autoscaling_group.self_managed");
    let fargate = fargate::some(design).then_some("aws_eks_fargate_profile.this");
    managed.into_iter().chain(own).chain(fargate).collect()
}

/// What must be there before nodes start: those of groups of one's own, or those of EKS's.
fn before_nodes(design: &Design, own: bool) -> String {
    let addons = design.cluster.addons.values().any(|a| a.before_compute);
    let all = [
        addons.then_some("aws_eks_addon.before_compute"),
        own.then_some("aws_eks_access_entry.self_managed"),
        Some("aws_iam_role_policy_attachment.node"),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What stands in templates for what must be there before nodes start.
const BEFORE_NODES: &str = "depends.on.before_nodes";

/// Role and launch template of every group. Nodes of one's own have a profile, and an image that AWS recommends.
fn nodes(own: bool) -> String {
    let text = include_str!("../../../../templates/infrastructure/native/nodes.tf");
    if own {
        let image =
            "try(each.value.ami_id, data.aws_ssm_parameter.node_image[each.key].insecure_value, null)";
        return text.replace("try(each.value.ami_id, null)", image);
    }
    let (before, rest) = text.split_once("  # EKS gives the role").unwrap_or((text, ""));
    let after = rest.split_once("\n  }\n\n").map_or("", |(_, after)| after);
    format!("{before}{after}")
}

/// Adds the resources of managed and self-managed groups to `node_groups.tf`.
pub(in super::super) fn resources(draft: Draft, design: &Design) -> Draft {
    let (managed, own) = (node_groups::some(design), self_managed::some(design));
    let all = match (managed, own) {
        (true, true) => call("merge")
            .arg(reference("local.node_groups"))
            .arg(reference("local.self_managed_node_groups"))
            .into(),
        (false, true) => Value::from(reference("local.self_managed_node_groups")),
        _ => reference("local.node_groups").into(),
    };
    let locals = Block::new("locals")
        .comment("What the role of every node may do.")
        .attr("node_policies", policies(design))
        .blank()
        .attr("all_node_groups", all)
        .when(own, |body| {
            body.blank()
                .comment(
                    "Where AWS names the image that it recommends for each family of images.\n\
                     https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-amis.html",
                )
                .attr("node_image_parameters", image_parameters(design))
        })
        .with(|body| start::locals(body, design));
    let groups = |own: Option<bool>| {
        let all = design.compute.node_groups.iter();
        let wanted = all.filter(move |g| own.is_none_or(|own| g.self_managed().is_some() == own));
        wanted.map(|g| Subject::NodeGroup(g.id)).collect::<Vec<_>>()
    };
    let mut draft = draft.body(&Body::new().block(locals));
    let mut nodes = nodes(own);
    if draft.tells("user_data") {
        let text = include_str!("../../../../templates/infrastructure/native/node_start.tf");
        draft = draft.paragraph(text, &[]);
    } else {
        nodes = nodes.replace("  user_data              = local.node_user_data[each.key]\n", "");
    }
    draft = draft.paragraph(&nodes, &groups(None));
    if managed {
        let text = include_str!("../../../../templates/infrastructure/native/managed_groups.tf");
        let text = text.replace(BEFORE_NODES, &before_nodes(design, false));
        draft = draft.paragraph(&text, &groups(Some(false)));
    }
    if own {
        let text = include_str!("../../../../templates/infrastructure/native/self_managed_groups.tf");
        let text = text.replace(BEFORE_NODES, &before_nodes(design, true));
        draft = draft.paragraph(&text, &groups(Some(true)));
    }
    draft
}

/// The policies of nodes by name. Source: EKS user guide, create-node-role.
fn policies(design: &Design) -> Object<Subject> {
    let managed = |name: &'static str| {
        template([
            "arn:".into(),
            code("data.aws_partition.current.partition").into(),
            ":iam::aws:policy/".into(),
            name.into(),
        ])
    };
    let ipv6 = design.cluster.ip_family == IpFamily::Ipv6;
    let cni: Value<Subject> =
        if ipv6 { reference("aws_iam_policy.cni_ipv6.arn").into() } else { managed("AmazonEKS_CNI_Policy") };
    let own_cni = addons::cni_has_role(design);
    Object::new()
        .entry("worker_node", managed("AmazonEKSWorkerNodePolicy"))
        .entry("registry", managed("AmazonEC2ContainerRegistryPullOnly"))
        .when(own_cni, |object| object.comment("The VPC CNI has a role of its own."))
        .when(!own_cni, |object| object.entry("vpc_cni", cni))
        .when(design.access.session_manager, |object| {
            object
                .comment("Session Manager opens shells on nodes, without an open port or a key.")
                .entry("session_manager", managed("AmazonSSMManagedInstanceCore"))
        })
}

/// The parameters of the families that self-managed groups use.
fn image_parameters(design: &Design) -> Object<Subject> {
    let used = |ami: &AmiType| {
        design.compute.node_groups.iter().any(|g| g.self_managed().is_some() && g.ami_type == *ami)
    };
    let families = AmiType::ALL.iter().copied().filter(used);
    Object::new().each(families, |object, ami| {
        let (before, after) = parameter(ami);
        let name = template([before.into(), code("var.kubernetes_version").into(), after.into()]);
        object.entry(ami.as_str(), name)
    })
}

/// The parameter of a family, before and after the Kubernetes version. Sources: EKS user guide, retrieve-ami-id,
/// retrieve-ami-id-bottlerocket and retrieve-windows-ami-id.
fn parameter(ami: AmiType) -> (&'static str, &'static str) {
    const EKS: &str = "/aws/service/eks/optimized-ami/";
    const BOTTLEROCKET: &str = "/aws/service/bottlerocket/aws-k8s-";
    match ami {
        AmiType::Al2023X86 => (EKS, "/amazon-linux-2023/x86_64/standard/recommended/image_id"),
        AmiType::Al2023Arm => (EKS, "/amazon-linux-2023/arm64/standard/recommended/image_id"),
        AmiType::Al2023X86Nvidia => (EKS, "/amazon-linux-2023/x86_64/nvidia/recommended/image_id"),
        AmiType::Al2023ArmNvidia => (EKS, "/amazon-linux-2023/arm64/nvidia/recommended/image_id"),
        AmiType::Al2023X86Neuron => (EKS, "/amazon-linux-2023/x86_64/neuron/recommended/image_id"),
        AmiType::Al2X86 => (EKS, "/amazon-linux-2/recommended/image_id"),
        AmiType::Al2Arm => (EKS, "/amazon-linux-2-arm64/recommended/image_id"),
        AmiType::BottlerocketX86 => (BOTTLEROCKET, "/x86_64/latest/image_id"),
        AmiType::BottlerocketArm => (BOTTLEROCKET, "/arm64/latest/image_id"),
        AmiType::BottlerocketX86Nvidia => (BOTTLEROCKET, "-nvidia/x86_64/latest/image_id"),
        AmiType::BottlerocketArmNvidia => (BOTTLEROCKET, "-nvidia/arm64/latest/image_id"),
        AmiType::WindowsCore2022 => {
            ("/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-EKS_Optimized-", "/image_id")
        }
        AmiType::WindowsFull2022 => {
            ("/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-EKS_Optimized-", "/image_id")
        }
    }
}

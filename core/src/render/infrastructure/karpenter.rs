//! `karpenter.tf`: roles, queue and access entry, where Karpenter is planned.

use super::super::File;
use super::super::text::{Draft, label};
use super::{addons, fargate};
use crate::design::{Design, Subject};
use crate::hcl::{Block, Body, code, reference, template};
use crate::value::IpFamily;

/// Whether Karpenter hears of interruptions.
pub(super) fn has_queue(design: &Design) -> bool {
    design.intent.karpenter && design.compute.karpenter.interruption_queue
}

/// Whether its controller gets its role by Pod Identity.
pub(super) fn is_by_pod_identity(design: &Design) -> bool {
    design.intent.karpenter && !fargate::runs_first(design)
}

/// The file, where Karpenter is planned.
pub(super) fn file(design: &Design) -> Option<File> {
    let rest = include_str!("../../../templates/infrastructure/karpenter.tf");
    let on_fargate = fargate::runs_first(design);
    let ipv6 = design.cluster.ip_family == IpFamily::Ipv6;
    let cni = !addons::cni_has_role(design);
    let keep = |header: &'static str| match (label(header, 0), label(header, 1)) {
        ("", _) => true,
        ("aws_iam_role", "karpenter_on_fargate") => on_fargate,
        ("aws_iam_role", "karpenter") | ("aws_eks_pod_identity_association", _) => !on_fargate,
        (_, "karpenter_node_cni") => cni && !ipv6,
        (_, "karpenter_node_cni_ipv6") => cni && ipv6,
        (_, "karpenter_node_ssm") => design.access.session_manager,
        (_, "karpenter_queue") => has_queue(design),
        (kind, _) if ["aws_sqs", "aws_cloudwatch"].iter().any(|p| kind.starts_with(p)) => has_queue(design),
        _ => true,
    };
    design.intent.karpenter.then(|| {
        let mut file = Draft::new("infrastructure/karpenter.tf")
            .template(rest, |header| keep(header).then(|| vec![Subject::Karpenter]))
            .body(&locals(on_fargate))
            .file();
        if has_queue(design) {
            let rights = "depends_on = [aws_iam_role_policy.karpenter";
            file.text = file.text.replace(rights, &format!("{rights}, aws_iam_role_policy.karpenter_queue"));
        }
        file
    })
}

/// What the policy of the controller is made of.
fn locals(on_fargate: bool) -> Body<Subject> {
    let partition = || code("data.aws_partition.current.partition");
    let ec2 = template(["arn:".into(), partition().into(), ":ec2:".into(), code("var.region").into()]);
    let profiles = template([
        "arn:".into(),
        partition().into(),
        ":iam::".into(),
        code("data.aws_caller_identity.current.account_id").into(),
        ":instance-profile/*".into(),
    ]);
    let role = if on_fargate { "aws_iam_role.karpenter_on_fargate" } else { "aws_iam_role.karpenter" };
    let locals = Block::new("locals")
        .comment("The controller's role, for the policies above.")
        .attr("karpenter_role", reference(role))
        .attr("karpenter_ec2", ec2)
        .attr("karpenter_instance_profiles", profiles);
    Body::new().marked(Subject::Karpenter, |body| body.block(locals))
}

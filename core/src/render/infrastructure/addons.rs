//! The add-ons in `eks.tf`, and `addon_roles.tf` with the roles of their pods.

use super::super::File;
use super::super::text::{Draft, label};
use super::{addon_values, native};
use crate::catalog::{self, AddonFacts};
use crate::design::{Addon, Design, Identity, Subject};
use crate::hcl::{Block, Body, Code, List, Object, Value, call, code, list, reference};
use crate::value::{AddonName, IpFamily};

/// What pods of an add-on get a role by, where they get one: the identity and what is known of the add-on.
fn identity(name: &AddonName, addon: &Addon) -> Option<(Identity, &'static AddonFacts)> {
    let facts = catalog::addons().iter().find(|facts| facts.name == name.as_str())?;
    let has_account = facts.service_account.is_some() && addon.identity != Identity::None;
    has_account.then_some((addon.identity, facts))
}

/// The add-ons whose pods have a role, with what they get it by.
pub(super) fn with_role(design: &Design) -> impl Iterator<Item = (Identity, &'static AddonFacts)> {
    design.cluster.addons.iter().filter_map(|(name, addon)| identity(name, addon))
}

/// Whether pods of add-ons get roles by Pod Identity.
pub(super) fn some_by_pod_identity(design: &Design) -> bool {
    with_role(design).any(|(identity, _)| identity == Identity::PodIdentity)
}

/// The resources that give the roles of add-ons their rights.
pub(super) fn rights(design: &Design) -> Vec<&'static str> {
    let by = |wanted: Identity| with_role(design).any(|(identity, _)| identity == wanted);
    let pods = by(Identity::PodIdentity).then_some("aws_iam_role_policy_attachment.addon_pod_identity");
    let irsa = by(Identity::Irsa).then_some("aws_iam_role_policy_attachment.addon_irsa");
    let ipv6 = with_role(design).any(|(_, facts)| is_ipv6_cni(design, facts.name));
    let cni = ipv6.then_some("aws_iam_role_policy.vpc_cni_ipv6");
    pods.into_iter().chain(irsa).chain(cni).collect()
}

/// Whether the VPC CNI has a role of its own, so that nodes need not have its rights (rule IAM003).
pub(super) fn cni_has_role(design: &Design) -> bool {
    let mut addons = design.cluster.addons.iter();
    addons.any(|(name, addon)| name.as_str() == "vpc-cni" && identity(name, addon).is_some())
}

/// What is said of add-ons that come after the nodes, where others come before them.
pub(super) const AFTER_THEM: &str = "After them: these run on nodes.";

/// The same where none come before.
pub(super) const AFTER_NODES: &str = "After the nodes, on which these run.";

/// The module's input: what nodes need to become ready before them, the rest after.
pub(super) fn input(design: &Design) -> Object<Subject> {
    let some = |before| design.cluster.addons.values().any(|a| a.before_compute == before);
    Object::new()
        .when(some(true), |object| {
            object.comment("Before the nodes: without a network plugin they never become ready.")
        })
        .append(of(design, true))
        .when(some(false), |object| object.blank().comment(if some(true) { AFTER_THEM } else { AFTER_NODES }))
        .append(of(design, false))
}

/// The add-ons that come before the nodes, or those that come after them, by name.
pub(super) fn of(design: &Design, before: bool) -> Object<Subject> {
    let of = design.cluster.addons.iter().filter(|(_, a)| a.before_compute == before);
    Object::new().each(of, |object, (name, addon)| object.entry(name.as_str(), value(design, name, addon)))
}

fn value(design: &Design, name: &AddonName, addon: &Addon) -> Object<Subject> {
    let version = call("lookup").arg(reference("var.addon_versions")).arg(name.as_str()).arg(Value::null());
    let configuration = addon_values::values(design, name, addon);
    let by_module = !native::is_chosen(design);
    let object = Object::new()
        .when(by_module && addon.before_compute, |object| object.entry("before_compute", true))
        .entry("addon_version", version)
        .when(by_module, |object| object.entry("most_recent", false));
    let object = match identity(name, addon) {
        Some((Identity::PodIdentity, facts)) => {
            let association = Object::new()
                .entry("role_arn", role_arn(design, "aws_iam_role.addon_pod_identity", name))
                .entry("service_account", facts.service_account.unwrap_or_default());
            object.entry("pod_identity_association", list([association]))
        }
        Some((Identity::Irsa, _)) => {
            object.entry("service_account_role_arn", role_arn(design, "aws_iam_role.addon_irsa", name))
        }
        Some((Identity::None, _)) | None => object.when(addon.identity != Identity::None, |object| {
            object.comment("No role: no service account of it is known that one could be for.")
        }),
    };
    object.each(configuration, |object, configuration| configuration.added_to(object))
}

/// The ARN of the role of an add-on. Plain resources wait for its rights by themselves; for those in the module, the
/// reference has to.
fn role_arn(design: &Design, roles: &'static str, name: &AddonName) -> Code {
    if native::is_chosen(design) {
        return reference(roles).index(name.as_str()).get("arn");
    }
    reference("local.addon_role_arns").index(name.as_str())
}

/// An object of ARNs by add-on: of the roles, together with what gives them rights.
macro_rules! arns {
    ($roles:literal, $rights:literal) => {
        code(concat!("{\n  for addon, role in ", $roles, " :\n  addon => [role.arn, ", $rights, "][0]\n}"))
    };
}

/// The ARNs of the roles by add-on.
fn role_arns(design: &Design) -> Value<Subject> {
    let mine = |wanted: Identity| with_role(design).filter(move |(identity, _)| *identity == wanted);
    let of = |wanted: Identity, plain: Code, with_ipv6: Code| {
        mine(wanted).next()?;
        Some(if mine(wanted).any(|(_, facts)| is_ipv6_cni(design, facts.name)) { with_ipv6 } else { plain })
    };
    let pods = of(
        Identity::PodIdentity,
        arns!("aws_iam_role.addon_pod_identity", "aws_iam_role_policy_attachment.addon_pod_identity"),
        arns!(
            "aws_iam_role.addon_pod_identity",
            "aws_iam_role_policy_attachment.addon_pod_identity, aws_iam_role_policy.vpc_cni_ipv6"
        ),
    );
    let irsa = of(
        Identity::Irsa,
        arns!("aws_iam_role.addon_irsa", "aws_iam_role_policy_attachment.addon_irsa"),
        arns!(
            "aws_iam_role.addon_irsa",
            "aws_iam_role_policy_attachment.addon_irsa, aws_iam_role_policy.vpc_cni_ipv6"
        ),
    );
    match (pods, irsa) {
        (Some(pods), Some(irsa)) => call("merge").arg(pods).arg(irsa).into(),
        (Some(one), None) | (None, Some(one)) => one.into(),
        (None, None) => Object::new().into(),
    }
}

/// The file, where pods of add-ons have roles.
pub(super) fn roles(design: &Design) -> Option<File> {
    let rest = include_str!("../../../templates/infrastructure/addon_roles.tf");
    let by = |wanted: Identity| {
        let addons = design.cluster.addons.iter();
        addons.filter_map(move |(name, addon)| {
            let (identity, facts) = identity(name, addon)?;
            (identity == wanted).then_some((name, facts))
        })
    };
    let (pods, irsa) = (by(Identity::PodIdentity).next().is_some(), by(Identity::Irsa).next().is_some());
    let locals = Block::new("locals")
        .comment("Add-ons whose pods have a role of their own, and the policies of AWS that it gets.")
        .when(pods, |body| {
            let addons = Object::new().each(by(Identity::PodIdentity), |object, (name, facts)| {
                object.entry(name.as_str(), role(design, facts, account(facts)))
            });
            body.attr("addons_with_pod_identity", addons)
        })
        .when(irsa, |body| {
            let addons = Object::new().each(by(Identity::Irsa), |object, (name, facts)| {
                object.entry(name.as_str(), role(design, facts, account(facts)))
            });
            body.blank().attr("addons_with_irsa", addons)
        })
        .when(!native::is_chosen(design), |body| {
            body.blank()
                .comment(
                    "Who takes one of these waits until the role has its rights, and goes before they do: the module, which may not\n\
                     depend on anything as a whole.",
                )
                .attr("addon_role_arns", role_arns(design))
        });
    (pods || irsa).then(|| {
        Draft::new("infrastructure/addon_roles.tf")
            .body(&Body::new().marked(Subject::Addons, |body| body.block(locals)))
            .template(rest, |header| {
                let wanted = if label(header, 1) == "addon_irsa" { irsa } else { pods };
                wanted.then(|| vec![Subject::Addons])
            })
            .body(&ipv6_policy(design))
            .file()
    })
}

/// Whose pods get the role of an add-on.
fn account(facts: &AddonFacts) -> Object<Subject> {
    Object::new()
        .entry("namespace", facts.namespace.unwrap_or("kube-system"))
        .entry("service_account", facts.service_account.unwrap_or_default())
}

fn role(design: &Design, facts: &AddonFacts, object: Object<Subject>) -> Object<Subject> {
    let ipv6 = is_ipv6_cni(design, facts.name);
    let policies: List<Subject> =
        if ipv6 { List::new() } else { list(facts.managed_policies.iter().copied()) };
    object
        .when(ipv6, |object| {
            object.comment("AWS has none for IPv6: aws_iam_role_policy.vpc_cni_ipv6 takes its place.")
        })
        .when(facts.managed_policies.is_empty(), |object| {
            object.comment(
                "None: what AWS has for it, if anything, allows far more than one cluster needs. Attach one that fits what\nit is to do: until then it may do nothing.",
            )
        })
        .entry("policies", policies)
}

fn is_ipv6_cni(design: &Design, name: &str) -> bool {
    name == "vpc-cni" && design.cluster.ip_family == IpFamily::Ipv6
}

/// What the VPC CNI does on an IPv6 cluster. Source: EKS user guide, cni-iam-role, IPv6 policy.
fn ipv6_policy(design: &Design) -> Body<Subject> {
    let cni = design.cluster.addons.iter().find(|(name, _)| is_ipv6_cni(design, name.as_str()));
    let role = cni.and_then(|(name, addon)| identity(name, addon)).map(|(identity, _)| match identity {
        Identity::Irsa => "aws_iam_role.addon_irsa",
        Identity::PodIdentity | Identity::None => "aws_iam_role.addon_pod_identity",
    });
    let actions = [
        "ec2:AssignIpv6Addresses",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeInstances",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeTags",
    ];
    let assign = Object::new().entry("Effect", "Allow").entry("Action", list(actions)).entry("Resource", "*");
    let interfaces = crate::hcl::template([
        "arn:".into(),
        crate::hcl::code("data.aws_partition.current.partition").into(),
        ":ec2:*:*:network-interface/*".into(),
    ]);
    let tag = Object::new()
        .entry("Effect", "Allow")
        .entry("Action", "ec2:CreateTags")
        .entry("Resource", interfaces);
    Body::new().each(role, |body, role| {
        let policy = Object::new()
            .entry("Version", "2012-10-17")
            .entry("Statement", list([assign.clone(), tag.clone()]));
        let block = Block::labelled("resource", ["aws_iam_role_policy", "vpc_cni_ipv6"])
            .comment(
                "checkov:skip=CKV_AWS_290:Which interfaces get addresses is known only when nodes start.",
            )
            .comment(
                "checkov:skip=CKV_AWS_355:Which interfaces get addresses is known only when nodes start.",
            )
            .attr("name", "vpc-cni-ipv6")
            .attr("role", reference(role).index("vpc-cni").get("id"))
            .blank()
            .attr("policy", call("jsonencode").arg(policy));
        body.marked(Subject::Addons, |body| {
            body.comment("What the VPC CNI does where pods have IPv6 addresses.").block(block)
        })
    })
}

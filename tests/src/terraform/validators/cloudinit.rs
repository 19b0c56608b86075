//! Parts of user data: what cloud-init, and the nodeadm of Amazon Linux 2023, can read.
//! Source: documentation of nodeadm in awslabs/amazon-eks-ami and EKS user guide "Customize managed nodes
//! with launch templates", read 2026-11-27. The content types of cloud-init are listed as known.

use super::super::provider::{Value, field};
use super::Check::OneOf;
use super::relations::Together::Custom;
use super::relations::{Relation, within};
use super::rule::{Rule, rule};

const CONFIG: &[&str] = &["data.cloudinit_config"];

const CONTENT_TYPES: &[&str] = &[
    "application/node.eks.aws",
    "text/cloud-boothook",
    "text/cloud-config",
    "text/cloud-config-archive",
    "text/cloud-config-jsonp",
    "text/jinja2",
    "text/part-handler",
    "text/x-include-once-url",
    "text/x-include-url",
    "text/x-shellscript",
    "text/x-shellscript-per-boot",
    "text/x-shellscript-per-instance",
    "text/x-shellscript-per-once",
];

pub(super) const RULES: &[Rule] = &[rule(CONFIG, "part.content_type", OneOf(CONTENT_TYPES))];

pub(super) const RELATIONS: &[Relation] = &[within(CONFIG, "part", Custom("content", content))];

/// A part begins with what its type asks for; a node ignores, or fails on, what does not.
fn content(part: &Value) -> Result<(), String> {
    let Some(text) = field(part, "content").as_str() else { return Ok(()) };
    // Without a type the provider takes the part for plain text, which cloud-init passes over.
    let kind = match field(part, "content_type") {
        Value::Nil => return Err("a part without a content_type is not read by cloud-init".into()),
        kind => kind.as_str().unwrap_or_default(),
    };
    let said = match kind {
        "application/node.eks.aws" => {
            let plain = text.replace('"', "");
            let lines = |wanted: &str| plain.lines().any(|line| line.starts_with(wanted));
            lines("apiVersion: node.eks.aws/") && lines("kind: NodeConfig")
        }
        _ if kind.starts_with("text/x-shellscript") => text.starts_with("#!"),
        "text/cloud-config" => text.starts_with("#cloud-config"),
        _ => true,
    };
    if said { Ok(()) } else { Err(format!("a part of type {kind} does not begin as one")) }
}

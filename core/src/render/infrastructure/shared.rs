//! `locals.tf`: what several files refer to.

use super::super::File;
use super::super::bootstrap::pipelines;
use super::super::text::Draft;
use super::flow_logs::has_flow_logs;
use super::network::has_tier;
use super::{fargate, has_own_key, native, tiers};
use crate::design::{Design, Subject, Tier};
use crate::hcl::{Block, Body, Code, Value, call, code, reference, template};

/// The file.
pub(super) fn file(design: &Design) -> File {
    let partition = Body::new()
        .comment("Part of every ARN: aws, aws-cn or aws-us-gov.")
        .block(Block::labelled("data", ["aws_partition", "current"]));
    let native_fargate = native::is_chosen(design) && fargate::some(design);
    let pipelines = pipelines::of(design).is_some();
    let account = has_own_key(design)
        || has_flow_logs(design)
        || design.intent.karpenter
        || native_fargate
        || pipelines;
    let partition = partition.when(account, |body| {
        body.blank().block(Block::labelled("data", ["aws_caller_identity", "current"]))
    });
    let exists = design.network.existing.is_some();
    let locals = Block::new("locals")
        .attr("vpc_id", reference(if exists { "data.aws_vpc.this.id" } else { "aws_vpc.this.id" }))
        .blank()
        .comment(if exists {
            "Subnets by name. From what was looked up, not from the variable: an id that does not fit stops the plan."
        } else {
            "Subnets by name. From the associations, not the subnets themselves: whoever refers to one waits until the\n\
             subnet has its way out, and goes before that does."
        })
        .attr("subnet_ids", subnet_ids(design))
        .with(|body| pod_subnets(body, design))
        .with(|body| rights(body, pipelines));
    Draft::new("infrastructure/locals.tf").body(&partition.blank().block(locals)).file()
}

/// What roles and policies have in common.
fn rights(body: Body<Subject>, pipelines: bool) -> Body<Subject> {
    let body = body
        .blank()
        .comment(
            "What this cluster has in IAM lies under a path of its own, so that rights can be given to that and nothing else:\n\
             a pattern of names for my-eks would also fit my-eks-2.",
        )
        .attr("iam_path", template(["/eks/".into(), code("var.cluster_name").into(), "/".into()]))
        .blank();
    if !pipelines {
        return body
            .comment("The most that roles may have: no limit. Where the organisation has one, the ARN of its policy goes here.")
            .attr("permissions_boundary_arn", Value::null());
    }
    let boundary = template([
        "arn:".into(),
        code("data.aws_partition.current.partition").into(),
        ":iam::".into(),
        code("data.aws_caller_identity.current.account_id").into(),
        ":policy/".into(),
        code("var.cluster_name").into(),
        "-boundary".into(),
    ]);
    body.comment("The most that roles may have. bootstrap/ makes it, and lets pipelines make roles with it and no others.")
        .attr("permissions_boundary_arn", boundary)
}

fn subnet_ids(design: &Design) -> Value<Subject> {
    if design.network.existing.is_some() {
        return code("{ for name, subnet in data.aws_subnet.this : name => subnet.id }").into();
    }
    let mut ids: Vec<Code> = tiers(design)
        .map(|tier| {
            code(match tier {
                Tier::Public => {
                    "{ for name, association in aws_route_table_association.public : name => association.subnet_id }"
                }
                Tier::Private => {
                    "{ for name, association in aws_route_table_association.private : name => association.subnet_id }"
                }
                Tier::Pod => {
                    "{ for name, association in aws_route_table_association.pod : name => association.subnet_id }"
                }
                Tier::Intra => {
                    "{ for name, association in aws_route_table_association.intra : name => association.subnet_id }"
                }
            })
        })
        .collect();
    match (ids.pop(), ids.is_empty()) {
        (None, _) => code("{}").into(),
        (Some(only), true) => only.into(),
        (Some(last), false) => {
            ids.into_iter().chain([last]).fold(call("merge"), |call, id| call.arg(id)).into()
        }
    }
}

/// The pod subnets by the name of their zone, where pods have subnets of their own.
fn pod_subnets(body: Body<Subject>, design: &Design) -> Body<Subject> {
    if !design.network.pod_addresses.custom_networking {
        return body;
    }
    let value = match (has_tier(design, Tier::Pod), design.network.existing.is_some()) {
        (false, _) => "{}",
        (true, false) => {
            "{
               for zone, ids in { for name, subnet in aws_subnet.pod : subnet.availability_zone => local.subnet_ids[name]... } :
               zone => ids[0]
             }"
        }
        (true, true) => {
            "{
               for zone, ids in {
                 for name, subnet in data.aws_subnet.this : subnet.availability_zone => subnet.id... if var.existing_subnets[name].tier == \"pod\"
               } : zone => ids[0]
             }"
        }
    };
    body.blank()
        .comment("Pods get their addresses from the pod subnet of their node's zone, by whose name Kubernetes calls it.")
        .comment("Of several in one zone the first by name counts.")
        .attr("pod_subnets", code(value))
}

//! `locals.tf`: what several files refer to.

use super::super::File;
use super::super::text::Draft;
use super::flow_logs::has_flow_logs;
use super::{has_own_key, tiers};
use crate::design::{Design, Subject, Tier};
use crate::hcl::{Block, Body, Code, Value, call, code, reference};

/// The file.
pub(super) fn file(design: &Design) -> File {
    let partition = Body::new()
        .comment("Part of every ARN: aws, aws-cn or aws-us-gov.")
        .block(Block::labelled("data", ["aws_partition", "current"]));
    let account = has_own_key(design) || has_flow_logs(design) || design.intent.karpenter;
    let partition = partition.when(account, |body| {
        body.blank().block(Block::labelled("data", ["aws_caller_identity", "current"]))
    });
    let body = partition.blank().block(
        Block::new("locals")
            .attr("vpc_id", reference("aws_vpc.this.id"))
            .blank()
            .comment(
                "Subnets by name. From the associations, not the subnets themselves: whoever refers to one waits until the\n\
                 subnet has its way out, and goes before that does.",
            )
            .attr("subnet_ids", subnet_ids(design)),
    );
    Draft::new("infrastructure/locals.tf").body(&body).file()
}

fn subnet_ids(design: &Design) -> Value<Subject> {
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

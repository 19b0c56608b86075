//! `routes.tf`: route tables, and which subnet uses which.

use super::super::super::File;
use super::super::super::text::Draft;
use super::super::endpoints::{has_gateways, has_interfaces};
use super::{has_egress_only_gateway, has_nat_routes, has_tier, is_ipv6, marked_all, name_tag};
use crate::design::{Design, RouteTableId, Subject, Tier};
use crate::hcl::{Block, Body, Object, code, list, reference, template};

/// The file of the routes that the design makes.
pub(super) fn file(design: &Design) -> File {
    let tables = || design.network.route_tables().into_iter().map(|table| table.id);
    let parts = [
        (has_tier(design, Tier::Public), Part::Public),
        (design.network.private_zones().next().is_some(), Part::Private),
        (has_tier(design, Tier::Intra), Part::Intra),
    ];
    let parts = parts.into_iter().filter(|(is_there, _)| *is_there);
    let draft = Draft::new("infrastructure/routes.tf");
    parts
        .fold(draft, |draft, (_, part)| {
            let of_part = tables().filter(|id| match id {
                RouteTableId::Public => part == Part::Public,
                RouteTableId::Private(_) => part == Part::Private,
                RouteTableId::Intra => part == Part::Intra,
            });
            let body = match part {
                Part::Public => public_routes(design),
                Part::Private => private_routes(design),
                Part::Intra => intra_routes(design),
            };
            draft.body(&marked_all(Body::new(), of_part.map(Subject::RouteTable), |lines| lines.append(body)))
        })
        .file()
}

/// What shares its tables; pod subnets have those of the private ones.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Public,
    Private,
    Intra,
}

fn public_routes(design: &Design) -> Body<Subject> {
    let internet = design.network.internet_gateway;
    let ipv6 = internet && is_ipv6(design);
    let route = Block::labelled("resource", ["aws_route", "public_internet"])
        .attr("route_table_id", reference("aws_route_table.public.id"))
        .attr("destination_cidr_block", "0.0.0.0/0")
        .attr("gateway_id", reference("aws_internet_gateway.this.id"));
    let route_ipv6 = Block::labelled("resource", ["aws_route", "public_internet_ipv6"])
        .attr("route_table_id", reference("aws_route_table.public.id"))
        .attr("destination_ipv6_cidr_block", "::/0")
        .attr("gateway_id", reference("aws_internet_gateway.this.id"));
    let before = [(internet, "aws_route.public_internet"), (ipv6, "aws_route.public_internet_ipv6")];
    Body::new()
        .comment("Public subnets share one table.")
        .block(
            Block::labelled("resource", ["aws_route_table", "public"])
                .attr("vpc_id", reference("aws_vpc.this.id"))
                .blank()
                .attr("tags", name_tag("-public")),
        )
        .blank()
        .when(internet, |body| body.block(route).blank())
        .when(ipv6, |body| body.block(route_ipv6).blank())
        .block(association("public", "aws_subnet.public", "aws_route_table.public.id", &before))
}

fn private_routes(design: &Design) -> Body<Subject> {
    let (private, pod) = (has_tier(design, Tier::Private), has_tier(design, Tier::Pod));
    let (nat, ipv6) = (has_nat_routes(design), has_egress_only_gateway(design));
    let zones = code(match (private, pod) {
        (true, true) => {
            "toset([for subnet in concat(values(var.private_subnets), values(var.pod_subnets)) : subnet.zone_id])"
        }
        (false, _) => "toset([for subnet in values(var.pod_subnets) : subnet.zone_id])",
        (true, false) => "toset([for subnet in values(var.private_subnets) : subnet.zone_id])",
    });
    let name = template([code("var.cluster_name").into(), "-private-".into(), code("each.key").into()]);
    let route = Block::labelled("resource", ["aws_route", "private_nat"])
        .attr("for_each", reference("var.nat_gateway_of_zone"))
        .blank()
        .attr("route_table_id", code("aws_route_table.private[each.key].id"))
        .attr("destination_cidr_block", "0.0.0.0/0")
        .attr("nat_gateway_id", code("aws_nat_gateway.this[each.value].id"));
    let route_ipv6 = Block::labelled("resource", ["aws_route", "private_ipv6"])
        .attr("for_each", reference("aws_route_table.private"))
        .blank()
        .attr("route_table_id", reference("each.value.id"))
        .attr("destination_ipv6_cidr_block", "::/0")
        .attr("egress_only_gateway_id", reference("aws_egress_only_internet_gateway.this.id"));
    let [gateways, interfaces, answers] = endpoints(design);
    let before =
        [(nat, "aws_route.private_nat"), (ipv6, "aws_route.private_ipv6"), gateways, interfaces, answers];
    let table_of = |tier: &'static str, subnets, table| association(tier, subnets, table, &before);
    Body::new()
        .comment(
            "Private subnets have one table a zone, even where all zones share a NAT gateway: with a gateway in each zone\n\
             later, only routes change.",
        )
        .when(pod, |body| body.comment("Pod subnets use the same tables."))
        .block(
            Block::labelled("resource", ["aws_route_table", "private"])
                .attr("for_each", zones)
                .blank()
                .attr("vpc_id", reference("aws_vpc.this.id"))
                .blank()
                .attr("tags", Object::new().entry("Name", name)),
        )
        .blank()
        .when(nat, |body| body.block(route).blank())
        .when(ipv6, |body| {
            body.comment("By IPv6 everything gets out, without address translation, and nothing gets in.")
                .block(route_ipv6)
                .blank()
        })
        .when(private, |body| {
            let table = "aws_route_table.private[var.private_subnets[each.key].zone_id].id";
            body.block(table_of("private", "aws_subnet.private", table)).blank()
        })
        .when(pod, |body| {
            let table = "aws_route_table.private[var.pod_subnets[each.key].zone_id].id";
            body.block(table_of("pod", "aws_subnet.pod", table))
        })
}

fn intra_routes(design: &Design) -> Body<Subject> {
    let comment = if has_gateways(design) {
        "A table whose only routes are those of gateway endpoints: nothing else leaves the VPC from these subnets."
    } else {
        "A table without routes: nothing leaves the VPC from these subnets."
    };
    Body::new()
        .comment(comment)
        .block(
            Block::labelled("resource", ["aws_route_table", "intra"])
                .attr("vpc_id", reference("aws_vpc.this.id"))
                .blank()
                .attr("tags", name_tag("-intra")),
        )
        .blank()
        .block(association("intra", "aws_subnet.intra", "aws_route_table.intra.id", &endpoints(design)))
}

/// The endpoints that there are.
fn endpoints(design: &Design) -> [(bool, &'static str); 3] {
    [
        (has_gateways(design), "aws_vpc_endpoint.gateway"),
        (has_interfaces(design), "aws_vpc_endpoint.interface"),
        // Which interfaces answer by.
        (has_interfaces(design), "aws_vpc_security_group_ingress_rule.endpoints"),
    ]
}

/// The associations of a tier. They come after the tier's ways out, so that who waits for them has those.
fn association(
    tier: &'static str,
    subnets: &'static str,
    table: &'static str,
    before: &[(bool, &'static str)],
) -> Block<Subject> {
    let before: Vec<_> = before.iter().filter(|(is_there, _)| *is_there).map(|(_, what)| *what).collect();
    let comment = match before.as_slice() {
        [route] if route.starts_with("aws_route.") => {
            "Who uses the subnet through this association finds the route in place."
        }
        _ => "Who uses the subnet through this association finds its ways out in place.",
    };
    Block::labelled("resource", ["aws_route_table_association", tier])
        .attr("for_each", reference(subnets))
        .blank()
        .attr("subnet_id", reference("each.value.id"))
        .attr("route_table_id", code(table))
        .when(!before.is_empty(), |body| {
            body.blank().comment(comment).attr("depends_on", list(before.into_iter().map(reference)))
        })
}

//! `vpc.tf`, `subnets.tf`, `routes.tf` and `nat.tf`, in agreement with [`crate::design`]'s routing.

use std::collections::BTreeMap;

use super::super::File;
use super::super::text::{Draft, constant, label};
use super::tiers;
use crate::design::{Design, FlowLogs, RouteTableId, Subject, Subnet, Tier};
use crate::hcl::{Block, Body, Object, Value, call, code, list, reference, template};
use crate::value::ZoneId;

/// The files.
pub(super) fn files(design: &Design) -> Vec<File> {
    let mut files = vec![vpc(design)];
    if tiers(design).next().is_some() {
        files.push(subnets(design));
        files.push(routes(design));
    }
    files.extend(has_nat(design).then(|| nat(design)));
    files
}

/// Whether there is a NAT gateway.
pub(super) fn has_nat(design: &Design) -> bool {
    design.network.nat_gateways().next().is_some()
}

/// Whether private subnets use one.
pub(super) fn has_nat_routes(design: &Design) -> bool {
    private_zones(design).any(|zone| design.network.nat_gateway_for(zone).is_some())
}

/// The subnets of a tier, as the value of a variable.
pub(super) fn subnets_value(design: &Design, tier: Tier) -> Object<Subject> {
    Object::new().each(design.network.subnets_of(tier), |object, subnet| {
        let tags = own_tags(design, subnet);
        let value = Object::new()
            .entry("zone_id", subnet.zone.as_str())
            .entry("cidr", subnet.cidr.to_string())
            .when(!tags.is_empty(), |value| {
                value.entry("tags", Object::new().each(tags, |tags, (key, value)| tags.entry(key, value)))
            });
        object.marked(Subject::Zone(subnet.zone.clone()), |object| {
            object.marked(Subject::Subnet(subnet.id), |object| object.entry(subnet.name.as_str(), value))
        })
    })
}

/// The tags of one subnet beside its name and those of the design: what controllers look for, then its own, which win.
fn own_tags<'a>(design: &'a Design, subnet: &'a Subnet) -> BTreeMap<&'a str, &'a str> {
    let role = subnet.load_balancers.tag_key().map(|key| (key, "1"));
    let karpenter = subnet.karpenter_discovery.then_some((KARPENTER, design.cluster.name.as_str()));
    let own = subnet.tags.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    // One after the other: a later one takes the place of an earlier one of the same key.
    role.into_iter().chain(karpenter).chain(own).fold(BTreeMap::new(), |mut tags, (key, value)| {
        tags.insert(key, value);
        tags
    })
}

/// The tag by which Karpenter finds subnets and security groups, with the cluster's name as its value.
/// Source: karpenter-provider-aws, EC2NodeClass.
pub(super) const KARPENTER: &str = "karpenter.sh/discovery";

/// The NAT gateways by zone, as the value of a variable.
pub(super) fn nat_gateways_value(design: &Design) -> Object<Subject> {
    Object::new().each(design.network.nat_gateways(), |object, nat| {
        let name = design.subnet(nat.subnet).map_or("", |s| s.name.as_str());
        object.marked(Subject::NatGateway(nat.subnet), |object| object.entry(nat.zone.as_str(), name))
    })
}

/// Which zone uses which NAT gateway, as the value of a variable.
pub(super) fn nat_routes_value(design: &Design) -> Object<Subject> {
    Object::new().each(private_zones(design), |object, zone| {
        object.each(design.network.nat_gateway_for(zone), |object, nat| {
            let table = RouteTableId::Private(zone.clone());
            object.marked(Subject::RouteTable(table), |object| object.entry(zone.as_str(), nat.zone.as_str()))
        })
    })
}

/// The zones with private subnets.
fn private_zones(design: &Design) -> impl Iterator<Item = &ZoneId> {
    let zones = design.network.zones.iter();
    zones.filter(|zone| design.network.subnets_of(Tier::Private).any(|s| &&s.zone == zone))
}

fn vpc(design: &Design) -> File {
    let template = include_str!("../../../templates/infrastructure/vpc.tf");
    let draft = Draft::new("infrastructure/vpc.tf")
        .body(&Body::new().marked(Subject::Vpc, |body| vpc_block(body, design)));
    let draft = if design.network.secondary_cidrs.is_empty() { draft } else { draft.body(&further_blocks()) };
    draft
        .template(template, |header| match label(header, 0) {
            "aws_internet_gateway" => design.network.internet_gateway.then(|| vec![Subject::InternetGateway]),
            _ => Some(vec![Subject::Vpc]),
        })
        .file()
}

fn vpc_block(body: Body<Subject>, design: &Design) -> Body<Subject> {
    let dns = design.network.dns;
    let unlogged = design.network.flow_logs == FlowLogs::Off {};
    let name = Object::new().entry("Name", reference("var.cluster_name"));
    let vpc = Block::labelled("resource", ["aws_vpc", "this"])
        .when(unlogged, |vpc| {
            vpc.comment(
                "checkov:skip=CKV2_AWS_11:Flow logs are not part of this design. They cost by the gigabyte and help only who reads them.",
            )
        })
        .attr("cidr_block", reference("var.vpc_cidr"))
        .blank()
        .comment("Nodes find the API server's private address by name, for which EKS needs both.")
        .attr("enable_dns_support", dns.support)
        .attr("enable_dns_hostnames", dns.hostnames)
        .blank()
        .attr("tags", name);
    body.comment("The network that holds the cluster.").block(vpc)
}

fn further_blocks() -> Body<Subject> {
    let association = Block::labelled("resource", ["aws_vpc_ipv4_cidr_block_association", "this"])
        .attr("for_each", call("toset").arg(reference("var.secondary_cidrs")))
        .blank()
        .attr("vpc_id", reference("aws_vpc.this.id"))
        .attr("cidr_block", reference("each.value"));
    Body::new().marked(Subject::Vpc, |body| {
        body.comment("Further blocks of the VPC: one that is added or removed touches no other.")
            .block(association)
    })
}

fn nat(design: &Design) -> File {
    let gateways: Vec<_> = design.network.nat_gateways().map(|n| Subject::NatGateway(n.subnet)).collect();
    constant("infrastructure/nat.tf", include_str!("../../../templates/infrastructure/nat.tf"), &gateways)
}

fn subnets(design: &Design) -> File {
    let draft = Draft::new("infrastructure/subnets.tf")
        .paragraph("# Keys are the subnets' names: one that is added or removed touches no other.", &[]);
    tiers(design)
        .fold(draft, |draft, tier| {
            let subjects = design.network.subnets_of(tier).map(|s| Subject::Subnet(s.id));
            let body = Body::new();
            draft.body(&marked_all(body, subjects, |body| body.block(subnet_block(design, tier))))
        })
        .file()
}

fn subnet_block(design: &Design, tier: Tier) -> Block<Subject> {
    let for_each = match tier {
        Tier::Public => "var.public_subnets",
        Tier::Private => "var.private_subnets",
        Tier::Intra => "var.intra_subnets",
        Tier::Pod => "var.pod_subnets",
    };
    let name = template([code("var.cluster_name").into(), "-".into(), code("each.key").into()]);
    let tags = call("merge").arg(Object::new().entry("Name", name)).arg(reference("each.value.tags"));
    let further = !design.network.secondary_cidrs.is_empty();
    Block::labelled("resource", ["aws_subnet", tier.as_str()])
        .when(tier == Tier::Public && has_public_nodes(design), |body| {
            body.comment("checkov:skip=CKV_AWS_130:Nodes run here, and without public addresses they would never join.")
        })
        .attr("for_each", reference(for_each))
        .blank()
        .attr("vpc_id", reference("aws_vpc.this.id"))
        .attr("availability_zone_id", reference("each.value.zone_id"))
        .attr("cidr_block", reference("each.value.cidr"))
        .when(tier == Tier::Public && has_public_nodes(design), |body| {
            body.attr("map_public_ip_on_launch", true)
        })
        .blank()
        .attr("tags", tags)
        .when(further, |body| {
            body.blank()
                .comment("A subnet may lie in one of the VPC's further blocks, which must be there first.")
                .attr("depends_on", list([reference("aws_vpc_ipv4_cidr_block_association.this")]))
        })
}

/// Whether a node group runs in public subnets: its nodes need public addresses (rule SUB013).
fn has_public_nodes(design: &Design) -> bool {
    let public: Vec<_> = design.network.subnets_of(Tier::Public).map(|s| s.id).collect();
    design.compute.node_groups.iter().any(|g| g.subnets.iter().any(|s| public.contains(s)))
}

fn routes(design: &Design) -> File {
    let draft = Draft::new("infrastructure/routes.tf");
    tiers(design)
        .fold(draft, |draft, tier| {
            let ids = design.network.route_tables().into_iter().map(|table| table.id);
            let of_tier = ids.filter(|id| match id {
                RouteTableId::Public => tier == Tier::Public,
                RouteTableId::Private(_) => tier == Tier::Private,
                RouteTableId::Intra => tier == Tier::Intra,
            });
            let subjects: Vec<_> = of_tier.map(Subject::RouteTable).collect();
            let body = match tier {
                Tier::Public => public_routes(design),
                Tier::Private => private_routes(design),
                Tier::Intra => intra_routes(),
                Tier::Pod => Body::new(),
            };
            draft.body(&marked_all(Body::new(), subjects, |lines| lines.append(body)))
        })
        .file()
}

fn public_routes(design: &Design) -> Body<Subject> {
    let internet = design.network.internet_gateway;
    let route = Block::labelled("resource", ["aws_route", "public_internet"])
        .attr("route_table_id", reference("aws_route_table.public.id"))
        .attr("destination_cidr_block", "0.0.0.0/0")
        .attr("gateway_id", reference("aws_internet_gateway.this.id"));
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
        .block(association(
            "public",
            "aws_subnet.public",
            "aws_route_table.public.id",
            internet.then_some("aws_route.public_internet"),
        ))
}

fn private_routes(design: &Design) -> Body<Subject> {
    let nat = has_nat_routes(design);
    let zones = code("toset([for subnet in values(var.private_subnets) : subnet.zone_id])");
    let name = template([code("var.cluster_name").into(), "-private-".into(), code("each.key").into()]);
    let route = Block::labelled("resource", ["aws_route", "private_nat"])
        .attr("for_each", reference("var.nat_gateway_of_zone"))
        .blank()
        .attr("route_table_id", code("aws_route_table.private[each.key].id"))
        .attr("destination_cidr_block", "0.0.0.0/0")
        .attr("nat_gateway_id", code("aws_nat_gateway.this[each.value].id"));
    Body::new()
        .comment(
            "Private subnets have one table a zone, even where all zones share a NAT gateway: with a gateway in each zone\n\
             later, only routes change.",
        )
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
        .block(association(
            "private",
            "aws_subnet.private",
            "aws_route_table.private[var.private_subnets[each.key].zone_id].id",
            nat.then_some("aws_route.private_nat"),
        ))
}

fn intra_routes() -> Body<Subject> {
    Body::new()
        .comment("A table without routes: nothing leaves the VPC from these subnets.")
        .block(
            Block::labelled("resource", ["aws_route_table", "intra"])
                .attr("vpc_id", reference("aws_vpc.this.id"))
                .blank()
                .attr("tags", name_tag("-intra")),
        )
        .blank()
        .block(association("intra", "aws_subnet.intra", "aws_route_table.intra.id", None))
}

/// The associations of a tier. They come after the tier's default route, so that who waits for them has it.
fn association(
    tier: &'static str,
    subnets: &'static str,
    table: &'static str,
    route: Option<&'static str>,
) -> Block<Subject> {
    Block::labelled("resource", ["aws_route_table_association", tier])
        .attr("for_each", reference(subnets))
        .blank()
        .attr("subnet_id", reference("each.value.id"))
        .attr("route_table_id", code(table))
        .when(route.is_some(), |body| {
            body.blank()
                .comment("Who uses the subnet through this association finds the route in place.")
                .attr("depends_on", list(route.map(reference)))
        })
}

fn name_tag(suffix: &'static str) -> Value<Subject> {
    Object::new().entry("Name", template([code("var.cluster_name").into(), suffix.into()])).into()
}

/// Marks what `add` adds with every one of `subjects`.
fn marked_all(
    body: Body<Subject>,
    subjects: impl IntoIterator<Item = Subject>,
    add: impl FnOnce(Body<Subject>) -> Body<Subject>,
) -> Body<Subject> {
    subjects
        .into_iter()
        .fold(add(body), |lines, subject| Body::new().marked(subject, |outer| outer.append(lines)))
}

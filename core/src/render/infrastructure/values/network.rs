//! The values of the network: VPC, subnets, NAT gateways, endpoints.

use std::collections::BTreeMap;

use super::Values;
use crate::design::{
    Design, ExistingVpc, FlowLogTraffic, FlowLogs, LoadBalancerRole, RouteTableId, Subject, Subnet, Tier,
};
use crate::hcl::{Object, list};
use crate::render::infrastructure::endpoints::{has_gateways, has_interfaces};
use crate::render::infrastructure::network::{self, KARPENTER, gives_public_addresses, is_ipv6};
use crate::render::infrastructure::tiers;
use crate::value::Cidr;

/// Stands for the id of an existing subnet that the design does not name yet.
const UNKNOWN: &str = "subnet-unknown";

/// Gives the network's variables their values.
pub(super) fn set(values: Values, design: &Design) -> Values {
    let values = match &design.network.existing {
        Some(vpc) => existing(values, design, vpc),
        None => own(values, design),
    };
    endpoints(values, design)
}

fn own(values: Values, design: &Design) -> Values {
    let further = &design.network.secondary_cidrs;
    let values = values
        .section("")
        .set("vpc_cidr", Subject::Vpc, design.network.cidr.to_string())
        .when(!further.is_empty(), |values| {
            values.set("secondary_cidrs", Subject::Vpc, list(further.iter().map(Cidr::to_string)))
        });
    let values = flow_logs(values, design);
    let values = tiers(design).fold(values, |values, tier| {
        let name = match tier {
            Tier::Public => "public_subnets",
            Tier::Private => "private_subnets",
            Tier::Intra => "intra_subnets",
            Tier::Pod => "pod_subnets",
        };
        let subnets = || design.network.subnets_of(tier);
        let value =
            Object::new().each(subnets(), |object, subnet| entry(object, design, subnet, Object::new()));
        values.section(comment_on_roles(subnets())).set(name, Subject::Vpc, value)
    });
    let values = values.when(network::has_nat(design), |values| {
        values.section("Zone of the gateway = public subnet that holds it.").set(
            "nat_gateways",
            Subject::Vpc,
            nat_gateways(design),
        )
    });
    values.when(network::has_nat_routes(design), |values| {
        values.section("Zone of private subnets = zone of the gateway that they use.").set(
            "nat_gateway_of_zone",
            Subject::Vpc,
            nat_routes(design),
        )
    })
}

fn existing(values: Values, design: &Design, vpc: &ExistingVpc) -> Values {
    let subnets = || design.network.subnets_in_order();
    let comment = if subnets().any(|s| s.existing.is_none()) {
        "subnet-unknown stands for an id that the design does not name yet; scripts/rollout.sh refuses it."
    } else {
        comment_on_roles(subnets())
    };
    let value = Object::new().each(subnets(), |object, subnet| {
        let id = subnet.existing.as_ref().map_or(UNKNOWN, |id| id.as_str());
        entry(object, design, subnet, Object::new().entry("id", id).entry("tier", subnet.tier.as_str()))
    });
    let values = values.section("").set("vpc_id", Subject::Vpc, vpc.id.as_str());
    flow_logs(values, design).section(comment).set("existing_subnets", Subject::Vpc, value)
}

fn flow_logs(values: Values, design: &Design) -> Values {
    let FlowLogs::CloudWatch { retention_days, traffic } = design.network.flow_logs else { return values };
    let traffic = match traffic {
        FlowLogTraffic::All => "ALL",
        FlowLogTraffic::Rejected => "REJECT",
    };
    values.section("").set("flow_log_traffic", Subject::Vpc, traffic).set(
        "flow_log_retention_in_days",
        Subject::Vpc,
        retention_days.days(),
    )
}

/// What the tags of subnets are for, where there are some.
fn comment_on_roles<'a>(mut subnets: impl Iterator<Item = &'a Subnet>) -> &'static str {
    if subnets.any(|s| s.load_balancers != LoadBalancerRole::None) {
        "By the role tags the controllers in the cluster find subnets for load balancers."
    } else {
        ""
    }
}

/// Adds a subnet by its name, with what it says of itself first.
fn entry(
    object: Object<Subject>,
    design: &Design,
    subnet: &Subnet,
    first: Object<Subject>,
) -> Object<Subject> {
    let tags = own_tags(design, subnet);
    let block = subnet.ipv6.filter(|_| is_ipv6(design) && design.network.existing.is_none());
    let value = first
        .entry("zone_id", subnet.zone.as_str())
        .entry("cidr", subnet.cidr.to_string())
        .each(block, |value, block| value.entry("ipv6", block.get()))
        .when(design.network.existing.is_none() && gives_public_addresses(design, subnet), |value| {
            value.entry("public_addresses", true)
        })
        .when(!tags.is_empty(), |value| {
            value.entry("tags", Object::new().each(tags, |tags, (key, value)| tags.entry(key, value)))
        });
    object.marked(Subject::Zone(subnet.zone.clone()), |object| {
        object.marked(Subject::Subnet(subnet.id), |object| object.entry(subnet.name.as_str(), value))
    })
}

/// Whether subnets have tags beside their names and those of the design.
pub(in super::super) fn has_tagged_subnets(design: &Design) -> bool {
    design.network.subnets.iter().any(|subnet| !own_tags(design, subnet).is_empty())
}

/// The tags of one subnet beside its name and those of the design: what controllers look for, then its own, which win.
pub(in super::super) fn own_tags<'a>(design: &'a Design, subnet: &'a Subnet) -> BTreeMap<&'a str, &'a str> {
    let role = subnet.load_balancers.tag_key().map(|key| (key, "1"));
    let karpenter = subnet.karpenter_discovery.then_some((KARPENTER, design.cluster.name.as_str()));
    let own = subnet.tags.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    // One after the other: a later one takes the place of an earlier one of the same key.
    role.into_iter().chain(karpenter).chain(own).fold(BTreeMap::new(), |mut tags, (key, value)| {
        tags.insert(key, value);
        tags
    })
}

/// The NAT gateways by zone.
fn nat_gateways(design: &Design) -> Object<Subject> {
    Object::new().each(design.network.nat_gateways(), |object, nat| {
        let name = design.subnet(nat.subnet).map_or("", |s| s.name.as_str());
        object.marked(Subject::NatGateway(nat.subnet), |object| object.entry(nat.zone.as_str(), name))
    })
}

/// Which zone uses which NAT gateway.
fn nat_routes(design: &Design) -> Object<Subject> {
    Object::new().each(design.network.private_zones(), |object, zone| {
        object.each(design.network.nat_gateway_for(zone), |object, nat| {
            let table = RouteTableId::Private(zone.clone());
            object.marked(Subject::RouteTable(table), |object| object.entry(zone.as_str(), nat.zone.as_str()))
        })
    })
}

fn endpoints(values: Values, design: &Design) -> Values {
    let endpoints = &design.network.endpoints;
    let gateways = endpoints.services.iter().filter(|s| s.is_gateway()).map(|s| s.as_str());
    let names = design.network.endpoint_subnets().map(|s| s.name.as_str());
    let (some_gateways, some_interfaces) = (has_gateways(design), has_interfaces(design));
    values
        .when(some_gateways || some_interfaces, |values| values.section(""))
        .when(some_gateways, |values| values.set("gateway_endpoints", Subject::Endpoints, list(gateways)))
        .when(some_interfaces, |values| {
            let services = endpoints.interfaces().map(|s| s.as_str());
            values.set("interface_endpoints", Subject::Endpoints, list(services)).set(
                "endpoint_subnets",
                Subject::Endpoints,
                list(names),
            )
        })
}

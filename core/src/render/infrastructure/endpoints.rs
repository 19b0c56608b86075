//! `endpoints.tf`: ways to AWS services that do not lead through the internet.

use super::super::File;
use super::super::text::Draft;
use super::network::has_tier;
use crate::design::{Design, Subject, Tier};
use crate::hcl::{Block, Body, Code, List, Object, Value, code, list, reference, template};

/// Whether there are gateway endpoints.
pub(super) fn has_gateways(design: &Design) -> bool {
    design.network.endpoints.services.iter().any(|s| s.is_gateway())
}

/// Whether there are interface endpoints.
pub(super) fn has_interfaces(design: &Design) -> bool {
    design.network.endpoints.interfaces().next().is_some()
}

/// The file, where there are endpoints.
pub(super) fn file(design: &Design) -> Option<File> {
    let (gateways, interfaces) = (has_gateways(design), has_interfaces(design));
    let body = Body::new()
        .comment(
            "Ways to AWS services that do not lead through the internet. No endpoint has a policy of its own: AWS's default\n\
             adds no limit, so that who may do what stays with IAM. A narrower one must leave out calls that are not made in\n\
             the name of this account: image layers come from a bucket of Amazon ECR's, and IRSA asks STS without a name.",
        )
        .when(gateways, |body| body.append(gateway(design)))
        .when(interfaces, |body| body.append(interface(design)));
    let body = Body::new().marked(Subject::Endpoints, |lines| lines.append(body));
    (gateways || interfaces).then(|| Draft::new("infrastructure/endpoints.tf").body(&body).file())
}

type Lines = Body<Subject>;

fn gateway(design: &Design) -> Lines {
    let exists = design.network.existing.is_some();
    let tables: Value<Subject> = if exists { code(EXISTING_TABLES).into() } else { tables(design) };
    let endpoint = Block::labelled("resource", ["aws_vpc_endpoint", "gateway"])
        .attr("for_each", reference("var.gateway_endpoints"))
        .blank()
        .attr("vpc_id", reference("local.vpc_id"))
        .attr("vpc_endpoint_type", "Gateway")
        // S3 and DynamoDB have the same name everywhere.
        .attr("service_name", service_name())
        .attr("route_table_ids", tables)
        .blank()
        .attr("tags", name_tag());
    Body::new()
        .when(exists, |body| body.blank().append(existing_tables()).blank())
        .blank()
        .comment("Gateways are routes of the subnets that the internet does not reach, and cost nothing.")
        .block(endpoint)
        .blank()
}

/// The tables of private, pod and intra subnets.
fn tables(design: &Design) -> Value<Subject> {
    let private = design.network.private_zones().next().is_some();
    let of_private = "[for table in aws_route_table.private : table.id]";
    match (private, has_tier(design, Tier::Intra)) {
        (true, true) => {
            code("concat([for table in aws_route_table.private : table.id], [aws_route_table.intra.id])")
                .into()
        }
        (true, false) => code(of_private).into(),
        (false, true) => list([reference("aws_route_table.intra.id")]).into(),
        (false, false) => List::new().into(),
    }
}

/// The tables that were looked up, each once.
const EXISTING_TABLES: &str =
    "distinct(flatten([for tables in data.aws_route_tables.endpoints : tables.ids]))";

fn existing_tables() -> Lines {
    let subnets =
        code("{ for name, subnet in var.existing_subnets : name => subnet.id if subnet.tier != \"public\" }");
    let filter = Block::new("filter")
        .attr("name", "association.subnet-id")
        .attr("values", list([reference("each.value")]));
    let message = template([
        "The subnet ".into(),
        code("each.key").into(),
        " uses the VPC's main route table. Give it one of its own: a gateway endpoint would change the routes of all others too."
            .into(),
    ]);
    let condition = Block::new("postcondition")
        .attr("condition", code("length(self.ids) > 0"))
        .attr("error_message", message);
    Body::new()
        .comment(
            "By subnet, not all of the VPC: a gateway endpoint changes the address that a bucket sees, and must not do so for\n\
             what else lives in the VPC.",
        )
        .block(
            Block::labelled("data", ["aws_route_tables", "endpoints"])
                .attr("for_each", subnets)
                .blank()
                .attr("vpc_id", reference("local.vpc_id"))
                .blank()
                .block(filter)
                .blank()
                .block(Block::new("lifecycle").block(condition)),
        )
}

fn interface(design: &Design) -> Lines {
    let china = design.region.as_str().starts_with("cn-");
    let service: Value<Subject> = if china {
        code("data.aws_vpc_endpoint_service.interface[each.key].service_name").into()
    } else {
        service_name()
    };
    let endpoint = Block::labelled("resource", ["aws_vpc_endpoint", "interface"])
        .attr("for_each", reference("var.interface_endpoints"))
        .blank()
        .attr("vpc_id", reference("local.vpc_id"))
        .attr("vpc_endpoint_type", "Interface")
        .attr("service_name", service)
        .attr("subnet_ids", subnets(design))
        .attr("security_group_ids", list([reference("aws_security_group.endpoints.id")]))
        .blank()
        .comment("The service's usual name leads here, so that nothing has to be told of the endpoint.")
        .attr("private_dns_enabled", true)
        .blank()
        .attr("tags", name_tag());
    Body::new()
        .blank()
        .when(china, |body| body.append(services_of_china()).blank())
        .comment("Interfaces have an address in each of these subnets, and cost by the hour for each.")
        .block(endpoint)
        .blank()
        .append(security_group(design))
}

/// The subnets of the interfaces: themselves, not their associations, which wait for the endpoints.
fn subnets(design: &Design) -> Code {
    if design.network.existing.is_some() {
        return code("[for name in var.endpoint_subnets : local.subnet_ids[name]]");
    }
    code(match design.network.endpoints.tier {
        Tier::Public => "[for name in var.endpoint_subnets : aws_subnet.public[name].id]",
        Tier::Private => "[for name in var.endpoint_subnets : aws_subnet.private[name].id]",
        Tier::Intra => "[for name in var.endpoint_subnets : aws_subnet.intra[name].id]",
        Tier::Pod => "[for name in var.endpoint_subnets : aws_subnet.pod[name].id]",
    })
}

/// In China some names begin with `cn.` and some do not, by region too. Source: EC2 API, DescribeVpcEndpointServices,
/// as the AWS CDK quotes it (aws-cdk pull requests 16139 and 25333).
fn services_of_china() -> Lines {
    let names =
        code("[\"com.amazonaws.${var.region}.${each.key}\", \"cn.com.amazonaws.${var.region}.${each.key}\"]");
    Body::new()
        .comment("In China some services are called cn.com.amazonaws…, and which ones differs by region: AWS is asked.")
        .block(
            Block::labelled("data", ["aws_vpc_endpoint_service", "interface"])
                .attr("for_each", reference("var.interface_endpoints"))
                .blank()
                .attr("service_type", "Interface")
                .blank()
                .block(Block::new("filter").attr("name", "service-name").attr("values", names)),
        )
}

fn security_group(design: &Design) -> Lines {
    let blocks = if design.network.existing.is_some() {
        "toset([for block in data.aws_vpc.this.cidr_block_associations : block.cidr_block if block.state == \"associated\"])"
    } else if design.network.secondary_cidrs.is_empty() {
        "toset([var.vpc_cidr])"
    } else {
        "toset(concat([var.vpc_cidr], var.secondary_cidrs))"
    };
    // Not the cluster's name first: AWS takes no group whose name begins with sg-.
    let name = || template(["endpoints-".into(), code("var.cluster_name").into()]);
    let group = Block::labelled("resource", ["aws_security_group", "endpoints"])
        .attr("name_prefix", template(["endpoints-".into(), code("var.cluster_name").into(), "-".into()]))
        .attr("description", "HTTPS from inside the VPC to the VPC endpoints")
        .attr("vpc_id", reference("local.vpc_id"))
        .blank()
        .attr("tags", Object::new().entry("Name", name()))
        .blank()
        .block(Block::new("lifecycle").attr("create_before_destroy", true));
    let rule = Block::labelled("resource", ["aws_vpc_security_group_ingress_rule", "endpoints"])
        .attr("for_each", code(blocks))
        .blank()
        .attr("security_group_id", reference("aws_security_group.endpoints.id"))
        .attr("description", template(["HTTPS from ".into(), code("each.value").into()]))
        .attr("cidr_ipv4", reference("each.value"))
        .attr("ip_protocol", "tcp")
        .attr("from_port", 443u16)
        .attr("to_port", 443u16);
    Body::new()
        .comment("Everything in the VPC may ask, nodes and pods alike; the endpoints themselves begin no connection.")
        .block(group)
        .blank()
        .block(rule)
}

fn service_name() -> Value<Subject> {
    template(["com.amazonaws.".into(), code("var.region").into(), ".".into(), code("each.key").into()])
}

fn name_tag() -> Object<Subject> {
    let name = template([code("var.cluster_name").into(), "-".into(), code("each.key").into()]);
    Object::new().entry("Name", name)
}

//! `subnets.tf`: one resource for each tier.

use super::super::super::File;
use super::super::super::text::Draft;
use super::{is_ipv6, marked_all, tiers};
use crate::design::{Design, Subject, Subnet, Tier};
use crate::hcl::{Block, Body, Object, call, code, list, reference, template};

/// The file of the subnets that the design makes.
pub(super) fn file(design: &Design) -> File {
    let draft = Draft::new("infrastructure/subnets.tf")
        .paragraph("# Keys are the subnets' names: one that is added or removed touches no other.", &[]);
    let draft = if is_ipv6(design) { draft.paragraph(ON_IPV6, &[]) } else { draft };
    tiers(design)
        .fold(draft, |draft, tier| {
            let subjects = design.network.subnets_of(tier).map(|s| Subject::Subnet(s.id));
            let body = Body::new();
            draft.body(&marked_all(body, subjects, |body| body.block(subnet_block(design, tier))))
        })
        .file()
}

/// Source: EKS user guide, cni-ipv6.
const ON_IPV6: &str = "\
# The number of a subnet's IPv6 block is its own for good, so that none moves when another one comes or goes. There is
# no DNS64: where a name has an IPv4 address only, the VPC CNI lets pods out through the IPv4 address of their node.";

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
    let with_public_addresses = tier == Tier::Public && has_public_nodes(design);
    Block::labelled("resource", ["aws_subnet", tier.as_str()])
        .when(with_public_addresses, |body| {
            body.comment("checkov:skip=CKV_AWS_130:Only where nodes run: without public addresses they would never join.")
        })
        .attr("for_each", reference(for_each))
        .blank()
        .attr("vpc_id", reference("aws_vpc.this.id"))
        .attr("availability_zone_id", reference("each.value.zone_id"))
        .attr("cidr_block", reference("each.value.cidr"))
        .when(with_public_addresses, |body| {
            body.attr("map_public_ip_on_launch", reference("each.value.public_addresses"))
        })
        .when(is_ipv6(design), |body| {
            body.blank()
                .attr("ipv6_cidr_block", code("cidrsubnet(aws_vpc.this.ipv6_cidr_block, 8, each.value.ipv6)"))
                .attr("assign_ipv6_address_on_creation", true)
        })
        .blank()
        .attr("tags", tags)
        .when(further, |body| {
            body.blank()
                .comment("A subnet may lie in one of the VPC's further blocks, which must be there first.")
                .attr("depends_on", list([reference("aws_vpc_ipv4_cidr_block_association.this")]))
        })
}

/// Whether a node group runs in public subnets.
pub(in super::super) fn has_public_nodes(design: &Design) -> bool {
    design.network.subnets.iter().any(|subnet| gives_public_addresses(design, subnet))
}

/// Whether a public subnet holds nodes of a group: these need public addresses (rule SUB013).
pub(in super::super) fn gives_public_addresses(design: &Design, subnet: &Subnet) -> bool {
    subnet.tier == Tier::Public && design.compute.node_groups.iter().any(|g| g.subnets.contains(&subnet.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;
    use crate::render::render;
    use std::sync::Arc;

    #[test]
    fn public_addresses_are_given_where_nodes_run_and_nowhere_else() {
        let mut design = starters::reference();
        let told = |design: &Design, file: &str| {
            let bundle = render(design);
            let text = &bundle.file(&format!("infrastructure/{file}")).unwrap().text;
            text.matches("public_addresses").count()
        };
        let counts =
            |design: &Design| ["subnets.tf", "variables.tf", "terraform.tfvars"].map(|f| told(design, f));
        assert_eq!(counts(&design), [0, 0, 0]);
        let public: Vec<_> = design.network.subnets_of(Tier::Public).map(|s| s.id).collect();
        assert!(public.len() > 1);
        Arc::make_mut(&mut design.compute).node_groups[0].subnets.insert(public[0]);
        assert_eq!(counts(&design), [1, 1, 1]);
    }
}

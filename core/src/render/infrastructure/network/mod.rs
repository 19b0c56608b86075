//! `vpc.tf`, `subnets.tf`, `routes.tf` and `nat.tf`, in agreement with [`crate::design`]'s routing.

mod existing;
mod routes;
mod subnets;
mod vpc;

pub(super) use subnets::{gives_public_addresses, has_public_nodes};

use super::super::File;
use super::super::text::constant;
use super::tiers;
use crate::design::{Design, Subject, Tier};
use crate::hcl::{Body, Value, code, template};
use crate::value::IpFamily;

/// The tag by which Karpenter finds subnets and security groups, with the cluster's name as its value.
/// Source: karpenter-provider-aws, EC2NodeClass.
pub(super) const KARPENTER: &str = "karpenter.sh/discovery";

/// The files. Of a VPC that exists there is one, which makes none of what the design describes.
pub(super) fn files(design: &Design) -> Vec<File> {
    if design.network.existing.is_some() {
        return vec![existing::file(design)];
    }
    let mut files = vec![vpc::file(design)];
    if tiers(design).next().is_some() {
        files.push(subnets::file(design));
        files.push(routes::file(design));
    }
    files.extend(has_nat(design).then(|| nat(design)));
    files
}

/// Whether there is a NAT gateway of the design's own.
pub(super) fn has_nat(design: &Design) -> bool {
    design.network.existing.is_none() && design.network.nat_gateways().next().is_some()
}

/// Whether private subnets use one.
pub(super) fn has_nat_routes(design: &Design) -> bool {
    has_nat(design)
        && design.network.private_zones().any(|zone| design.network.nat_gateway_for(zone).is_some())
}

/// Whether a tier has subnets.
pub(super) fn has_tier(design: &Design, tier: Tier) -> bool {
    design.network.subnets_of(tier).next().is_some()
}

/// Whether pods and services have IPv6 addresses.
pub(super) fn is_ipv6(design: &Design) -> bool {
    design.cluster.ip_family == IpFamily::Ipv6
}

/// Whether private and pod subnets reach the internet by IPv6: through a gateway that lets nothing in.
fn has_egress_only_gateway(design: &Design) -> bool {
    is_ipv6(design) && design.network.private_zones().next().is_some()
}

fn nat(design: &Design) -> File {
    let gateways: Vec<_> = design.network.nat_gateways().map(|n| Subject::NatGateway(n.subnet)).collect();
    constant("infrastructure/nat.tf", include_str!("../../../../templates/infrastructure/nat.tf"), &gateways)
}

fn name_tag(suffix: &'static str) -> Value<Subject> {
    let name = template([code("var.cluster_name").into(), suffix.into()]);
    crate::hcl::Object::new().entry("Name", name).into()
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

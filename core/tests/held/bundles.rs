//! Designs that between them render everything, and what can be said of their bundles.

use std::sync::Arc;

use configurator_core::design::{Design, SubnetId, Tier, starters};
use configurator_core::file::{from_json, to_json};
use configurator_core::render::{Bundle, render};
use configurator_core::value::EndpointService;
use serde_json::Value;

/// The reference design with a field set in its file, if that is a design.
pub(crate) fn with(object: &str, field: &str, value: Value) -> Option<Design> {
    let mut file: Value = serde_json::from_str(&to_json(&starters::reference())).unwrap();
    let object = file["design"].pointer_mut(object).unwrap();
    object[field] = value;
    from_json(&file.to_string()).ok()
}

/// Designs that between them render every kind of resource.
pub(crate) fn designs() -> Vec<Design> {
    let files = [
        include_str!("../../../tests/designs/every-field.json"),
        include_str!("../../../tests/designs/further-blocks.json"),
        include_str!("../../../tests/designs/mixed-groups.json"),
        include_str!("../../../tests/designs/long-names.json"),
        include_str!("../../../tests/designs/public-nodes.json"),
        include_str!("../../../tests/designs/dynamodb-lock.json"),
        include_str!("../../../tests/designs/all-compute.json"),
        include_str!("../../../tests/designs/access.json"),
        include_str!("../../../tests/designs/existing-vpc.json"),
        include_str!("../../../tests/designs/ipv6.json"),
        include_str!("../../../tests/designs/karpenter.json"),
        include_str!("../../../tests/designs/private.json"),
        include_str!("../../../tests/designs/self-managed.json"),
    ];
    let files = files.iter().map(|text| from_json(text).unwrap());
    files.chain([starters::reference(), starters::development(), starters::production()]).collect()
}

/// Whether something holds of all bundles, and of at least one that has the file.
pub(crate) fn all(path: &str, holds: impl Fn(&str) -> bool) -> bool {
    let bundles: Vec<Bundle> = designs().iter().map(render).collect();
    let texts: Vec<&str> = bundles.iter().filter_map(|b| b.file(path)).map(|f| f.text.as_str()).collect();
    !texts.is_empty() && texts.into_iter().all(holds)
}

/// Whether all of the Terraform that makes the cluster holds, in every bundle.
pub(crate) fn everywhere(holds: impl Fn(&str) -> bool) -> bool {
    designs().iter().map(render).all(|bundle| {
        let files = bundle.files.iter().filter(|f| f.path.starts_with("infrastructure/"));
        let texts: Vec<&str> = files.filter(|f| f.path.ends_with(".tf")).map(|f| f.text.as_str()).collect();
        !texts.is_empty() && holds(&texts.join("\n"))
    })
}

/// The lines of a text without its indentation.
pub(crate) fn has_line(text: &str, wanted: &str) -> bool {
    let squeezed = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().any(|line| squeezed(line) == wanted)
}

/// The block of a text that begins with `start`, up to the brace that ends it.
pub(crate) fn block<'a>(text: &'a str, start: &str) -> &'a str {
    let from = text.find(start).unwrap_or_else(|| panic!("{start} is not there"));
    let rest = &text[from..];
    &rest[..rest.find("\n}").map_or(rest.len(), |end| end + 2)]
}

/// Whether no node group is rendered with any of these attributes.
pub(crate) fn groups_without(attributes: &[&str]) -> bool {
    all("infrastructure/node_groups.tf", |t| attributes.iter().all(|a| !t.contains(a)))
}

pub(crate) fn on_key(holds: impl Fn(&str) -> bool) -> bool {
    all("infrastructure/kms.tf", |t| holds(block(t, "resource \"aws_kms_key\"")))
}

pub(crate) fn on_bucket(holds: impl Fn(&str) -> bool) -> bool {
    all("bootstrap/state_bucket.tf", holds)
}

pub(crate) fn on_table(holds: impl Fn(&str) -> bool) -> bool {
    all("bootstrap/lock_table.tf", holds)
}

/// The rendered subnets of a tier where nodes run in public ones.
pub(crate) fn subnets(tier: Tier) -> String {
    let mut design = starters::reference();
    Arc::make_mut(&mut design.compute).node_groups[0].subnets = [SubnetId(1), SubnetId(4)].into();
    let bundle = render(&design);
    let text = &bundle.file("infrastructure/subnets.tf").unwrap().text;
    block(text, &format!("resource \"aws_subnet\" \"{}\"", tier.as_str())).to_owned()
}

/// Every route has one destination and one target.
pub(crate) fn routes_are_whole() -> bool {
    all("infrastructure/routes.tf", |t| {
        let routes: Vec<&str> = t.split("resource \"").filter(|r| r.starts_with("aws_route\"")).collect();
        routes.iter().all(|r| {
            let targets = ["gateway_id", "nat_gateway_id", "egress_only_gateway_id"].iter();
            targets.filter(|name| r.lines().any(|l| l.trim_start().starts_with(**name))).count() == 1
                && r.matches("destination_").count() == 1
        })
    })
}

/// With interfaces of endpoints in private subnets, of which the first zone has two.
pub(crate) fn with_endpoints(design: &Design) -> Design {
    let mut design = design.clone();
    let network = Arc::make_mut(&mut design.network);
    network.endpoints.services = [EndpointService::Ec2].into();
    let more: Vec<_> =
        network.subnets.iter().find(|s| s.tier == Tier::Private).cloned().into_iter().collect();
    network.subnets.extend(more);
    design
}

pub(crate) fn has_own_table(design: &Design) -> bool {
    let tables = design.network.route_tables();
    design.network.subnets.iter().all(|s| tables.iter().filter(|t| t.subnets.contains(&s.id)).count() == 1)
}

//! The bundle's own tests, which a team runs with `terraform test`: of constant files those assertions whose subjects
//! this design has. They read `var.…`, so that they hold after an edit of `terraform.tfvars` too.

use super::File;
use super::bootstrap::pipelines;
use super::text::{Draft, label};
use crate::design::{Delivery, Design, Flavour, NodeGroup, Tier};
use crate::hcl::{Block, Body, Object, list, reference};
use crate::value::{Cidr, ZoneId};
use std::borrow::Cow;

/// The tests of the root modules among `files`.
pub(super) fn files(design: &Design, files: &[File]) -> Vec<File> {
    let template = include_str!("../../templates/infrastructure/tests/design.tftest.hcl");
    let mut tests = vec![
        tested(design, files, "infrastructure/", "infrastructure/tests/design.tftest.hcl", template),
        mocks(design, files),
    ];
    if files.iter().any(|file| file.path.starts_with("bootstrap/")) {
        let template = include_str!("../../templates/bootstrap/tests/state.tftest.hcl");
        tests.push(with_provider(
            design,
            tested(design, files, "bootstrap/", "bootstrap/tests/state.tftest.hcl", template),
        ));
    }
    tests
}

/// The file with the OIDC provider that the account has already, where the design says so: it takes the audience.
fn with_provider(design: &Design, mut file: File) -> File {
    let Some(delivery) = pipelines::of(design).filter(|d| d.existing_provider()) else { return file };
    let audience = match delivery {
        Delivery::Github { .. } => "sts.amazonaws.com".to_owned(),
        Delivery::Gitlab { host, .. } => format!("https://{host}"),
    };
    let block = Block::new("override_data")
        .attr("target", reference("data.aws_iam_openid_connect_provider.pipeline"))
        .blank()
        .attr("values", Object::new().entry("client_id_list", list([audience])));
    let comment = "The provider that the account has already takes the audience of the tokens.";
    let draft = Draft::new(file.path.clone()).body(&Body::new().comment(comment).block(block)).file();
    file.text.push('\n');
    file.text.push_str(&draft.text);
    file
}

/// What AWS would make up for what there is, with the cluster's issuer where that is not the module's.
fn mocks(design: &Design, files: &[File]) -> File {
    let all = include_str!("../../templates/infrastructure/tests/mocks/aws.tfmock.hcl");
    let cluster = include_str!("../../templates/infrastructure/tests/mocks/cluster.tfmock.hcl");
    let there = |declared: &str| {
        files.iter().any(|f| f.path.starts_with("infrastructure/") && f.text.contains(declared))
    };
    let draft = Draft::new("infrastructure/tests/mocks/aws.tfmock.hcl").template(all, |header| {
        let declared = header.trim_start_matches("mock_").trim_end_matches(['{', '}', ' ']);
        (label(header, 0).is_empty() || there(declared)).then(Vec::new)
    });
    if is_native(design) { draft.paragraph(cluster, &[]).file() } else { draft.file() }
}

/// The template with those runs and assertions that have something to look at in `folder`.
fn tested(design: &Design, files: &[File], folder: &str, path: &str, template: &'static str) -> File {
    let code: Vec<&str> = files
        .iter()
        .filter(|f| f.path.starts_with(folder) && f.path.ends_with(".tf"))
        .map(|f| f.text.as_str())
        .collect();
    let has = |name: &str| code.iter().any(|text| text.contains(name));
    // A blank line before a block that is not indented ends what was before.
    let mut parts = template.split("\n\nrun ");
    let head = parts.next().unwrap_or_default();
    let (provider, _) = head.split_once("\n\n# The module is not looked into").unwrap_or((head, ""));
    let head = if is_native(design) { provider } else { head };
    let is_there = |paragraph: &&str| {
        let mock = paragraph.strip_prefix("  mock_").map(|mock| mock.trim_end_matches(['{', '}', ' ', '\n']));
        mock.is_none_or(|mock| has(mock.split(" {").next().unwrap_or_default()))
    };
    let head: Vec<&str> = head.split("\n\n").filter(is_there).collect();
    let first = Draft::new(path).paragraph(&head.join("\n\n"), &[]);
    parts
        .fold(first, |draft, run| {
            let mut paragraphs = run.trim_end().trim_end_matches('}').split("\n\n");
            let begin = paragraphs.next().unwrap_or_default();
            let kept: Vec<Cow<'_, str>> = paragraphs
                .map(str::trim_end)
                .filter(|assertion| is_promised(design, assertion) && names(assertion).all(|n| has(&n)))
                .filter_map(|assertion| of_groups(design, assertion))
                .map(|assertion| of_zones(design, assertion))
                .map(|assertion| of_policies(&code, assertion))
                .collect();
            if kept.is_empty() {
                return draft;
            }
            draft.paragraph(&format!("run {begin}\n\n{}\n}}", kept.join("\n\n")), &[])
        })
        .file()
}

/// How everything that an assertion refers to is declared, or used where there is no declaration to look for.
fn names(assertion: &str) -> impl Iterator<Item = String> {
    let words = assertion.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.')));
    words.filter_map(|word| {
        let (keyword, path) = match word.strip_prefix("data.") {
            Some(path) => ("data", path),
            None => ("resource", word),
        };
        let mut parts = path.split('.');
        match (parts.next()?, parts.next()?) {
            ("var", name) if !name.is_empty() => Some(format!("variable \"{name}\"")),
            ("local", name) => Some(format!("local.{name}")),
            ("every", "policy") => Some("resource \"aws_iam_policy\"".to_owned()),
            (kind, name) if kind.starts_with("aws_") => Some(format!("{keyword} \"{kind}\" \"{name}\"")),
            _ => None,
        }
    })
}

fn is_native(design: &Design) -> bool {
    design.cluster.flavour == Flavour::Native
}

/// Whether the design promises what an assertion asks: some chose otherwise, knowingly.
fn is_promised(design: &Design, assertion: &str) -> bool {
    // What the module is given; plain resources get the tags by the provider.
    if assertion.contains("/eks.tf") && is_native(design) {
        return false;
    }
    // Plain resources name the cluster in it, which nothing knows before it is made.
    if assertion.contains("aws_iam_role.workload[name].assume_role_policy") && is_native(design) {
        return false;
    }
    let narrow = |cidrs: &[Cidr]| cidrs.iter().all(|cidr| cidr.prefix_len() > 0);
    if assertion.contains("\"Nodes do not reach") {
        return design.cluster.endpoint.private;
    }
    if assertion.contains("public_access_cidrs :") {
        return !design.cluster.endpoint.public || narrow(&design.cluster.endpoint.public_cidrs);
    }
    if assertion.contains("_rule.ssh :") {
        return design.access.ssh.as_ref().is_some_and(|ssh| narrow(&ssh.cidrs));
    }
    true
}

/// An assertion on every policy, with the policies that there are.
fn of_policies<'a>(code: &[&str], assertion: Cow<'a, str>) -> Cow<'a, str> {
    let marker = "        every.policy,\n";
    if !assertion.contains(marker) {
        return assertion;
    }
    let blocks = code.iter().flat_map(|text| text.split("\nresource \"").skip(1));
    let written = |block: &str| {
        let mut parts = block.split('"');
        let (kind, name) = (parts.next()?, parts.nth(1)?);
        let body = block.split("\n}\n").next()?;
        Some(if body.contains("\n  for_each ") {
            format!("        [for each in {kind}.{name} : each.policy],\n")
        } else {
            format!("        {kind}.{name}.policy,\n")
        })
    };
    let is_policy = |block: &&str| {
        ["aws_iam_policy\"", "aws_iam_role_policy\""].iter().any(|kind| block.starts_with(kind))
    };
    let mut policies: Vec<String> = blocks.filter(is_policy).filter_map(written).collect();
    policies.sort_unstable();
    assertion.replace(marker, &policies.concat()).into()
}

/// The assertion that every zone has a way out, without those zones that have none by design.
fn of_zones<'a>(design: &Design, assertion: Cow<'a, str>) -> Cow<'a, str> {
    let routes = "keys(var.nat_gateway_of_zone))";
    let without = |zone: &&ZoneId| design.network.nat_gateway_for(zone).is_none();
    let zones: Vec<_> =
        design.network.private_zones().filter(without).map(|zone| format!("\"{}\"", zone.as_str())).collect();
    if zones.is_empty() || !assertion.contains("aws_route_table.private), keys") {
        return assertion;
    }
    let but = format!("concat(keys(var.nat_gateway_of_zone), [{}]))", zones.join(", "));
    assertion.replace(routes, &but).into()
}

/// An assertion without those node groups that chose otherwise; nothing where no group is left.
fn of_groups<'a>(design: &Design, assertion: &'a str) -> Option<Cow<'a, str>> {
    let public: Vec<_> = design.network.subnets_of(Tier::Public).map(|s| s.id).collect();
    let promises = |group: &NodeGroup| {
        if assertion.contains("http_tokens") {
            return group.settings.metadata.tokens_required;
        }
        !assertion.contains("group.subnet_ids, values(aws_subnet.public)")
            || group.subnets.iter().all(|subnet| !public.contains(subnet))
    };
    let map = ["local.node_groups", "local.self_managed_node_groups"];
    let Some(map) = map.into_iter().find(|map| assertion.contains(&format!("for group in values({map})")))
    else {
        return Some(assertion.into());
    };
    let groups = design.compute.node_groups.iter();
    let (kept, others): (Vec<_>, Vec<_>) =
        groups.filter(|g| g.managed().is_some() == (map == "local.node_groups")).partition(|g| promises(g));
    if kept.is_empty() || others.is_empty() {
        return (!kept.is_empty()).then_some(assertion.into());
    }
    let others: Vec<_> = others.iter().map(|group| format!("\"{}\"", group.name)).collect();
    let text = assertion
        .replace(&format!("for group in values({map})"), &format!("for name, group in {map}"))
        .replace("])\n", &format!(" if !contains([{}], name)])\n", others.join(", ")));
    Some(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{NodeGroupId, starters};
    use crate::render::render;
    use std::sync::Arc;

    fn text(design: &Design) -> String {
        render(design).file("infrastructure/tests/design.tftest.hcl").unwrap().text.clone()
    }

    #[test]
    fn what_an_assertion_refers_to_is_found() {
        let text =
            "length(data.aws_subnet.this) > var.a && aws_eip.nat[0].id == \"aws:x\" && local.b[var.c.d]";
        let found: Vec<_> = names(text).collect();
        let expected = [
            "data \"aws_subnet\" \"this\"",
            "variable \"a\"",
            "resource \"aws_eip\" \"nat\"",
            "local.b",
            "variable \"c\"",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_a_design_chose_otherwise_is_not_asked() {
        let mut design = starters::reference();
        let closed = "opens the API server to the world";
        let tokens = "to who asks without a token";
        let private = "node group runs in a public subnet";
        for asked in [closed, tokens, private] {
            assert!(text(&design).contains(asked), "{asked}");
        }
        Arc::make_mut(&mut design.cluster).endpoint.public_cidrs = vec!["0.0.0.0/0".parse().unwrap()];
        let public = design.network.subnets_of(Tier::Public).next().unwrap().id;
        let group = &mut Arc::make_mut(&mut design.compute).node_groups[0];
        group.subnets.insert(public);
        group.settings.metadata.tokens_required = false;
        for asked in [closed, tokens, private] {
            assert!(!text(&design).contains(asked), "{asked}");
        }
    }

    #[test]
    fn a_group_that_chose_otherwise_is_left_out_and_no_other() {
        let mut design = starters::reference();
        let groups = &mut Arc::make_mut(&mut design.compute).node_groups;
        let mut open = groups[0].clone();
        open.id = NodeGroupId(99);
        open.name = "open".parse().unwrap();
        open.settings.metadata.tokens_required = false;
        groups.push(open);
        let expected = "alltrue([for name, group in local.node_groups : \
                        group.metadata_options.http_tokens == \"required\" if !contains([\"open\"], name)])\n";
        assert!(text(&design).contains(expected), "{}", text(&design));
    }

    #[test]
    fn a_zone_without_a_gateway_by_design_is_left_out_and_no_other() {
        let mut design = starters::production();
        let all = "setsubtract(keys(aws_route_table.private), keys(var.nat_gateway_of_zone))";
        assert!(text(&design).contains(all));
        let network = Arc::make_mut(&mut design.network);
        let zone = network.zones[1].clone();
        network.subnets.retain(|s| s.zone != zone || s.tier != Tier::Public);
        let but = format!("concat(keys(var.nat_gateway_of_zone), [\"{}\"])", zone.as_str());
        assert!(text(&design).contains(&but), "{}", text(&design));
    }

    #[test]
    fn what_a_design_lacks_is_not_looked_at() {
        let text = text(&starters::reference());
        assert!(text.contains("aws_subnet.private") && !text.contains("aws_subnet.pod"), "{text}");
        assert!(!text.contains("run \"\"") && !text.contains("\n\n\n"), "{text}");
    }
}

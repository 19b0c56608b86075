//! Checks what a configuration passes to the EKS module against the module's interface.
//!
//! Terraform drops an unknown key of a nested object in silence: a misspelt `desired_sise` plans
//! cleanly and does nothing. So every nested key is compared here, also through `local`, `var`,
//! `merge`, conditionals and `for`, as far as the values can be read off the text.

mod resolve;
mod types;

use super::module::Interface;
use hcl::expr::{Expression, ForExpr, FuncCall, ObjectKey};
use resolve::{Located, Sources};
use std::fmt;
use std::path::Path;
use types::Type;

/// A key that the module does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    /// Where it is: `module.eks.eks_managed_node_groups.default.desired_sise`.
    pub path: String,
    /// The keys that there are.
    pub known: Vec<String>,
}

impl fmt::Display for UnknownKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (parent, key) = self.path.rsplit_once('.').unwrap_or(("", &self.path));
        write!(f, "{}: the module has no key \"{key}\" in {parent}", self.path)?;
        match self.known.iter().min_by_key(|known| distance(known, key)) {
            Some(near) if distance(near, key) <= 3 => write!(f, "; did you mean \"{near}\"?"),
            _ => Ok(()),
        }
    }
}

/// What a folder passes to the module.
#[derive(Debug, Default)]
pub struct Report {
    /// Keys that Terraform would drop or refuse.
    pub unknown_keys: Vec<UnknownKey>,
    /// Places that hold nested keys but cannot be read off the text.
    pub unread: Vec<String>,
    /// How many calls of the module there are.
    pub calls: usize,
}

/// Checks every call of the EKS module in a folder.
///
/// # Errors
/// When a file cannot be read or is not HCL.
pub fn check_folder(folder: &Path) -> Result<Report, String> {
    let sources = Sources::read(folder)?;
    let interface = Interface::get();
    let mut checker = Checker { sources: &sources, report: Report::default() };
    for (name, call) in sources.calls_of(&interface.module) {
        checker.report.calls += 1;
        let path = format!("module.{name}");
        for attribute in call.attributes() {
            let key = attribute.key();
            if META_ARGUMENTS.contains(&key) {
                continue;
            }
            let path = format!("{path}.{key}");
            match interface.variables.get(key) {
                Some(variable) => {
                    checker.check(&Located::new(attribute.expr()), &Type::parse(&variable.ty), &path, 0);
                }
                None => checker.unknown(path, interface.variables.keys().cloned().collect()),
            }
        }
    }
    Ok(checker.report)
}

/// Arguments of every module call, which belong to Terraform.
const META_ARGUMENTS: [&str; 6] = ["source", "version", "count", "for_each", "providers", "depends_on"];
/// Locals that name each other in a circle are Terraform's to report.
const MOST_DEEP: usize = 64;

struct Checker<'a> {
    sources: &'a Sources,
    report: Report,
}

impl<'a> Checker<'a> {
    fn check(&mut self, at: &Located<'a>, ty: &Type, path: &str, depth: usize) {
        if !ty.has_keys() || depth > MOST_DEEP {
            return;
        }
        let next = depth + 1;
        match at.expression {
            Expression::Null => {}
            Expression::Parenthesis(inner) => self.check(&at.with(inner), ty, path, next),
            Expression::Conditional(either) => {
                self.check(&at.with(&either.true_expr), ty, path, next);
                self.check(&at.with(&either.false_expr), ty, path, next);
            }
            Expression::FuncCall(call) => self.check_call(at, call, ty, path, next),
            Expression::Variable(_) | Expression::Traversal(_) => {
                let found = self.sources.resolve(at, next);
                if found.is_empty() {
                    self.unread(path);
                }
                for value in found {
                    self.check(&value, ty, path, next);
                }
            }
            Expression::Object(object) => {
                for (key, value) in object {
                    self.check_entry(at, key, &at.with(value), ty, path, next);
                }
            }
            Expression::Array(items) => {
                if let Type::List(element) = ty {
                    for (index, item) in items.iter().enumerate() {
                        self.check(&at.with(item), element, &format!("{path}[{index}]"), next);
                    }
                }
            }
            Expression::ForExpr(each) => self.check_for(at, each, ty, path, next),
            _ => self.unread(path),
        }
    }

    fn check_entry(
        &mut self,
        at: &Located<'a>,
        key: &ObjectKey,
        value: &Located<'a>,
        ty: &Type,
        path: &str,
        depth: usize,
    ) {
        let name = match key {
            ObjectKey::Identifier(name) => name.to_string(),
            ObjectKey::Expression(Expression::String(name)) => name.clone(),
            _ => "*".to_owned(),
        };
        let path = format!("{path}.{name}");
        match ty {
            Type::Map(element) => self.check(value, element, &path, depth),
            Type::Object(_) if name == "*" => self.unread(&path),
            Type::Object(keys) => match keys.get(&name) {
                Some(ty) => self.check(value, ty, &path, depth),
                None => self.unknown(path, keys.keys().cloned().collect()),
            },
            // A set of types that Terraform will refuse by itself.
            Type::List(_) | Type::Leaf => drop(at.with(value.expression)),
        }
    }

    fn check_call(&mut self, at: &Located<'a>, call: &'a FuncCall, ty: &Type, path: &str, depth: usize) {
        let passes_through = ["coalesce", "concat", "merge", "tolist", "tomap", "toset", "try"]
            .contains(&call.name.name.as_str());
        if !passes_through {
            return self.unread(path);
        }
        let last = call.args.len().saturating_sub(1);
        for (index, argument) in call.args.iter().enumerate() {
            if call.expand_final && index == last {
                self.check(&at.with(argument), &Type::List(Box::new(ty.clone())), path, depth);
            } else {
                self.check(&at.with(argument), ty, path, depth);
            }
        }
    }

    fn check_for(&mut self, at: &Located<'a>, each: &'a ForExpr, ty: &Type, path: &str, depth: usize) {
        let (Type::Map(element) | Type::List(element)) = ty else { return self.unread(path) };
        let inside = self.sources.enter(at, each, depth);
        let element = if each.grouping { Type::List(element.clone()) } else { (**element).clone() };
        self.check(&inside, &element, &format!("{path}.*"), depth);
    }

    fn unread(&mut self, path: &str) {
        if !self.report.unread.iter().any(|known| known == path) {
            self.report.unread.push(path.to_owned());
        }
    }

    fn unknown(&mut self, path: String, known: Vec<String>) {
        let found = UnknownKey { path, known };
        if !self.report.unknown_keys.contains(&found) {
            self.report.unknown_keys.push(found);
        }
    }
}

/// How many letters to change, add or drop.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks a call of the module in a folder that also has these other lines.
    fn paths(call: &str, others: &str) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let text = format!(
            "module \"eks\" {{\n  source = \"terraform-aws-modules/eks/aws\"\n  version = \"21.19.0\"\n  {call}\n}}\n{others}"
        );
        std::fs::write(folder.path().join("main.tf"), text).expect("a writable folder");
        let report = check_folder(folder.path()).expect("the text is HCL");
        assert_eq!(report.calls, 1);
        (report.unknown_keys.into_iter().map(|key| key.path).collect(), report.unread)
    }

    fn unknown(call: &str, others: &str) -> Vec<String> {
        let (unknown, unread) = paths(call, others);
        assert_eq!(unread, [""; 0]);
        unknown
    }

    const GROUPS: &str = "module.eks.eks_managed_node_groups";

    #[test]
    fn keys_in_literals() {
        let call =
            "eks_managed_node_groups = { a = { min_size = 1, update_config = { max_unavailible = 1 } } }";
        assert_eq!(unknown(call, ""), [format!("{GROUPS}.a.update_config.max_unavailible")]);
        assert_eq!(unknown("clustername = \"x\"", ""), ["module.eks.clustername"]);
        let call = "addons = { vpc-cni = { pod_identity_association = [{ role = \"x\" }] } }";
        assert_eq!(unknown(call, ""), ["module.eks.addons.vpc-cni.pod_identity_association[0].role"]);
    }

    /// Every nested input that a bundle may give has its keys compared, at any depth.
    #[test]
    fn keys_of_every_kind_of_node_and_access() {
        for (call, misspelt) in [
            (
                "self_managed_node_groups = { a = { mixed_instances_policy = { launch_template = { override = [{ instance_typ = \"x\" }] } } } }",
                "self_managed_node_groups.a.mixed_instances_policy.launch_template.override[0].instance_typ",
            ),
            (
                "self_managed_node_groups = { a = { instance_refresh = { preferences = { min_healthy_percent = 50 } } } }",
                "self_managed_node_groups.a.instance_refresh.preferences.min_healthy_percent",
            ),
            (
                "self_managed_node_groups = { a = { cloudinit_pre_nodeadm = [{ contents = \"x\" }] } }",
                "self_managed_node_groups.a.cloudinit_pre_nodeadm[0].contents",
            ),
            (
                "self_managed_node_groups = { a = { block_device_mappings = { root = { ebs = { type = \"gp3\" } } } } }",
                "self_managed_node_groups.a.block_device_mappings.root.ebs.type",
            ),
            (
                "fargate_profiles = { a = { selectors = [{ namespaces = [\"x\"] }] } }",
                "fargate_profiles.a.selectors[0].namespaces",
            ),
            ("compute_config = { node_pool = [\"system\"] }", "compute_config.node_pool"),
            (
                "access_entries = { a = { policy_associations = { b = { access_scope = { namespace = [\"x\"] } } } } }",
                "access_entries.a.policy_associations.b.access_scope.namespace",
            ),
            ("access_entries = { a = { username = \"x\" } }", "access_entries.a.username"),
            ("addons = { a = { configuration_value = \"{}\" } }", "addons.a.configuration_value"),
            (
                "eks_managed_node_groups = { a = { node_repair_config = { enable = true } } }",
                "eks_managed_node_groups.a.node_repair_config.enable",
            ),
            (
                "eks_managed_node_groups = { a = { metadata_options = { hop_limit = 1 } } }",
                "eks_managed_node_groups.a.metadata_options.hop_limit",
            ),
            (
                "node_security_group_additional_rules = { a = { cidrs = [] } }",
                "node_security_group_additional_rules.a.cidrs",
            ),
            ("encryption_config = { key_arn = \"x\" }", "encryption_config.key_arn"),
        ] {
            assert_eq!(unknown(call, ""), [format!("module.eks.{misspelt}")]);
        }
    }

    #[test]
    fn keys_behind_locals_and_variables() {
        let call = "eks_managed_node_groups = local.groups";
        let others = "locals {\n  groups = { a = local.a }\n  a = { mim_size = 1 }\n}\n";
        assert_eq!(unknown(call, others), [format!("{GROUPS}.a.mim_size")]);
        let others = "locals {\n  groups = merge(var.groups, {})\n}\nvariable \"groups\" {\n  default = { b = { mim_size = 1 } }\n}\n";
        assert_eq!(unknown(call, others), [format!("{GROUPS}.b.mim_size")]);
    }

    #[test]
    fn keys_made_by_for() {
        let call = "eks_managed_node_groups = { for name, group in local.groups : name => merge(group, { taint = {} }) }";
        let others = "locals {\n  groups = { a = { max_sise = 1 } }\n}\n";
        let found = unknown(call, others);
        assert_eq!(found, [format!("{GROUPS}.*.max_sise"), format!("{GROUPS}.*.taint")]);
        let call = "eks_managed_node_groups = { for name, group in local.groups : name => { labels = group.labels, lables = {} } }";
        assert_eq!(unknown(call, others), [format!("{GROUPS}.*.lables")]);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let (unknown, unread) = paths("eks_managed_node_groups = yamldecode(file(\"x\"))", "");
        assert!(unknown.is_empty());
        assert_eq!(unread, [GROUPS]);
    }

    #[test]
    fn free_maps_take_any_key() {
        let call =
            "eks_managed_node_groups = { a = { labels = { anything = \"x\" } } }\n  tags = { Any = \"x\" }";
        assert_eq!(unknown(call, ""), [""; 0]);
    }

    #[test]
    fn a_near_miss_is_named() {
        let key = UnknownKey {
            path: "module.eks.addons.x.adon_version".into(),
            known: vec!["addon_version".into(), "name".into()],
        };
        assert!(key.to_string().ends_with("did you mean \"addon_version\"?"), "{key}");
    }
}

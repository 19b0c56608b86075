//! What holds for the bundle of every design, however bad it is.

use std::collections::BTreeSet;
use std::sync::Arc;

use hcl::Value;
use proptest::prelude::*;

use super::{Bundle, File, render};
use crate::archive::zip;
use crate::design::{Design, ExistingVpc, Flavour, SecretsEncryption, StateBackend, Subject, Tier};
use crate::testing;

fn parsed(bundle: &Bundle, path: &str) -> Value {
    let text = &bundle.file(path).unwrap_or_else(|| panic!("{path} is missing")).text;
    hcl::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"))
}

fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, key| value.as_object()?.get(*key))
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

/// Designs in which no name stands twice: as keys of an object such names are no HCL, and a rule forbids them.
fn design() -> impl Strategy<Value = Design> {
    testing::design().prop_map(|mut design| {
        let mut names = BTreeSet::new();
        for subnet in &mut Arc::make_mut(&mut design.network).subnets {
            if !names.insert(subnet.name.clone()) {
                subnet.name = format!("again-{}", subnet.id).parse().unwrap();
            }
        }
        let mut names = BTreeSet::new();
        for group in &mut Arc::make_mut(&mut design.compute).node_groups {
            if !names.insert(group.name.clone()) {
                group.name = format!("again-{}", group.id).parse().unwrap();
            }
            let mut taints = BTreeSet::new();
            group.taints.retain(|t| taints.insert((t.key.clone(), t.effect)));
        }
        let mut names = BTreeSet::new();
        for profile in &mut Arc::make_mut(&mut design.compute).fargate_profiles {
            if !names.insert(profile.name.clone()) {
                profile.name = format!("again-{}", profile.id).parse().unwrap();
            }
        }
        let access = Arc::make_mut(&mut design.access);
        let mut names = BTreeSet::new();
        access.entries.retain(|entry| names.insert(entry.name.clone()));
        let mut names = BTreeSet::new();
        access.workloads.retain(|workload| names.insert(workload.name.clone()));
        design
    })
}

/// Whether code names something as a whole word.
fn names(code: &str, word: &str) -> bool {
    let goes_on =
        |after: &str| after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    code.match_indices(word).any(|(at, _)| !goes_on(&code[at + word.len()..]))
}

/// The locals and the data sources that a file declares, as others name them.
fn declared(file: &File) -> Vec<String> {
    let body = hcl::parse(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
    let mut declared = Vec::new();
    for block in body.blocks() {
        match (block.identifier(), block.labels()) {
            ("locals", _) => declared.extend(block.body().attributes().map(|a| format!("local.{}", a.key()))),
            ("data", [kind, name]) => declared.push(format!("data.{}.{}", kind.as_str(), name.as_str())),
            _ => {}
        }
    }
    declared
}

/// The subnets of a tier as `terraform.tfvars` has them: name, zone, block.
fn subnets(values: &Value, name: &str) -> BTreeSet<(String, String, String)> {
    let text =
        |value: &Value, key: &str| at(value, &[key]).and_then(Value::as_str).unwrap_or_default().to_owned();
    let subnets = at(values, &[name]).and_then(Value::as_object).into_iter().flatten();
    subnets.map(|(name, subnet)| (name.clone(), text(subnet, "zone_id"), text(subnet, "cidr"))).collect()
}

/// Those subnets as the design has them.
fn designed(design: &Design, tier: Tier) -> BTreeSet<(String, String, String)> {
    let subnets = design.network.subnets_of(tier);
    subnets.map(|s| (s.name.to_string(), s.zone.to_string(), s.cidr.to_string())).collect()
}

fn labels(file: &File, kind: &str) -> BTreeSet<String> {
    let prefix = format!("{kind} \"");
    let starts = file.text.lines().filter_map(|l| l.strip_prefix(&prefix));
    starts.filter_map(|l| l.split('"').next()).map(str::to_owned).collect()
}

/// The Terraform that makes the cluster, in one.
fn code(bundle: &Bundle) -> String {
    let files = bundle.files.iter().filter(|f| f.path.starts_with("infrastructure/"));
    files.filter(|f| f.path.ends_with(".tf")).map(|f| f.text.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_are_sorted_and_whole(design in testing::design()) {
        let bundle = render(&design);
        prop_assert!(bundle.files.is_sorted_by(|a, b| a.path < b.path));
        for file in &bundle.files {
            prop_assert!(file.text.ends_with('\n') && !file.text.ends_with("\n\n"), "{}", file.path);
            prop_assert!(!file.text.contains('\r'), "{}", file.path);
            prop_assert_eq!(file.executable, file.text.starts_with("#!"), "{}", &file.path);
            let lines = file.text.lines().count();
            for mark in &file.marks {
                prop_assert!(mark.lines.start < mark.lines.end && mark.lines.end <= lines, "{}: {mark:?}", file.path);
                prop_assert!(design.has(&mark.subject), "{}: {mark:?}", file.path);
            }
        }
    }

    #[test]
    fn every_object_stands_somewhere(design in testing::design()) {
        let bundle = render(&design);
        let marked: BTreeSet<_> = bundle.files.iter().flat_map(|f| &f.marks).map(|m| m.subject.clone()).collect();
        let network = &design.network;
        let fixed =
            [Subject::Design, Subject::Vpc, Subject::Cluster, Subject::Addons, Subject::Access, Subject::State];
        // What an existing VPC has beside its subnets is not made.
        let is_made = network.existing.is_none();
        let gateways = (network.internet_gateway.then_some(Subject::InternetGateway).into_iter())
            .chain(network.nat_gateways().map(|n| Subject::NatGateway(n.subnet)))
            .chain(network.route_tables().into_iter().map(|t| Subject::RouteTable(t.id)));
        let endpoints = !network.endpoints.services.is_empty();
        let workloads = !design.access.workloads.is_empty();
        let objects = (fixed.into_iter())
            .chain(gateways.filter(|_| is_made))
            .chain(network.subnets.iter().map(|s| Subject::Subnet(s.id)))
            .chain(endpoints.then_some(Subject::Endpoints))
            .chain(workloads.then_some(Subject::Workloads))
            .chain(design.compute.node_groups.iter().map(|g| Subject::NodeGroup(g.id)))
            .chain(design.compute.fargate_profiles.iter().map(|p| Subject::FargateProfile(p.id)))
            .chain(design.compute.auto_mode.is_some().then_some(Subject::AutoMode))
            .chain(design.intent.karpenter.then_some(Subject::Karpenter));
        for object in objects {
            prop_assert!(marked.contains(&object), "{object:?} has no line");
        }
    }

    #[test]
    fn terraform_parses_and_values_are_the_designs(design in design()) {
        let bundle = render(&design);
        for file in bundle.files.iter().filter(|f| f.path.ends_with(".tf")) {
            parsed(&bundle, &file.path);
        }
        let values = parsed(&bundle, "infrastructure/terraform.tfvars");
        let text = |name: &str| at(&values, &[name]).and_then(Value::as_str).map(str::to_owned);
        prop_assert_eq!(text("region"), Some(design.region.to_string()));
        prop_assert_eq!(text("cluster_name"), Some(design.cluster.name.to_string()));
        prop_assert_eq!(text("kubernetes_version"), Some(design.cluster.version.to_string()));
        let existing = design.network.existing.as_ref();
        let cidr = design.network.cidr.to_string();
        prop_assert_eq!(text("vpc_cidr"), existing.is_none().then_some(cidr));
        prop_assert_eq!(text("vpc_id"), existing.map(|vpc| vpc.id.to_string()));
        prop_assert_eq!(text("administrator_arn"), Some(design.access.administrator.to_string()));
        prop_assert_eq!(text("secrets_kms_key_arn"), match &design.cluster.secrets_encryption {
            SecretsEncryption::Existing { arn } => Some(arn.to_string()),
            _ => None,
        });
        let tiers = [
            ("public_subnets", Tier::Public),
            ("private_subnets", Tier::Private),
            ("intra_subnets", Tier::Intra),
            ("pod_subnets", Tier::Pod),
        ];
        for (name, tier) in tiers.into_iter().filter(|_| existing.is_none()) {
            prop_assert_eq!(subnets(&values, name), designed(&design, tier));
        }
        if existing.is_some() {
            let all = Tier::ALL.into_iter().flat_map(|tier| designed(&design, tier)).collect();
            prop_assert_eq!(subnets(&values, "existing_subnets"), all);
        }
        for (key, value) in design.tags.iter() {
            prop_assert_eq!(at(&values, &["tags", key.as_str()]).and_then(Value::as_str), Some(value.as_str()));
        }
        if design.cluster.endpoint.public {
            let cidrs: Vec<_> = design.cluster.endpoint.public_cidrs.iter().map(ToString::to_string).collect();
            prop_assert_eq!(at(&values, &["endpoint_public_access_cidrs"]).map(strings), Some(cidrs));
        }
        let native = design.cluster.flavour == Flavour::Native;
        let (file, of_addons): (_, &[&[&str]]) = if native {
            ("infrastructure/addons.tf", &[&["locals", "addons"], &["locals", "addons_before_compute"]])
        } else {
            ("infrastructure/eks.tf", &[&["module", "eks", "addons"]])
        };
        let (eks, code) = (parsed(&bundle, file), code(&bundle));
        let has = |input: &str, resource: &str| {
            if native { code.contains(resource) } else { at(&eks, &["module", "eks", input]).is_some() }
        };
        let groups = &design.compute.node_groups;
        let (managed, own) = (groups.iter().any(|g| g.managed().is_some()), groups.iter().any(|g| g.self_managed().is_some()));
        prop_assert_eq!(has("eks_managed_node_groups", "resource \"aws_eks_node_group\""), managed);
        prop_assert_eq!(has("self_managed_node_groups", "resource \"aws_autoscaling_group\""), own);
        let profiles = !design.compute.fargate_profiles.is_empty();
        prop_assert_eq!(has("fargate_profiles", "resource \"aws_eks_fargate_profile\""), profiles);
        prop_assert_eq!(has("compute_config", "  compute_config {"), design.compute.auto_mode.is_some());
        prop_assert_eq!(code.contains("module \"eks\"") || code.contains("module.eks."), !native);
        let addons = of_addons.iter().filter_map(|path| at(&eks, path)?.as_object()).flatten();
        let rendered: BTreeSet<_> = addons.map(|(name, _)| name.as_str()).collect();
        prop_assert_eq!(rendered, design.cluster.addons.keys().map(|name| name.as_str()).collect());
    }

    #[test]
    fn variables_are_exactly_those_with_a_value(design in design()) {
        let bundle = render(&design);
        for folder in ["bootstrap", "infrastructure"] {
            let Some(variables) = bundle.file(&format!("{folder}/variables.tf")) else {
                let local = matches!(*design.state, StateBackend::Local {});
                prop_assert!(folder == "bootstrap" && local);
                continue;
            };
            let values = parsed(&bundle, &format!("{folder}/terraform.tfvars"));
            let given: BTreeSet<_> = values.as_object().into_iter().flatten().map(|(k, _)| k.clone()).collect();
            prop_assert_eq!(&labels(variables, "variable"), &given);
            let others = bundle.files.iter().filter(|f| f.path.starts_with(folder) && f.path.ends_with(".tf"));
            let code: String =
                others.filter(|f| !f.path.ends_with("/variables.tf")).map(|f| f.text.as_str()).collect();
            for name in given {
                prop_assert!(names(&code, &format!("var.{name}")), "{folder}: {name} is used nowhere");
            }
        }
    }

    #[test]
    fn what_is_declared_is_used(mut design in design()) {
        for flavour in [Flavour::Module, Flavour::Native] {
            Arc::make_mut(&mut design.cluster).flavour = flavour;
            let bundle = render(&design);
            for folder in ["bootstrap/", "infrastructure/"] {
                let files = || bundle.files.iter().filter(|f| f.path.starts_with(folder) && f.path.ends_with(".tf"));
                let lines = files().flat_map(|f| f.text.lines()).filter(|line| !line.trim_start().starts_with('#'));
                let code: String = lines.map(|line| format!("{line}\n")).collect();
                for declared in files().flat_map(declared) {
                    prop_assert!(names(&code, &declared), "{folder}: {declared} is used nowhere in {}", flavour.as_str());
                }
            }
        }
    }

    #[test]
    fn an_existing_vpc_stays_as_it_is(mut design in design()) {
        Arc::make_mut(&mut design.network).existing = Some(ExistingVpc { id: "vpc-0123456789abcde00".parse().unwrap() });
        let bundle = render(&design);
        let files = bundle.files.iter().filter(|f| f.path.starts_with("infrastructure/") && f.path.ends_with(".tf"));
        let code: String = files.map(|f| f.text.as_str()).collect();
        for made in ["vpc\"", "vpc_ipv4", "subnet", "route", "nat_gateway", "eip", "internet_gateway", "egress_only_internet_gateway", "default_security_group"] {
            prop_assert!(!code.contains(&format!("resource \"aws_{made}")), "{made}");
        }
        for found in ["aws_vpc.", "aws_subnet."] {
            prop_assert_eq!(code.matches(found).count(), code.matches(&format!("data.{found}")).count());
        }
        let whole = design.network.subnets.iter().all(|s| s.existing.is_some());
        let values = &bundle.file("infrastructure/terraform.tfvars").unwrap().text;
        prop_assert_eq!(!whole, values.contains("\"subnet-unknown\""));
    }

    #[test]
    fn settings_are_one_line_each(design in testing::design()) {
        let bundle = render(&design);
        let text = &bundle.file("settings.env").unwrap().text;
        for line in text.lines().skip(1) {
            let key = line.split_once('=').map(|(key, _)| key);
            prop_assert!(key.is_some_and(|k| k.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')), "{line}");
        }
    }

    #[test]
    fn the_same_design_gives_the_same_bytes(design in testing::design()) {
        let (one, two) = (render(&design), render(&design));
        prop_assert!(one == two);
        prop_assert!(zip(&one, "bundle").unwrap() == zip(&two, "bundle").unwrap());
    }
}

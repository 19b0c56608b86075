//! What the policies of a bundle allow, read from what Terraform applied: no more than they should, no role without its
//! boundary, and none longer than IAM takes.

use configurator_core::design::{Delivery, Design, StateBackend, StateLock, boundary};
use configurator_core::edit::{ClusterEdit, DesignEdit, Edit};
use configurator_core::render::{File, render};
use configurator_tests::fixtures;
use configurator_tests::policies::{Document, Kind, allowed_actions, allows, documents, judge, resources};
use configurator_tests::terraform::{Step, Terraform, available};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Mutex;

/// What may be allowed for all resources: the address of the policy, the statement, the reason.
const FOR_ALL: &[(&str, &str, &str)] = &[
    ("aws_iam_role_policy.read", "Look", "describes and lists; these actions know no resources"),
    (
        "aws_iam_role_policy.read_auto_scaling",
        "LookAtAutoScaling",
        "describes; these actions know no resources",
    ),
    ("aws_iam_role_policy.apply_key", "CreateKey", "a key that is being made is no resource yet"),
    ("aws_iam_role_policy.apply_cluster", "CreateCluster", "a cluster that is being made is no resource yet"),
    ("aws_iam_policy.boundary", "ServicesOfPodsAndNodes", "a boundary gives nothing"),
    ("aws_iam_policy.boundary", "UseKeysAndLook", "a boundary gives nothing"),
    ("aws_iam_policy.boundary", "LetServicesUseKeys", "a boundary gives nothing"),
    ("aws_iam_role_policy.karpenter", "Look", "describes; these actions know no resources"),
    ("aws_iam_role_policy.karpenter", "LookUpPricesAndProfiles", "lists; these actions know no resources"),
    (
        "aws_iam_role_policy.vpc_cni_ipv6",
        "a statement",
        "interfaces are made when nodes start; AWS's policy says so too",
    ),
    (
        "aws_iam_policy.cni_ipv6",
        "a statement",
        "interfaces are made when nodes start; AWS's policy says so too",
    ),
];

/// What a person chose in the design, for whose breadth a rule warns.
const CHOSEN: &str = "aws_iam_role_policy.workload";

#[test]
fn policies_allow_what_they_should() {
    let mut designs = fixtures::all();
    // Each kind of role that plain resources make: nodes, control plane, Fargate, Auto Mode, the VPC CNI's. What else
    // there is, other fixtures have in this flavour.
    designs.extend(others(&["every-field-native", "fargate-karpenter-native", "ipv6-cni-role-native"]));
    if !available(designs.len()) {
        return;
    }
    let found = applied(&designs);
    let mut wrong = Vec::new();
    let mut met = BTreeSet::new();
    let mut trusts = 0;
    for (name, state) in &found {
        for document in documents(state) {
            trusts += usize::from(document.text.contains("AssumeRoleWithWebIdentity"));
            let (said, for_all) = judge(&document);
            wrong.extend(said.into_iter().map(|what| format!("{name}: {what}")));
            for one in for_all.into_iter().filter(|one| one.address != CHOSEN) {
                let allowed =
                    FOR_ALL.iter().find(|(address, sid, _)| *address == one.address && *sid == one.sid);
                match allowed {
                    Some(entry) => drop(met.insert(entry)),
                    None => wrong.push(format!("{name}: {}: {} is for all resources", one.address, one.sid)),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(trusts >= 10, "only {trusts} roles are got by a token");
    let unused: Vec<_> = FOR_ALL.iter().filter(|entry| !met.contains(entry)).collect();
    assert!(unused.is_empty(), "nothing needs these exceptions: {unused:#?}");
    let delivered = found.keys().filter(|name| name.ends_with(" bootstrap")).count();
    assert!(delivered >= 5, "{delivered} bootstraps");
}

/// The boundary that `bootstrap/` makes is the one that every role of `infrastructure/` has, the module's roles too; and
/// what the apply role may do is about exactly those.
#[test]
fn every_role_is_within_the_boundary() {
    if !available(3) {
        return;
    }
    let names = [
        "every-field",
        "fargate-karpenter",
        "github-delivery",
        "gitlab-delivery",
        "ipv6",
        "ipv6-cni-role",
        "native-ipv6",
    ];
    let mut designs: Vec<_> = names.iter().map(|name| ((*name).to_owned(), fixtures::named(name))).collect();
    designs.extend(others(&["every-field-native"]));
    let found = applied(&designs);
    for (name, design) in &designs {
        // The same for both flavours, so that it is applied for one of them.
        let base = name.trim_end_matches("-native");
        let names = [base.to_owned(), format!("{base}-native")];
        let bootstrap = names.iter().find_map(|name| found.get(&format!("{name} bootstrap"))).expect("one");
        let infrastructure = &found[&format!("{name} infrastructure")];
        let boundary = one(bootstrap, "aws_iam_policy.boundary")["arn"].as_str().expect("an ARN").to_owned();
        let path = format!("/eks/{}/", design.cluster.name);
        let roles: Vec<_> =
            resources(infrastructure).into_iter().filter(|r| r["type"] == "aws_iam_role").collect();
        assert!(!roles.is_empty(), "{name} makes no role");
        for role in roles {
            let values = &role["values"];
            assert_eq!(values["permissions_boundary"], *boundary, "{name}: {}", role["address"]);
            assert_eq!(values["path"], *path, "{name}: {}", role["address"]);
        }
        let rights = one(bootstrap, "aws_iam_policy.apply_roles")["policy"].as_str().expect("a policy");
        let rights: Json = serde_json::from_str(rights).expect("JSON");
        let statement = |sid: &str| {
            let all = rights["Statement"].as_array().expect("statements");
            all.iter().find(|s| s["Sid"] == sid).unwrap_or_else(|| panic!("{sid}")).clone()
        };
        let given = statement("GiveRightsWithinBoundary");
        assert_eq!(given["Condition"]["StringEquals"]["iam:PermissionsBoundary"], *boundary);
        assert!(given["Resource"].as_str().is_some_and(|r| r.ends_with(&format!(":role{path}*"))), "{given}");
        let denied = statement("LeaveBoundsAlone");
        assert_eq!(denied["Effect"], "Deny");
        let denied: Vec<Json> = denied["Resource"].as_array().expect("ARNs").to_vec();
        let own = ["aws_iam_role.plan", "aws_iam_role.apply", "aws_iam_policy.boundary"];
        for address in own {
            let arn = &one(bootstrap, address)["arn"];
            assert!(denied.contains(arn), "{name}: {arn} can be changed");
            // What it may change has another path.
            assert!(!arn.as_str().is_some_and(|arn| arn.contains(&path)), "{name}: {arn}");
        }
        let own_policies = one(bootstrap, "aws_iam_policy.apply_roles")["arn"].as_str().expect("an ARN");
        let pattern = own_policies.replace("-apply-roles", "-apply-*");
        assert!(denied.contains(&Json::from(pattern)), "{name}: {own_policies} can be changed");
        assert_eq!(denied.len(), own.len() + 2, "the OIDC provider too");
        // What a role's own policies allow is within the boundary, but for what a rule says of workloads.
        let bounds = document(bootstrap, "aws_iam_policy.boundary");
        let of_roles = documents(infrastructure).into_iter().filter(|d| d.role.is_some());
        for of_role in of_roles.filter(|d| d.kind == Kind::Identity) {
            for action in allowed_actions(&of_role) {
                let told = of_role.address.starts_with(CHOSEN)
                    && action.parse().is_ok_and(|action| boundary::is_cut_off(&action));
                assert!(told || allows(&bounds, &action), "{name}: {}: {action}", of_role.address);
            }
        }
    }
}

/// A design that has little gives pipelines and roles little; what the state is kept by is out of every role's reach.
#[test]
fn rights_follow_the_design() {
    if !available(2) {
        return;
    }
    let delivery = fixtures::named("github-delivery").delivery;
    let edits: [Edit; 2] = [
        DesignEdit::SetState {
            state: StateBackend::S3 {
                bucket: None,
                lock: StateLock::DynamoDb { table: "locks".parse().expect("a table") },
            },
        }
        .into(),
        DesignEdit::SetDelivery { delivery }.into(),
    ];
    let delivered = |name: &str| {
        let design = fixtures::named(name);
        (name.to_owned(), edits.iter().fold(design, |design, edit| design.edited(edit).expect("an edit")))
    };
    let found = applied(&[delivered("fargate-only"), delivered("every-field")]);
    let (little, much) = (&found["fargate-only bootstrap"], &found["every-field bootstrap"]);
    let pipelines = |state: &Json| -> Vec<Document> {
        documents(state).into_iter().filter(|d| d.address != "aws_iam_policy.boundary").collect()
    };
    let (of_little, of_much) = (pipelines(little), pipelines(much));
    let only_much = [
        "ec2:ImportKeyPair",
        "ec2:RunInstances",
        "ec2:AssociateVpcCidrBlock",
        "iam:CreateInstanceProfile",
        "autoscaling:CreateAutoScalingGroup",
        "ec2:CreateFlowLogs",
    ];
    for action in only_much {
        assert!(of_much.iter().any(|d| allows(d, action)), "{action} is missing");
        assert!(!of_little.iter().any(|d| allows(d, action)), "{action} is too much");
    }
    for (passed, to_much, to_little) in [
        ("\"ec2.amazonaws.com\"", true, false),
        ("\"vpc-flow-logs.amazonaws.com\"", true, false),
        ("\"eks-fargate-pods.amazonaws.com\"", true, true),
        ("\"eks-nodegroup.amazonaws.com\"", true, false),
    ] {
        let has = |state: &Json| document(state, "aws_iam_policy.apply_roles").text.contains(passed);
        assert_eq!((has(much), has(little)), (to_much, to_little), "{passed}");
    }
    let egress_only = "ec2:CreateEgressOnlyInternetGateway";
    assert!(!of_much.iter().chain(&of_little).any(|d| allows(d, egress_only)));
    let key = document(much, "aws_iam_role_policy.apply_key");
    assert!(allows(&key, "kms:UpdateAlias"), "a key that takes another's place gets its alias");
    let late = json!({ "kms:ScheduleKeyDeletionPendingWindowInDays": "30" });
    let key: Json = serde_json::from_str(&key.text).expect("JSON");
    assert_eq!(key["Statement"][1]["Condition"]["NumericEqualsIfExists"], late);
    for state in [little, much] {
        let bounds = document(state, "aws_iam_policy.boundary");
        for action in
            ["secretsmanager:PutSecretValue", "ssm:SendCommand", "eks:CreateAccessEntry", "iam:CreateRole"]
        {
            assert!(!allows(&bounds, action), "{action}");
        }
        let policy: Json = serde_json::from_str(&bounds.text).expect("JSON");
        let statements = policy["Statement"].as_array().expect("statements");
        let of = |sid: &str| statements.iter().find(|s| s["Sid"] == sid).expect("a statement");
        let machines = of("LeaveMachinesAlone");
        assert_eq!(machines["Effect"], "Deny");
        let machines = machines["Action"].as_array().expect("actions");
        for action in ["ec2:ModifyInstanceAttribute", "ec2-instance-connect:*"] {
            assert!(machines.iter().any(|denied| denied == action), "{action}");
        }
        assert_eq!(of("LetServicesUseKeys")["Condition"]["Bool"]["kms:GrantIsForAWSResource"], "true");
        let keepers =
            ["aws_s3_bucket.state", "aws_s3_bucket.logs", "aws_kms_key.state", "aws_dynamodb_table.lock"];
        for keeper in keepers {
            let arn = &one(state, keeper)["arn"];
            assert!(of("LeaveStateAlone")["Resource"].as_array().is_some_and(|r| r.contains(arn)), "{arn}");
        }
        let kept = of("LeaveStateAlone");
        assert!(kept["Effect"] == "Deny" && kept["Action"] == "*", "{kept}");
        // Without a lock too the digest of the state is compared.
        let digest = document(state, "aws_iam_role_policy.read_lock_table");
        assert_eq!(digest.role.as_deref(), one(state, "aws_iam_role.plan")["id"].as_str());
        assert!(allows(&digest, "dynamodb:GetItem") && digest.text.contains(":table/"), "{}", digest.text);
    }
    assert!(!allows(&document(little, "aws_iam_policy.boundary"), "s3:GetObject"));
}

/// The plan role writes nothing: no action of its policies is one that changes something.
#[test]
fn the_plan_role_only_reads() {
    if !available(2) {
        return;
    }
    let designs = [("every-field".to_owned(), fixtures::named("every-field"))];
    let found = applied(&designs);
    let bootstrap = &found["every-field bootstrap"];
    let plan = one(bootstrap, "aws_iam_role.plan")["id"].as_str().expect("an id").to_owned();
    let of_plan: Vec<Document> =
        documents(bootstrap).into_iter().filter(|d| d.role.as_deref() == Some(&plan)).collect();
    assert!(of_plan.len() >= 3, "{}", of_plan.len());
    for document in of_plan {
        let policy: Json = serde_json::from_str(&document.text).expect("JSON");
        for statement in policy["Statement"].as_array().expect("statements") {
            let actions = match &statement["Action"] {
                Json::Array(list) => list.clone(),
                one => vec![one.clone()],
            };
            for action in actions {
                let verb = action.as_str().and_then(|a| a.split(':').nth(1)).expect("an action").to_owned();
                let reads =
                    ["Describe", "Get", "List"].iter().any(|v| verb.starts_with(v)) || verb == "Decrypt";
                assert!(reads, "{}: {action}", document.address);
            }
        }
    }
}

/// IAM takes 6,144 characters in a managed policy, 10,240 in all policies of a role's own, and 2,048 in a trust, white
/// space aside. Source: IAM user guide, "IAM and STS quotas".
#[test]
fn policies_are_as_short_as_iam_wants_them() {
    if !available(3) {
        return;
    }
    let longest = |design: &Design, delivery: Delivery| {
        let lock = StateLock::Both { table: "t".repeat(255).parse().expect("a table") };
        let state = StateBackend::S3 { bucket: "b".repeat(63).parse().ok(), lock };
        let edits: [Edit; 3] = [
            ClusterEdit::Rename { name: "c".repeat(100).parse().expect("a name") }.into(),
            DesignEdit::SetState { state }.into(),
            DesignEdit::SetDelivery { delivery: Some(delivery) }.into(),
        ];
        edits.iter().fold(design.clone(), |design, edit| design.edited(edit).expect("an edit"))
    };
    let github = Delivery::Github {
        repository: format!(
            "{}@12345678901234567890/{}@12345678901234567890",
            "o".repeat(39),
            "r".repeat(100)
        )
        .parse()
        .expect("a repository"),
        branch: "b".repeat(200).parse().expect("a branch"),
        environment: "e".repeat(200).parse().expect("an environment"),
        existing_provider: false,
    };
    let gitlab = fixtures::named("long-names").delivery.expect("a delivery");
    let designs = [
        ("every-field".to_owned(), longest(&fixtures::named("every-field"), github)),
        ("ipv6".to_owned(), longest(&fixtures::named("ipv6"), gitlab)),
    ];
    let mut sums: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut measured = 0;
    for (name, state) in &applied(&designs) {
        for document in documents(state) {
            // The longest partition and region.
            let text =
                document.text.replace("arn:aws:", "arn:aws-us-gov:").replace("eu-west-1", "ap-southeast-1");
            let text = text.replace("eu-central-1", "ap-southeast-1");
            let length = text.chars().filter(|c| !c.is_whitespace()).count();
            let most = match (document.kind, &document.role) {
                (Kind::Identity, Some(role)) => {
                    *sums.entry((name.clone(), role.clone())).or_default() += length;
                    continue;
                }
                (Kind::Identity, None) => 6144,
                (Kind::Trust, _) => 2048,
                (Kind::Key | Kind::Resource | Kind::Attachment, _) => continue,
            };
            measured += 1;
            assert!(length <= most, "{name}: {} has {length} characters", document.address);
        }
    }
    assert!(measured > 10 && sums.len() > 3, "{measured} {sums:?}");
    // Room for what only the other design has.
    let largest = sums.values().max().copied().unwrap_or_default();
    assert!(largest <= 10_240 - 500, "{sums:#?}");
}

/// Designs in the flavour that they are not written in.
fn others(names: &[&str]) -> Vec<(String, Design)> {
    let mut all = fixtures::in_the_other_flavour();
    all.retain(|(name, _)| names.contains(&name.as_str()));
    assert_eq!(all.len(), names.len());
    all
}

/// The policy of a resource without keys: what a role may do, not who gets it.
fn document(state: &Json, address: &str) -> Document {
    let mut found = documents(state).into_iter().filter(|d| d.kind == Kind::Identity);
    found.find(|d| d.address == address).unwrap_or_else(|| panic!("no {address}"))
}

/// The values of a resource without keys.
fn one<'a>(state: &'a Json, address: &str) -> &'a Json {
    let found = resources(state).into_iter().find(|r| r["address"] == address);
    &found.unwrap_or_else(|| panic!("no {address}"))["values"]
}

/// What Terraform applied of each design, by its name and the root; two at a time. Roots whose roles and policies another
/// design has word for word are left out: nobody asks for those by name.
fn applied(designs: &[(String, Design)]) -> BTreeMap<String, Json> {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let seen = Mutex::new(BTreeSet::new());
    let of = |(name, design): &(String, Design)| -> Vec<(String, Json)> {
        let bundle = folder.path().join(name);
        write(design, &bundle);
        let files = render(design).files;
        let is_new = |root: &str, counts: &dyn Fn(&File) -> bool| {
            let of_root = files.iter().filter(|f| f.path.starts_with(root) && counts(f));
            let text: String = of_root.map(|f| f.text.as_str()).collect();
            !text.is_empty() && seen.lock().expect("no panic").insert(text)
        };
        let roots = [
            is_new("bootstrap/", &|_| true).then_some("bootstrap"),
            // Most designs have the roles and policies of another.
            is_new("infrastructure/", &|f| f.text.contains("policy") || f.text.contains("statements"))
                .then_some("infrastructure"),
        ];
        let state = |root: &str| {
            let outcome =
                Terraform::new(&bundle).root(root).without_tests().without_show().until(Step::State).run();
            outcome.expect_success();
            let shown = &outcome.step(Step::State).expect("shown").stdout;
            (format!("{name} {root}"), serde_json::from_str(shown).expect("a state"))
        };
        roots.into_iter().flatten().map(state).collect()
    };
    let (first, second) = designs.split_at(designs.len().div_ceil(2));
    std::thread::scope(|scope| {
        let first = scope.spawn(|| first.iter().flat_map(of).collect::<Vec<_>>());
        let second: Vec<_> = second.iter().flat_map(of).collect();
        second.into_iter().chain(first.join().expect("the other half")).collect()
    })
}

fn write(design: &Design, folder: &Path) {
    for file in render(design).files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, file.text).expect("files can be written");
    }
}

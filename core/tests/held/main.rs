//! Every rule that is said to be held is: no text becomes such a value, and no design is rendered so.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod bundles;
mod native;

use std::fmt::Debug;
use std::str::FromStr;
use std::sync::Arc;

use configurator_core::check::HELD;
use configurator_core::design::{Design, Nat, StateBackend, StateLock, Tier, limits, starters};
use configurator_core::render::render;
use configurator_core::value::{
    AccessPolicy, AmiType, BucketName, Cidr, ClusterName, EndpointService, FargateProfileName, IpFamily,
    Ipv6Block, KubernetesGroup, KubernetesUser, LabelKey, LabelValue, LogRetention, LogType,
    NamespacePattern, NodeGroupName, PrincipalArn, TableName, TagKey, TagValue, ZoneId,
};
use serde_json::{Value, json};

use bundles::{
    all, block, designs, everywhere, groups_without, has_line, has_own_table, on_bucket, on_key, on_table,
    routes_are_whole, subnets, with, with_endpoints,
};

/// Whether all of `bad` are refused and `good` is taken.
fn refuses<T: FromStr<Err: Debug>>(good: &str, bad: &[&str]) -> bool {
    good.parse::<T>().is_ok() && bad.iter().all(|text| text.parse::<T>().is_err())
}

fn holds(id: &str) -> bool {
    let long = |n: usize| "x".repeat(n);
    let per_zone = |d: &Design| {
        let mut design = d.clone();
        Arc::make_mut(&mut design.network).nat = Nat::PerZone;
        design
    };
    match id {
        "ACC008" => refuses::<PrincipalArn>(
            "arn:aws:iam::111122223333:role/admin",
            &[
                "arn:aws:sts::111122223333:assumed-role/admin/me",
                "arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS",
            ],
        ),
        "ACC004" => {
            let bad = ["system:masters", "eks:x", "AWS:x", "amazon:x", "iam:x"];
            refuses::<KubernetesGroup>("platform:sre", &bad) && refuses::<KubernetesUser>("sre", &bad)
        }
        "ACC005" => refuses::<AccessPolicy>(
            "AmazonEKSViewPolicy",
            &[
                "arn:aws:iam::aws:policy/ReadOnlyAccess",
                "arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
            ],
        ),
        // Nothing but policy and namespaces can be said.
        "ACC006" => {
            let takes = |field: &str, value: Value| {
                let policy = json!({"policy": "AmazonEKSViewPolicy", field: value});
                let principal = "arn:aws:iam::111122223333:role/sre";
                let entry = json!({"name": "sre", "principal": principal, "policies": [policy]});
                with("/access", "entries", json!([entry])).is_some()
            };
            takes("namespaces", json!(["shop"])) && !takes("scope", json!("cluster"))
        }
        "ACC007" => {
            all("infrastructure/eks.tf", |t| has_line(t, "enable_cluster_creator_admin_permissions = false"))
        }
        "ACC009" => everywhere(|t| !t.contains("aws_auth") && !t.contains("kubernetes_config_map")),
        "CID014" => Ipv6Block::try_from(255).is_ok() && Ipv6Block::try_from(256).is_err(),
        "QTA004" => limits::SSH_CIDRS <= 60 && limits::SECONDARY_CIDRS < 60,
        "VPE003" => designs().iter().map(with_endpoints).all(|d| {
            let zones: Vec<_> = d.network.endpoint_subnets().map(|s| &s.zone).collect();
            !zones.is_empty() && zones.iter().enumerate().all(|(n, zone)| !zones[..n].contains(zone))
        }),
        "VPE004" => {
            all("infrastructure/endpoints.tf", |t| {
                let gateway = block(t, "resource \"aws_vpc_endpoint\" \"gateway\"");
                let interface = block(t, "resource \"aws_vpc_endpoint\" \"interface\"");
                has_line(gateway, "vpc_endpoint_type = \"Gateway\"")
                    && !gateway.contains("subnet_ids")
                    && has_line(interface, "vpc_endpoint_type = \"Interface\"")
                    && !interface.contains("route_table_ids")
            }) && EndpointService::ALL.iter().filter(|s| s.is_gateway()).count() == 2
        }
        "VPE005" => all("infrastructure/endpoints.tf", |t| {
            let rule = block(t, "resource \"aws_vpc_security_group_ingress_rule\" \"endpoints\"");
            ["from_port = 443", "to_port = 443", "ip_protocol = \"tcp\""].iter().all(|l| has_line(rule, l))
                && rule.contains("vpc")
        }),
        "VPE006" => all("infrastructure/endpoints.tf", |t| has_line(t, "private_dns_enabled = true")),
        "VPE010" => {
            let twice = json!({"services": ["ec2", "ec2"], "tier": "private"});
            with("/network", "endpoints", twice)
                .is_some_and(|d| d.network.endpoints.interfaces().count() == 1)
        }
        "CID002" | "END007" => refuses::<Cidr>("10.0.0.0/16", &["10.0.0.1/16", "10.0.128.0/16"]),
        "END006" => refuses::<Cidr>("10.0.0.0/16", &["::/0", "2001:db8::/32"]),
        "CID012" => all("infrastructure/routes.tf", |t| {
            let mut destinations = t.lines().filter(|l| l.contains("destination_"));
            destinations.all(|l| l.ends_with("\"0.0.0.0/0\"") || l.ends_with("\"::/0\""))
        }),
        "CTL008" => refuses::<LogType>("audit", &["Audit", "kubelet", ""]),
        "CTL010" => LogRetention::try_from(100).is_err() && LogRetention::try_from(90).is_ok(),
        "CTL018" | "IAM001" => all("infrastructure/eks.tf", |t| {
            !t.contains("create_iam_role") && !t.contains("iam_role_arn") && !t.contains("role_policies")
        }),
        "CTL019" | "NG012" => all("infrastructure/eks.tf", |t| {
            !t.contains("recommended_rules") && t.contains("terraform-aws-modules/eks/aws")
        }),
        "CTL020" => groups_without(&["attach_cluster_primary_security_group"]),
        "CTL021" => all("infrastructure/eks.tf", |t| !t.contains("egress_mode")),
        "FG011" => all("infrastructure/fargate.tf", |t| {
            !t.contains("iam_role_arn") && !t.contains("create_iam_role")
        }),
        "FG006" => refuses::<NamespacePattern>("team*", &["", "Team", "a_b", "-*", &long(64)]),
        "NAM005" => refuses::<FargateProfileName>("kube-system", &["", "eks-a", "a b", "-a", &long(101)]),
        // Groups without the CNI's rights by the module are those of clusters whose CNI has a role of its own, and those
        // that get them by a policy of the bundle.
        "IAM002" => {
            groups_without(&["create_iam_role", "iam_role_arn"])
                && everywhere(|t| {
                    let nodes = t.split("fargate_profiles = {").next().unwrap_or_default();
                    let by_bundle = nodes.contains("iam_role_additional_policies = local.node_role_policies")
                        && t.contains("cni_ipv6 = aws_iam_policy.cni_ipv6.arn");
                    !nodes.contains("iam_role_attach_cni_policy = false")
                        || t.contains("AmazonEKS_CNI")
                        || by_bundle
                })
        }
        "IAM004" => {
            everywhere(|t| {
                t.matches("sts:AssumeRoleWithWebIdentity").count()
                    == t.matches(":aud\" = \"sts.amazonaws.com\"").count()
                    && t.matches("sts:AssumeRoleWithWebIdentity").count()
                        == t.matches(":sub\" = \"system:serviceaccount:").count()
            }) && !everywhere(|t| !t.contains("sts:AssumeRoleWithWebIdentity"))
        }
        "IAM007" => everywhere(|t| !t.contains("disable_session_tags")),
        "KMS005" => groups_without(&["kms_key_id"]),
        "NG009" => groups_without(&[
            "disk_size ",
            "remote_access",
            "instance_market_options",
            "iam_instance_profile",
        ]),
        "NG011" => {
            // The module tells self-managed nodes in any case.
            let managed = |t: &'_ str| t.split("self_managed_node_groups = {").next().unwrap().to_owned();
            let told = |t: &str| {
                let t = managed(t);
                t.matches("ami_id ").count() == t.matches("enable_bootstrap_user_data = true").count()
            };
            all("infrastructure/node_groups.tf", told)
                && !all("infrastructure/node_groups.tf", |t| !t.contains("ami_id "))
        }
        "NG013" => groups_without(&["launch_template_id", "launch_template_name ", "create_launch_template"]),
        "NG015" => {
            let takes = |unavailable: Value| {
                let kind = json!({"managed": {"unavailable": unavailable}});
                with("/compute/node_groups/0", "kind", kind).is_some()
            };
            takes(json!({"nodes": 1}))
                && takes(json!({"percent": 100}))
                && ![
                    json!({"nodes": 0}),
                    json!({"percent": 101}),
                    json!({"nodes": 1, "percent": 1}),
                    json!({}),
                ]
                .into_iter()
                .any(takes)
        }
        "NG028" => groups_without(&["create_access_entry", "kubernetes.io/cluster"]),
        "NG032" => groups_without(&["efa"]),
        "NG034" => groups_without(&["warm_pool", "max_parallel_nodes"]),
        "POD002" => {
            let takes = |settings: Value| with("/compute/node_groups/0", "settings", settings).is_some();
            takes(json!({"custom_ami": {"id": "ami-0123456789abcdef0", "max_pods": 20}}))
                && !takes(json!({"max_pods": 20}))
        }
        "KMS001" => on_key(|k| k.contains("\"kms:*\"") && !k.contains("GrantIsForAWSResource")),
        "KMS002" => on_key(|k| !k.contains("Principal = \"*\"") && !k.contains("AWS = \"*\"")),
        "KMS003" => on_key(|k| has_line(k, "enable_key_rotation = true")),
        "KMS004" => on_key(|k| has_line(k, "deletion_window_in_days = 30")),
        "LBL001" => refuses::<LabelKey>("team", &["", "a/b/c", "-a", &long(64)]),
        "LBL002" => refuses::<LabelValue>("1", &["", "a b", "-a", &long(64)]),
        "NAM001" => refuses::<ClusterName>("my-eks", &["", "-a", "a b", &long(101)]),
        "NAM002" => all("infrastructure/eks.tf", |t| t.contains("substr(var.cluster_name, 0, 29)")),
        "NAM003" => refuses::<NodeGroupName>("general", &["", "-a", "a.b", &long(64)]),
        // 26 characters of a name that has no others than IAM takes, and a suffix that leaves Terraform its 26.
        "NAM006" => all("infrastructure/flow_logs.tf", |t| {
            t.contains("name_prefix = \"${substr(var.cluster_name, 0, 26)}-flow-logs-\"")
        }),
        "NAM007" => all("infrastructure/kms.tf", |t| has_line(t, "name = \"alias/eks/${var.cluster_name}\"")),
        "NAM008" | "NAM009" => {
            refuses::<BucketName>("my-state", &["My-state", "my.state", "ab", "xn--a-b", "a-s3alias"])
        }
        "NAM010" => refuses::<TableName>("my-lock", &["ab", "my lock", &long(256)]),
        "NG010" => {
            AmiType::ALL.iter().all(|a| a.as_str() != "CUSTOM") && "CUSTOM".parse::<AmiType>().is_err()
        }
        "NG014" => groups_without(&["remote_access", "ec2_ssh_key"]),
        "NG018" | "VER006" => groups_without(&[
            "cluster_version",
            "kubernetes_version",
            " release_version",
            " ami_release_version",
        ]),
        "NG030" => all("infrastructure/node_groups.tf", |t| {
            t.matches("encrypted").count() == t.matches("volume_type").count()
                && !has_line(t, "encrypted = false")
        }),
        "RTE002" => all("infrastructure/vpc.tf", |t| t.matches("\"aws_internet_gateway\"").count() <= 1),
        "RTE005" => all("infrastructure/nat.tf", |t| {
            t.contains("allocation_id = aws_eip.nat[each.key].id") && !t.contains("connectivity_type")
        }),
        "RTE006" => designs().iter().map(per_zone).all(|d| {
            let mut gateways = d.network.nat_gateways();
            gateways.all(|g| d.network.nat_gateway_for(g.zone).is_some_and(|used| used.zone == g.zone))
        }),
        "RTE008" => designs().iter().all(|d| {
            let zones = d.network.zones.iter();
            let private = |z| d.network.subnets_of(Tier::Private).filter(move |s| &s.zone == z);
            let ids: Vec<_> =
                zones.filter_map(|z| private(z).next()).map(|s| d.network.route_table_of(s)).collect();
            ids.iter().enumerate().all(|(n, id)| !ids[..n].contains(id))
        }),
        "RTE009" => routes_are_whole(),
        "RTE012" => all("infrastructure/endpoints.tf", |t| {
            t.lines().filter(|l| l.contains("route_table_ids")).all(|l| {
                l.contains("table in aws_route_table.private : table.id")
                    || l.contains("data.aws_route_tables")
            })
        }),
        "RTE013" => {
            let mut bundles = designs().into_iter().filter(|d| d.cluster.ip_family == IpFamily::Ipv6);
            bundles.all(|d| {
                let bundle = render(&d);
                let routes = &bundle.file("infrastructure/routes.tf").unwrap().text;
                let to = |route: &str, way: &str| {
                    let route = block(routes, &format!("resource \"aws_route\" \"{route}\""));
                    has_line(route, "destination_ipv6_cidr_block = \"::/0\"") && route.contains(way)
                };
                to("private_ipv6", "egress_only_gateway_id")
                    && to("public_internet_ipv6", "aws_internet_gateway")
            })
        }
        "RTE015" => everywhere(|t| !t.contains("aws_vpc_dhcp_options")),
        "RTE016" => everywhere(|t| !t.contains("aws_network_acl") && !t.contains("aws_default_network_acl")),
        // Public and private tables have a way out by IPv4 and one by IPv6; those of endpoints are their own.
        "RTE017" => all("infrastructure/routes.tf", |t| t.matches("resource \"aws_route\"").count() <= 4),
        "RTE010" => designs().iter().all(has_own_table),
        "STA001" => on_table(|t| {
            has_line(t, "hash_key = \"LockID\"")
                && has_line(t, "type = \"S\"")
                && t.matches("attribute {").count() == 1
                && !t.contains("range_key")
        }),
        "STA003" => {
            on_table(|t| has_line(t, "billing_mode = \"PAY_PER_REQUEST\"") && !t.contains("_capacity"))
        }
        "STA004" => on_bucket(|t| {
            let closed =
                ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
            has_line(t, "status = \"Enabled\"")
                && has_line(t, "sse_algorithm = \"aws:kms\"")
                && closed.iter().all(|c| has_line(t, &format!("{c} = true")))
        }),
        "STA005" => {
            let lock = StateLock::LockFile {};
            let mut design = starters::reference();
            design.state = Arc::new(StateBackend::S3 { bucket: Some("my-state".parse().unwrap()), lock });
            let bundle = render(&design);
            let backend = &bundle.file("infrastructure/backend.tf").unwrap().text;
            let made = |folder: &str| {
                let files = bundle.files.iter().filter(|f| f.path.starts_with(folder));
                files
                    .filter(|f| f.path.ends_with(".tf"))
                    .any(|f| f.text.contains("resource \"aws_s3_bucket\""))
            };
            !backend.contains("var.") && made("bootstrap/") && !made("infrastructure/")
        }
        "STA006" => on_bucket(|t| !t.contains("location")),
        "FG002" | "SUB008" => {
            refuses::<ZoneId>("use1-az1", &["use1-bos1-az1", "use1-wl1-bos-wlz1", "us-east-1a"])
        }
        "SUB009" => all("infrastructure/subnets.tf", |t| {
            t.matches("vpc_id").count() == t.matches("aws_vpc.this.id").count()
                && t.contains("aws_vpc.this.id")
        }),
        "SUB013" => {
            has_line(&subnets(Tier::Public), "map_public_ip_on_launch = each.value.public_addresses")
                && !all("infrastructure/terraform.tfvars", |t| !t.contains("public_addresses = true"))
        }
        "SUB014" => !subnets(Tier::Private).contains("map_public_ip_on_launch"),
        "TAG001" => refuses::<TagKey>("Team", &["", &long(128)]) && refuses::<TagValue>("", &[&long(257)]),
        "TAG003" => refuses::<TagKey>("Team", &["aws:x", "AWS:x"]) && refuses::<TagValue>("x", &["aws:x"]),
        "TAG004" => refuses::<TagKey>("Cost centre", &["a%b", "a\"b", "a\nb"]),
        "TAG006" => all("infrastructure/eks.tf", |t| has_line(t, "tags = var.tags")),
        _ => panic!("{id} is said to be held, and nothing here shows it"),
    }
}

#[test]
fn every_held_rule_is_held() {
    let broken: Vec<&str> = HELD.iter().map(|h| h.id).filter(|id| !holds(id)).collect();
    assert_eq!(broken, Vec::<&str>::new());
}

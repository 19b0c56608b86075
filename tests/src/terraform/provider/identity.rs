//! Made-up values for what AWS would decide: identifiers and ARNs that look real and are the same in
//! every run, because they are derived from the resource's own configuration.

use super::value::{Value, digest, field, placeholder, text};
use serde_json::Value as Json;

/// The account that everything is made up in.
pub(crate) const ACCOUNT_ID: &str = "111122223333";

/// The prefixes of identifiers that AWS assigns.
const ID_PREFIXES: &[(&str, &str)] = &[
    ("aws_ami", "ami"),
    ("aws_default_network_acl", "acl"),
    ("aws_default_route_table", "rtb"),
    ("aws_default_security_group", "sg"),
    ("aws_ebs_volume", "vol"),
    ("aws_efs_file_system", "fs"),
    ("aws_egress_only_internet_gateway", "eigw"),
    ("aws_eip", "eipalloc"),
    ("aws_flow_log", "fl"),
    ("aws_instance", "i"),
    ("aws_internet_gateway", "igw"),
    ("aws_launch_template", "lt"),
    ("aws_nat_gateway", "nat"),
    ("aws_network_acl", "acl"),
    ("aws_network_interface", "eni"),
    ("aws_route_table", "rtb"),
    ("aws_route_table_association", "rtbassoc"),
    ("aws_security_group", "sg"),
    ("aws_security_group_rule", "sgrule"),
    ("aws_subnet", "subnet"),
    ("aws_vpc", "vpc"),
    ("aws_vpc_dhcp_options", "dopt"),
    ("aws_vpc_endpoint", "vpce"),
    ("aws_vpc_ipv4_cidr_block_association", "vpc-cidr-assoc"),
    ("aws_vpc_peering_connection", "pcx"),
    ("aws_vpc_security_group_egress_rule", "sgr"),
    ("aws_vpc_security_group_ingress_rule", "sgr"),
    ("aws_vpn_gateway", "vgw"),
];

/// ARNs after `arn:<partition>:`, with the parts in braces filled in.
const ARNS: &[(&str, &str)] = &[
    (
        "aws_autoscaling_group",
        "autoscaling:{region}:{account}:autoScalingGroup:{uuid}:autoScalingGroupName/{name}",
    ),
    ("aws_cloudwatch_event_rule", "events:{region}:{account}:rule/{name}"),
    ("aws_cloudwatch_log_group", "logs:{region}:{account}:log-group:{name}"),
    ("aws_dynamodb_table", "dynamodb:{region}:{account}:table/{name}"),
    ("aws_ecr_repository", "ecr:{region}:{account}:repository/{name}"),
    ("aws_eks_access_entry", "eks:{region}:{account}:access-entry/{cluster}/role/{account}/{name}/{uuid}"),
    ("aws_eks_addon", "eks:{region}:{account}:addon/{cluster}/{name}/{uuid}"),
    ("aws_eks_cluster", "eks:{region}:{account}:cluster/{name}"),
    ("aws_eks_fargate_profile", "eks:{region}:{account}:fargateprofile/{cluster}/{name}/{uuid}"),
    ("aws_eks_node_group", "eks:{region}:{account}:nodegroup/{cluster}/{name}/{uuid}"),
    ("aws_eks_pod_identity_association", "eks:{region}:{account}:podidentityassociation/{cluster}/a-{uuid}"),
    ("aws_iam_instance_profile", "iam::{account}:instance-profile/{name}"),
    ("aws_iam_openid_connect_provider", "iam::{account}:oidc-provider/{host}"),
    ("aws_iam_policy", "iam::{account}:policy/{name}"),
    ("aws_iam_role", "iam::{account}:role/{name}"),
    ("aws_iam_user", "iam::{account}:user/{name}"),
    ("aws_key_pair", "ec2:{region}:{account}:key-pair/{name}"),
    ("aws_kms_alias", "kms:{region}:{account}:{name}"),
    ("aws_kms_key", "kms:{region}:{account}:key/{uuid}"),
    ("aws_s3_bucket", "s3:::{name}"),
    ("aws_secretsmanager_secret", "secretsmanager:{region}:{account}:secret:{name}"),
    ("aws_sns_topic", "sns:{region}:{account}:{name}"),
    ("aws_sqs_queue", "sqs:{region}:{account}:{name}"),
    ("aws_ssm_parameter", "ssm:{region}:{account}:parameter/{name}"),
];

/// Types whose identifier is the ARN.
const ID_IS_ARN: &[&str] = &["aws_iam_openid_connect_provider", "aws_iam_policy", "aws_sns_topic"];

/// One resource, as far as its configuration says who it is.
pub(crate) struct Identity<'a> {
    ty: &'a str,
    region: &'a str,
    name: Option<String>,
    cluster: String,
    host: String,
    /// Whether AWS would give it a block of IPv6 addresses.
    ipv6: bool,
    digest: u64,
}

impl<'a> Identity<'a> {
    /// The identity of a resource from what is known of its planned state.
    pub(crate) fn new(ty: &'a str, state: &Value, region: &'a str) -> Self {
        let digest = digest(&[ty, region, &state.to_string()]);
        let known = |attribute: &str| field(state, attribute).as_str().filter(|name| !name.is_empty());
        let own = ["name", "bucket", "node_group_name", "fargate_profile_name", "addon_name", "key_name"];
        let prefixes = ["name_prefix", "bucket_prefix", "node_group_name_prefix", "key_name_prefix"];
        let principal = known("principal_arn").and_then(|arn| arn.rsplit('/').next());
        let cluster = known("cluster_name").unwrap_or_default().to_owned();
        let name = own
            .iter()
            .find_map(|attribute| known(attribute))
            .map(str::to_owned)
            .or_else(|| {
                let prefix = prefixes.iter().find_map(|attribute| known(attribute));
                prefix.map(|prefix| format!("{prefix}{:012}", digest % 1_000_000_000_000))
            })
            .or_else(|| principal.map(str::to_owned));
        let host = known("url").map(|url| url.trim_start_matches("https://")).unwrap_or_default().to_owned();
        let ipv6 = field(state, "assign_generated_ipv6_cidr_block").as_bool() == Some(true)
            || !field(state, "ipv6_ipam_pool_id").is_nil();
        Self { ty, region, name, cluster, host, ipv6, digest }
    }

    /// The value of a computed attribute.
    pub(crate) fn computed(&self, attribute: &str, ty: &Json) -> Value {
        let string = match attribute {
            "id" => self.id(),
            "arn" | "access_entry_arn" | "association_arn" => self.arn(),
            "name" | "bucket" | "key_name" | "node_group_name" => self.name(),
            "region" => self.region.to_owned(),
            "owner_id" | "account_id" | "registry_id" => ACCOUNT_ID.to_owned(),
            "key_id" => self.uuid(),
            "unique_id" => format!("AROA{:016X}", self.digest),
            "endpoint" if self.ty == "aws_eks_cluster" => {
                format!("https://{}.gr7.{}.eks.amazonaws.com", self.hex(32).to_uppercase(), self.region)
            }
            "certificate_authority" => return self.certificate_authority(),
            "identity" => return self.oidc_identity(),
            "state" if ["aws_subnet", "aws_vpc"].contains(&self.ty) => "available".to_owned(),
            "status" | "state" => "ACTIVE".to_owned(),
            "version" if self.ty == "aws_eks_cluster" => "1.35".to_owned(),
            "public_ip" => format!("203.0.113.{}", self.digest % 254 + 1),
            "private_ip" => format!("10.0.0.{}", self.digest % 254 + 1),
            "cidr_block" => "10.0.0.0/16".to_owned(),
            "ipv6_cidr_block" | "ipv6_association_id" if !self.ipv6 => String::new(),
            "ipv6_cidr_block" => format!("2a05:d018:{}:{}00::/56", self.hex(4), self.hex(2)),
            "service_ipv4_cidr" => "172.20.0.0/16".to_owned(),
            "service_ipv6_cidr" => format!("fd{}:{}::/108", self.hex(2), self.hex(4)),
            "url" if self.ty == "aws_sqs_queue" => self.queue_url(),
            "prefix_list_id" => format!("pl-{}", self.hex(17)),
            "association_id" => format!("a-{}", self.hex(17)),
            "availability_zone" => format!("{}a", self.region),
            "default_security_group_id" | "cluster_security_group_id" | "security_group_id" => {
                format!("sg-{}", self.hex(17))
            }
            "vpc_id" => format!("vpc-{}", self.hex(17)),
            "image_id" => format!("ami-{}", self.hex(17)),
            "default_route_table_id" | "main_route_table_id" | "route_table_id" => {
                format!("rtb-{}", self.hex(17))
            }
            "default_network_acl_id" => format!("acl-{}", self.hex(17)),
            "network_interface_id" => format!("eni-{}", self.hex(17)),
            "bucket_domain_name" => format!("{}.s3.amazonaws.com", self.name()),
            "bucket_regional_domain_name" => format!("{}.s3.{}.amazonaws.com", self.name(), self.region),
            "policy" | "json" => r#"{"Statement":[],"Version":"2012-10-17"}"#.to_owned(),
            "created_at" | "modified_at" | "create_date" | "associated_at" => {
                "2026-01-01T00:00:00Z".to_owned()
            }
            "tags_all" | "tags" => return Value::Map(Vec::new()),
            _ if attribute.ends_with("_arn") => self.arn(),
            _ => return placeholder(attribute, ty),
        };
        if ty == "string" { text(string) } else { placeholder(attribute, ty) }
    }

    fn queue_url(&self) -> String {
        format!("https://sqs.{}.amazonaws.com/{ACCOUNT_ID}/{}", self.region, self.name())
    }

    fn name(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("stub-{}", self.hex(12)))
    }

    fn id(&self) -> String {
        if let Ok(found) = ID_PREFIXES.binary_search_by_key(&self.ty, |(ty, _)| ty) {
            return format!("{}-{}", ID_PREFIXES[found].1, self.hex(17));
        }
        if ID_IS_ARN.contains(&self.ty) {
            return self.arn();
        }
        match (self.ty, &self.name) {
            ("aws_kms_key", _) => self.uuid(),
            ("aws_sqs_queue", _) => self.queue_url(),
            (_, Some(name)) if self.cluster.is_empty() => name.clone(),
            (_, Some(name)) => format!("{}:{name}", self.cluster),
            _ => self.hex(16),
        }
    }

    fn arn(&self) -> String {
        let tail = match ARNS.binary_search_by_key(&self.ty, |(ty, _)| ty) {
            Ok(found) => ARNS[found]
                .1
                .replace("{region}", self.region)
                .replace("{account}", ACCOUNT_ID)
                .replace("{cluster}", &self.cluster)
                .replace("{host}", &self.host)
                .replace("{uuid}", &self.uuid())
                .replace("{name}", self.name().trim_start_matches('/')),
            Err(_) => {
                let kind = self.ty.trim_start_matches("aws_").replace('_', "-");
                format!("ec2:{}:{ACCOUNT_ID}:{kind}/{}", self.region, self.id())
            }
        };
        format!("arn:{}:{tail}", partition(self.region))
    }

    fn certificate_authority(&self) -> Value {
        // "stub certificate authority" in base64.
        let data = text("c3R1YiBjZXJ0aWZpY2F0ZSBhdXRob3JpdHk=");
        Value::Array(vec![Value::Map(vec![(text("data"), data)])])
    }

    fn oidc_identity(&self) -> Value {
        let issuer =
            format!("https://oidc.eks.{}.amazonaws.com/id/{}", self.region, self.hex(32).to_uppercase());
        let oidc = Value::Array(vec![Value::Map(vec![(text("issuer"), text(issuer))])]);
        Value::Array(vec![Value::Map(vec![(text("oidc"), oidc)])])
    }

    fn hex(&self, digits: usize) -> String {
        let more = digest(&[self.ty, &self.digest.to_string()]);
        format!("{:016x}{more:016x}", self.digest)[..digits].to_owned()
    }

    /// Of version 4 and the usual variant: Terraform's S3 backend takes no other as the id of a key.
    fn uuid(&self) -> String {
        let hex = self.hex(32);
        format!("{}-{}-4{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
    }
}

/// The partition that a region belongs to.
pub(crate) fn partition(region: &str) -> &'static str {
    match region {
        _ if region.starts_with("cn-") => "aws-cn",
        _ if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(ID_PREFIXES.is_sorted_by_key(|(ty, _)| ty));
        assert!(ARNS.is_sorted_by_key(|(ty, _)| ty));
    }

    #[test]
    fn a_role_gets_an_arn_with_its_name() {
        let state = Value::Map(vec![(text("name"), text("deployer"))]);
        let identity = Identity::new("aws_iam_role", &state, "cn-north-1");
        assert_eq!(identity.arn(), "arn:aws-cn:iam::111122223333:role/deployer");
        assert_eq!(identity.id(), "deployer");
    }

    #[test]
    fn the_same_configuration_gets_the_same_identifier() {
        let state = |block| Value::Map(vec![(text("cidr_block"), text(block))]);
        let id = |block| Identity::new("aws_vpc", &state(block), "eu-west-1").id();
        assert_eq!(id("10.0.0.0/16"), id("10.0.0.0/16"));
        assert_ne!(id("10.0.0.0/16"), id("10.1.0.0/16"));
        assert!(id("10.0.0.0/16").starts_with("vpc-"));
    }
}

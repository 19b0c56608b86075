//! Sensible answers of data sources; whatever is not here gets made-up values by its type.

use super::identity::{ACCOUNT_ID, partition};
use super::value::{Value, digest, elements, field, set, strings, text, texts};
use super::{cloudinit, existing, policy_document};

/// Fills `state`, which already holds made-up values, with the data source's answer. `vpc` is the VPC
/// that was looked up before, if any.
///
/// # Errors
/// When the real data source would refuse the configuration, with its reason.
pub(crate) fn answer(
    ty: &str,
    config: &Value,
    state: &mut Value,
    region: &str,
    vpc: Option<&str>,
) -> Result<(), String> {
    let given = |name: &str| field(config, name).as_str().unwrap_or_default().to_owned();
    let mut put = |name: &str, value: Value| set(state, name, value);
    match ty {
        "aws_caller_identity" => {
            put("account_id", text(ACCOUNT_ID));
            put("id", text(ACCOUNT_ID));
            put("user_id", text("AROASTUBSTUBSTUBSTUBS:deploy"));
            let role = format!("arn:{}:sts::{ACCOUNT_ID}:assumed-role/deploy/deploy", partition(region));
            put("arn", text(role));
        }
        "aws_partition" => {
            let suffix = dns_suffix(region);
            put("partition", text(partition(region)));
            put("id", text(partition(region)));
            put("dns_suffix", text(suffix));
            let reversed: Vec<_> = suffix.rsplit('.').collect();
            put("reverse_dns_prefix", text(reversed.join(".")));
        }
        "aws_region" => {
            for name in ["id", "name", "region"] {
                put(name, text(region));
            }
            put("endpoint", text(format!("ec2.{region}.{}", dns_suffix(region))));
        }
        "aws_availability_zones" => {
            let zones = zones(region, config);
            put("names", texts(zones.iter().map(|(name, _)| name.as_str())));
            put("zone_ids", texts(zones.iter().map(|(_, id)| id.as_str())));
            put("group_names", texts([region]));
            put("id", text(region));
        }
        "aws_ec2_instance_type" | "aws_route_tables" | "aws_subnet" | "aws_subnets" | "aws_vpc" => {
            let zones = zones(region, &Value::Nil);
            for (name, value) in existing::found(ty, config, state, &zones, vpc) {
                set(state, name, value);
            }
        }
        "cloudinit_config" => put("rendered", text(cloudinit::render(config))),
        "aws_iam_policy_document" => {
            let document = policy_document::render(config)?;
            put("json", text(format!("{document:#}")));
            put("minified_json", text(document.to_string()));
            put("id", text(digest(&[&document.to_string()]).to_string()));
        }
        "aws_service_principal" => {
            let name = format!("{}.amazonaws.com", given("service_name"));
            put("name", text(name.as_str()));
            put("id", text(name));
            put("suffix", text("amazonaws.com"));
        }
        "aws_vpc_endpoint_service" => {
            // In China most services are called so; elsewhere they are found by the end of their name.
            let filters = elements(field(config, "filter")).iter();
            let asked = filters.flat_map(|f| strings(f, "values")).find(|name| name.starts_with("cn."));
            let usual = format!("com.amazonaws.{region}.{}", given("service"));
            put("service_name", text(asked.map_or(usual, str::to_owned)));
        }
        "aws_iam_session_context" => put("issuer_arn", text(given("arn"))),
        "aws_iam_role" => {
            put("arn", text(format!("arn:{}:iam::{ACCOUNT_ID}:role/{}", partition(region), given("name"))));
        }
        "aws_iam_openid_connect_provider" => {
            let issuer = given("url");
            let host = issuer.trim_start_matches("https://");
            put("arn", text(format!("arn:{}:iam::{ACCOUNT_ID}:oidc-provider/{host}", partition(region))));
            put("client_id_list", texts([issuer.as_str(), "sts.amazonaws.com"]));
        }
        "aws_iam_policy" if !given("name").is_empty() => {
            put("arn", text(format!("arn:{}:iam::aws:policy/{}", partition(region), given("name"))));
        }
        "aws_eks_addon_version" => put("version", text("v1.0.0-eksbuild.1")),
        "aws_eks_cluster" => {
            put(
                "arn",
                text(format!(
                    "arn:{}:eks:{region}:{ACCOUNT_ID}:cluster/{}",
                    partition(region),
                    given("name")
                )),
            );
        }
        "aws_eks_cluster_auth" => put("token", text("k8s-aws-v1.stub")),
        "aws_ssm_parameter" => {
            // Most parameters that a bundle reads are the recommended AMIs.
            put("value", text(format!("ami-{:017x}", digest(&[&given("name")]))));
            put("insecure_value", text(format!("ami-{:017x}", digest(&[&given("name")]))));
        }
        "aws_arn" => {
            let arn = given("arn");
            let parts: Vec<_> = arn.splitn(6, ':').collect();
            let [_, partition, service, region, account, resource] = parts[..] else {
                return Err(format!("parsing ARN ({arn}): not enough sections"));
            };
            for (name, part) in [
                ("partition", partition),
                ("service", service),
                ("region", region),
                ("account", account),
                ("resource", resource),
            ] {
                put(name, text(part));
            }
        }
        _ => {}
    }
    Ok(())
}

fn dns_suffix(region: &str) -> &'static str {
    if partition(region) == "aws-cn" { "amazonaws.com.cn" } else { "amazonaws.com" }
}

/// The region's zones, with their names and zone IDs, less what the configuration leaves out.
fn zones(region: &str, config: &Value) -> Vec<(String, String)> {
    let letters = match region {
        "us-east-1" => "abcdef",
        "us-west-2" | "ap-northeast-2" => "abcd",
        _ => "abc",
    };
    let prefix = zone_id_prefix(region);
    let zones = letters
        .chars()
        .zip(1..)
        .map(|(letter, number)| (format!("{region}{letter}"), format!("{prefix}-az{number}")));
    let filtered = |zone: &(String, String)| {
        elements(field(config, "filter")).iter().all(|filter| {
            let values = strings(filter, "values");
            match field(filter, "name").as_str() {
                Some("zone-name") => values.contains(&zone.0.as_str()),
                Some("zone-id") => values.contains(&zone.1.as_str()),
                _ => true,
            }
        })
    };
    let (without_names, without_ids) =
        (strings(config, "exclude_names"), strings(config, "exclude_zone_ids"));
    zones
        .filter(|(name, id)| !without_names.contains(&name.as_str()) && !without_ids.contains(&id.as_str()))
        .filter(filtered)
        .collect()
}

/// `euw1` for `eu-west-1`, `apse2` for `ap-southeast-2`, `usgw1` for `us-gov-west-1`.
fn zone_id_prefix(region: &str) -> String {
    let mut parts = region.split('-');
    let area = parts.next().unwrap_or_default();
    parts.fold(area.to_owned(), |prefix, part| {
        let short = match part {
            "northeast" => "ne",
            "northwest" => "nw",
            "southeast" => "se",
            "southwest" => "sw",
            "gov" => "g",
            _ if part.starts_with(|first: char| first.is_ascii_digit()) => part,
            _ => part.get(..1).unwrap_or_default(),
        };
        prefix + short
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zone_ids_follow_the_region() {
        let prefixes = ["eu-west-1", "ap-southeast-2", "us-gov-west-1", "eu-central-1"].map(zone_id_prefix);
        assert_eq!(prefixes, ["euw1", "apse2", "usgw1", "euc1"]);
    }

    #[test]
    fn excluded_zones_are_left_out() {
        let config = Value::Map(vec![(text("exclude_zone_ids"), texts(["euw1-az2"]))]);
        let zones = zones("eu-west-1", &config);
        assert_eq!(zones.len(), 2);
        assert_eq!(zones[1], ("eu-west-1c".to_owned(), "euw1-az3".to_owned()));
    }
}

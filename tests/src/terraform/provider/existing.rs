//! A network that is there already, for bundles that build into one.
//!
//! Nothing is stored: an identifier says by itself what it stands for, so that what one data source
//! answers fits the next. Its last two hexadecimal digits number it within its VPC, whose own end in
//! `00`: `vpc-0a…00` holds `subnet-0a…01`, `subnet-0a…02` and so on. The number's remainder by the count
//! of zones chooses the zone (1 the first, 2 the second), and the third byte of the subnet's /24 is the
//! number. A VPC that was looked up before, or is named, wins over what the identifier says.

use super::identity::ACCOUNT_ID;
use super::value::{Value, digest, elements, field, set, strings, text, texts};

/// How many subnets for each zone, and tables, an existing VPC has.
const SUBNETS_A_ZONE: usize = 2;

/// What a data source finds, by attribute. `zones` are the region's, by name and identifier.
pub(super) fn found(
    ty: &str,
    config: &Value,
    state: &Value,
    zones: &[(String, String)],
    vpc: Option<&str>,
) -> Vec<(&'static str, Value)> {
    match ty {
        "aws_vpc" => existing_vpc(config, state),
        "aws_subnet" => existing_subnet(config, zones, vpc),
        "aws_subnets" => {
            let ids = numbered("subnet", config, vpc, zones.len() * SUBNETS_A_ZONE);
            vec![("id", text("existing")), ("ids", texts(ids))]
        }
        "aws_route_tables" => {
            // One for public subnets, one for the private ones of each zone.
            let ids = numbered("rtb", config, vpc, zones.len() + 1);
            vec![("id", text("existing")), ("ids", texts(ids))]
        }
        "aws_ec2_instance_type" => machine(field(config, "instance_type").as_str().unwrap_or_default()),
        _ => Vec::new(),
    }
}

fn given<'a>(config: &'a Value, name: &str) -> Option<&'a str> {
    field(config, name).as_str().filter(|value| !value.is_empty())
}

/// The values of a filter such as `vpc-id`.
fn filtered<'a>(config: &'a Value, name: &str) -> Vec<&'a str> {
    let filters = elements(field(config, "filter")).iter();
    filters
        .filter(|filter| field(filter, "name").as_str() == Some(name))
        .flat_map(|f| strings(f, "values"))
        .collect()
}

/// The VPC that is named, or was looked up before.
fn vpc_of<'a>(config: &'a Value, before: Option<&'a str>) -> Option<&'a str> {
    given(config, "vpc_id").or_else(|| filtered(config, "vpc-id").first().copied()).or(before)
}

/// The hexadecimal digits of an identifier, without the two that number it.
fn stem(id: &str) -> &str {
    let digits = id.rsplit('-').next().unwrap_or_default();
    digits.get(..digits.len().saturating_sub(2)).unwrap_or_default()
}

fn number(id: &str) -> usize {
    let digits = id.rsplit('-').next().unwrap_or_default();
    let last = digits.get(digits.len().saturating_sub(2)..).unwrap_or_default();
    usize::from_str_radix(last, 16).unwrap_or(1)
}

fn numbered(prefix: &str, config: &Value, vpc: Option<&str>, count: usize) -> Vec<String> {
    let vpc = vpc_of(config, vpc).map_or_else(|| made_up("vpc", config), str::to_owned);
    (1..=count).map(|number| format!("{prefix}-{}{number:02x}", stem(&vpc))).collect()
}

fn made_up(prefix: &str, config: &Value) -> String {
    format!("{prefix}-0{:014x}00", digest(&[prefix, &config.to_string()]) & 0xff_ffff_ffff_ffff)
}

fn existing_vpc(config: &Value, state: &Value) -> Vec<(&'static str, Value)> {
    let id = given(config, "id").map_or_else(|| made_up("vpc", config), str::to_owned);
    let block = given(config, "cidr_block").unwrap_or("10.0.0.0/16").to_owned();
    // The shape of an association is in the schema; only the block in it matters.
    let mut associations = field(state, "cidr_block_associations").clone();
    if let Value::Array(items) = &mut associations {
        for item in items {
            set(item, "cidr_block", text(block.as_str()));
            set(item, "state", text("associated"));
        }
    }
    vec![
        ("id", text(id)),
        ("cidr_block", text(block)),
        ("cidr_block_associations", associations),
        ("ipv6_cidr_block", text("2a05:d018:1:100::/56")),
        ("enable_dns_support", Value::Boolean(true)),
        ("enable_dns_hostnames", Value::Boolean(true)),
        ("instance_tenancy", text("default")),
        ("owner_id", text(ACCOUNT_ID)),
    ]
}

fn existing_subnet(
    config: &Value,
    zones: &[(String, String)],
    before: Option<&str>,
) -> Vec<(&'static str, Value)> {
    let id = given(config, "id").or_else(|| filtered(config, "subnet-id").first().copied());
    let id = id.map_or_else(|| made_up("subnet", config), str::to_owned);
    let number = number(&id);
    let vpc = vpc_of(config, before).map_or_else(|| format!("vpc-{}00", stem(&id)), str::to_owned);
    let named = zones.iter().find(|(name, zone_id)| {
        given(config, "availability_zone") == Some(name)
            || given(config, "availability_zone_id") == Some(zone_id)
    });
    let (zone, zone_id) = named.unwrap_or(&zones[(number + zones.len() - 1) % zones.len()]);
    let block = given(config, "cidr_block").map_or_else(|| format!("10.0.{number}.0/24"), str::to_owned);
    let ipv6 = given(config, "ipv6_cidr_block")
        .map_or_else(|| format!("2a05:d018:1:1{number:02x}::/64"), str::to_owned);
    vec![
        ("id", text(id)),
        ("vpc_id", text(vpc)),
        ("availability_zone", text(zone.as_str())),
        ("availability_zone_id", text(zone_id.as_str())),
        ("cidr_block", text(block)),
        ("ipv6_cidr_block", text(ipv6)),
        ("available_ip_address_count", Value::from(251)),
        ("map_public_ip_on_launch", Value::Boolean(false)),
        ("owner_id", text(ACCOUNT_ID)),
    ]
}

/// Made up from the name: sizes double, and a `g` behind the generation stands for Graviton.
fn machine(name: &str) -> Vec<(&'static str, Value)> {
    let (family, size) = name.split_once('.').unwrap_or((name, "large"));
    let cpus: u64 = match size {
        "nano" | "micro" | "small" | "medium" | "large" => 2,
        "xlarge" => 4,
        _ => {
            size.strip_suffix("xlarge").and_then(|times| times.parse().ok()).map_or(4, |times: u64| times * 4)
        }
    };
    let behind = family.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let architecture = if behind.contains('g') { "arm64" } else { "x86_64" };
    vec![
        ("id", text(name)),
        ("instance_type", text(name)),
        ("default_vcpus", Value::from(cpus)),
        ("memory_size", Value::from(cpus * 4096)),
        ("supported_architectures", texts([architecture])),
        ("supported_usages_classes", texts(["on-demand", "spot"])),
        ("maximum_network_interfaces", Value::from(4)),
        ("maximum_ipv4_addresses_per_interface", Value::from(15)),
        ("hypervisor", text("nitro")),
        ("current_generation", Value::Boolean(true)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones() -> Vec<(String, String)> {
        [1, 2, 3].map(|n| (format!("eu-west-1{}", ["a", "b", "c"][n - 1]), format!("euw1-az{n}"))).to_vec()
    }

    fn answer(ty: &str, config: &[(&str, &str)], name: &str) -> Value {
        let config = Value::Map(config.iter().map(|(key, value)| (text(*key), text(*value))).collect());
        let found = found(ty, &config, &Value::Nil, &zones(), None);
        found.into_iter().find(|(key, _)| *key == name).expect("the attribute is answered").1
    }

    #[test]
    fn identifiers_fit_one_another() {
        let vpc = "vpc-0123456789abcde00";
        let subnets = answer("aws_subnets", &[("vpc_id", vpc)], "ids");
        let second = elements(&subnets)[1].as_str().expect("a string").to_owned();
        assert_eq!(second, "subnet-0123456789abcde02");
        assert_eq!(elements(&subnets).len(), 6);
        assert_eq!(answer("aws_subnet", &[("id", &second)], "vpc_id"), text(vpc));
        assert_eq!(answer("aws_subnet", &[("id", &second)], "availability_zone_id"), text("euw1-az2"));
        assert_eq!(answer("aws_subnet", &[("id", &second)], "cidr_block"), text("10.0.2.0/24"));
        let tables = answer("aws_route_tables", &[("vpc_id", vpc)], "ids");
        assert_eq!(elements(&tables)[0], text("rtb-0123456789abcde01"));
    }

    #[test]
    fn what_is_asked_for_is_what_is_found() {
        let config = [("availability_zone_id", "euw1-az3"), ("cidr_block", "10.1.0.0/20")];
        assert_eq!(answer("aws_subnet", &config, "availability_zone"), text("eu-west-1c"));
        assert_eq!(answer("aws_subnet", &config, "cidr_block"), text("10.1.0.0/20"));
        assert_eq!(answer("aws_vpc", &[("id", "vpc-1")], "id"), text("vpc-1"));
    }

    #[test]
    fn a_machine_is_read_off_its_name() {
        let of =
            |name| answer("aws_ec2_instance_type", &[("instance_type", name)], "supported_architectures");
        assert_eq!(of("m7g.large"), texts(["arm64"]));
        assert_eq!(of("g5.xlarge"), texts(["x86_64"]));
        let cpus = answer("aws_ec2_instance_type", &[("instance_type", "m7i.4xlarge")], "default_vcpus");
        assert_eq!(cpus, Value::from(16));
    }
}

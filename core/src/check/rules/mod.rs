//! All rules, sorted by id, and the ones that the types hold.

mod account;
mod cluster;
mod compute;
mod network;
#[cfg(test)]
mod pages;

use super::Rule;

/// Every rule, sorted by id.
pub static RULES: &[&Rule] = &[
    &account::administrator_in_another_partition::RULE,
    &network::vpc_cidr_size::RULE,
    &network::vpc_cidr_reserved::RULE,
    &network::vpc_cidr_not_private::RULE,
    &network::vpc_cidr_class_e::RULE,
    &network::vpc_cidr_docker_bridge::RULE,
    &cluster::logs_off::RULE,
    &cluster::key_in_another_region::RULE,
    &cluster::endpoint_closed::RULE,
    &cluster::endpoint_misses_nodes::RULE,
    &cluster::endpoint_open_to_all::RULE,
    &cluster::endpoint_cidr_not_public::RULE,
    &cluster::endpoint_cidrs_too_many::RULE,
    &cluster::endpoint_private_only::RULE,
    &cluster::endpoint_not_private::RULE,
    &cluster::endpoint_cidrs_inert::RULE,
    &account::example_values::RULE,
    &account::example_key::RULE,
    &compute::reserved_label::RULE,
    &compute::label_refused_by_kubelet::RULE,
    &compute::duplicate_taint::RULE,
    &compute::duplicate_node_group_name::RULE,
    &compute::scaling_inconsistent::RULE,
    &compute::node_group_quota::RULE,
    &compute::too_many_instance_types::RULE,
    &compute::no_instance_type::RULE,
    &compute::spot_with_one_type::RULE,
    &compute::no_place_for_coredns::RULE,
    &compute::few_nodes_in_production::RULE,
    &compute::node_group_without_subnets::RULE,
    &network::internet_gateway_missing::RULE,
    &network::nodes_without_way_out::RULE,
    &network::single_nat_in_production::RULE,
    &cluster::secrets_key_of_aws::RULE,
    &account::dynamodb_lock::RULE,
    &network::subnet_cidr_size::RULE,
    &network::subnet_outside_vpc::RULE,
    &network::subnet_cidr_overlap::RULE,
    &network::control_plane_zones::RULE,
    &network::control_plane_subnet_crowded::RULE,
    &network::control_plane_zone_refused::RULE,
    &network::few_zones_in_production::RULE,
    &network::nodes_in_public_subnets::RULE,
    &network::no_public_subnet_for_load_balancers::RULE,
    &network::load_balancers_in_one_zone::RULE,
    &network::duplicate_subnet_name::RULE,
    &network::zone_outside_region::RULE,
    &account::too_many_tags::RULE,
    &account::tags_differ_in_case_only::RULE,
    &cluster::version_unknown::RULE,
    &cluster::version_retired::RULE,
    &cluster::version_near_end::RULE,
    &compute::amazon_linux_2_retired::RULE,
];

/// A rule that needs no code because no design can break it.
#[derive(Debug)]
pub struct Held {
    /// The id of the rule.
    pub id: &'static str,
    /// What it asks for.
    pub what: &'static str,
    /// The type, or the shape of the model, that holds it.
    pub by: &'static str,
}

/// The rules that types hold, sorted by id.
pub static HELD: &[Held] = &[
    Held {
        id: "ACC008",
        what: "no session or service-linked role as administrator",
        by: "type PrincipalArn",
    },
    Held { id: "CID002", what: "no host bits in a block", by: "type Cidr" },
    Held { id: "CTL008", what: "only log types that EKS knows", by: "type LogType" },
    Held { id: "CTL010", what: "a retention that CloudWatch takes", by: "type LogRetention" },
    Held { id: "END006", what: "no IPv6 block on an IPv4 cluster", by: "type Cidr" },
    Held { id: "END007", what: "no host bits in an endpoint's block", by: "type Cidr" },
    Held { id: "LBL001", what: "label keys that EKS takes", by: "type LabelKey" },
    Held { id: "LBL002", what: "label values that EKS takes", by: "type LabelValue" },
    Held { id: "NAM001", what: "a cluster name that EKS takes", by: "type ClusterName" },
    Held { id: "NAM003", what: "node group names that EKS takes", by: "type NodeGroupName" },
    Held { id: "NAM008", what: "a bucket name that S3 takes", by: "type BucketName" },
    Held { id: "NAM009", what: "no dots in a bucket name", by: "type BucketName" },
    Held { id: "NAM010", what: "a table name that DynamoDB takes", by: "type TableName" },
    Held { id: "RTE002", what: "one internet gateway at most", by: "Network::internet_gateway" },
    Held {
        id: "RTE006",
        what: "private subnets use the NAT gateway of their zone",
        by: "Network::nat_gateway_for",
    },
    Held { id: "RTE008", what: "a route table for each zone's private subnets", by: "type RouteTableId" },
    Held { id: "RTE010", what: "every subnet has a route table of its own", by: "Network::route_table_of" },
    Held { id: "TAG001", what: "tags of a length that AWS takes", by: "types TagKey and TagValue" },
    Held { id: "TAG003", what: "no tag that begins with aws:", by: "types TagKey and TagValue" },
    Held { id: "TAG004", what: "tags of characters that IAM takes", by: "types TagKey and TagValue" },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Area;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn ids_are_unique_sorted_and_well_formed() {
        let held = HELD.iter().map(|h| h.id);
        let ids: Vec<&str> = RULES.iter().map(|r| r.id).collect();
        assert!(ids.is_sorted(), "{ids:?}");
        assert!(HELD.is_sorted_by_key(|h| h.id));
        let all: Vec<&str> = ids.iter().copied().chain(held).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "an id is used twice");
        for id in all {
            let letters = id.trim_end_matches(|c: char| c.is_ascii_digit());
            assert!((2..=3).contains(&letters.len()) && id.len() == letters.len() + 3, "{id}");
        }
    }

    #[test]
    fn every_rule_is_documented() {
        for rule in RULES {
            for text in [rule.what, rule.why] {
                assert!(
                    text.len() > 20 && text.ends_with('.') && !text.contains("  "),
                    "{}: {text}",
                    rule.id
                );
            }
            assert!(rule.source.len() > 5, "{} has no source", rule.id);
        }
    }

    /// Every file of an area is a rule in the registry under its own name, begins with its id and is tested.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test may read the sources")]
    fn every_file_is_registered() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
        let mut files = BTreeSet::new();
        for area in Area::ALL {
            for entry in folder.join(area.as_str()).read_dir().unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
                if name == "mod" {
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                let rule = RULES.iter().find(|r| r.name == name && r.area == area);
                let rule = rule.unwrap_or_else(|| panic!("{} is not in RULES", path.display()));
                assert!(
                    text.starts_with(&format!("//! {}: ", rule.id)),
                    "{}: its first line",
                    path.display()
                );
                assert!(
                    text.contains("#[test]") && text.contains("check_findings"),
                    "{} has no tests",
                    rule.id
                );
                files.insert(name);
            }
        }
        assert_eq!(files.len(), RULES.len(), "two rules share a name");
    }
}

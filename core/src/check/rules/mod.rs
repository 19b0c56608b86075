//! All rules, sorted by id, and the ones that the types hold.

mod account;
mod cluster;
mod compute;
mod fargate;
mod held;
mod network;
#[cfg(test)]
mod pages;

pub use held::{HELD, Held};

use super::Rule;

/// Every rule, sorted by id.
pub static RULES: &[&Rule] = &[
    &account::access_entries_refused::RULE,
    &account::principal_twice::RULE,
    &account::node_entry_refused::RULE,
    &account::administrator_in_another_partition::RULE,
    &account::duplicate_entry_name::RULE,
    &account::entry_without_rights::RULE,
    &account::principal_in_another_partition::RULE,
    &account::unknown_access_policy::RULE,
    &account::role_for_nobody::RULE,
    &account::group_without_role::RULE,
    &account::policy_twice_in_entry::RULE,
    &cluster::addon_not_known::RULE,
    &cluster::addons_idle_in_auto_mode::RULE,
    &cluster::configuration_contradicts::RULE,
    &cluster::kube_proxy_skew::RULE,
    &network::vpc_cidr_size::RULE,
    &network::vpc_cidr_reserved::RULE,
    &network::vpc_cidr_not_private::RULE,
    &network::vpc_cidr_class_e::RULE,
    &network::vpc_cidr_docker_bridge::RULE,
    &network::vpc_cidr_overlaps_peer::RULE,
    &network::secondary_cidr_overlap::RULE,
    &network::secondary_cidr_refused::RULE,
    &network::secondary_cidr_in_first_ten::RULE,
    &network::many_vpc_cidrs::RULE,
    &network::new_block_of_a_running_cluster::RULE,
    &cluster::service_cidr_size::RULE,
    &cluster::service_cidr_not_private::RULE,
    &cluster::service_cidr_in_vpc::RULE,
    &cluster::service_cidr_of_a_peer::RULE,
    &cluster::service_cidr_left_to_eks::RULE,
    &cluster::service_cidr_with_ipv6::RULE,
    &cluster::ipv6_not_supported::RULE,
    &cluster::logs_off::RULE,
    &cluster::key_in_another_region::RULE,
    &cluster::cluster_made_anew::RULE,
    &cluster::authentication_mode_backwards::RULE,
    &cluster::network_addons::RULE,
    &cluster::auto_mode_without_entries::RULE,
    &cluster::auto_mode_ignores_pod_addresses::RULE,
    &cluster::deletion_unprotected::RULE,
    &cluster::zonal_shift_off::RULE,
    &account::pipelines_with_local_state::RULE,
    &account::repository_without_numbers::RULE,
    &account::rights_beyond_boundary::RULE,
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
    &network::existing_subnet_without_id::RULE,
    &network::existing_subnet_twice::RULE,
    &network::existing_vpc_left_alone::RULE,
    &fargate::profile_not_private::RULE,
    &fargate::selector_count::RULE,
    &fargate::many_selector_labels::RULE,
    &fargate::profile_quota::RULE,
    &fargate::profiles_overlap::RULE,
    &fargate::no_profile_for_coredns::RULE,
    &fargate::addons_without_nodes::RULE,
    &fargate::pod_identity_on_fargate::RULE,
    &fargate::pod_too_large::RULE,
    &fargate::region_without_fargate::RULE,
    &account::network_plugin_by_node_role::RULE,
    &account::pod_identity_unusable::RULE,
    &account::addon_without_role::RULE,
    &account::role_without_rights::RULE,
    &account::statement_without_parts::RULE,
    &account::wide_rights::RULE,
    &account::duplicate_workload_name::RULE,
    &account::own_statements_too_long::RULE,
    &network::addresses_run_out::RULE,
    &network::no_room_for_updates::RULE,
    &network::blocks_run_out::RULE,
    &network::no_room_when_a_zone_fails::RULE,
    &network::network_interfaces_over_quota::RULE,
    &compute::reserved_label::RULE,
    &compute::label_refused_by_kubelet::RULE,
    &compute::duplicate_taint::RULE,
    &compute::duplicate_node_group_name::RULE,
    &compute::scaling_inconsistent::RULE,
    &compute::node_group_quota::RULE,
    &compute::too_many_instance_types::RULE,
    &compute::image_of_another_architecture::RULE,
    &compute::mixed_architectures::RULE,
    &compute::image_without_drivers::RULE,
    &compute::family_without_image::RULE,
    &compute::no_instance_type::RULE,
    &compute::more_away_than_nodes::RULE,
    &compute::spot_with_one_type::RULE,
    &compute::volume_refused::RULE,
    &compute::minimum_above_running::RULE,
    &compute::volumes_in_one_zone::RULE,
    &compute::mixed_sizes::RULE,
    &compute::no_room_for_pods::RULE,
    &compute::windows_alone::RULE,
    &compute::no_place_for_coredns::RULE,
    &compute::few_nodes_in_production::RULE,
    &compute::quota_of_vcpus::RULE,
    &compute::type_without_feature::RULE,
    &compute::node_credentials_open::RULE,
    &compute::node_group_made_anew::RULE,
    &compute::node_group_without_subnets::RULE,
    &compute::type_not_offered::RULE,
    &compute::type_not_known::RULE,
    &compute::type_twice::RULE,
    &compute::user_data_too_long::RULE,
    &compute::pods_without_addresses::RULE,
    &compute::dense_nodes::RULE,
    &cluster::network_plugin_too_old::RULE,
    &network::prefixes_switched_on::RULE,
    &network::zone_without_pod_subnet::RULE,
    &network::warm_targets::RULE,
    &network::security_groups_in_public_subnets::RULE,
    &account::quota_of_vpcs::RULE,
    &account::quota_of_elastic_ips::RULE,
    &network::vpc_quotas::RULE,
    &account::quota_of_clusters::RULE,
    &network::internet_gateway_missing::RULE,
    &network::nodes_without_way_out::RULE,
    &network::nat_without_internet_gateway::RULE,
    &network::single_nat_in_production::RULE,
    &network::s3_through_nat::RULE,
    &network::dns_off::RULE,
    &cluster::secrets_key_of_aws::RULE,
    &cluster::endpoint_public::RULE,
    &network::no_network_policy::RULE,
    &account::config_map_beside_access_entries::RULE,
    &account::many_cluster_administrators::RULE,
    &network::flow_logs_off::RULE,
    &account::ssh_from_anywhere::RULE,
    &compute::kubelet_of_own_image::RULE,
    &account::ssh_beside_session_manager::RULE,
    &account::ssh_from_nowhere::RULE,
    &account::ssh_key_length::RULE,
    &account::dynamodb_lock::RULE,
    &network::subnet_cidr_size::RULE,
    &network::subnet_outside_vpc::RULE,
    &network::subnet_cidr_overlap::RULE,
    &network::control_plane_zones::RULE,
    &network::control_plane_subnet_crowded::RULE,
    &network::control_plane_zone_refused::RULE,
    &network::few_zones_in_production::RULE,
    &network::no_room_for_upgrades::RULE,
    &network::control_plane_zones_changed::RULE,
    &network::nodes_in_public_subnets::RULE,
    &network::no_public_subnet_for_load_balancers::RULE,
    &network::no_subnet_for_internal_load_balancers::RULE,
    &network::load_balancers_in_the_wrong_tier::RULE,
    &network::subnet_of_another_cluster::RULE,
    &network::load_balancers_in_one_zone::RULE,
    &network::no_room_for_load_balancers::RULE,
    &network::karpenter_finds_no_subnet::RULE,
    &network::no_ipv6_block::RULE,
    &network::no_block_in_subnet::RULE,
    &network::shared_with_prefixes::RULE,
    &network::subnet_for_pods_by_tag::RULE,
    &network::duplicate_subnet_name::RULE,
    &network::zone_outside_region::RULE,
    &network::subnet_tag_in_the_way::RULE,
    &network::control_plane_among_pods::RULE,
    &account::too_many_tags::RULE,
    &account::tags_differ_in_case_only::RULE,
    &cluster::version_unknown::RULE,
    &cluster::version_retired::RULE,
    &cluster::version_near_end::RULE,
    &cluster::version_skipped::RULE,
    &cluster::version_lowered::RULE,
    &compute::amazon_linux_2_retired::RULE,
    &cluster::upgraded_by_eks::RULE,
    &network::endpoints_for_nodes_missing::RULE,
    &network::endpoints_for_features_missing::RULE,
    &network::zone_without_endpoints::RULE,
    &network::services_without_endpoint::RULE,
    &network::private_nodes_without_private_endpoint::RULE,
    &network::endpoints_in_the_wrong_tier::RULE,
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

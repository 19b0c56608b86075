//! VPC, zones, subnets, ways out.

pub(in crate::check) mod control_plane_subnet_crowded;
pub(in crate::check) mod control_plane_zone_refused;
pub(in crate::check) mod control_plane_zones;
pub(in crate::check) mod duplicate_subnet_name;
pub(in crate::check) mod few_zones_in_production;
pub(in crate::check) mod internet_gateway_missing;
pub(in crate::check) mod load_balancers_in_one_zone;
pub(in crate::check) mod no_public_subnet_for_load_balancers;
pub(in crate::check) mod nodes_in_public_subnets;
pub(in crate::check) mod nodes_without_way_out;
pub(in crate::check) mod single_nat_in_production;
pub(in crate::check) mod subnet_cidr_overlap;
pub(in crate::check) mod subnet_cidr_size;
pub(in crate::check) mod subnet_outside_vpc;
pub(in crate::check) mod vpc_cidr_class_e;
pub(in crate::check) mod vpc_cidr_docker_bridge;
pub(in crate::check) mod vpc_cidr_not_private;
pub(in crate::check) mod vpc_cidr_reserved;
pub(in crate::check) mod vpc_cidr_size;
pub(in crate::check) mod zone_outside_region;

//! VPC, zones, subnets, ways out.

pub(in crate::check) mod internet_gateway_missing;
pub(in crate::check) mod nodes_without_way_out;
pub(in crate::check) mod subnet_cidr_overlap;
pub(in crate::check) mod subnet_cidr_size;
pub(in crate::check) mod subnet_outside_vpc;
pub(in crate::check) mod vpc_cidr_reserved;
pub(in crate::check) mod vpc_cidr_size;

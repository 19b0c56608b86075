//! What provider and API refuse of launch templates, Auto Scaling groups, node groups and profiles.

use super::{Case, case};

/// A launch template with one volume.
macro_rules! volume {
    ($body:literal) => {
        resource!(
            "aws_launch_template",
            concat!("block_device_mappings {\ndevice_name = \"/dev/xvda\"\nebs {\n", $body, "\n}\n}")
        )
    };
}

/// An Auto Scaling group of a mixed instances policy with these lines.
macro_rules! mixed {
    ($distribution:literal, $overrides:literal) => {
        resource!(
            "aws_autoscaling_group",
            concat!(
                "min_size = 1\nmax_size = 3\nvpc_zone_identifier = [\"subnet-1\"]\nmixed_instances_policy {\n",
                "instances_distribution {\n",
                $distribution,
                "\n}\nlaunch_template {\nlaunch_template_specification {\nlaunch_template_id = \"lt-1\"\n}\n",
                $overrides,
                "\n}\n}"
            )
        )
    };
}

/// An Auto Scaling group of a launch template with these lines.
macro_rules! scaling {
    ($body:literal) => {
        resource!(
            "aws_autoscaling_group",
            concat!(
                "min_size = 1\nmax_size = 3\nvpc_zone_identifier = [\"subnet-1\"]\nlaunch_template {\nid = \"lt-1\"\n}\n",
                $body
            )
        )
    };
}

/// A Fargate profile with these lines.
macro_rules! profile {
    ($name:literal, $body:literal) => {
        resource!(
            "aws_eks_fargate_profile",
            concat!(
                "cluster_name = \"demo\"\nfargate_profile_name = \"",
                $name,
                "\"\npod_execution_role_arn = \"arn:aws:iam::111122223333:role/a\"\nsubnet_ids = [\"subnet-1\"]\n",
                $body
            )
        )
    };
}

/// A managed node group with these lines.
macro_rules! group {
    ($body:literal) => {
        resource!(
            "aws_eks_node_group",
            concat!(
                "cluster_name = \"demo\"\nnode_role_arn = \"arn:aws:iam::111122223333:role/a\"\nsubnet_ids = [\"subnet-1\"]\n",
                "scaling_config {\nmin_size = 1\ndesired_size = 1\nmax_size = 3\n}\n",
                $body
            )
        )
    };
}

/// Refused without asking any data source.
pub(crate) const MACHINES: &[Case] = &[
    // Volumes.
    case(
        "gp2_iops",
        volume!("volume_type = \"gp2\"\niops = 3000"),
        ("\"gp2\"", "\"gp3\""),
        "iops does not apply to volumes of type gp2",
    ),
    case(
        "gp3_iops",
        volume!("volume_type = \"gp3\"\niops = 1000"),
        ("1000", "4000"),
        "between 3000 and 80000 iops, got 1000",
    ),
    case(
        "io2_without_iops",
        volume!("volume_type = \"io2\""),
        ("\"io2\"", "\"io2\"\niops = 500"),
        "volumes of type io2 need iops",
    ),
    case(
        "iops_for_size",
        volume!("volume_type = \"io1\"\nvolume_size = 10\niops = 1000"),
        ("volume_size = 10", "volume_size = 20"),
        "at most 50 iops for each GiB, got 1000 for 10",
    ),
    case(
        "throughput_for_iops",
        volume!("volume_type = \"gp3\"\nthroughput = 1000"),
        ("throughput = 1000", "iops = 4000\nthroughput = 1000"),
        "throughput is at most a quarter of iops, got 1000 for 3000",
    ),
    case(
        "io1_throughput",
        volume!("volume_type = \"io1\"\niops = 500\nthroughput = 125"),
        ("\nthroughput = 125", ""),
        "throughput does not apply to volumes of type io1",
    ),
    case(
        "cold_volume_size",
        volume!("volume_type = \"st1\"\nvolume_size = 50"),
        ("= 50", "= 125"),
        "between 125 and 16384 GiB, got 50",
    ),
    case(
        "key_of_plain_volume",
        volume!("kms_key_id = \"arn:aws:kms:eu-west-1:111122223333:key/a\""),
        ("kms_key_id", "encrypted = true\nkms_key_id"),
        "a kms_key_id needs encrypted = true",
    ),
    // Launch templates.
    case(
        "hop_limit",
        resource!("aws_launch_template", "metadata_options {\nhttp_put_response_hop_limit = 65\n}"),
        ("65", "64"),
        "to be in the range (1 - 64), got 65",
    ),
    case(
        "image",
        resource!("aws_launch_template", "image_id = \"al2023\""),
        ("\"al2023\"", "\"ami-0123456789abcdef0\""),
        "expected an identifier such as ami-0123456789abcdef0",
    ),
    case(
        "user_data_plain",
        resource!("aws_launch_template", "user_data = \"#!/bin/sh\""),
        ("\"#!/bin/sh\"", "base64encode(\"#!/bin/sh\")"),
        "is not base64",
    ),
    case(
        "user_data_too_long",
        resource!(
            "aws_launch_template",
            "user_data = base64encode(join(\"\", [for n in range(1000) : \"echo ${1000 + n} # a line more\\n\"]))"
        ),
        ("range(1000)", "range(500)"),
        "user data has at most 16384 bytes",
    ),
    case(
        "groups_twice",
        resource!(
            "aws_launch_template",
            "vpc_security_group_ids = [\"sg-1\"]\nnetwork_interfaces {\nsecurity_groups = [\"sg-1\"]\n}"
        ),
        ("vpc_security_group_ids = [\"sg-1\"]\n", ""),
        "\"network_interfaces\": conflicts with vpc_security_group_ids",
    ),
    case(
        "spot_price",
        resource!(
            "aws_launch_template",
            "instance_market_options {\nmarket_type = \"spot\"\nspot_options {\nmax_price = \"cheap\"\n}\n}"
        ),
        ("cheap", "0.05"),
        "expected a price in US dollars",
    ),
    case(
        "part_of_user_data",
        "data \"cloudinit_config\" \"NAME\" {\n  part {\n    content_type = \"text/x-sh\"\n    content      = \"#!/bin/sh\"\n  }\n}\n",
        ("text/x-sh\"", "text/x-shellscript\""),
        "got text/x-sh",
    ),
    // Auto Scaling groups.
    case(
        "spot_strategy",
        mixed!("spot_allocation_strategy = \"cheapest\"", ""),
        ("cheapest", "lowest-price"),
        "got cheapest",
    ),
    case(
        "on_demand_strategy",
        mixed!("on_demand_allocation_strategy = \"balanced\"", ""),
        ("balanced", "prioritized"),
        "got balanced",
    ),
    case(
        "on_demand_share",
        mixed!("on_demand_percentage_above_base_capacity = 101", ""),
        ("101", "100"),
        "in the range (0 - 100), got 101",
    ),
    case(
        "spot_pools",
        mixed!("spot_allocation_strategy = \"capacity-optimized\"\nspot_instance_pools = 2", ""),
        ("capacity-optimized", "lowest-price"),
        "spot_instance_pools apply to lowest-price only",
    ),
    case(
        "override_twice",
        mixed!(
            "",
            "override {\ninstance_type = \"m7i.large\"\n}\noverride {\ninstance_type = \"m7i.large\"\n}"
        ),
        ("\"m7i.large\"\n}\noverride", "\"m7a.large\"\n}\noverride"),
        "the override m7i.large is given twice",
    ),
    case(
        "override_weight",
        mixed!("", "override {\ninstance_type = \"m7i.large\"\nweighted_capacity = \"0\"\n}"),
        ("\"0\"", "\"1\""),
        "expected a number between 1 and 999",
    ),
    case(
        "refresh_strategy",
        scaling!("instance_refresh {\nstrategy = \"rolling\"\n}"),
        ("\"rolling\"", "\"Rolling\""),
        "got rolling",
    ),
    case(
        "refresh_percentages",
        scaling!(
            "instance_refresh {\nstrategy = \"Rolling\"\npreferences {\nmin_healthy_percentage = 50\nmax_healthy_percentage = 200\n}\n}"
        ),
        ("= 50", "= 100"),
        "are more than 100 apart",
    ),
    case(
        "refresh_trigger",
        scaling!("instance_refresh {\nstrategy = \"Rolling\"\ntriggers = [\"tags\"]\n}"),
        ("\"tags\"", "\"tag\""),
        "got tags",
    ),
    case(
        "lifetime",
        scaling!("max_instance_lifetime = 3600"),
        ("3600", "86400"),
        "to be 0 or at least 86400, got 3600",
    ),
    case(
        "lifecycle_hook",
        scaling!(
            "initial_lifecycle_hook {\nname = \"a\"\nlifecycle_transition = \"EC2_INSTANCE_TERMINATING\"\n}"
        ),
        ("\"EC2", "\"autoscaling:EC2"),
        "got EC2_INSTANCE_TERMINATING",
    ),
    // Managed node groups.
    case(
        "update_both_ways",
        group!("update_config {\nmax_unavailable = 1\nmax_unavailable_percentage = 33\n}"),
        ("max_unavailable = 1\n", ""),
        "only one of",
    ),
    case(
        "update_no_way",
        group!("update_config {\n}"),
        ("update_config {", "update_config {\nmax_unavailable = 1"),
        "must be specified",
    ),
    case(
        "repair_both_ways",
        group!(
            "node_repair_config {\nenabled = true\nmax_parallel_nodes_repaired_count = 1\nmax_parallel_nodes_repaired_percentage = 10\n}"
        ),
        ("max_parallel_nodes_repaired_count = 1\n", ""),
        "conflicts with max_parallel_nodes_repaired_percentage",
    ),
    case(
        "repair_action",
        group!(
            "node_repair_config {\nenabled = true\nnode_repair_config_overrides {\nmin_repair_wait_time_mins = 5\nnode_monitoring_condition = \"NetworkingReady\"\nnode_unhealthy_reason = \"InterfaceNotUp\"\nrepair_action = \"Restart\"\n}\n}"
        ),
        ("Restart", "Reboot"),
        "got Restart",
    ),
    case(
        "label_prefix",
        group!("labels = { \"Team/app\" = \"a\" }"),
        ("Team", "team"),
        "lowercase letters, digits and hyphens",
    ),
    case(
        "type_twice",
        group!("instance_types = [\"m7i.large\", \"m7i.large\"]"),
        (", \"m7i.large\"]", "]"),
        "m7i.large is given twice",
    ),
    case(
        "release",
        group!("release_version = \"latest\""),
        ("latest", "1.35.0-20261101"),
        "expected an AMI release",
    ),
    // Fargate profiles.
    case(
        "reserved_profile",
        profile!("eks-system", "selector {\nnamespace = \"default\"\n}"),
        ("eks-system", "system"),
        "names that begin with eks- are reserved",
    ),
    case(
        "no_selector",
        profile!("a", ""),
        ("subnet_ids", "selector {\nnamespace = \"default\"\n}\nsubnet_ids"),
        "At least 1 \"selector\" blocks are required",
    ),
    case(
        "six_selectors",
        profile!(
            "a",
            "dynamic \"selector\" {\nfor_each = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]\ncontent {\nnamespace = selector.value\n}\n}"
        ),
        (", \"f\"", ""),
        "a Fargate profile takes at most 5 selectors",
    ),
    case(
        "namespace",
        profile!("a", "selector {\nnamespace = \"Team_A\"\n}"),
        ("Team_A", "team-*"),
        "lowercase letters, digits, hyphens, * and ?",
    ),
];

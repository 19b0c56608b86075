//! `UPGRADE.md`: how this design comes to newer versions, of a constant file those lines that concern it.

use super::text::Draft;
use super::{File, guide};
use crate::design::Design;

/// The file.
pub(super) fn file(design: &Design) -> File {
    guide::add(Draft::new("UPGRADE.md"), include_str!("../../templates/UPGRADE.md"), design).file()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{
        CustomAmi, Delivery, ManagedNodes, NodeGroupKind, SelfManagedNodes, StateBackend, StateLock, starters,
    };
    use crate::testing::examples;
    use crate::value::SupportType;
    use std::sync::Arc;

    #[test]
    fn only_what_there_is_has_a_section() {
        let mut design = starters::reference();
        let before = file(&design).text;
        assert!(before.contains("## Managed node groups") && !before.contains("## Karpenter"), "{before}");
        assert!(
            before.contains("## Node images between upgrades") && !before.contains("elf-managed"),
            "{before}"
        );
        design.intent.karpenter = true;
        Arc::make_mut(&mut design.compute).node_groups.clear();
        let after = file(&design).text;
        assert!(after.contains("## Karpenter") && !after.contains("ode group"), "{after}");
        assert!(!after.contains("## Node images between upgrades"), "{after}");
    }

    #[test]
    fn the_lock_table_is_given_up_from_where_one_stands() {
        let mut design = starters::reference();
        assert!(!file(&design).text.contains("STATE_LOCK"));
        let table: crate::value::TableName = "my-lock".parse().unwrap();
        let mut with = |lock| {
            design.state = Arc::new(StateBackend::S3 { bucket: None, lock });
            file(&design).text
        };
        let alone = with(StateLock::DynamoDb { table: table.clone() });
        assert!(alone.contains("1. `STATE_LOCK=both`") && !alone.contains("apply_lock_table"), "{alone}");
        let both = with(StateLock::Both { table });
        assert!(both.contains("1. When nobody works") && !both.contains("STATE_LOCK=both"), "{both}");
        design.delivery = Some(Delivery::at("github.com/owner/name", None).unwrap());
        let pipelines = file(&design).text;
        // All of `bootstrap/` that would be left to refer to the table.
        for named in ["apply_lock_table", "read_lock_table", "aws_dynamodb_table.lock.arn"] {
            assert!(pipelines.contains(named), "{named}: {pipelines}");
        }
    }

    #[test]
    fn on_the_way_back_nothing_rolls_out_after_the_first_group_went() {
        let mut design = starters::reference();
        let groups = &mut Arc::make_mut(&mut design.compute).node_groups;
        let mut own = groups[0].clone();
        own.settings.custom_ami = Some(CustomAmi { id: "ami-01234567".parse().unwrap(), max_pods: None });
        groups.push(own);
        let text = file(&design).text;
        let (before, after) = text.split_once("update-nodegroup-version").unwrap();
        assert!(
            before.contains("the old `ami_id`") && before.ends_with("Each other EKS node group: `aws eks "),
            "{text}"
        );
        let (on_the_way, _) = after.split_once("`OLD` into both files").unwrap();
        assert!(!on_the_way.contains("and `scripts/rollout.sh`"), "{on_the_way}");
    }

    #[test]
    fn what_replaces_nodes_in_which_order_is_told_by_group() {
        let mut design = starters::reference();
        let minimal = "Where `update_strategy` is `MINIMAL`, old ones go before new ones come. A budget";
        assert!(!file(&design).text.contains(minimal));
        let mut with = |kind: NodeGroupKind| {
            Arc::make_mut(&mut design.compute).node_groups[0].kind = kind;
            file(&design).text
        };
        let text = with(NodeGroupKind::Managed(ManagedNodes { minimal_surge: true, ..Default::default() }));
        assert!(text.contains(minimal), "{text}");
        let by_hand =
            "Where a group has no instance refresh, replace its nodes by hand, one by one: `kubectl drain";
        let own =
            |refresh| NodeGroupKind::SelfManaged(SelfManagedNodes { refresh, ..SelfManagedNodes::default() });
        assert!(!with(own(true)).contains(by_hand));
        let text = with(own(false));
        assert!(text.contains(by_hand) && !text.contains("Where a group has an instance refresh"), "{text}");
    }

    #[test]
    fn groups_that_all_have_an_image_of_their_own_keep_their_section() {
        let mut design = starters::reference();
        let group = &mut Arc::make_mut(&mut design.compute).node_groups[0];
        group.kind = NodeGroupKind::SelfManaged(SelfManagedNodes::default());
        group.settings.custom_ami = Some(CustomAmi { id: "ami-01234567".parse().unwrap(), max_pods: None });
        let text = file(&design).text;
        let section = "## Self-managed node groups\n\nThe same roll-out gives their launch template the new image. A group with";
        assert!(text.contains(section), "{text}");
    }

    #[test]
    fn going_back_into_extended_support_and_with_fargate() {
        let mut design = starters::reference();
        let policy = "--upgrade-policy supportType=EXTENDED";
        let fargate = " Fargate: scale";
        Arc::make_mut(&mut design.cluster).upgrade_policy = SupportType::Standard;
        let text = file(&design).text;
        assert!(text.contains(policy) && !text.contains("Fargate"), "{text}");
        Arc::make_mut(&mut design.cluster).upgrade_policy = SupportType::Extended;
        assert!(!file(&design).text.contains(policy));
        let compute = Arc::make_mut(&mut design.compute);
        compute.fargate_profiles = examples::every_kind().compute.fargate_profiles.clone();
        let beside = file(&design).text;
        assert!(beside.contains(fargate) && beside.contains("with a profile.\n"), "{beside}");
        let coredns = "coredns".parse().unwrap();
        let addons = &mut Arc::make_mut(&mut design.cluster).addons;
        let addon = addons.entry(coredns).or_default();
        addon.configuration = r#"{"computeType":"Fargate"}"#.parse().ok();
        assert!(file(&design).text.contains("with a profile, CoreDNS too.\n"));
        Arc::make_mut(&mut design.cluster).addons.values_mut().for_each(|a| a.configuration = None);
        assert!(file(&design).text.contains("with a profile.\n"));
        Arc::make_mut(&mut design.compute).node_groups.clear();
        assert!(file(&design).text.contains("with a profile, CoreDNS too.\n"));
    }
}

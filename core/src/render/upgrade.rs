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
    use crate::design::{Delivery, StateBackend, StateLock, starters};
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
        assert!(pipelines.contains("`aws_iam_role_policy.apply_lock_table`"), "{pipelines}");
    }
}

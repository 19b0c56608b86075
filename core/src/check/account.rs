//! What else the AWS account holds: a design cannot know it, and quotas count it.

use serde::Serialize;

use crate::json::{self, Read};

/// What is used in the account and the region already, as far as somebody said it. Rules about quotas are silent about
/// what is `None`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Read)]
#[serde(default, deny_unknown_fields)]
pub struct Account {
    /// VPCs in the region.
    pub vpcs: Option<u32>,
    /// Elastic IP addresses in the region.
    pub elastic_ips: Option<u32>,
    /// EKS clusters in the region.
    pub clusters: Option<u32>,
    /// How many vCPUs of standard on-demand instances may run in the region (quota L-1216C47A).
    pub vcpu_quota: Option<u32>,
}

impl Account {
    /// What a text of [`Self::to_json`] says; nothing where it is none.
    pub fn from_json(text: &str) -> Self {
        json::read_text(text).unwrap_or_default()
    }

    /// As a text.
    pub fn to_json(&self) -> String {
        // Numbers and fixed keys always serialize.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_as_text() {
        let account = Account { vpcs: Some(3), vcpu_quota: Some(64), ..Account::default() };
        assert_eq!(Account::from_json(&account.to_json()), account);
        assert_eq!(Account::from_json("{\"vpcs\": -1}"), Account::default());
    }
}

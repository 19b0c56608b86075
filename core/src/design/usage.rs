//! What is expected of the cluster once it runs: the volumes that a bill depends on.

use serde::Serialize;

use super::nodes::is_default;
use crate::json::Read;

/// What somebody expects, as far as Terraform does not decide it. Only cost reads it, and nothing is made of it; a
/// volume of zero is one that nobody has estimated yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Usage {
    /// How much goes through the NAT gateways, both ways together, in GB a month.
    pub nat_gb: u32,
    /// How much nodes and pods send across zones, in GB a month; traffic to a gateway in another zone is not part of it.
    pub cross_zone_gb: u32,
    /// How much the control plane logs, in GB a month.
    pub control_plane_log_gb: u32,
    /// How much the flow logs record, in GB a month.
    pub flow_log_gb: u32,
    /// How much goes through the interfaces of VPC endpoints, in GB a month.
    #[serde(default, skip_serializing_if = "is_default")]
    pub endpoint_gb: u32,
    /// How much below the on-demand price spot capacity is expected to be, in percent; `None` counts it at that price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spot_discount_percent: Option<Percent>,
}

impl Usage {
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A share from 0 to 100.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
#[serde(into = "u8")]
pub struct Percent(u8);

/// The number is over 100.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("A share is from 0 to 100 percent.")]
pub struct NotPercent;

impl Percent {
    /// The number, from 0 to 100.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Percent {
    type Error = NotPercent;

    fn try_from(percent: u8) -> Result<Self, NotPercent> {
        if percent <= 100 { Ok(Self(percent)) } else { Err(NotPercent) }
    }
}

crate::value::read_number!(Percent, u8, Percent(0));

impl From<Percent> for u8 {
    fn from(percent: Percent) -> Self {
        percent.0
    }
}

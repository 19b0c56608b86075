//! What the drawing shows of capacity and cost: figures of subnets, node groups, Fargate profiles and Auto Mode.

use crate::design::{FargateProfileId, NodeGroupId, SubnetId};
use crate::value::{Usd, grouped};

/// The figures of a design. They may be a moment behind it, or missing: then nothing is shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    /// How full subnets are.
    pub subnets: Vec<(SubnetId, Fill)>,
    /// What node groups hold and cost.
    pub groups: Vec<(NodeGroupId, GroupFigures)>,
    /// What Fargate profiles hold and cost.
    pub profiles: Vec<(FargateProfileId, GroupFigures)>,
    /// What EKS Auto Mode holds and costs, where it is on.
    pub auto_mode: Option<GroupFigures>,
}

/// How full a subnet is when everything in it is as large as it may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fill {
    /// How many addresses, or blocks of 16, are needed then.
    pub needed: u64,
    /// How many there are.
    pub available: u64,
    /// Whether blocks are counted: where nodes take any, these run out first.
    pub is_blocks: bool,
}

/// What a node group holds and costs with as many nodes as it is created with, or a Fargate profile or Auto Mode with as
/// much as is expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GroupFigures {
    /// How many pods it takes, all of its nodes together; `None` where that is not known.
    pub pods: Option<u64>,
    /// What it costs a month; `None` where that is not known.
    pub usd: Option<Usd>,
    /// Whether a price in it is an estimate.
    pub is_estimate: bool,
}

impl Figures {
    /// How full a subnet is.
    pub fn subnet(&self, id: SubnetId) -> Option<Fill> {
        self.subnets.iter().find(|(subnet, _)| *subnet == id).map(|(_, fill)| *fill)
    }

    /// The figures of a node group.
    pub fn group(&self, id: NodeGroupId) -> Option<GroupFigures> {
        self.groups.iter().find(|(group, _)| *group == id).map(|(_, figures)| *figures)
    }

    /// The figures of a Fargate profile.
    pub fn profile(&self, id: FargateProfileId) -> Option<GroupFigures> {
        self.profiles.iter().find(|(profile, _)| *profile == id).map(|(_, figures)| *figures)
    }
}

impl Fill {
    /// How much of it is needed, in percent, rounded up: what is over 100 does not fit.
    pub fn percent(self) -> u64 {
        self.needed.saturating_mul(100).div_ceil(self.available.max(1))
    }

    /// How much is needed of how much, in wordings, the longest first.
    pub(super) fn wordings(self) -> Vec<String> {
        let (needed, available) = (grouped(self.needed), grouped(self.available));
        let what = if self.is_blocks { "blocks " } else { "" };
        let of = format!("{needed} of {available} {what}at peak");
        vec![format!("{of} · {} %", self.percent()), of, format!("{needed} / {available}")]
    }

    /// The class of its bar: it warns from 60 %, and alarms where there is not enough.
    pub(super) fn class(self) -> &'static str {
        match self.percent() {
            0..60 => "bar",
            60..=100 => "bar filling",
            _ => "bar full",
        }
    }
}

impl GroupFigures {
    /// How many pods, in words.
    pub(super) fn pods(self) -> Option<String> {
        self.pods.map(|pods| format!("{} pods", grouped(pods)))
    }

    /// What it costs, in words; an estimate says that it is one.
    pub(super) fn cost(self) -> Option<String> {
        let about = if self.is_estimate { "about " } else { "" };
        // Whole dollars, rounded half up.
        let whole = |usd: Usd| grouped(usd.micros().saturating_add(500_000) / 1_000_000);
        self.usd.map(|usd| format!("{about}{} USD a month", whole(usd)))
    }
}

//! What cards stand for, and how their kinds differ: by outline, stripe, icon and word, never by colour alone.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Px;
use super::draw::{area, boxed, path};
use super::scene::{Rect, Shape};
use crate::design::{
    AutoMode, Design, FargateProfile, Karpenter, NodeGroup, Subject, Subnet, SubnetId, Tier,
};
use crate::sorted;
use crate::value::CapacityType;

/// What a card stands for.
#[derive(Clone, Copy)]
pub(super) enum CardOf<'a> {
    /// The control plane.
    Cluster,
    /// A node group, managed or self-managed.
    Group(&'a NodeGroup),
    /// A Fargate profile.
    Fargate(&'a FargateProfile),
    /// EKS Auto Mode.
    AutoMode(&'a AutoMode),
    /// Karpenter.
    Karpenter(&'a Karpenter),
}

/// The corners of a Karpenter card are cut by so much.
const CUT: f64 = 8.0;

impl<'a> CardOf<'a> {
    /// All cards of `design`, in the order in which they find their places.
    pub(super) fn all(design: &'a Design) -> Vec<Self> {
        let compute = &design.compute;
        let mut all = vec![Self::Cluster];
        all.extend(compute.node_groups.iter().map(Self::Group));
        all.extend(compute.auto_mode.iter().map(Self::AutoMode));
        all.extend(design.intent.karpenter.then_some(Self::Karpenter(&compute.karpenter)));
        all.extend(compute.fargate_profiles.iter().map(Self::Fargate));
        all
    }

    /// The object.
    pub(super) fn subject(&self) -> Subject {
        match self {
            Self::Cluster => Subject::Cluster,
            Self::Group(group) => Subject::NodeGroup(group.id),
            Self::Fargate(profile) => Subject::FargateProfile(profile.id),
            Self::AutoMode(_) => Subject::AutoMode,
            Self::Karpenter(_) => Subject::Karpenter,
        }
    }

    /// The subnets that it lies across: those that it is told to use, or finds.
    pub(super) fn subnets(&self, design: &'a Design) -> Cow<'a, BTreeSet<SubnetId>> {
        let with = |has: &dyn Fn(&Subnet) -> bool| {
            Cow::Owned(sorted::set(design.network.subnets.iter().filter(|s| has(s)).map(|s| s.id)))
        };
        match self {
            Self::Group(group) => Cow::Borrowed(&group.subnets),
            Self::Fargate(profile) => Cow::Borrowed(&profile.subnets),
            Self::Cluster | Self::AutoMode(_) => with(&|s| design.takes_control_plane(s)),
            Self::Karpenter(_) => with(&|s| s.karpenter_discovery),
        }
    }

    /// Its class; the control plane's interfaces have the hue of their tier.
    pub(super) fn class(&self, design: &Design) -> &'static str {
        match self {
            Self::Cluster => match design.cluster.control_plane_tier {
                Tier::Public => "card cluster public",
                Tier::Private => "card cluster private",
                Tier::Intra => "card cluster intra",
                Tier::Pod => "card cluster pod",
            },
            Self::Group(group) => match (group.self_managed().is_some(), is_spot(group)) {
                (false, false) => "card group",
                (false, true) => "card group spot",
                (true, false) => "card group self-managed",
                (true, true) => "card group self-managed spot",
            },
            Self::Fargate(_) => "card fargate",
            Self::AutoMode(_) => "card auto-mode",
            Self::Karpenter(_) => "card karpenter",
        }
    }

    /// Its icon.
    pub(super) fn icon(&self) -> &'static str {
        match self {
            Self::Cluster => "cluster",
            Self::Group(group) if group.self_managed().is_some() => "self-managed",
            Self::Group(group) if is_spot(group) => "spot",
            Self::Group(_) => "node-group",
            Self::Fargate(_) => "fargate",
            Self::AutoMode(_) => "auto-mode",
            Self::Karpenter(_) => "karpenter",
        }
    }

    /// The radius of its corners.
    pub(super) fn radius(&self) -> f64 {
        match self {
            Self::Cluster => 6.0,
            Self::Group(group) if group.self_managed().is_some() => 0.0,
            Self::Group(_) => 6.0,
            Self::Fargate(_) => 22.0,
            Self::AutoMode(_) => 12.0,
            Self::Karpenter(_) => CUT,
        }
    }

    /// The box of a card at `rect`: a node group has a stripe, broken for spot, and a double edge where it is
    /// self-managed; a Fargate profile is a pill; Auto Mode has its stripe on top; Karpenter has cut corners.
    pub(super) fn body(&self, rect: Rect) -> Vec<Shape> {
        let Rect { x, y, width, height } = rect;
        let radius = self.radius().min(height / 2.0);
        let edge = boxed(rect, radius, "edge");
        let stripe = |x: f64| path(format!("M{} {}V{}", Px(x), Px(y + 7.0), Px(y + height - 7.0)), "kind");
        let mut shapes = vec![boxed(area(x, y + 1.5, width, height), radius, "shade")];
        match self {
            Self::Cluster => shapes.push(edge),
            Self::Group(group) if group.self_managed().is_some() => {
                let inner = boxed(area(x + 3.0, y + 3.0, width - 6.0, height - 6.0), 0.0, "inner");
                shapes.extend([edge, inner, stripe(x + 7.5)]);
            }
            Self::Group(_) => shapes.extend([edge, stripe(x + 4.5)]),
            // A shade would fill the gaps between its dashes.
            Self::Fargate(_) => shapes = vec![edge],
            Self::AutoMode(_) => {
                let (from, to) = (Px(x + 12.0), Px(x + width - 12.0));
                shapes.extend([edge, path(format!("M{from} {}H{to}", Px(y + 3.5)), "kind")]);
            }
            Self::Karpenter(_) => {
                shapes = vec![boxed(rect, 0.0, "hit"), path(cut(rect), "edge"), stripe(x + 4.5)]
            }
        }
        shapes
    }
}

fn is_spot(group: &NodeGroup) -> bool {
    group.capacity_type == CapacityType::Spot
}

/// The outline of a box with cut corners.
fn cut(rect: Rect) -> String {
    let (across, down) = (Px(rect.width - 2.0 * CUT), Px(rect.height - 2.0 * CUT));
    let (x, y) = (Px(rect.x + CUT), Px(rect.y));
    format!("M{x} {y}h{across}l8 8v{down}l-8 8h-{across}l-8-8v-{down}z")
}

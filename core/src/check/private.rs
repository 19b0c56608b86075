//! Compute that does not reach the internet, and the endpoints that stand in for it.

use super::Severity;
use super::facts::Facts;
use super::finding::Fix;
use crate::design::{Design, FargateProfile, NodeGroup, Subject, Subnet, Tier, WayOut};
use crate::edit::suggest;
use crate::value::IpFamily;

/// The subnets in which nodes or pods on Fargate run, or in which Karpenter or Auto Mode may start nodes, with their
/// ways out.
pub(super) fn running<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (&'a Subnet, WayOut)> {
    let design = facts.design;
    let addresses = &facts.capacity().subnets;
    let all = facts.subnets.iter().zip(facts.ways_out()).zip(addresses);
    all.filter(move |((subnet, _), addresses)| {
        addresses.groups > 0
            || design.intent.karpenter && subnet.karpenter_discovery
            || design.compute.auto_mode.is_some() && design.takes_control_plane(subnet)
            || design.compute.fargate_profiles.iter().any(|p| p.subnets.contains(&subnet.id))
    })
    .map(|((subnet, way), _)| (*subnet, *way))
}

/// Whether a way out leads to the internet.
pub(super) fn arrives(way: WayOut) -> bool {
    match way {
        WayOut::None => false,
        WayOut::InternetGateway => true,
        WayOut::Nat { reaches_internet, .. } => reaches_internet,
    }
}

/// Those of them whose traffic does not reach the internet, by id.
pub(super) fn stranded<'a>(facts: &Facts<'a>) -> Vec<&'a Subnet> {
    running(facts).filter(|(_, way)| !arrives(*way)).map(|(subnet, _)| subnet).collect()
}

/// The stranded subnets that VPC endpoints are to serve; empty where there are no interfaces, which says that nobody
/// meant the cluster to do without the internet. Public subnets have no route to the endpoint of S3.
pub(super) fn served<'a>(facts: &Facts<'a>) -> Vec<&'a Subnet> {
    if facts.design.network.endpoints.interfaces().next().is_none() {
        return Vec::new();
    }
    stranded(facts).into_iter().filter(|s| s.tier != Tier::Public).collect()
}

/// Who runs in subnets.
pub(super) enum User<'a> {
    /// Nodes.
    Group(&'a NodeGroup),
    /// Pods on Fargate.
    Profile(&'a FargateProfile),
    /// What Karpenter starts.
    Karpenter,
    /// What Auto Mode starts: in the subnets of the control plane.
    AutoMode(&'a Design),
}

impl User<'_> {
    /// The object that it is in the design.
    pub(super) fn subject(&self) -> Subject {
        match self {
            Self::Group(group) => Subject::NodeGroup(group.id),
            Self::Profile(profile) => Subject::FargateProfile(profile.id),
            Self::Karpenter => Subject::Karpenter,
            Self::AutoMode(_) => Subject::AutoMode,
        }
    }

    /// Whether it runs in `subnet`.
    pub(super) fn is_in(&self, subnet: &Subnet) -> bool {
        match self {
            Self::Group(group) => group.subnets.contains(&subnet.id),
            Self::Profile(profile) => profile.subnets.contains(&subnet.id),
            Self::Karpenter => subnet.karpenter_discovery,
            Self::AutoMode(design) => design.takes_control_plane(subnet),
        }
    }
}

/// Who runs in any of `subnets`: node groups, then Fargate profiles, Karpenter, Auto Mode.
pub(super) fn users<'a>(facts: &Facts<'a>, subnets: &[&Subnet]) -> Vec<User<'a>> {
    let design = facts.design;
    let groups = facts.groups.iter().map(|g| User::Group(g));
    let profiles = design.compute.fargate_profiles.iter().map(User::Profile);
    let karpenter = design.intent.karpenter.then_some(User::Karpenter);
    let auto_mode = design.compute.auto_mode.is_some();
    let auto_mode = auto_mode.then_some(User::AutoMode(design));
    let all = groups.chain(profiles).chain(karpenter).chain(auto_mode);
    all.filter(|user| subnets.iter().any(|s| user.is_in(s))).collect()
}

/// How bad it is to be stranded. A VPC that exists may have a way out that the design does not describe, and IPv6 goes
/// out by a gateway of its own.
pub(super) fn severity(facts: &Facts<'_>) -> Severity {
    let design = facts.design;
    let may_get_out = design.network.existing.is_some() || design.cluster.ip_family == IpFamily::Ipv6;
    if may_get_out { Severity::Warning } else { Severity::Error }
}

/// All endpoints that the design needs; `None` where it has them.
pub(super) fn add_endpoints(facts: &Facts<'_>) -> Option<Fix> {
    let edit = suggest::add_needed_endpoints(facts.design)?;
    Some(Fix { label: "Add the endpoints".to_owned(), edit })
}

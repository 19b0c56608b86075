//! The AWS services that a design's parts call: where there is no way to the internet, each needs a VPC endpoint.
//! Sources: EKS user guide, private-clusters; Karpenter, getting started with a private cluster; for the services of
//! add-ons, the names that PrivateLink gives them.

use super::{Design, Identity};
use crate::value::EndpointService as Service;

/// A service that something in the design calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EndpointNeed {
    /// The service.
    pub service: Service,
    /// What calls it, as it stands in a sentence.
    pub by: &'static str,
    /// Whether that cannot work at all without it.
    pub is_vital: bool,
}

impl Design {
    /// The services that nodes and the chosen features call; one that several call stands there several times.
    pub fn endpoint_needs(&self) -> impl Iterator<Item = EndpointNeed> {
        let (intent, karpenter) = (self.intent, &self.compute.karpenter);
        let has = |name: &str| self.cluster.addons.keys().any(|addon| addon.as_str() == name);
        let balancers = intent.internet_facing_load_balancers || intent.internal_load_balancers;
        let queue = intent.karpenter && karpenter.interruption_queue;
        let needs: [(bool, bool, &'static str, &'static [Service]); 11] = [
            (true, true, "nodes", &Service::FOR_NODES),
            (self.uses_pod_identity(), true, "Pod Identity", &[Service::EksAuth]),
            (intent.karpenter, true, "Karpenter", &[Service::Eks, Service::Ssm]),
            (queue, true, "Karpenter", &[Service::Sqs]),
            (!self.cluster.endpoint.public, false, "administration from inside", &[Service::Eks]),
            (balancers, false, "load balancers", &[Service::ElasticLoadBalancing]),
            (
                self.access.session_manager,
                false,
                "Session Manager",
                &[Service::Ssm, Service::SsmMessages, Service::Ec2Messages],
            ),
            (
                has("amazon-cloudwatch-observability"),
                false,
                "CloudWatch",
                &[Service::Logs, Service::Monitoring],
            ),
            (has("aws-efs-csi-driver"), false, "EFS", &[Service::ElasticFileSystem]),
            (
                has("aws-secrets-store-csi-driver-provider"),
                false,
                "Secrets Manager",
                &[Service::SecretsManager],
            ),
            (has("aws-guardduty-agent"), false, "GuardDuty", &[Service::GuardDutyData]),
        ];
        needs.into_iter().filter(|(is_used, ..)| *is_used).flat_map(|(_, is_vital, by, services)| {
            services.iter().map(move |&service| EndpointNeed { service, by, is_vital })
        })
    }

    /// Whether pods get a role by EKS Pod Identity.
    pub fn uses_pod_identity(&self) -> bool {
        let mut addons = self.cluster.addons.values().map(|a| a.identity);
        let mut workloads = self.access.workloads.iter().map(|w| w.identity.identity());
        addons.any(|i| i == Identity::PodIdentity) || workloads.any(|i| i == Identity::PodIdentity)
    }
}

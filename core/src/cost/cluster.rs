//! Lines of the control plane: its hours, extended support, the key, the logs.

use super::{Draft, Each, Note, Part, Quantity, Surcharge, Unit};
use crate::catalog::{self, Service, Support, service_price};
use crate::design::{SecretsEncryption, Subject};
use crate::value::{Date, SupportType};

/// Adds them, and answers what extended support will add later.
///
/// EKS charges for extended support only where the upgrade policy allows it; else it upgrades the cluster.
/// Source: Amazon EKS user guide, view-upgrade-policy.
pub(super) fn lines(draft: &mut Draft<'_>, today: Option<Date>) -> Option<Surcharge> {
    let cluster = &draft.design.cluster;
    let hours = || Quantity::fixed(1, Unit::Cluster, Each::Hours);
    let line = draft.service(Part::ControlPlane, Subject::Cluster, hours(), Service::ClusterStandard);
    let mut later = None;
    if cluster.upgrade_policy == SupportType::Extended {
        let known = catalog::version(cluster.version);
        line.note = known.is_none().then_some(Note::UnknownVersion);
        match known.map(|v| (v, today.map_or(Support::Standard, |day| v.support_on(day)))) {
            Some((_, Support::Extended)) => {
                draft.service(
                    Part::ExtendedSupport,
                    Subject::Cluster,
                    hours(),
                    Service::ClusterExtendedSurcharge,
                );
            }
            Some((version, Support::Standard)) => {
                let dates = version.end_of_standard.next().zip(version.end_of_extended);
                later = dates.map(|(from, until)| {
                    let price = service_price(Service::ClusterExtendedSurcharge, &draft.design.region);
                    let amount = price.map(|p| hours().cost(p.rate).min).unwrap_or_default();
                    Surcharge { from, until, price, amount }
                });
            }
            Some((_, Support::Ended)) | None => {}
        }
    }
    if cluster.secrets_encryption == (SecretsEncryption::New {}) {
        let key = Quantity::fixed(1, Unit::Key, Each::One);
        draft.service(Part::KmsKey, Subject::Cluster, key, Service::KmsKeyMonth);
    }
    if !cluster.log_types.is_empty() {
        let gb = draft.design.usage.control_plane_log_gb;
        draft.volume(Part::ControlPlaneLogs, Subject::Cluster, gb, Service::LogsIngestGb);
    }
    later
}

//! Lines of the control plane: its hours, extended support, the key, the logs.

use super::{Draft, Each, Note, Part, Quantity, Surcharge, Unit};
use crate::catalog::{self, Service, Support, service_price};
use crate::design::{SecretsEncryption, Subject};
use crate::value::{Date, SupportType};

/// Adds them, and answers what extended support will add later.
pub(super) fn lines(draft: &mut Draft<'_>, today: Option<Date>) -> Option<Surcharge> {
    let cluster = &draft.design.cluster;
    draft.service(Part::ControlPlane, Subject::Cluster, hours(), Service::ClusterStandard);
    let later = extended_support(draft, today);
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

/// Adds the line of extended support where it is due, and answers what it will be where it is not due yet.
///
/// EKS charges for it only where the upgrade policy allows it; else it upgrades the cluster.
/// Source: Amazon EKS user guide, view-upgrade-policy.
fn extended_support(draft: &mut Draft<'_>, today: Option<Date>) -> Option<Surcharge> {
    let cluster = &draft.design.cluster;
    if cluster.upgrade_policy == SupportType::Standard {
        return None;
    }
    let service = Service::ClusterExtendedSurcharge;
    let Some(version) = catalog::version(cluster.version) else {
        draft.note(Note::UnknownVersion);
        return None;
    };
    match today.map_or(Support::Standard, |day| version.support_on(day)) {
        Support::Extended => {
            draft.service(Part::ExtendedSupport, Subject::Cluster, hours(), service);
            None
        }
        Support::Standard => {
            let (from, until) = version.end_of_standard.next().zip(version.end_of_extended)?;
            let price = service_price(service, &draft.design.region);
            let amount = price.map(|p| hours().cost(p.rate).min).unwrap_or_default();
            Some(Surcharge { from, until, price, amount })
        }
        Support::Ended => None,
    }
}

fn hours() -> Quantity {
    Quantity::fixed(1, Unit::Cluster, Each::Hours)
}

//! Standard and extended support.

use super::*;

fn bill(version: u16, policy: SupportType, today: Option<Date>) -> Bill {
    let design = reference(|design| {
        let cluster = Arc::make_mut(&mut design.cluster);
        cluster.version = KubernetesVersion::minor(version);
        cluster.upgrade_policy = policy;
    });
    cost(&design, today)
}

fn charged(bill: &Bill) -> Option<String> {
    line(bill, |part| *part == Part::ExtendedSupport).map(|line| line.amount.min.to_string())
}

#[test]
fn a_surcharge_begins_the_day_after_standard_support() {
    let before = bill(36, SupportType::Extended, today());
    assert_eq!(charged(&before), None);
    let later = before.later.clone().unwrap();
    let days = (later.from.to_string(), later.until.to_string(), later.amount.to_string());
    assert_eq!(days, ("2027-08-03".to_owned(), "2028-08-02".to_owned(), "365.00".to_owned()));
    assert_eq!(bill(36, SupportType::Extended, None), before, "without a day nothing is charged yet");
    assert_eq!(charged(&bill(36, SupportType::Extended, day("2027-08-02"))), None);

    let then = bill(36, SupportType::Extended, day("2027-08-03"));
    assert_eq!((charged(&then).as_deref(), &then.later), (Some("365.00"), &None));
    assert_eq!(then.total.min, before.total.min + later.amount);
}

#[test]
fn none_where_eks_upgrades_or_the_version_is_gone() {
    for (version, policy) in
        [(36, SupportType::Standard), (33, SupportType::Standard), (21, SupportType::Extended)]
    {
        let bill = bill(version, policy, today());
        assert_eq!((charged(&bill), &bill.later), (None, &None), "1.{version}");
    }
}

#[test]
fn an_unknown_version_says_so() {
    let bill = bill(99, SupportType::Extended, today());
    assert_eq!(bill.lines[0].note, Some(Note::UnknownVersion));
    assert_eq!((charged(&bill), bill.later), (None, None));
}

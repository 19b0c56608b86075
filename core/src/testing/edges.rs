//! Values at the edge of what their types and AWS take: the longest names, the fullest lists, the largest numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::str::FromStr;

use proptest::prelude::*;
use proptest::sample::select;

use super::text;
use crate::design::Statement;
use crate::value::{LabelKey, LabelValue, SshPublicKey, StartScript, Taint, TaintEffect};

/// A text of the usual kind, and now and then one of the longest.
pub(super) fn long<T: FromStr<Err: Debug> + Debug + 'static>(
    usual: &'static str,
    longest: &'static str,
) -> impl Strategy<Value = T> {
    prop_oneof![9 => text(usual), 1 => text(longest)]
}

/// The quota of a managed group and what is beyond it, the most that is tried of a self-managed one, and any number.
pub(super) fn size() -> impl Strategy<Value = u32> {
    prop_oneof![16 => 0u32..4, 2 => any::<u32>(), 1 => select(vec![450, 451, 10_000])]
}

/// A short script, and one of up to 8,000 characters, of which some have several bytes.
pub(super) fn script() -> impl Strategy<Value = StartScript> {
    let line = select(vec!["echo grün\n", "# 100 €\n", "# 🚀🚀🚀\n", "true # and so on\n"]);
    let long =
        (line, prop_oneof![100usize..=2000, Just(2000)]).prop_filter_map("a script", |(line, lines)| {
            let text = format!("#!/bin/bash\n{}", line.repeat(lines));
            text.chars().take(8000).collect::<String>().parse().ok()
        });
    prop_oneof![2 => text("#!/bin/bash\necho [ -~\n]{0,40}"), 1 => long]
}

/// A key of as many characters as EKS takes.
fn key(number: usize) -> LabelKey {
    let key = format!("example.com/{number:02}{}", "k".repeat(49));
    key.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn value() -> LabelValue {
    "v".repeat(63).parse().unwrap_or_else(|error| panic!("{error}"))
}

/// Up to fifty labels, each as long as EKS takes it.
pub(super) fn labels() -> impl Strategy<Value = BTreeMap<LabelKey, LabelValue>> {
    (1usize..=50).prop_map(|count| (0..count).map(|n| (key(n), value())).collect())
}

/// Up to fifty taints, as many as EKS takes, each as long as it takes it.
pub(super) fn taints() -> impl Strategy<Value = Vec<Taint>> {
    (1usize..=50, select(&TaintEffect::ALL[..])).prop_map(|(count, effect)| {
        (0..count).map(|n| Taint { key: key(n), value: Some(value()), effect }).collect()
    })
}

/// Lists of statements near the 10,240 characters that IAM takes, and beyond.
pub(super) fn statements() -> impl Strategy<Value = Vec<Statement>> {
    select(vec![(50, 2, 2), (10, 50, 2), (2, 10, 50), (50, 10, 10)]).prop_map(
        |(statements, actions, resources)| {
            let all = |count: usize, of: &dyn Fn(usize) -> String| (0..count).map(of).collect::<Vec<_>>();
            let statement = |s| Statement {
                actions: parsed(all(actions, &|n| format!("s3:Get{n}*"))),
                resources: parsed(all(resources, &|n| format!("arn:aws:s3:::bucket-{s}/{n}*"))),
            };
            (0..statements).map(statement).collect()
        },
    )
}

fn parsed<T: FromStr<Err: Debug> + Ord>(texts: Vec<String>) -> BTreeSet<T> {
    texts.iter().map(|text| text.parse().unwrap_or_else(|error| panic!("{text}: {error:?}"))).collect()
}

/// Keys of all kinds that EC2 imports, and of the length that ssh-keygen makes where it is not told otherwise. The letter
/// after the length is that of a first bit that is set.
pub(super) fn public_key() -> impl Strategy<Value = SshPublicKey> {
    prop_oneof![
        6 => text("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-P][A-Za-z0-9+/]{42}( [a-z@${}\"]{1,9})?"),
        1 => text("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ[CD][A-Za-z0-9+/]{341}( [a-z@]{1,9})?"),
        1 => text("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAACAQ[CD][A-Za-z0-9+/]{682}[AQgw]=="),
        1 => text("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ[CD][A-Za-z0-9+/]{511}[AEIMQUYcgkosw048]="),
    ]
}

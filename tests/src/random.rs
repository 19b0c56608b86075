//! Random designs as somebody would leave them who minds what the page says: every error that a fix mends is mended,
//! and what is then still wrong is set right by hand or thrown out.

use std::collections::BTreeMap;

use configurator_core::catalog;
use configurator_core::check::{Context, Finding, Severity, check};
use configurator_core::design::{Design, Endpoint, ExistingVpc, SecretsEncryption, Subject, Tier};
use configurator_core::edit::{AccessEdit, ClusterEdit, ComputeEdit, DesignEdit, Edit, NetworkEdit, suggest};
use configurator_core::testing;
use configurator_core::value::EntryType;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The day on which designs are judged.
#[must_use]
pub fn context() -> Context {
    Context { today: "2026-11-23".parse().ok(), ..Context::default() }
}

/// What the rules find an error in a design.
#[must_use]
pub fn errors(design: &Design) -> Vec<Finding> {
    let findings = check(design, &context());
    findings.into_iter().filter(|f| f.severity == Severity::Error).collect()
}

/// Random designs, the same for the same `seed`, after all has been mended that can be.
pub fn designs(seed: u64) -> impl Iterator<Item = Design> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    std::iter::from_fn(move || Some(testing::design().new_tree(&mut runner).ok()?.current())).map(mended)
}

fn mended(mut design: Design) -> Design {
    for _ in 0..6 {
        design = with_fixes(design);
        let left = errors(&design);
        if left.is_empty() {
            break;
        }
        for finding in left {
            design = by_hand(&design, &finding).and_then(|edit| design.edited(&edit).ok()).unwrap_or(design);
        }
    }
    design
}

/// Takes the fixes of errors, one after another. Those of warnings are left out, unlike in the page's "fix all": what is
/// only warned of has to roll out too.
fn with_fixes(mut design: Design) -> Design {
    let mut tries: BTreeMap<(&str, Subject), u8> = BTreeMap::new();
    loop {
        let next = errors(&design).into_iter().find_map(|finding| {
            let fix = finding.fix?;
            let tried = tries.entry((finding.rule, finding.subject)).or_default();
            *tried = tried.saturating_add(1);
            (*tried <= 2).then_some(fix)
        });
        let Some(fix) = next else { return design };
        design = design.edited(&fix.edit).unwrap_or(design);
    }
}

/// What somebody would do about an error without a fix.
fn by_hand(design: &Design, finding: &Finding) -> Option<Edit> {
    let access = &design.access;
    Some(match (finding.rule, &finding.subject) {
        ("ACC010", _) => {
            let partition = catalog::region(&design.region)?.partition;
            let arn = access.administrator.as_str().split_once(":iam:")?.1;
            let principal = format!("arn:{partition}:iam:{arn}").parse().ok()?;
            AccessEdit::SetAdministrator { principal }.into()
        }
        ("CTL011", _) => ClusterEdit::SetSecretsEncryption { encryption: SecretsEncryption::New {} }.into(),
        ("EXV001" | "EXV002", _) => {
            named(design).unwrap_or_else(|| NetworkEdit::SetExistingVpc { existing: None }.into())
        }
        ("END003", _) => {
            let cidr = "198.51.100.0/24".parse().ok()?;
            let endpoint = Endpoint { public_cidrs: vec![cidr], ..design.cluster.endpoint.clone() };
            ClusterEdit::SetEndpoint { endpoint }.into()
        }
        // The control plane wants subnets in two zones.
        ("SUB005", _) => {
            let spans = |tier: &Tier| {
                let zones: std::collections::BTreeSet<_> =
                    design.network.subnets_of(*tier).map(|s| &s.zone).collect();
                zones.len() > 1
            };
            let tier = [Tier::Private, Tier::Intra, Tier::Public].into_iter().find(spans)?;
            ClusterEdit::SetControlPlaneTier { tier }.into()
        }
        ("TAG002", _) => DesignEdit::SetTags { tags: Default::default() }.into(),
        ("SUB028", Subject::Zone(zone)) => {
            let zones = &catalog::region(&design.region)?.zones;
            let zone = zone.clone();
            match zones.iter().find(|z| !design.network.zones.contains(z)).cloned() {
                Some(to) => NetworkEdit::MoveZone { zone, to }.into(),
                None => NetworkEdit::RemoveZone { zone }.into(),
            }
        }
        ("ACC013", Subject::Access) => {
            let partition = catalog::region(&design.region)?.partition;
            let mut entries = access.entries.clone();
            for entry in &mut entries {
                let arn = entry.principal.as_str().split_once(":iam:")?.1;
                entry.principal = format!("arn:{partition}:iam:{arn}").parse().ok()?;
            }
            AccessEdit::SetEntries { entries }.into()
        }
        (_, Subject::Access) => {
            // Entries of nodes have no rights; whoever has none at all goes.
            let mut entries = access.entries.clone();
            for entry in entries.iter_mut().filter(|e| e.kind != EntryType::Standard) {
                (entry.policies, entry.groups, entry.user_name) = Default::default();
            }
            if entries == access.entries {
                entries.clear();
            }
            AccessEdit::SetEntries { entries }.into()
        }
        ("NG025", _) => suggest::add_node_group(design)?,
        (_, Subject::Workloads) => AccessEdit::SetWorkloads { workloads: Vec::new() }.into(),
        (_, Subject::Zone(zone)) => NetworkEdit::RemoveZone { zone: zone.clone() }.into(),
        (_, Subject::Subnet(subnet)) => NetworkEdit::RemoveSubnet { subnet: *subnet }.into(),
        (_, Subject::NodeGroup(group)) => ComputeEdit::RemoveNodeGroup { group: *group }.into(),
        (_, Subject::FargateProfile(profile)) => {
            ComputeEdit::RemoveFargateProfile { profile: *profile }.into()
        }
        _ => return None,
    })
}

/// Says of every subnet which one of an existing VPC it is, in the way in which the stand-in for AWS numbers them: the
/// last digits tell the zone.
fn named(design: &Design) -> Option<Edit> {
    let zones = &catalog::region(&design.region)?.zones;
    let vpc = ExistingVpc { id: "vpc-0123456789abcde00".parse().ok()? };
    let mut edits: Vec<Edit> = vec![NetworkEdit::SetExistingVpc { existing: Some(vpc) }.into()];
    for (count, subnet) in design.network.subnets.iter().enumerate() {
        let zone = zones.iter().position(|z| *z == subnet.zone)?;
        let number = zone + 1 + zones.len() * count;
        let existing = format!("subnet-0123456789abcde{number:02x}").parse().ok();
        edits.push(NetworkEdit::SetSubnetExisting { subnet: subnet.id, existing }.into());
    }
    Some(Edit::Batch { edits })
}

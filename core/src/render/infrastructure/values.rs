//! `terraform.tfvars`: the values of the design, and with them which variables there are.

pub(in crate::render) mod access;
pub(super) mod network;

use super::super::File;
use super::super::text::Draft;
use super::network::is_ipv6;
use crate::catalog;
use crate::design::{Design, SecretsEncryption, Subject};
use crate::hcl::{Body, Object, Value, list};
use crate::sorted;
use crate::value::{Cidr, TagKey, TagValue};

/// The values that a folder's variables get, printed in the order in which they are set.
pub(in super::super) struct Values {
    body: Body<Subject>,
    names: Vec<&'static str>,
}

impl Values {
    /// No values yet, under a comment.
    pub(in super::super) fn new(comment: &str) -> Self {
        Self { body: Body::new().comment(comment), names: Vec::new() }
    }

    /// The values of `infrastructure/`.
    pub(super) fn of(design: &Design) -> Self {
        let values = Self::new("The design in values; what they mean is in variables.tf.")
            .section("")
            .set("region", Subject::Design, design.region.as_str())
            .section("")
            .set("tags", Subject::Design, tags(design));
        addons(compute(access::set(cluster(network::set(values, design), design), design), design), design)
    }

    /// The file.
    pub(super) fn file(&self) -> File {
        self.file_in("infrastructure")
    }

    /// The file, in a folder.
    pub(in super::super) fn file_in(&self, folder: &str) -> File {
        Draft::new(format!("{folder}/terraform.tfvars")).body(&self.body).file()
    }

    /// Whether a variable has a value.
    pub(in super::super) fn has(&self, name: &str) -> bool {
        self.names.contains(&name)
    }

    /// Begins a paragraph, with a comment if there is one to make.
    pub(in super::super) fn section(mut self, comment: &str) -> Self {
        self.body = self.body.blank().when(!comment.is_empty(), |body| body.comment(comment));
        self
    }

    /// Says more about what comes next.
    fn note(mut self, comment: &str) -> Self {
        self.body = self.body.comment(comment);
        self
    }

    /// Gives a variable its value.
    pub(in super::super) fn set(
        mut self,
        name: &'static str,
        subject: Subject,
        value: impl Into<Value<Subject>>,
    ) -> Self {
        self.names.push(name);
        self.body = self.body.marked(subject, |body| body.attr(name, value));
        self
    }

    fn each<T>(self, value: Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => set(self, value),
            None => self,
        }
    }

    fn when(self, condition: bool, set: impl FnOnce(Self) -> Self) -> Self {
        if condition { set(self) } else { self }
    }
}

/// The design's tags, and who made the resources unless a tag says so already.
pub(in super::super) fn tags(design: &Design) -> Object<Subject> {
    const MANAGED_BY: &str = "ManagedBy";
    let managed = !design.tags.keys().any(|key| key.as_str().eq_ignore_ascii_case(MANAGED_BY));
    let mut all: Vec<(&str, &str)> =
        design.tags.iter().map(|(k, v): (&TagKey, &TagValue)| (k.as_str(), v.as_str())).collect();
    all.extend(managed.then_some((MANAGED_BY, "terraform")));
    sorted::sort(&mut all);
    Object::new().each(all, |object, (key, value)| object.entry(key, value))
}

fn cluster(values: Values, design: &Design) -> Values {
    let cluster = &design.cluster;
    let values = values
        .section("")
        .set("cluster_name", Subject::Cluster, cluster.name.as_str())
        .set("kubernetes_version", Subject::Cluster, cluster.version.to_string())
        // EKS itself chooses the addresses of services where they are IPv6.
        .each(cluster.service_cidr.filter(|_| !is_ipv6(design)), |values, cidr| {
            values.section("").set("service_cidr", Subject::Cluster, cidr.to_string())
        })
        .section(if cluster.deletion_protection { PROTECTED } else { "" })
        .set("deletion_protection", Subject::Cluster, cluster.deletion_protection)
        .section("")
        .set("endpoint_private_access", Subject::Cluster, cluster.endpoint.private)
        .set("endpoint_public_access", Subject::Cluster, cluster.endpoint.public);
    let cidrs = cluster.endpoint.public_cidrs.iter().filter(|_| cluster.endpoint.public);
    let examples = cidrs.clone().any(|c| is_for_documentation(*c));
    let comment = "Addresses that RFC 5737 keeps for documentation stand for your own; scripts/rollout.sh refuses them.";
    let values = values.when(examples, |values| values.section(comment)).set(
        "endpoint_public_access_cidrs",
        Subject::Cluster,
        list(cidrs.map(Cidr::to_string)),
    );
    let values = values.when(!cluster.log_types.is_empty(), |values| {
        values
            .section("")
            .set("enabled_log_types", Subject::Cluster, list(cluster.log_types.iter().map(|l| l.as_str())))
            .set("log_retention_in_days", Subject::Cluster, cluster.log_retention_days.days())
    });
    match &cluster.secrets_encryption {
        SecretsEncryption::Existing { arn } => {
            values.section("").set("secrets_kms_key_arn", Subject::Cluster, arn.as_str())
        }
        SecretsEncryption::New {} | SecretsEncryption::AwsOwned {} => values,
    }
}

const PROTECTED: &str = "EKS refuses to delete the cluster until this is false and rolled out.";

/// Who logs in to nodes, and where Karpenter runs.
fn compute(values: Values, design: &Design) -> Values {
    let ssh = design.access.ssh.as_ref().filter(|_| super::ssh::is_open(design));
    values
        .each(ssh, |values, ssh| {
            values
                .section("Who may log in to nodes, and from where.")
                .set("ssh_public_key", Subject::Access, ssh.public_key.as_str())
                .set("ssh_cidrs", Subject::Access, list(ssh.cidrs.iter().map(Cidr::to_string)))
        })
        .when(design.intent.karpenter, |values| {
            values.section("").set(
                "karpenter_namespace",
                Subject::Karpenter,
                design.compute.karpenter.namespace.as_str(),
            )
        })
}

fn addons(values: Values, design: &Design) -> Values {
    let version = design.cluster.version;
    let builds = builds(design);
    let names = design.cluster.addons.keys().map(|name| name.as_str());
    let unknown: Vec<&str> = names.filter(|name| !builds.iter().any(|(n, _)| n == name)).collect();
    let comment = if unknown.is_empty() {
        format!("Builds that ran with Kubernetes {version}. scripts/pin.sh asks AWS for the current ones.")
    } else {
        format!(
            "No build for Kubernetes {version} is known of {}.\n\
             Run scripts/pin.sh, which asks AWS. Until then scripts/rollout.sh refuses to apply, for the newest build of the\n\
             day would be taken.",
            unknown.join(", ")
        )
    };
    let chosen = design.cluster.addons.values().any(|addon| addon.version.is_some());
    let object = Object::new().each(builds, |object, (addon, build)| object.entry(addon, build));
    values
        .section(&comment)
        .when(chosen, |values| values.note("Some were chosen: scripts/pin.sh leaves those alone."))
        .set("addon_versions", Subject::Addons, object)
}

/// The add-ons of the design with their builds, as far as one was chosen or is known.
pub(in super::super) fn builds(design: &Design) -> Vec<(&str, &str)> {
    let known = |name: &str| catalog::addon_pin(name, design.cluster.version).map(|pin| pin.build);
    let addons = design.cluster.addons.iter();
    addons
        .filter_map(|(name, addon)| {
            let chosen = addon.version.as_ref().map(|version| version.as_str());
            Some((name.as_str(), chosen.or_else(|| known(name.as_str()))?))
        })
        .collect()
}

/// Whether a block lies in one of those that RFC 5737 keeps for documentation.
fn is_for_documentation(cidr: Cidr) -> bool {
    let kept = ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"];
    kept.iter().filter_map(|k| k.parse::<Cidr>().ok()).any(|k| k.contains(cidr))
}

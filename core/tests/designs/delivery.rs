//! Designs that pipelines roll out. Each field stands in two of them at least, with two values.

use configurator_core::design::{
    Delivery, Design, FlowLogTraffic, FlowLogs, SecretsEncryption, StateBackend, StateLock, Statement,
    Workload, WorkloadIdentity,
};
use configurator_core::edit::{AccessEdit, ClusterEdit, DesignEdit, Edit, NetworkEdit};

use super::{KEY, compute, reference, v};

fn deliver(delivery: Delivery) -> Edit {
    DesignEdit::SetDelivery { delivery: Some(delivery) }.into()
}

/// GitHub Actions, for designs that are about something else.
pub(super) fn from_github() -> Edit {
    deliver(Delivery::Github {
        repository: v("octo-org/shop"),
        branch: v("main"),
        environment: v("production"),
        existing_provider: true,
    })
}

/// GitLab, for designs that are about something else.
pub(super) fn from_gitlab() -> Edit {
    deliver(Delivery::Gitlab {
        host: Default::default(),
        project: v("platform/shop"),
        branch: v("main"),
        environment: v("production"),
        existing_provider: false,
    })
}

/// The longest names that a trust can hold.
pub(super) fn from_far_away() -> Edit {
    let label = "g".repeat(63);
    deliver(Delivery::Gitlab {
        host: v(&[label.as_str(), &label, &label, "example"].join(".")),
        project: v(&"group/".repeat(43)[..255].replace("grou/", "x")),
        branch: v(&"branch/1".repeat(25)),
        environment: v(&"environment/1234567.".repeat(10)[..199]),
        existing_provider: false,
    })
}

/// GitHub Actions with a subject that holds numbers, a lock table beside the lock file, and pods with rights of their own.
pub(super) fn github() -> Design {
    let workload = Workload {
        name: v("answers"),
        namespace: v("shop"),
        service_account: v("answers"),
        identity: WorkloadIdentity::PodIdentity,
        policies: [v("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")].into(),
        statements: vec![Statement {
            actions: [v("bedrock:InvokeModel"), v("s3:PutObject")].into(),
            resources: [
                v("arn:aws:s3:::shop-answers/*"),
                v("arn:aws:bedrock:eu-central-1::foundation-model/*"),
            ]
            .into(),
        }],
    };
    let flow_logs =
        FlowLogs::CloudWatch { retention_days: 90.try_into().unwrap(), traffic: FlowLogTraffic::All };
    let lock = StateLock::Both { table: v("my-eks-lock") };
    reference([
        deliver(Delivery::Github {
            repository: v("octo-org@123456/shop.infra@456789"),
            branch: v("release/production"),
            environment: v("production-eu"),
            existing_provider: false,
        }),
        DesignEdit::SetState { state: StateBackend::S3 { bucket: None, lock } }.into(),
        NetworkEdit::SetFlowLogs { flow_logs }.into(),
        AccessEdit::SetWorkloads { workloads: vec![workload] }.into(),
    ])
}

/// A GitLab of one's own, whose OIDC provider the account has, and self-managed nodes under a key that exists.
pub(super) fn gitlab() -> Design {
    let edits: [Edit; 2] = [
        deliver(Delivery::Gitlab {
            host: v("git.example.com"),
            project: v("platform/clusters/shop"),
            branch: v("stable"),
            environment: v("live"),
            existing_provider: true,
        }),
        ClusterEdit::SetSecretsEncryption { encryption: SecretsEncryption::Existing { arn: v(KEY) } }.into(),
    ];
    edits.iter().fold(compute::self_managed(), |design, edit| design.edited(edit).unwrap())
}

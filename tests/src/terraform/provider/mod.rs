//! Stub providers over Terraform's plugin protocol 6, served in-process on loopback.
//!
//! The real providers cannot be downloaded where the tests run. The stubs serve the real schemas, so
//! `terraform` itself rejects unknown and missing arguments, wrong types and bad references; what
//! only a provider's own code would refuse is in [`super::validators`].

mod aws_data;
mod cloudinit;
mod existing;
mod grpc;
mod identity;
mod policy_document;
mod replaces;
mod schema;
mod stub;
mod value;
mod wire;

pub(crate) use value::{Value, elements, entries, field, is_unknown};

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use stub::Stub;

const SCHEMAS: [&str; 8] = [
    include_str!("../../../data/provider-schemas/aws.json"),
    include_str!("../../../data/provider-schemas/cloudinit.json"),
    include_str!("../../../data/provider-schemas/helm.json"),
    include_str!("../../../data/provider-schemas/kubernetes.json"),
    include_str!("../../../data/provider-schemas/null.json"),
    include_str!("../../../data/provider-schemas/random.json"),
    include_str!("../../../data/provider-schemas/time.json"),
    include_str!("../../../data/provider-schemas/tls.json"),
];

/// A registry module that has no stand-in is refused at once, with or without a network: port 9 of
/// loopback is "discard", where nothing answers.
const NO_REGISTRY: &str = r#"
host "registry.terraform.io" {
  services = {
    "modules.v1" = "http://127.0.0.1:9/"
  }
}
"#;

/// The stub providers of this process.
pub struct Providers {
    served: Vec<(Arc<Stub>, SocketAddr)>,
}

impl Providers {
    /// The providers, started on first use and shared by every run of the process.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Providers> = OnceLock::new();
        SHARED.get_or_init(|| Self::serve(true))
    }

    /// Providers that only know their schemas, for `terraform test`: there Terraform makes up what a provider would answer,
    /// and asks the provider to judge identifiers that look like `k3x9w2pq`, which the real one lets pass.
    pub(super) fn of_mocks() -> &'static Self {
        static OF_MOCKS: OnceLock<Providers> = OnceLock::new();
        OF_MOCKS.get_or_init(|| Self::serve(false))
    }

    fn serve(judge: bool) -> Self {
        let stubs = SCHEMAS.iter().map(|schema| Arc::new(Stub::new(schema, judge)));
        Self { served: grpc::serve(stubs.collect()) }
    }

    /// The value of `TF_REATTACH_PROVIDERS`; to be set only after `terraform init`, which would
    /// otherwise not solve version constraints.
    pub fn reattach(&self) -> String {
        let providers = self.served.iter().map(|(stub, address)| {
            let description = serde_json::json!({
                "Protocol": "grpc",
                "ProtocolVersion": 6,
                "Pid": std::process::id(),
                "Test": true,
                "Addr": { "Network": "tcp", "String": address.to_string() },
            });
            (stub.provider.address.clone(), description)
        });
        serde_json::Value::Object(providers.collect()).to_string()
    }

    /// Writes a filesystem mirror of dummies to `folder`, for `init` to choose versions from, and
    /// returns the CLI configuration that names it.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write_mirror(&self, folder: &Path) -> std::io::Result<String> {
        for (stub, _) in &self.served {
            let provider = &stub.provider;
            let name = provider.address.rsplit('/').next().unwrap_or_default();
            let package = folder.join(&provider.address).join(&provider.version).join(platform());
            std::fs::create_dir_all(&package)?;
            let binary = format!("terraform-provider-{name}_v{}", provider.version);
            std::fs::write(package.join(binary), "a stand-in: the tests attach their own provider\n")?;
        }
        let path = serde_json::Value::from(folder.display().to_string());
        let mut config =
            format!("provider_installation {{\n  filesystem_mirror {{\n    path = {path}\n  }}\n}}\n");
        config.push_str(NO_REGISTRY);
        Ok(config)
    }
}

/// The platform as Terraform names it.
fn platform() -> String {
    let os = match std::env::consts::OS {
        "macos" => "darwin",
        os => os,
    };
    let arch = match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        arch => arch,
    };
    format!("{os}_{arch}")
}

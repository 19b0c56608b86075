//! A provider that answers from its schema: what is computed is unknown while planning and made up
//! when applying, nothing is ever created, and what was applied is what is read back.

use super::schema::{Block, Provider};
use super::value::{Value, elements, entries, field, has_unknown, is_unknown, set, text, unknown};
use super::wire::{Message, Reader, attribute_path};
use super::{aws_data, identity, replaces};
use crate::terraform::validators::{self, Problem};
use serde_json::Value as Json;
use std::sync::{Arc, Mutex, PoisonError};

/// The region of a provider that was not given one.
const DEFAULT_REGION: &str = "us-east-1";

/// One provider and its encoded schema.
pub(crate) struct Stub {
    pub(crate) provider: Provider,
    encoded_schema: Vec<u8>,
    judges: bool,
}

impl Stub {
    /// A stub of the provider described by a file of `tests/data/provider-schemas`. One that `judges` refuses what the
    /// real provider or AWS would refuse.
    pub(crate) fn new(schema: &str, judges: bool) -> Self {
        let provider = Provider::parse(schema);
        let encoded_schema = provider.encode();
        Self { provider, encoded_schema, judges }
    }

    fn report(&self, ty: &str, config: &Value, diagnostics_field: u64, response: &mut Message) {
        if !self.judges {
            return;
        }
        self.refuse(ty, &validators::check(ty, config), diagnostics_field, response);
    }

    /// Own tags and default tags, each sound, may be too many or too odd together.
    fn report_tags(&self, ty: &str, tags: &Value, diagnostics_field: u64, response: &mut Message) {
        if self.judges {
            self.refuse(ty, &validators::check_tags(ty, tags), diagnostics_field, response);
        }
    }

    fn refuse(&self, ty: &str, problems: &[Problem], diagnostics_field: u64, response: &mut Message) {
        for problem in problems {
            let at = problem.attribute.split('.').next().unwrap_or_default();
            response.error(diagnostics_field, &problem.message, &format!("{ty}: {}", problem.attribute), at);
        }
    }
}

/// What Terraform configured on one connection.
#[derive(Clone)]
pub(crate) struct Configured {
    pub(crate) region: String,
    default_tags: Value,
    /// The VPC that a data source looked up.
    vpc: Option<String>,
}

/// One connection, that is one configured provider.
pub(crate) struct Session {
    stub: Arc<Stub>,
    configured: Mutex<Configured>,
}

impl Session {
    pub(crate) fn new(stub: Arc<Stub>) -> Self {
        let configured =
            Configured { region: DEFAULT_REGION.to_owned(), default_tags: Value::Nil, vpc: None };
        Self { stub, configured: Mutex::new(configured) }
    }

    /// Answers one call of the protocol; none for a method that is not served.
    pub(crate) fn call(&self, method: &str, request: &[u8]) -> Option<Vec<u8>> {
        let request = Reader(request);
        let response = match method {
            "GetProviderSchema" => return Some(self.stub.encoded_schema.clone()),
            "StopProvider" | "GetFunctions" => Message::new(),
            "ValidateProviderConfig" => self.validate_provider(&request.dynamic(1)),
            "ConfigureProvider" => self.configure(&request.dynamic(2)),
            "ValidateResourceConfig" => self.validate(request, "", Provider::resource),
            "ValidateDataResourceConfig" => self.validate(request, "data.", Provider::data_source),
            "UpgradeResourceState" => upgrade(request),
            "ReadResource" => read(request),
            "PlanResourceChange" => self.plan(request),
            "ApplyResourceChange" => self.apply(request),
            "ReadDataSource" => self.read_data(request),
            _ => return None,
        };
        Some(response.into_bytes())
    }

    fn configured(&self) -> Configured {
        self.configured.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn validate_provider(&self, config: &Value) -> Message {
        let name = self.stub.provider.address.rsplit('/').next().unwrap_or_default();
        let mut response = Message::new();
        self.stub.report(&format!("provider.{name}"), config, 2, &mut response);
        response
    }

    fn configure(&self, config: &Value) -> Message {
        let mut configured = self.configured.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(region) = field(config, "region").as_str() {
            region.clone_into(&mut configured.region);
        }
        if let [block] = elements(field(config, "default_tags")) {
            configured.default_tags = field(block, "tags").clone();
        }
        Message::new()
    }

    fn validate(
        &self,
        request: Reader<'_>,
        kind: &str,
        block_of: for<'p> fn(&'p Provider, &str) -> Option<&'p Block>,
    ) -> Message {
        let (ty, config) = (request.text(1), request.dynamic(2));
        let mut response = Message::new();
        if let Some(block) = block_of(&self.stub.provider, &ty) {
            reject_read_only(block, &config, "", &mut response);
        }
        self.stub.report(&format!("{kind}{ty}"), &config, 1, &mut response);
        response
    }

    fn plan(&self, request: Reader<'_>) -> Message {
        let (ty, prior, mut planned) = (request.text(1), request.dynamic(2), request.dynamic(3));
        let mut response = Message::new();
        if let Some(block) = self.stub.provider.resource(&ty)
            && !planned.is_nil()
        {
            let configured = self.configured();
            if prior.is_nil() {
                fill(block, &mut planned, Fill::Nulls, &|name, _| match name {
                    "region" => text(configured.region.as_str()),
                    _ => unknown(),
                });
            }
            if block.attributes.contains_key("tags_all") {
                let all = merge_tags(&configured.default_tags, field(&planned, "tags"));
                self.stub.report_tags(&ty, &all, 4, &mut response);
                set(&mut planned, "tags_all", all);
            }
            self.stub.report(&ty, &request.dynamic(4), 4, &mut response);
            // Terraform asks once more, as for a new resource, if there are any.
            for attribute in replaces::replaced(&ty, &prior, &planned) {
                response.message(2, &attribute_path(attribute));
            }
        }
        response.dynamic(1, &planned);
        response
    }

    fn apply(&self, request: Reader<'_>) -> Message {
        let (ty, mut state) = (request.text(1), request.dynamic(3));
        let mut response = Message::new();
        if let Some(block) = self.stub.provider.resource(&ty)
            && !state.is_nil()
        {
            // What was unknown while planning is known now, and may turn out to be wrong.
            self.stub.report(&ty, &request.dynamic(4), 3, &mut response);
            let region = self.configured().region;
            let identity = identity::Identity::new(&ty, &state, &region);
            fill(block, &mut state, Fill::Unknowns, &|name, of| identity.computed(name, of));
        }
        response.dynamic(1, &state);
        response
    }

    fn read_data(&self, request: Reader<'_>) -> Message {
        let (ty, config) = (request.text(1), request.dynamic(2));
        let mut state = config.clone();
        let Configured { region, vpc, .. } = self.configured();
        if let Some(block) = self.stub.provider.data_source(&ty) {
            let identity = identity::Identity::new(&ty, &state, &region);
            fill(block, &mut state, Fill::Nulls, &|name, of| identity.computed(name, of));
        }
        let mut response = Message::new();
        if let Err(message) = aws_data::answer(&ty, &config, &mut state, &region, vpc.as_deref()) {
            response.error(2, &message, "", "");
        }
        if ty == "aws_vpc" {
            let mut configured = self.configured.lock().unwrap_or_else(PoisonError::into_inner);
            configured.vpc = field(&state, "id").as_str().map(str::to_owned);
        }
        response.dynamic(1, &state);
        response
    }
}

/// State is kept as it was written: no schema here has more than one version.
fn upgrade(request: Reader<'_>) -> Message {
    let json = request.bytes(3).and_then(|raw| Reader(raw).bytes(1)).unwrap_or(b"null");
    let (mut state, mut response) = (Message::new(), Message::new());
    state.bytes(2, json);
    response.message(1, &state);
    response
}

fn read(request: Reader<'_>) -> Message {
    let mut response = Message::new();
    response.bytes(1, request.bytes(2).unwrap_or_default());
    response
}

/// What `fill` replaces.
#[derive(Clone, Copy, PartialEq)]
enum Fill {
    /// Computed attributes that the configuration leaves out.
    Nulls,
    /// Everything that is not known yet.
    Unknowns,
}

fn fill(block: &Block, value: &mut Value, what: Fill, made_up: &dyn Fn(&str, &Json) -> Value) {
    let Value::Map(pairs) = value else { return };
    for (key, value) in pairs {
        let Some(key) = key.as_str() else { continue };
        if let Some(attribute) = block.attributes.get(key) {
            let missing = value.is_nil() && attribute.computed;
            if missing || (what == Fill::Unknowns && has_unknown(value)) {
                *value = made_up(key, &attribute.ty);
            }
        } else if let Some(nested) = block.block_types.get(key) {
            match value {
                Value::Array(items) => {
                    items.iter_mut().for_each(|item| fill(&nested.block, item, what, made_up));
                }
                Value::Map(_) => fill(&nested.block, value, what, made_up),
                _ => {}
            }
        }
    }
}

/// Terraform itself accepts a value for an attribute that only the provider may set.
fn reject_read_only(block: &Block, value: &Value, path: &str, response: &mut Message) {
    for (key, value) in entries(value) {
        if let Some(attribute) = block.attributes.get(key) {
            // What is not known yet may turn out to be null, as the unset input of a module does.
            if !value.is_nil() && !is_unknown(value) && attribute.computed && !attribute.optional {
                let summary = "Value for unconfigurable attribute";
                let detail = format!("Can't configure a value for \"{path}{key}\": the provider decides it.");
                let at = path.split('.').next().filter(|first| !first.is_empty()).unwrap_or(key);
                response.error(1, summary, &detail, at);
            }
        } else if let Some(nested) = block.block_types.get(key) {
            let path = format!("{path}{key}.");
            match value {
                Value::Array(items) => {
                    items.iter().for_each(|item| reject_read_only(&nested.block, item, &path, response));
                }
                Value::Map(_) => reject_read_only(&nested.block, value, &path, response),
                _ => {}
            }
        }
    }
}

/// A resource's own tags win over the provider's default tags.
fn merge_tags(default: &Value, own: &Value) -> Value {
    if is_unknown(default) || is_unknown(own) {
        return unknown();
    }
    let mut merged: Vec<(Value, Value)> = default.as_map().cloned().unwrap_or_default();
    for (key, value) in own.as_map().into_iter().flatten() {
        match merged.iter_mut().find(|(known, _)| known == key) {
            Some(pair) => pair.1 = value.clone(),
            None => merged.push((key.clone(), value.clone())),
        }
    }
    Value::Map(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AWS: &str = include_str!("../../../data/provider-schemas/aws.json");

    fn object<const N: usize>(pairs: [(&str, Value); N]) -> Value {
        Value::Map(pairs.into_iter().map(|(key, value)| (text(key), value)).collect())
    }

    fn tags(prefix: &str, count: usize) -> Value {
        Value::Map((0..count).map(|n| (text(format!("{prefix}{n}")), text("v"))).collect())
    }

    fn with_default_tags(tags: Value) -> Value {
        object([("default_tags", Value::Array(vec![object([("tags", tags)])]))])
    }

    /// Whether a VPC with as many own tags is planned without an error.
    fn is_planned(session: &Session, own: usize) -> bool {
        let config = object([
            ("cidr_block", text("10.0.0.0/16")),
            ("tags", tags("own", own)),
            ("tags_all", unknown()),
        ]);
        let mut request = Message::new();
        request.text(1, "aws_vpc").dynamic(2, &Value::Nil).dynamic(3, &config).dynamic(4, &config);
        let response = session.call("PlanResourceChange", &request.into_bytes()).expect("it is served");
        Reader(&response).bytes(4).is_none()
    }

    #[test]
    fn own_and_default_tags_are_judged_together() {
        let session = Session::new(Arc::new(Stub::new(AWS, true)));
        assert!(is_planned(&session, 50));
        session.configure(&with_default_tags(tags("default", 20)));
        assert!(is_planned(&session, 30));
        assert!(!is_planned(&session, 31));
        session.configure(&with_default_tags(tags("own", 20)));
        assert!(is_planned(&session, 50), "an own tag takes the place of a default one");
    }

    #[test]
    fn the_configuration_of_the_provider_is_judged() {
        let session = Session::new(Arc::new(Stub::new(AWS, true)));
        let is_accepted = |config: Value| {
            let mut request = Message::new();
            request.dynamic(1, &config);
            let response =
                session.call("ValidateProviderConfig", &request.into_bytes()).expect("it is served");
            Reader(&response).bytes(2).is_none()
        };
        assert!(is_accepted(object([("region", text("eu-west-1"))])));
        assert!(!is_accepted(object([("region", text("euw1"))])));
        assert!(is_accepted(with_default_tags(tags("a", 50))));
        assert!(!is_accepted(with_default_tags(tags("a", 51))));
        assert!(!is_accepted(with_default_tags(tags("aws:", 1))));
    }
}

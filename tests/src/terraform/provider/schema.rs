//! A provider's schema: read from `tests/data/provider-schemas`, written as Terraform asks for it.

use super::wire::Message;
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// A provider: its address, the version its names come from, and everything it serves.
#[derive(Deserialize)]
pub(crate) struct Provider {
    pub(crate) address: String,
    pub(crate) version: String,
    provider: Schema,
    provider_meta: Option<Schema>,
    resources: BTreeMap<String, Schema>,
    data_sources: BTreeMap<String, Schema>,
}

/// The schema of one resource or data source.
#[derive(Deserialize)]
pub(crate) struct Schema {
    version: u64,
    pub(crate) block: Block,
}

/// Attributes and nested blocks.
#[derive(Deserialize)]
pub(crate) struct Block {
    #[serde(default)]
    pub(crate) attributes: BTreeMap<String, Attribute>,
    #[serde(default)]
    pub(crate) block_types: BTreeMap<String, NestedBlock>,
}

/// One attribute.
#[derive(Deserialize)]
pub(crate) struct Attribute {
    /// Null where `nested_type` says it.
    #[serde(rename = "type", default)]
    pub(crate) ty: Json,
    nested_type: Option<NestedType>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    pub(crate) optional: bool,
    #[serde(default)]
    pub(crate) computed: bool,
    #[serde(default)]
    sensitive: bool,
}

/// Attributes within an attribute, each required or optional by itself.
#[derive(Deserialize)]
struct NestedType {
    attributes: BTreeMap<String, Attribute>,
    nesting_mode: Nesting,
}

/// One nested block.
#[derive(Deserialize)]
pub(crate) struct NestedBlock {
    pub(crate) block: Block,
    nesting_mode: Nesting,
    #[serde(default)]
    min_items: u64,
    #[serde(default)]
    max_items: u64,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Nesting {
    Single = 1,
    List,
    Set,
    Map,
    Group,
}

impl Provider {
    /// Reads a file of `tests/data/provider-schemas`.
    pub(crate) fn parse(json: &str) -> Self {
        serde_json::from_str(json).expect("the provider schemas in tests/data are well formed")
    }

    /// The block of a resource.
    pub(crate) fn resource(&self, ty: &str) -> Option<&Block> {
        self.resources.get(ty).map(|schema| &schema.block)
    }

    /// The block of a data source.
    pub(crate) fn data_source(&self, ty: &str) -> Option<&Block> {
        self.data_sources.get(ty).map(|schema| &schema.block)
    }

    /// The answer to `GetProviderSchema`.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut response = Message::new();
        response.message(1, &self.provider.encode());
        for (field, schemas) in [(2, &self.resources), (3, &self.data_sources)] {
            for (name, schema) in schemas {
                let mut entry = Message::new();
                entry.text(1, name).message(2, &schema.encode());
                response.message(field, &entry);
            }
        }
        if let Some(meta) = &self.provider_meta {
            response.message(5, &meta.encode());
        }
        response.into_bytes()
    }
}

impl Schema {
    fn encode(&self) -> Message {
        let mut message = Message::new();
        message.int(1, self.version).message(2, &self.block.encode());
        message
    }
}

impl Block {
    fn encode(&self) -> Message {
        let mut message = Message::new();
        for (name, attribute) in &self.attributes {
            message.message(2, &attribute.encode(name));
        }
        for (name, nested) in &self.block_types {
            let mut entry = Message::new();
            entry.text(1, name).message(2, &nested.block.encode());
            entry.int(3, nested.nesting_mode as u64).int(4, nested.min_items).int(5, nested.max_items);
            message.message(3, &entry);
        }
        message
    }
}

impl Attribute {
    fn encode(&self, name: &str) -> Message {
        let mut message = Message::new();
        message.text(1, name);
        if !self.ty.is_null() {
            message.text(2, &self.ty.to_string());
        }
        message.int(4, self.required.into()).int(5, self.optional.into());
        message.int(6, self.computed.into()).int(7, self.sensitive.into());
        if let Some(nested) = &self.nested_type {
            let mut object = Message::new();
            for (name, attribute) in &nested.attributes {
                object.message(1, &attribute.encode(name));
            }
            object.int(3, nested.nesting_mode as u64);
            message.message(10, &object);
        }
        message
    }
}

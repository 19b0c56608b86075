//! Finds the policies in what Terraform applied.

use serde_json::Value as Json;

/// What a policy is attached to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// To a role, or to nothing yet: what its holder may do.
    Identity,
    /// It says who gets a role.
    Trust,
    /// To a KMS key; all resources are the key.
    Key,
    /// To a bucket or a queue.
    Resource,
    /// Not a document: the ARN of a managed policy that a role gets.
    Attachment,
}

/// A policy, and where it stands.
#[derive(Debug, Clone)]
pub struct Document {
    /// The address of the resource that holds it.
    pub address: String,
    /// What it is attached to.
    pub kind: Kind,
    /// Its text.
    pub text: String,
    /// The role that it belongs to, where it is a role's own.
    pub role: Option<String>,
}

/// The resources of a state as `terraform show -json` has it, those of modules too.
pub fn resources(state: &Json) -> Vec<&Json> {
    fn of<'a>(module: &'a Json, found: &mut Vec<&'a Json>) {
        found.extend(module["resources"].as_array().into_iter().flatten().filter(|r| r["mode"] == "managed"));
        for child in module["child_modules"].as_array().into_iter().flatten() {
            of(child, found);
        }
    }
    let mut found = Vec::new();
    of(&state["values"]["root_module"], &mut found);
    found
}

/// All policies in a state.
#[must_use]
pub fn documents(state: &Json) -> Vec<Document> {
    resources(state).into_iter().flat_map(of_resource).collect()
}

fn of_resource(resource: &Json) -> Vec<Document> {
    let values = &resource["values"];
    let document = |kind, text: &Json| Document {
        address: resource["address"].as_str().unwrap_or_default().to_owned(),
        kind,
        // What is not known here could be anything: no JSON, so that it is found.
        text: text.as_str().unwrap_or_default().to_owned(),
        role: values["role"].as_str().map(str::to_owned),
    };
    match resource["type"].as_str().unwrap_or_default() {
        "aws_iam_role" => {
            let inline = values["inline_policy"].as_array().into_iter().flatten();
            let inline = inline.map(|i| &i["policy"]).filter(|p| p.as_str().is_some_and(|t| !t.is_empty()));
            let trust = document(Kind::Trust, &values["assume_role_policy"]);
            inline.map(|policy| document(Kind::Identity, policy)).chain([trust]).collect()
        }
        "aws_iam_policy" | "aws_iam_role_policy" | "aws_iam_user_policy" | "aws_iam_group_policy" => {
            vec![document(Kind::Identity, &values["policy"])]
        }
        "aws_kms_key" | "aws_kms_key_policy" => vec![document(Kind::Key, &values["policy"])],
        "aws_s3_bucket_policy" | "aws_sqs_queue_policy" => {
            vec![document(Kind::Resource, &values["policy"])]
        }
        "aws_iam_role_policy_attachment" | "aws_iam_user_policy_attachment" => {
            vec![document(Kind::Attachment, &values["policy_arn"])]
        }
        _ => Vec::new(),
    }
}

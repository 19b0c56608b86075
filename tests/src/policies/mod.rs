//! Reads the policies that a bundle makes, and finds what gives more than it should. It is written from IAM's rules, not
//! from the renderer.

mod documents;
mod statement;
#[cfg(test)]
mod tests;

pub use documents::{Document, Kind, documents, resources};

use serde_json::Value as Json;
use statement::Statement;

/// Rights by which a role gets rights, or is freed of its bounds: only ever within a boundary.
const WITHIN_BOUNDARY: [&str; 6] = [
    "iam:AttachRolePolicy",
    "iam:CreateRole",
    "iam:DeleteRolePolicy",
    "iam:DetachRolePolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
];

/// Rights that nothing in a bundle has: users with keys of their own, and roles without bounds.
const NEVER: [&str; 6] = [
    "iam:AttachUserPolicy",
    "iam:CreateAccessKey",
    "iam:CreateUser",
    "iam:DeleteRolePermissionsBoundary",
    "iam:PutUserPolicy",
    "iam:SetDefaultPolicyVersion",
];

/// Managed policies that allow nearly everything.
const WIDE: [&str; 3] = ["/AdministratorAccess", "/IAMFullAccess", "/PowerUserAccess"];

/// An `Allow` for all resources.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ForAll {
    /// The address of the resource that holds the policy, without its key.
    pub address: String,
    /// The statement's `Sid`.
    pub sid: String,
}

/// Whether a statement of the document allows an action, on whatever.
#[must_use]
pub fn allows(document: &Document, action: &str) -> bool {
    let json: Json = serde_json::from_str(&document.text).unwrap_or_default();
    statement::all(&json).iter().any(|s| s.allows() && s.names(action))
}

/// The actions that a document allows, as they stand there.
#[must_use]
pub fn allowed_actions(document: &Document) -> Vec<String> {
    let json: Json = serde_json::from_str(&document.text).unwrap_or_default();
    statement::all(&json).into_iter().filter(Statement::allows).flat_map(|s| s.actions).collect()
}

/// What is wrong with a document, one sentence each; and what it allows for all resources, which the caller judges.
#[must_use]
pub fn judge(document: &Document) -> (Vec<String>, Vec<ForAll>) {
    let mut wrong = Vec::new();
    let mut for_all = Vec::new();
    if document.kind == Kind::Attachment {
        let arn = document.text.as_str();
        if WIDE.iter().any(|end| arn.ends_with(end)) {
            wrong.push(format!("attaches {arn}"));
        }
    } else {
        match serde_json::from_str::<Json>(&document.text) {
            Ok(json) => {
                for statement in statement::all(&json) {
                    judge_statement(document.kind, &statement, &mut wrong);
                    let alone = document.kind == Kind::Identity && statement.allows();
                    if alone && statement.resources.iter().any(|r| r == "*") {
                        let address = document.address.split('[').next().unwrap_or_default().to_owned();
                        for_all.push(ForAll { address, sid: statement.sid.clone() });
                    }
                }
            }
            Err(error) => wrong.push(format!("is no JSON: {error}")),
        }
    }
    (wrong.into_iter().map(|what| format!("{}: {what}", document.address)).collect(), for_all)
}

fn judge_statement(kind: Kind, statement: &Statement, wrong: &mut Vec<String>) {
    if !statement.allows() {
        return;
    }
    let sid = &statement.sid;
    if statement.negated {
        wrong.push(format!("{sid} allows all but what it names"));
    }
    for action in &statement.actions {
        let service = action.split(':').next().unwrap_or_default();
        if service.contains('*') || action.eq_ignore_ascii_case("iam:*") {
            wrong.push(format!("{sid} allows {action}"));
        }
        if action == "kms:*" && !(kind == Kind::Key && statement.is_for_account()) {
            wrong.push(format!("{sid} allows kms:* to others than the account in the key's own policy"));
        }
    }
    let bounded = statement.equals("iam:PermissionsBoundary").is_some_and(|arns| {
        !arns.is_empty() && arns.iter().all(|arn| arn.contains(":policy/") && !arn.contains(['*', '?']))
    });
    for action in WITHIN_BOUNDARY.iter().filter(|a| statement.names(a) && !bounded) {
        wrong.push(format!("{sid} allows {action} without a boundary"));
    }
    for action in NEVER.iter().filter(|a| statement.names(a)) {
        wrong.push(format!("{sid} allows {action}"));
    }
    let passed = statement.equals("iam:PassedToService").is_some_and(|to| !to.is_empty());
    if statement.names("iam:PassRole") && !passed {
        wrong.push(format!("{sid} allows iam:PassRole to any service"));
    }
    match kind {
        Kind::Trust => judge_trust(statement, wrong),
        Kind::Resource | Kind::Key if statement.is_for_everybody() => {
            wrong.push(format!("{sid} allows everybody"));
        }
        Kind::Resource | Kind::Key | Kind::Identity | Kind::Attachment => {}
    }
}

/// Who gets a role: a service of AWS, or by a token whose audience and subject are named word for word.
fn judge_trust(statement: &Statement, wrong: &mut Vec<String>) {
    let sid = &statement.sid;
    if statement.is_for_everybody() {
        wrong.push(format!("{sid} trusts everybody"));
    }
    let federated = statement.principals("Federated");
    if !statement.names("sts:AssumeRoleWithWebIdentity") {
        if !federated.is_empty() {
            wrong.push(format!("{sid} trusts a provider without its tokens"));
        }
        return;
    }
    let Some(issuer) = federated.first().and_then(|arn| arn.split_once(":oidc-provider/")).map(|(_, i)| i)
    else {
        wrong.push(format!("{sid} names no OIDC provider"));
        return;
    };
    for claim in ["aud", "sub"] {
        let named = statement.equals(&format!("{issuer}:{claim}"));
        match named {
            Some(values) if !values.is_empty() => {
                if let Some(value) = values.iter().find(|v| v.contains(['*', '?', '$'])) {
                    wrong.push(format!("{sid} takes any {claim} like {value}"));
                }
            }
            _ => wrong.push(format!("{sid} does not say by StringEquals which {claim}")),
        }
    }
    if statement.operators().any(|operator| operator != "StringEquals") {
        wrong.push(format!("{sid} has conditions beside StringEquals"));
    }
}

//! Broken policies are found, and sound ones are not.

use super::{Document, Kind, judge};
use serde_json::{Value as Json, json};

fn wrong(kind: Kind, statement: Json) -> Vec<String> {
    let text = json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string();
    judge(&Document { address: "x".into(), kind, text, role: None }).0
}

fn finds(kind: Kind, statement: Json, words: &str) {
    let found = wrong(kind, statement.clone());
    assert!(found.iter().any(|w| w.contains(words)), "{statement} should be found for {words:?}: {found:?}");
}

fn passes(kind: Kind, statement: Json) {
    assert_eq!(wrong(kind, statement.clone()), Vec::<String>::new(), "{statement}");
}

fn allow(action: Json) -> Json {
    json!({ "Sid": "S", "Effect": "Allow", "Action": action, "Resource": "arn:aws:iam::111122223333:role/eks/x/*" })
}

fn with(mut statement: Json, condition: Json) -> Json {
    statement["Condition"] = condition;
    statement
}

#[test]
fn too_much_is_found() {
    for action in ["*", "*:*", "iam:*", "IAM:*"] {
        finds(Kind::Identity, allow(json!(action)), "allows");
    }
    finds(Kind::Identity, allow(json!(["s3:GetObject", "kms:*"])), "kms:*");
    finds(Kind::Identity, json!({ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" }), "all but");
    finds(Kind::Identity, json!({ "Effect": "Allow", "Action": "s3:*", "NotResource": "x" }), "all but");
    finds(Kind::Identity, allow(json!("iam:DeleteRolePermissions*")), "DeleteRolePermissionsBoundary");
    let text = "arn:aws:iam::aws:policy/AdministratorAccess".to_owned();
    let attached = Document { address: "x".into(), kind: Kind::Attachment, text, role: None };
    assert_eq!(judge(&attached).0.len(), 1);
    let unknown = Document { address: "x".into(), kind: Kind::Identity, text: String::new(), role: None };
    assert_eq!(judge(&unknown).0.len(), 1);
    passes(Kind::Identity, allow(json!(["s3:GetObject", "iam:GetRole", "iam:TagRole"])));
    passes(Kind::Identity, json!({ "Effect": "Deny", "Action": "iam:*", "Resource": "*" }));
}

#[test]
fn all_resources_are_told() {
    let text = |resource: &str, effect: &str| {
        json!({ "Statement": { "Sid": "S", "Effect": effect, "Action": ["ec2:Describe*"], "Resource": [resource] } })
            .to_string()
    };
    let told = |kind, resource, effect| {
        let address = "aws_iam_role_policy.x[\"plan\"]".to_owned();
        judge(&Document { address, kind, text: text(resource, effect), role: None }).1
    };
    let found = told(Kind::Identity, "*", "Allow");
    assert_eq!((found[0].address.as_str(), found[0].sid.as_str()), ("aws_iam_role_policy.x", "S"));
    assert!(told(Kind::Identity, "arn:aws:s3:::x", "Allow").is_empty());
    assert!(told(Kind::Identity, "*", "Deny").is_empty());
    assert!(told(Kind::Key, "*", "Allow").is_empty());
}

#[test]
fn roles_are_made_within_a_boundary_only() {
    let boundary =
        json!({ "StringEquals": { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/b" } });
    let like = json!({ "StringLike": { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/b" } });
    let any = json!({ "StringEquals": { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/*" } });
    for action in ["iam:CreateRole", "iam:createrole", "iam:Attach*", "iam:Put?olePolicy"] {
        finds(Kind::Identity, allow(json!(action)), "without a boundary");
        finds(Kind::Identity, with(allow(json!(action)), like.clone()), "without a boundary");
        finds(Kind::Identity, with(allow(json!(action)), any.clone()), "without a boundary");
        passes(Kind::Identity, with(allow(json!("iam:CreateRole")), boundary.clone()));
    }
    finds(Kind::Identity, allow(json!("iam:PassRole")), "any service");
    let like = json!({ "StringLike": { "iam:PassedToService": "*" } });
    finds(Kind::Identity, with(allow(json!("iam:Pass*")), like), "any service");
    let to = json!({ "StringEquals": { "iam:PassedToService": "eks.amazonaws.com" } });
    passes(Kind::Identity, with(allow(json!("iam:PassRole")), to));
}

#[test]
fn keys_are_for_their_account() {
    let key = |principal: Json| json!({ "Effect": "Allow", "Principal": principal, "Action": "kms:*", "Resource": "*" });
    passes(Kind::Key, key(json!({ "AWS": "arn:aws:iam::111122223333:root" })));
    finds(Kind::Key, key(json!({ "AWS": "arn:aws:iam::111122223333:role/x" })), "kms:*");
    finds(Kind::Key, key(json!("*")), "everybody");
    let queue = json!({ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sqs:SendMessage", "Resource": "x" });
    finds(Kind::Resource, queue, "everybody");
}

#[test]
fn tokens_are_named_word_for_word() {
    let trust = |condition: Json| {
        json!({
            "Effect": "Allow",
            "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/git.example" },
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": condition,
        })
    };
    let equals =
        |aud: &str, sub: Json| json!({ "StringEquals": { "git.example:aud": aud, "git.example:sub": sub } });
    passes(Kind::Trust, trust(equals("sts.amazonaws.com", json!(["repo:a/b:pull_request", "repo:a/b:x"]))));
    finds(Kind::Trust, trust(equals("sts.amazonaws.com", json!("repo:a/*"))), "any sub");
    finds(Kind::Trust, trust(equals("sts.amazonaws.com", json!(["repo:a/b:x", "repo:a/?:x"]))), "any sub");
    finds(Kind::Trust, trust(json!({ "StringEquals": { "git.example:sub": "x" } })), "which aud");
    finds(Kind::Trust, trust(json!({ "StringEquals": { "git.example:aud": "x" } })), "which sub");
    let like =
        json!({ "StringEquals": { "git.example:aud": "x" }, "StringLike": { "git.example:sub": "x" } });
    finds(Kind::Trust, trust(like), "which sub");
    let other = json!({ "StringEquals": { "other.example:aud": "x", "other.example:sub": "x" } });
    finds(Kind::Trust, trust(other), "which aud");
    finds(
        Kind::Trust,
        json!({ "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" }),
        "everybody",
    );
    let service = json!({ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" });
    passes(Kind::Trust, service);
}

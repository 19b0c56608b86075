//! `aws_iam_policy_document`: the JSON that the real data source would render.

use super::value::{Value, elements, field, strings};
use serde_json::{Map, Value as Json, json};

/// The policy document of the data source's configuration.
///
/// # Errors
/// When a statement or a merged document is not one that IAM would take.
pub(crate) fn render(config: &Value) -> Result<Json, String> {
    let mut statements = Vec::new();
    merge(&mut statements, &strings(config, "source_policy_documents"))?;
    for block in elements(field(config, "statement")) {
        statements.push(statement(block)?);
    }
    merge(&mut statements, &strings(config, "override_policy_documents"))?;

    let mut document = Map::new();
    document.insert("Version".into(), json!(field(config, "version").as_str().unwrap_or("2012-10-17")));
    if let Some(id) = field(config, "policy_id").as_str() {
        document.insert("Id".into(), json!(id));
    }
    document.insert("Statement".into(), Json::Array(statements));
    Ok(Json::Object(document))
}

/// A later statement replaces an earlier one of the same Sid.
fn merge(statements: &mut Vec<Json>, documents: &[&str]) -> Result<(), String> {
    for document in documents {
        let document: Json = serde_json::from_str(document)
            .map_err(|error| format!("merging a policy document: invalid JSON: {error}"))?;
        for statement in document["Statement"].as_array().into_iter().flatten() {
            let sid = statement["Sid"].as_str();
            match statements.iter_mut().find(|known| sid.is_some() && known["Sid"].as_str() == sid) {
                Some(known) => *known = statement.clone(),
                None => statements.push(statement.clone()),
            }
        }
    }
    Ok(())
}

fn statement(block: &Value) -> Result<Json, String> {
    let mut statement = Map::new();
    if let Some(sid) = field(block, "sid").as_str() {
        statement.insert("Sid".into(), json!(sid));
    }
    let effect = field(block, "effect").as_str().unwrap_or("Allow");
    if !["Allow", "Deny"].contains(&effect) {
        return Err(format!("expected effect to be one of [\"Allow\" \"Deny\"], got {effect}"));
    }
    statement.insert("Effect".into(), json!(effect));
    for (attribute, key) in [
        ("actions", "Action"),
        ("not_actions", "NotAction"),
        ("resources", "Resource"),
        ("not_resources", "NotResource"),
    ] {
        let values = strings(block, attribute);
        if !values.is_empty() {
            statement.insert(key.into(), one_or_many(&values));
        }
    }
    for (attribute, key) in [("principals", "Principal"), ("not_principals", "NotPrincipal")] {
        if let Some(principals) = principals(elements(field(block, attribute))) {
            statement.insert(key.into(), principals);
        }
    }
    let mut conditions = Map::new();
    for condition in elements(field(block, "condition")) {
        let test = field(condition, "test").as_str().unwrap_or_default();
        let variable = field(condition, "variable").as_str().unwrap_or_default();
        let tests = conditions.entry(test).or_insert_with(|| json!({}));
        tests[variable] = one_or_many(&strings(condition, "values"));
    }
    if !conditions.is_empty() {
        statement.insert("Condition".into(), Json::Object(conditions));
    }
    Ok(Json::Object(statement))
}

fn principals(blocks: &[Value]) -> Option<Json> {
    let mut principals = Map::new();
    for block in blocks {
        let kind = field(block, "type").as_str().unwrap_or_default();
        let identifiers = strings(block, "identifiers");
        // `"Principal": "*"` and `{"AWS": "*"}` are not the same to every service.
        if kind == "*" && identifiers == ["*"] {
            return Some(json!("*"));
        }
        principals.insert(kind.to_owned(), one_or_many(&identifiers));
    }
    (!principals.is_empty()).then_some(Json::Object(principals))
}

fn one_or_many(values: &[&str]) -> Json {
    match values {
        [one] => json!(one),
        many => json!(many),
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::{text, texts};
    use super::*;

    #[test]
    fn a_statement_becomes_json() {
        let statement = Value::Map(vec![
            (text("actions"), texts(["s3:GetObject"])),
            (text("resources"), texts(["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"])),
        ]);
        let config = Value::Map(vec![(text("statement"), Value::Array(vec![statement]))]);
        let document = render(&config).expect("the statement is in order");
        assert_eq!(document["Statement"][0]["Action"], "s3:GetObject");
        assert_eq!(document["Statement"][0]["Resource"][1], "arn:aws:s3:::b/*");
    }
}

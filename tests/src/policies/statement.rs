//! One statement of a policy, with all that IAM lets one write in two ways made one.

use serde_json::{Map, Value as Json};

/// A statement.
pub(super) struct Statement {
    pub(super) sid: String,
    effect: String,
    pub(super) actions: Vec<String>,
    pub(super) resources: Vec<String>,
    /// Whether it names what it is not about.
    pub(super) negated: bool,
    principal: Json,
    condition: Map<String, Json>,
}

/// The statements of a document.
pub(super) fn all(document: &Json) -> Vec<Statement> {
    let statements = match &document["Statement"] {
        Json::Array(list) => list.iter().collect(),
        Json::Null => Vec::new(),
        one => vec![one],
    };
    statements.into_iter().map(Statement::read).collect()
}

/// A text, or a list of texts.
fn texts(value: &Json) -> Vec<String> {
    match value {
        Json::String(text) => vec![text.clone()],
        Json::Array(list) => list.iter().filter_map(Json::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

impl Statement {
    fn read(json: &Json) -> Self {
        let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
        Self {
            sid: json["Sid"].as_str().unwrap_or("a statement").to_owned(),
            effect: text("Effect"),
            actions: texts(&json["Action"]),
            resources: texts(&json["Resource"]),
            negated: ["NotAction", "NotResource", "NotPrincipal"].iter().any(|key| !json[*key].is_null()),
            principal: json["Principal"].clone(),
            condition: json["Condition"].as_object().cloned().unwrap_or_default(),
        }
    }

    pub(super) fn allows(&self) -> bool {
        self.effect != "Deny"
    }

    /// Whether one of its patterns of actions fits `action`.
    pub(super) fn names(&self, action: &str) -> bool {
        let action = action.to_ascii_lowercase();
        self.actions.iter().any(|pattern| fits(&pattern.to_ascii_lowercase(), &action))
    }

    /// The principals of a kind.
    pub(super) fn principals(&self, kind: &str) -> Vec<String> {
        texts(&self.principal[kind])
    }

    pub(super) fn is_for_everybody(&self) -> bool {
        self.principal == "*" || self.principals("AWS").iter().any(|p| p == "*")
    }

    /// Whether it is for the account itself and nobody beside, so that IAM decides.
    pub(super) fn is_for_account(&self) -> bool {
        let arns = self.principals("AWS");
        let only = self.principal.as_object().is_some_and(|kinds| kinds.len() == 1);
        only && arns.len() == 1 && arns.iter().all(|arn| arn.ends_with(":root"))
    }

    /// What a key of the context must equal, word for word.
    pub(super) fn equals(&self, key: &str) -> Option<Vec<String>> {
        let operator = self.condition.get("StringEquals")?.as_object()?;
        let found = operator.iter().find(|(name, _)| name.eq_ignore_ascii_case(key))?;
        Some(texts(found.1))
    }

    pub(super) fn operators(&self) -> impl Iterator<Item = &str> {
        self.condition.keys().map(String::as_str)
    }
}

/// Whether `text` is of `pattern`, in which `*` stands for any text and `?` for one character.
fn fits(pattern: &str, text: &str) -> bool {
    match (pattern.chars().next(), text.chars().next()) {
        (None, None) => true,
        (Some('*'), _) => {
            let rest = &pattern[1..];
            fits(rest, text) || text.chars().next().is_some_and(|c| fits(pattern, &text[c.len_utf8()..]))
        }
        (Some(p), Some(t)) if p == '?' || p == t => fits(&pattern[p.len_utf8()..], &text[t.len_utf8()..]),
        _ => false,
    }
}

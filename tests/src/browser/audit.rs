//! What must hold in every state a test visits: a silent console and no accessibility violation.

use super::{Page, Result};
use crate::project_root;
use serde_json::Value;
use std::fmt;
use std::path::PathBuf;

/// A violation that axe-core found, with the elements it concerns.
#[derive(Debug, Clone)]
pub struct Violation {
    /// The name of axe's rule, such as `color-contrast`.
    pub rule: String,
    /// What the rule asks for.
    pub help: String,
    /// One line for each element: how to find it and what is wrong with it.
    pub elements: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.help)?;
        self.elements.iter().try_for_each(|element| write!(f, "\n    {element}"))
    }
}

impl Page<'_> {
    /// Everything at level error in the console since the browser started: exceptions, refused requests, breaches of
    /// the content security policy, `console.error`.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let fresh = self.driver().browser_log().await?;
        let errors = fresh.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message);
        self.browser.console.borrow_mut().extend(errors);
        Ok(self.browser.console.borrow().clone())
    }

    /// Fails when the console holds an error.
    pub async fn assert_no_console_errors(&self) -> Result {
        match self.console_errors().await?.as_slice() {
            [] => Ok(()),
            errors => Err(format!("errors in the console:\n  {}", errors.join("\n  ")).into()),
        }
    }

    /// Runs axe-core with its default rules over the page as it is now.
    pub async fn axe(&self) -> Result<Vec<Violation>> {
        if self.evaluate("typeof axe").await? != "object" {
            let file = axe_file();
            let source = std::fs::read_to_string(&file)
                .map_err(|error| format!("{}: {error}; run `npm ci`", file.display()))?;
            self.evaluate(&format!("{source};undefined")).await?;
        }
        // A transition in progress would be judged in colours that nobody ever reads.
        self.evaluate(
            "Promise.all(document.getAnimations().map(a => a.finished.catch(() => {}))).then(() => true)",
        )
        .await?;
        let found = self
            .evaluate(
                "axe.run(document, { resultTypes: ['violations'] }).then(r => JSON.stringify(r.violations))",
            )
            .await?;
        let found: Vec<Value> = serde_json::from_str(found.as_str().ok_or("axe returned nothing")?)?;
        Ok(found.iter().map(violation).collect())
    }

    /// Fails when axe-core finds a violation.
    pub async fn assert_accessible(&self) -> Result {
        let violations: Vec<String> = self.axe().await?.iter().map(ToString::to_string).collect();
        match violations.as_slice() {
            [] => Ok(()),
            found => Err(format!("accessibility violations:\n  {}", found.join("\n  ")).into()),
        }
    }
}

/// Where npm puts axe-core.
pub(super) fn axe_file() -> PathBuf {
    project_root().join("node_modules/axe-core/axe.min.js")
}

fn violation(found: &Value) -> Violation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let nodes = found["nodes"].as_array().into_iter().flatten();
    Violation {
        rule: text(&found["id"]),
        help: text(&found["help"]),
        elements: nodes
            .map(|node| {
                format!("{}  {}", text(&node["html"]), text(&node["failureSummary"]).replace('\n', " "))
            })
            .collect(),
    }
}

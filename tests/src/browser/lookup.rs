//! Finding things on the page the way a person names them: by role and name, or by a test's own mark.

use super::{Page, Result};
use serde_json::{Value, json};
use thirtyfour::{By, WebElement};

impl Page<'_> {
    /// Waits for the one element with this role and accessible name, as assistive technology sees them: computed by
    /// Chromium, so labels, `aria-label` and contents all count. For example `role("button", "Undo")`.
    pub async fn role(&self, role: &str, name: &str) -> Result<WebElement> {
        let found = self
            .wait_for(&format!("there is exactly one {role} named {name:?}"), async || {
                let mut matches = self.accessible(role, Some(name)).await?;
                Ok(if matches.len() == 1 { matches.pop() } else { None })
            })
            .await;
        match found {
            Ok((_, node)) => self.element(&node).await,
            Err(error) => {
                let names: Vec<String> =
                    self.accessible(role, None).await?.into_iter().map(|(name, _)| name).collect();
                Err(format!("{error}; the {role}s are {names:?}").into())
            }
        }
    }

    /// Whether there is, right now, an element with this role and accessible name.
    pub async fn has_role(&self, role: &str, name: &str) -> Result<bool> {
        Ok(!self.accessible(role, Some(name)).await?.is_empty())
    }

    /// Waits for the element with `data-testid="…"`.
    pub async fn test_id(&self, id: &str) -> Result<WebElement> {
        self.css(&format!("[data-testid=\"{id}\"]")).await
    }

    /// Waits for the first element under a CSS selector.
    pub async fn css(&self, selector: &str) -> Result<WebElement> {
        self.wait_for(&format!("there is an element {selector}"), async || {
            Ok(self.driver().find_all(By::Css(selector)).await?.into_iter().next())
        })
        .await
    }

    /// The text that the first element under a CSS selector shows.
    pub async fn text_of(&self, selector: &str) -> Result<String> {
        Ok(self.css(selector).await?.text().await?)
    }

    /// Names and DevTools nodes of what has this role, and this name if one is given.
    async fn accessible(&self, role: &str, name: Option<&str>) -> Result<Vec<(String, Value)>> {
        let document = self.devtools("Runtime.evaluate", json!({"expression": "document"})).await?;
        let mut query = json!({"objectId": document["result"]["objectId"], "role": role});
        if let Some(name) = name {
            query["accessibleName"] = json!(name);
        }
        let answer = self.devtools("Accessibility.queryAXTree", query).await?;
        let nodes = answer["nodes"].as_array().into_iter().flatten();
        let seen = nodes.filter(|node| node["ignored"] != true);
        Ok(seen
            .map(|node| {
                (node["name"]["value"].as_str().unwrap_or("").to_owned(), node["backendDOMNodeId"].clone())
            })
            .collect())
    }

    /// The driver's handle on a DevTools node. The two do not share names for nodes, so it is marked for a moment.
    async fn element(&self, node: &Value) -> Result<WebElement> {
        let node = self.devtools("DOM.resolveNode", json!({"backendNodeId": node})).await?;
        let object = &node["object"]["objectId"];
        let call = |function: &str| json!({"objectId": object, "functionDeclaration": function});
        self.devtools("Runtime.callFunctionOn", call("function() { this.dataset.picked = ''; }")).await?;
        let element = self.driver().find(By::Css("[data-picked]")).await;
        self.devtools("Runtime.callFunctionOn", call("function() { delete this.dataset.picked; }")).await?;
        Ok(element?)
    }
}

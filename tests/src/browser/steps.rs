//! What a user does on this page, in few words.

use super::{Page, Result, WebElement};
use serde_json::{Value, json};

impl Page<'_> {
    /// Selects an object in the drawing by the key of its subject, with a click.
    pub async fn select(&self, key: &str) -> Result {
        self.click(&format!("#target-{key}")).await?;
        self.wait_until(
            &format!("{key} is selected"),
            &format!("document.getElementById('target-{key}')?.getAttribute('aria-pressed') === 'true'"),
        )
        .await
    }

    /// Selects an object in the outline by its name there.
    pub async fn outline(&self, name: &str) -> Result {
        let name = json!(name);
        let line = format!(
            "[...document.querySelectorAll('.outline-line')].find(l => l.querySelector('.outline-name').textContent === {name})"
        );
        self.wait_until(&format!("the outline lists {name}"), &format!("{line} !== undefined")).await?;
        self.evaluate(&format!("{line}.click()")).await.map(drop)
    }

    /// Clicks the first element under a CSS selector. Shapes of the drawing lie over one another, so the
    /// click is sent to the element itself.
    pub async fn click(&self, selector: &str) -> Result {
        self.css(selector).await?;
        let selector = json!(selector);
        let click = "dispatchEvent(new MouseEvent('click', {bubbles: true}))";
        self.evaluate(&format!("document.querySelector({selector}).{click}")).await.map(drop)
    }

    /// Chooses in a list.
    pub async fn choose(&self, id: &str, value: &str) -> Result {
        self.css(&format!("#{id}")).await?;
        let (id, value) = (json!(id), json!(value));
        let script = format!(
            "(() => {{ const list = document.getElementById({id}); list.value = {value}; \
             list.dispatchEvent(new Event('change', {{bubbles: true}})); }})()"
        );
        self.evaluate(&script).await.map(drop)
    }

    /// Types into the field with this id and leaves it.
    pub async fn fill(&self, id: &str, text: &str) -> Result {
        self.draft(id, text).await?;
        self.press("Tab").await
    }

    /// Types into the field with this id and stays in it.
    pub async fn draft(&self, id: &str, text: &str) -> Result<WebElement> {
        let field = self.css(&format!("#{id}")).await?;
        self.type_into(&field, text).await?;
        Ok(field)
    }

    /// The design as the page keeps it in the browser: the object under `design` of the design file.
    pub async fn design(&self) -> Result<Value> {
        let text = self.evaluate("localStorage.getItem('eks-configurator/design')").await?;
        let file: Value = serde_json::from_str(text.as_str().ok_or("nothing is kept")?)?;
        Ok(file["design"].clone())
    }

    /// Waits until a place of the kept design, as a JSON pointer, holds `value`.
    pub async fn wait_for_design(&self, pointer: &str, value: Value) -> Result {
        self.wait_for(&format!("{pointer} is {value}"), async || {
            Ok((self.design().await?.pointer(pointer) == Some(&value)).then_some(()))
        })
        .await
    }

    /// The rules that the findings panel names, in its order.
    pub async fn findings(&self) -> Result<Vec<String>> {
        let script = "[...document.querySelectorAll('.finding')].map(f => f.dataset.rule)";
        Ok(serde_json::from_value(self.evaluate(script).await?)?)
    }

    /// Waits until the findings panel names `rule`, or no longer does.
    pub async fn wait_for_finding(&self, rule: &str, is_there: bool) -> Result {
        self.wait_for(&format!("the finding {rule} is there: {is_there}"), async || {
            Ok((self.findings().await?.iter().any(|f| f == rule) == is_there).then_some(()))
        })
        .await
    }

    /// Whether the download button is off.
    pub async fn is_blocked(&self) -> Result<bool> {
        let script = "document.getElementById('download').getAttribute('aria-disabled') === 'true'";
        Ok(self.evaluate(script).await? == Value::Bool(true))
    }

    /// Opens a starter from the menu.
    pub async fn open_starter(&self, id: &str) -> Result {
        self.click("#starters").await?;
        self.click(&format!("#starter-{id}")).await
    }

    /// Shows a file of the bundle in the wide panel.
    pub async fn show_file(&self, path: &str) -> Result {
        if !self.has("#panel-bundle").await? {
            self.click("#tab-bundle").await?;
        }
        let name = json!(path.rsplit('/').next().unwrap_or(path));
        let script = format!(
            "[...document.querySelectorAll('.tree-line')].filter(l => l.querySelector('.tree-name')?.textContent === {name})"
        );
        self.wait_until(&format!("the tree lists {path}"), &format!("{script}.length > 0")).await?;
        self.evaluate(&format!("{script}.at(-1).click()")).await?;
        self.wait_for_text("#file-path", path).await
    }

    /// Whether there is an element under a CSS selector now.
    pub async fn has(&self, selector: &str) -> Result<bool> {
        let selector = json!(selector);
        Ok(self.evaluate(&format!("document.querySelector({selector}) !== null")).await? == Value::Bool(true))
    }
}

//! The way that every form is sent: edit, break, mend, undo and redo, load again.

use super::{Page, Result};
use serde_json::{Value, json};

/// A field that is typed into: its id, a text it refuses with words of the refusal, and a good one with the place of the
/// design that then holds a value.
pub struct Field<'a> {
    /// The id of the control.
    pub id: &'a str,
    /// A text that it refuses.
    pub bad: &'a str,
    /// Words of the refusal.
    pub says: &'a str,
    /// A text that it takes.
    pub good: &'a str,
    /// The place of the design, as a JSON pointer.
    pub place: &'a str,
    /// What stands there then.
    pub value: Value,
}

/// Types a bad text, which stays in the field and not in the design; then a good one; then takes that back and again.
pub async fn goes_its_way(page: &Page<'_>, field: &Field<'_>) -> Result {
    let Field { id, bad, says, good, place, value } = field;
    let before = page.design().await?;
    page.draft(id, bad).await?;
    page.wait_for_text(&format!("#{id}-error"), says).await?;
    let shown = page.evaluate(&format!("document.getElementById('{id}').value")).await?;
    assert_eq!(shown, json!(bad), "{id}: the draft stays");
    page.assert_accessible().await?;
    page.fill(id, good).await?;
    page.wait_for_design(place, value.clone()).await?;
    page.wait_until(
        &format!("{id} is no longer wrong"),
        &format!("document.getElementById('{id}-error').textContent === ''"),
    )
    .await?;
    takes_back(page, place, &before, value).await
}

/// Undo and redo, by the keyboard and outside any field.
pub async fn takes_back(page: &Page<'_>, place: &str, before: &Value, value: &Value) -> Result {
    page.evaluate("document.activeElement.blur()").await?;
    page.press("ControlOrMeta+z").await?;
    let old = before.pointer(place).cloned();
    page.wait_for(&format!("{place} is as before"), async || {
        Ok((page.design().await?.pointer(place).cloned() == old).then_some(()))
    })
    .await?;
    page.press("ControlOrMeta+Shift+z").await?;
    page.wait_for_design(place, value.clone()).await
}

/// Clicks a control and waits for what it does to the design; then takes it back and again.
pub async fn switches(page: &Page<'_>, selector: &str, place: &str, value: Value) -> Result {
    let before = page.design().await?;
    page.click(selector).await?;
    page.wait_for_design(place, value.clone()).await?;
    takes_back(page, place, &before, &value).await
}

/// Loads the page again: the design is what it was, and undo still reaches back.
pub async fn survives_a_reload(page: &Page<'_>) -> Result {
    let before = page.design().await?;
    page.reload().await?;
    page.wait_until("the page is there again", "document.getElementById('download') !== null").await?;
    assert_eq!(page.design().await?, before);
    page.wait_until(
        "undo reaches over the reload",
        "document.querySelector('[aria-label^=\"Undo:\"]')?.getAttribute('aria-disabled') !== 'true' \
         && document.querySelector('[aria-label^=\"Undo:\"]') !== null",
    )
    .await?;
    page.press("ControlOrMeta+z").await?;
    page.wait_for("undo changes the design", async || Ok((page.design().await? != before).then_some(())))
        .await?;
    page.press("ControlOrMeta+Shift+z").await?;
    page.wait_for("redo brings it back", async || Ok((page.design().await? == before).then_some(()))).await?;
    page.assert_accessible().await?;
    page.assert_no_console_errors().await
}

//! The page on the screen: its size and theme, what it shows, and waiting for it.

use super::{Browser, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use thirtyfour::WebDriver;

/// How long any step waits for what it needs. The page answers within a frame; the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// The colour scheme that the system asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Both, for a test that walks through them.
    pub const BOTH: [Self; 2] = [Self::Light, Self::Dark];

    /// As the media query calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The page in the browser's tab.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    pub(super) browser: &'a Browser,
}

impl<'a> Page<'a> {
    pub(super) fn new(browser: &'a Browser) -> Self {
        Self { browser }
    }

    pub(super) fn driver(&self) -> &'a WebDriver {
        &self.browser.driver
    }

    pub(super) async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        Ok(self.driver().cdp().send_raw(method, parameters).await?)
    }

    /// Sets the size of the view, in CSS pixels; unlike a window's it may be as narrow as a phone's.
    pub async fn resize(&self, width: u32, height: u32) -> Result {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Sets what the system asks of pages: a colour scheme, and whether things may move.
    pub async fn set_media(&self, theme: Theme, reduced_motion: bool) -> Result {
        let motion = if reduced_motion { "reduce" } else { "no-preference" };
        let features = json!({"features": [
            {"name": "prefers-color-scheme", "value": theme.name()},
            {"name": "prefers-reduced-motion", "value": motion},
        ]});
        self.devtools("Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    /// Evaluates a JavaScript expression, waits for it if it is a promise, and returns its value as JSON.
    pub async fn evaluate(&self, expression: &str) -> Result<Value> {
        let request = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let answer = self.devtools("Runtime.evaluate", request).await?;
        match answer.get("exceptionDetails") {
            None => Ok(answer["result"]["value"].clone()),
            Some(thrown) => {
                Err(format!("the page threw {}", thrown["exception"]["description"].as_str().unwrap_or(""))
                    .into())
            }
        }
    }

    /// Loads the page anew, as a user would, and waits until it is drawn.
    pub async fn reload(&self) -> Result {
        self.driver().refresh().await?;
        self.wait_until_drawn().await
    }

    /// Waits until a JavaScript expression is true; `what` names that state in the failure.
    pub async fn wait_until(&self, what: &str, expression: &str) -> Result {
        self.wait_for(
            what,
            async || Ok((self.evaluate(expression).await? == Value::Bool(true)).then_some(())),
        )
        .await
    }

    /// Waits until the first element under a CSS selector shows a text that contains the given one.
    pub async fn wait_for_text(&self, selector: &str, text: &str) -> Result {
        let (selector, needle) = (json!(selector), json!(text));
        let shown = format!("document.querySelector({selector})?.textContent?.includes({needle}) ?? false");
        self.wait_until(&format!("{selector} shows {needle}"), &shown).await
    }

    /// Asks again and again until there is an answer.
    pub async fn wait_for<T>(&self, what: &str, ask: impl AsyncFn() -> Result<Option<T>>) -> Result<T> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(answer) = ask().await? {
                return Ok(answer);
            }
            if Instant::now() > deadline {
                return Err(format!("after {PATIENCE:?} this is still not so: {what}").into());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The program is running and has taken the place of the loading message.
    pub(super) async fn wait_until_drawn(&self) -> Result {
        let failure = "document.querySelector('#boot-message[role=alert]')?.textContent ?? null";
        let drawn = "document.readyState === 'complete' && !document.getElementById('boot') \
                     && document.querySelector('main') !== null";
        self.wait_for("the page is drawn", async || {
            if let Some(message) = self.evaluate(failure).await?.as_str() {
                return Err(format!("the page says: {message}").into());
            }
            Ok((self.evaluate(drawn).await? == Value::Bool(true)).then_some(()))
        })
        .await
    }

    /// Writes a PNG of what is in view; makes the folder if need be.
    pub async fn screenshot(&self, file: &Path) -> Result {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, self.driver().screenshot_as_png().await?)?;
        Ok(())
    }

    /// Waits for the download of a file with this name and returns where it lies.
    pub async fn downloaded(&self, name: &str) -> Result<PathBuf> {
        // Chromium writes under another name and renames when the file is whole.
        let file = self.browser.downloads.path().join(name);
        self.wait_for(&format!("{name} is downloaded"), async || Ok(file.is_file().then(|| file.clone())))
            .await
    }

    /// The names of all files downloaded so far, sorted.
    pub fn downloads(&self) -> Result<Vec<String>> {
        let files = std::fs::read_dir(self.browser.downloads.path())?;
        let mut names: Vec<String> =
            files.flatten().map(|file| file.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        Ok(names)
    }
}

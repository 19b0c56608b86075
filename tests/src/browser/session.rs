//! One browser for one test: started, handed over, and ended.

use super::audit;
use super::process::ChromeDriver;
use super::tools::Tools;
use super::{Page, Result, Server, Theme};
use crate::{project_root, release_page, skip};
use futures_util::FutureExt;
use serde_json::json;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::LazyLock;
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, LoggingPrefsLogLevel, WebDriver};
use tokio::runtime::Runtime;

/// One for all tests of a file: connections must not outlive the runtime they were made on.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("an asynchronous runtime starts"));

const FLAGS: &[&str] = &[
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
];

/// Runs a browser test. Where Chromium or axe-core is missing it is skipped, loudly; with `CI=true` it fails.
///
/// # Panics
/// When the test fails.
pub fn test(body: impl AsyncFnOnce(&Browser) -> Result) {
    if let Err((tool, how_to_get_it)) = Tools::find() {
        skip::missing(tool, how_to_get_it);
        return;
    }
    if !audit::axe_file().is_file() {
        skip::missing("axe-core", "npm ci");
        return;
    }
    if let Err(error) = session(body) {
        panic!("{error}");
    }
}

/// Runs something with a browser that shows the release page.
///
/// # Errors
/// The failure of what was run, or why there is no browser or no page.
pub fn session<T>(body: impl AsyncFnOnce(&Browser) -> Result<T>) -> Result<T> {
    let tools = Tools::find().map_err(|(tool, how)| format!("{tool} is missing ({how})"))?;
    RUNTIME.block_on(async {
        let browser = Browser::start(&tools).await?;
        let outcome = AssertUnwindSafe(body(&browser)).catch_unwind().await;
        if !matches!(outcome, Ok(Ok(_))) {
            browser.leave_evidence().await;
        }
        // Before the driver is dropped, which would wait for a session that nobody ends.
        browser.driver.clone().quit().await.ok();
        outcome.unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// A Chromium with an empty profile, and the server of the page it shows.
#[derive(Debug)]
pub struct Browser {
    pub(super) driver: WebDriver,
    pub(super) server: Server,
    /// Console lines read so far: ChromeDriver hands each out once.
    pub(super) console: RefCell<Vec<String>>,
    pub(super) downloads: TempDir,
    // Dropped in this order: the profile goes when nothing writes into it any more.
    _process: ChromeDriver,
    _profile: TempDir,
}

impl Browser {
    /// Shows the page in a window of this size, in CSS pixels, and waits until it is drawn.
    ///
    /// # Errors
    /// When the page is not drawn within ten seconds.
    pub async fn open(&self, width: u32, height: u32, theme: Theme) -> Result<Page<'_>> {
        self.open_at("", width, height, theme).await
    }

    /// The same with something after the page's address, such as the `#…` of a permalink.
    ///
    /// # Errors
    /// When the page is not drawn within ten seconds.
    pub async fn open_at(&self, tail: &str, width: u32, height: u32, theme: Theme) -> Result<Page<'_>> {
        let page = Page::new(self);
        page.resize(width, height).await?;
        page.set_media(theme, false).await?;
        // A change of the fragment alone would not load the page anew.
        self.driver.goto("about:blank").await?;
        self.driver.goto(format!("{}{tail}", self.server.url())).await?;
        page.wait_until_drawn().await?;
        Ok(page)
    }

    /// The driver itself, for the rare step that no helper covers.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// The server of the page, which knows what was asked for.
    pub fn server(&self) -> &Server {
        &self.server
    }

    async fn start(tools: &Tools) -> Result<Self> {
        let server = Server::start(&release_page()?)?;
        let (profile, downloads) = (TempDir::new()?, TempDir::new()?);
        let process = ChromeDriver::start(&tools.chromedriver)?;

        let mut capabilities = ChromeCapabilities::new();
        capabilities.set_binary(&tools.chrome.to_string_lossy())?;
        for flag in FLAGS {
            capabilities.add_arg(flag)?;
        }
        capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
        if needs_no_sandbox() {
            capabilities.add_arg("--no-sandbox")?;
        }
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;

        let driver = WebDriver::new(process.url(), capabilities).await?;
        driver.set_script_timeout(Duration::from_secs(30)).await?;
        let downloads_allowed = json!({"behavior": "allow", "downloadPath": downloads.path()});
        driver.cdp().send_raw("Browser.setDownloadBehavior", downloads_allowed).await?;
        let console = RefCell::default();
        Ok(Self { driver, server, console, downloads, _process: process, _profile: profile })
    }

    /// A picture and the console of a test that fails, for whoever has to find out why.
    async fn leave_evidence(&self) {
        let page = Page::new(self);
        for line in page.console_errors().await.unwrap_or_default() {
            eprintln!("console: {line}");
        }
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("main").replace("::", "-");
        let picture = project_root().join("target/browser-failures").join(format!("{name}.png"));
        match page.screenshot(&picture).await {
            Ok(()) => eprintln!("picture of the failure: {}", picture.display()),
            Err(error) => eprintln!("no picture of the failure: {error}"),
        }
    }
}

/// Chromium refuses its sandbox to root, and containers often take away what it is made of. The page under test is our
/// own.
fn needs_no_sandbox() -> bool {
    let id = std::process::Command::new("id").arg("-u").output();
    skip::ci() || id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

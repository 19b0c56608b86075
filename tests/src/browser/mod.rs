//! Browser tests: the release page in a real Chromium, driven through ChromeDriver.
//!
//! ```no_run
//! use configurator_tests::browser::{self, Theme};
//!
//! #[test]
//! fn the_button_counts() {
//!     browser::test(async |browser| {
//!         let page = browser.open(1440, 900, Theme::Light).await?;
//!         page.role("button", "Add a zone").await?.click().await?;
//!         page.wait_for_text("[data-testid=zones]", "4").await?;
//!         page.assert_no_console_errors().await?;
//!         page.assert_accessible().await
//!     });
//! }
//! ```
//!
//! Each test gets its own server, ChromeDriver, Chromium and empty profile, and all of them end with the test, also
//! when it panics or is killed. A failing test leaves a picture in `target/browser-failures/`.

mod audit;
pub mod forms;
mod input;
mod lookup;
mod page;
mod process;
mod server;
mod session;
mod steps;
mod tools;

pub use audit::Violation;
pub use page::{Page, Theme};
pub use server::Server;
pub use session::{Browser, session, test};
pub use thirtyfour::{Key, WebElement};

/// How a step of a browser test ends: with a value, or with a sentence on what was not as expected.
pub type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

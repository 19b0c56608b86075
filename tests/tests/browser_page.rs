//! The page as a whole: it starts, it is accessible, and it says so when it cannot start.

use std::collections::BTreeSet;

use configurator_core::design::starters;
use configurator_core::render::render;
use configurator_tests::browser::{self, Theme};
use configurator_tests::{release_page, weight};

#[test]
fn starts_without_console_errors_and_is_accessible() {
    browser::test(async |browser| {
        for theme in Theme::BOTH {
            for (width, height) in [(1440, 900), (375, 812)] {
                let page = browser.open(width, height, theme).await?;
                page.css("main").await?;
                page.assert_accessible().await?;
            }
        }
        browser.open(1440, 900, Theme::Light).await?.assert_no_console_errors().await
    });
}

/// So that the budget of the first load counts what a browser really fetches.
#[test]
fn fetches_each_file_of_the_first_load_once_and_nothing_else() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        let first = weight::first_load(&release_page()?)?;
        let worker = weight::worker(&release_page()?)?;
        let counted: BTreeSet<String> = first.union(&worker).cloned().collect();
        let files = render(&starters::reference()).files.len();
        page.wait_for_text(".status .files", &format!("{files} files")).await?;
        let requested = browser.server().requested();
        for file in &requested {
            let file = if file.is_empty() { "index.html" } else { file };
            assert!(counted.contains(file), "{file} is fetched and not counted");
        }
        // A browser may leave out the manifest and the icon.
        for file in counted.iter().filter(|file| file.ends_with(".wasm") || file.ends_with(".js")) {
            let times = requested.iter().filter(|requested| *requested == file).count();
            assert_eq!(times, 1, "{file} was fetched {times} times: {requested:?}");
        }
        Ok(())
    });
}

#[test]
fn says_in_words_when_webassembly_is_missing() {
    browser::test(async |browser| {
        let driver = browser.driver();
        let script = serde_json::json!({"source": "delete globalThis.WebAssembly"});
        driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await?;
        let refusal = browser.open(375, 812, Theme::Dark).await.err().ok_or("the page started")?.to_string();
        assert!(refusal.contains("This browser cannot run the page"), "{refusal}");
        Ok(())
    });
}

#[test]
fn says_in_words_when_the_program_does_not_arrive() {
    browser::test(async |browser| {
        let driver = browser.driver();
        driver.cdp().send_raw("Network.enable", serde_json::json!({})).await?;
        let wasm = serde_json::json!({"urls": ["*.wasm"]});
        driver.cdp().send_raw("Network.setBlockedURLs", wasm).await?;
        let refusal = browser.open(375, 812, Theme::Light).await.err().ok_or("the page started")?.to_string();
        assert!(refusal.contains("A part of the page did not arrive"), "{refusal}");

        driver.cdp().send_raw("Network.setBlockedURLs", serde_json::json!({"urls": []})).await?;
        let page = browser.open(375, 812, Theme::Light).await?;
        page.css("main").await?;
        Ok(())
    });
}

#[test]
fn says_in_words_when_the_part_that_checks_does_not_arrive() {
    // What a browser does whose worker does not load, and one without workers.
    const BROKEN: &str = "globalThis.Worker = class extends EventTarget {
        constructor() { super(); setTimeout(() => this.dispatchEvent(new Event('error')), 50); }
    }";
    for script in [BROKEN, "delete globalThis.Worker"] {
        browser::test(async |browser| {
            let script = serde_json::json!({"source": script});
            browser.driver().cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", script).await?;
            let page = browser.open(1440, 900, Theme::Light).await?;
            page.wait_for_text("#status-errors", "Not checked").await?;
            page.wait_for_text("#panel-findings", "The design cannot be checked here").await?;
            page.click("#download").await?;
            page.wait_for_text(".notice", "cannot run here").await?;
            page.assert_accessible().await?;
            Ok(())
        });
    }
}

/// What a panic of the program looks like from outside.
const TRAP: &str = "setTimeout(() => {
    const unreachable = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0,
        10, 5, 1, 3, 0, 0, 11]);
    new WebAssembly.Instance(new WebAssembly.Module(unreachable)).exports.f();
})";

#[test]
fn says_in_words_when_the_program_has_stopped() {
    browser::test(async |browser| {
        for theme in Theme::BOTH {
            let page = browser.open(375, 812, theme).await?;
            page.evaluate(TRAP).await?;
            page.wait_for_text("#boot-message[role=alert]", "The page has stopped").await?;
            page.role("button", "Load again").await?;
            page.assert_accessible().await?;
        }
        Ok(())
    });
}

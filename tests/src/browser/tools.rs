//! Where Chromium and ChromeDriver are on this machine.

use std::env;
use std::path::PathBuf;

/// The programs that a browser test runs.
#[derive(Debug)]
pub(super) struct Tools {
    pub(super) chrome: PathBuf,
    pub(super) chromedriver: PathBuf,
}

const CHROME: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const CHROME_ELSEWHERE: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const CHROMEDRIVER: &[&str] = &["chromedriver"];
const CHROMEDRIVER_ELSEWHERE: &[&str] =
    &["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];

impl Tools {
    /// Looks at the variables `CHROME` and `CHROMEDRIVER`, on `PATH`, and in the usual places.
    ///
    /// # Errors
    /// The name of what is missing and how to get it.
    pub(super) fn find() -> Result<Self, (&'static str, &'static str)> {
        const HINT: &str = "Debian: apt-get install chromium chromium-driver; macOS: brew install --cask \
                            google-chrome chromedriver; elsewhere: set CHROME and CHROMEDRIVER";
        let chrome = find("CHROME", CHROME, CHROME_ELSEWHERE).ok_or(("Chromium", HINT))?;
        let chromedriver =
            find("CHROMEDRIVER", CHROMEDRIVER, CHROMEDRIVER_ELSEWHERE).ok_or(("ChromeDriver", HINT))?;
        Ok(Self { chrome, chromedriver })
    }
}

fn find(variable: &str, names: &[&str], elsewhere: &[&str]) -> Option<PathBuf> {
    if let Some(named) = env::var_os(variable).filter(|named| !named.is_empty()) {
        return Some(named.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let on_path = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    on_path.chain(elsewhere.iter().map(PathBuf::from)).find(|program| program.is_file())
}

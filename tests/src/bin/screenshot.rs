//! Pictures of the release page at several widths, light and dark.
//!
//! `cargo run -p configurator-tests --bin screenshot -- OUT_DIR [--widths 1440,768,375] [--url-hash '#…'] [--press KEY]
//! [--design FILE] [--outline NAME] [--show ID]`
//!
//! `--press 4` shows what that shortcut of the page shows, `--design` opens a design file, and `--outline` selects what the
//! outline calls so, with everything in its form unfolded; `--show` scrolls to what has this id there.

use configurator_tests::browser::{self, Theme};
use std::path::PathBuf;

fn main() -> browser::Result {
    let Order { folder, widths, url_hash, press, design, outline, show } =
        Order::read(std::env::args().skip(1))?;
    browser::session(async |browser| {
        for &width in &widths {
            for theme in Theme::BOTH {
                let page = browser.open_at(&url_hash, width, height_for(width), theme).await?;
                if let Some(design) = &design {
                    let text = serde_json::Value::from(std::fs::read_to_string(design)?);
                    page.evaluate(&format!("localStorage.setItem('eks-configurator/design', {text})"))
                        .await?;
                    page.reload().await?;
                }
                page.wait_until(
                    "checked",
                    "!document.querySelector('#status-errors').textContent.includes('Checking')",
                )
                .await?;
                if let Some(key) = &press {
                    page.press(key).await?;
                }
                if let Some(name) = &outline {
                    page.outline(name).await?;
                    page.evaluate(
                        "document.querySelectorAll('details.object').forEach(d => { d.open = true; })",
                    )
                    .await?;
                }
                if let Some(id) = &show {
                    let id = serde_json::Value::from(id.as_str());
                    page.evaluate(&format!(
                        "document.getElementById({id}).scrollIntoView({{block: 'center'}})"
                    ))
                    .await?;
                }
                let file = folder.join(format!("{width}-{}.png", theme.name()));
                page.screenshot(&file).await?;
                println!("{}", file.display());
            }
        }
        Ok(())
    })
}

/// What the command line asks for.
struct Order {
    folder: PathBuf,
    widths: Vec<u32>,
    url_hash: String,
    press: Option<String>,
    design: Option<PathBuf>,
    outline: Option<String>,
    show: Option<String>,
}

impl Order {
    fn read(mut arguments: impl Iterator<Item = String>) -> browser::Result<Self> {
        const USAGE: &str = "usage: screenshot OUT_DIR [--widths 1440,768,375] [--url-hash '#…'] [--press KEY] [--design FILE] [--outline NAME] [--show ID]";
        let mut order = Self {
            folder: PathBuf::new(),
            widths: vec![1440, 768, 375],
            url_hash: String::new(),
            press: None,
            design: None,
            outline: None,
            show: None,
        };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--widths" => {
                    let list = arguments.next().ok_or(USAGE)?;
                    order.widths = list.split(',').map(str::parse).collect::<Result<_, _>>()?;
                }
                "--url-hash" => {
                    let hash = arguments.next().ok_or(USAGE)?;
                    order.url_hash = format!("#{}", hash.trim_start_matches('#'));
                }
                "--press" => order.press = Some(arguments.next().ok_or(USAGE)?),
                "--design" => order.design = Some(arguments.next().ok_or(USAGE)?.into()),
                "--outline" => order.outline = Some(arguments.next().ok_or(USAGE)?),
                "--show" => order.show = Some(arguments.next().ok_or(USAGE)?),
                option if option.starts_with("--") => return Err(USAGE.into()),
                folder => order.folder = PathBuf::from(folder),
            }
        }
        if order.folder.as_os_str().is_empty() { Err(USAGE.into()) } else { Ok(order) }
    }
}

/// The usual height of a screen as wide as this: desktop, tablet, phone.
fn height_for(width: u32) -> u32 {
    match width {
        1024.. => 900,
        600..1024 => 1024,
        _ => 812,
    }
}

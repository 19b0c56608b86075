//! How long the release page takes to follow an edit: from the input event to the changed page, on the reference
//! design and on the largest one that the drawing is made for (six zones, three tiers, thirty node groups).
//!
//! `cargo run -p configurator-tests --bin latency`, after `make build`. `make bench` runs it too.

use configurator_core::design::starters;
use configurator_core::file;
use configurator_core::testing::largest_drawn;
use configurator_tests::browser::{self, Theme};
use serde_json::json;

/// Types 60 VPC blocks, one after the other, and waits after each until the drawing shows it. The bundle panel is open,
/// so the files are rendered and drawn too. `dom`: until the page's elements are right; `paint`: until the frame after.
const SCRIPT: &str = r"(async () => {
  const field = document.getElementById('vpc-cidr');
  const shown = () => document.getElementById('node-vpc').textContent;
  const dom = [], paint = [];
  for (let n = 1; n <= 60; n++) {
    const address = `10.${n}.0.0`;
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    field.value = address;
    field.dispatchEvent(new Event('input', {bubbles: true}));
    // What follows an event runs in microtasks, before the browser paints; waiting for a task would wait for the paint.
    for (let turn = 0; turn < 10000 && !shown().includes(address); turn++) await null;
    dom.push(performance.now() - start);
    await new Promise(r => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = r; c.port2.postMessage(0); }));
    paint.push(performance.now() - start);
  }
  const at = (list, share) => [...list].sort((a, b) => a - b)[Math.floor(share * (list.length - 1))].toFixed(1);
  return `to DOM p50 ${at(dom, .5)} ms, p95 ${at(dom, .95)} ms; to after paint p50 ${at(paint, .5)} ms, p95 ${at(paint, .95)} ms`;
})()";

fn main() -> browser::Result {
    browser::session(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        for (name, design) in [("reference", starters::reference()), ("largest", largest_drawn())] {
            let text = json!(file::to_json(&design));
            page.evaluate(&format!("localStorage.setItem('eks-configurator/design', {text})")).await?;
            page.reload().await?;
            let mounted = page.evaluate("Math.round(performance.now())").await?;
            page.show_file("infrastructure/terraform.tfvars").await?;
            page.click("#tab-bundle").await?;
            page.select("vpc").await?;
            let measured = page.evaluate(SCRIPT).await?;
            println!("{name}: {} (mounted and asked after {mounted} ms)", measured.as_str().unwrap_or("?"));
        }
        Ok(())
    })
}

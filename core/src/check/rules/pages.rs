//! The pages that list all rules: `docs/rules.md` for readers of the sources and `public/rules.html`, which findings
//! link to. Both are written from the registry by `UPDATE_EXPECT=1 cargo test`.

use std::fmt::Write;

use super::{HELD, Held, RULES};
use crate::check::{Area, Rule};

const SEVERITIES: &str = "An error blocks the download: AWS or Terraform certainly refuses the design, or the cluster \
    cannot work. A warning breaks later or is bad practice. A note is good to know. Warnings and notes can be accepted \
    with a reason, which the bundle's README then says.";

fn of_area(area: Area) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().filter(move |r| r.area == area)
}

fn title(area: Area) -> &'static str {
    match area {
        Area::Network => "Network",
        Area::Cluster => "Control plane",
        Area::Compute => "Node groups",
        Area::Fargate => "Fargate",
        Area::Account => "Access, tags and state",
    }
}

/// The defect in words: `subnet_cidr_overlap` is "Subnet cidr overlap".
fn heading(rule: &Rule) -> String {
    let words = rule.name.replace('_', " ").replace("cidr", "CIDR").replace("vpc", "VPC");
    let words = words.replace("dns", "DNS").replace("nat ", "NAT ").replace("coredns", "CoreDNS");
    let mut chars = words.chars();
    chars.next().map(|first| format!("{}{}", first.to_ascii_uppercase(), chars.as_str())).unwrap_or_default()
}

fn markdown() -> String {
    let mut page = format!(
        "# Rules\n\nWhat the configurator checks on every change: {} rules. {SEVERITIES}\n\n\
         Written from the rules themselves by `UPDATE_EXPECT=1 cargo test`.\n",
        RULES.len()
    );
    for area in Area::ALL {
        let _ = writeln!(page, "\n## {}\n", title(area));
        let _ = writeln!(page, "| rule | usually | fires when | why | source |\n|---|---|---|---|---|");
        for rule in of_area(area) {
            let [what, why, source] = [rule.what, rule.why, rule.source].map(|c| c.replace('|', "\\|"));
            let (id, name, severity) = (rule.id, rule.name, rule.severity.word());
            let _ = writeln!(page, "| {id} `{name}` | {severity} | {what} | {why} | {source} |");
        }
    }
    page.push_str("\n## Held by types, model and renderer\n\nNo design can break these.\n\n| rule | asks for | held by |\n|---|---|---|\n");
    for Held { id, what, by } in HELD {
        let _ = writeln!(page, "| {id} | {what} | {by} |");
    }
    page
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn html() -> String {
    let mut page = format!(
        r#"<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="referrer" content="no-referrer">
  <title>Rules of EKS Configurator</title>
  <link rel="icon" type="image/svg+xml" href="icon.svg">
  <link rel="stylesheet" href="tokens.css">
  <link rel="stylesheet" href="rules.css">
  <script src="rules.js"></script>
</head>
<body>
<!-- Written from the rules themselves by `UPDATE_EXPECT=1 cargo test`. -->
<header>
  <p><a href="index.html">EKS Configurator</a></p>
  <h1>Rules</h1>
  <p>What the configurator checks on every change: {} rules. {}</p>
</header>
<nav aria-label="Rules by area">
"#,
        RULES.len(),
        escaped(SEVERITIES)
    );
    for area in Area::ALL {
        let ids: Vec<String> = of_area(area).map(|r| format!("<a href=\"#{0}\">{0}</a>", r.id)).collect();
        let _ = writeln!(page, "  <h2>{}</h2>\n  <p>{}</p>", title(area), ids.join("\n    "));
    }
    page.push_str("</nav>\n<main>\n");
    for area in Area::ALL {
        let _ = writeln!(page, "<h2>{}</h2>", title(area));
        for rule in of_area(area) {
            let severity = rule.severity.word();
            let _ = writeln!(
                page,
                "<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n  <h3 id=\"{id}-title\"><code>{id}</code> {heading}</h3>\n  \
                 <p class=\"{class}\">{severity}</p>\n  <dl>\n    <dt>Fires when</dt><dd>{what}</dd>\n    <dt>Why</dt><dd>{why}</dd>\n    \
                 <dt>Source</dt><dd>{source}</dd>\n  </dl>\n</section>",
                id = rule.id,
                heading = escaped(&heading(rule)),
                class = severity.to_ascii_lowercase(),
                what = escaped(rule.what),
                why = escaped(rule.why),
                source = escaped(rule.source),
            );
        }
    }
    page.push_str("<h2>Held by types, model and renderer</h2>\n<p>No design can break these.</p>\n<dl class=\"held\">\n");
    for Held { id, what, by } in HELD {
        let (what, by) = (escaped(what), escaped(by));
        let _ = writeln!(page, "  <dt id=\"{id}\"><code>{id}</code></dt><dd>{what}: {by}</dd>");
    }
    page.push_str("</dl>\n</main>\n</body>\n</html>\n");
    page
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    expect_test::expect_file!["../../../../docs/rules.md"].assert_eq(&markdown());
}

#[test]
fn the_page_that_findings_link_to_is_up_to_date() {
    expect_test::expect_file!["../../../../public/rules.html"].assert_eq(&html());
}

//! What a file says, with a typed text taken out: two files that differ in nothing but that text have the same shape.

use configurator_core::render::File;
use hcl::expr::{Expression, FuncCall, ObjectKey, TemplateExpr, TraversalOperator};
use hcl::structure::{Body, Structure};
use hcl::template::{Element, Template};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::{Value as Json, json};

/// Stands where the text was.
const GAP: &str = "◆";

/// The shape of a file without `text`.
///
/// # Errors
/// What is wrong, where the file cannot be read as what it is or holds what no file may hold.
pub(super) fn shape(file: &File, text: &str) -> Result<Json, String> {
    let path = file.path.as_str();
    if [".tf", ".tfvars", ".hcl"].iter().any(|end| path.ends_with(end)) {
        let parsed = hcl::parse(&file.text).map_err(|error| format!("no HCL: {error}"))?;
        return Ok(body(&parsed, text));
    }
    match path {
        "README.md" | "UPGRADE.md" => markdown(&file.text, text),
        "settings.env" => settings(&file.text, text),
        "docs/architecture.svg" => svg(&file.text),
        // It is read back as a design by the test itself.
        "design.json" => Ok(Json::Null),
        _ => Ok(json!(file.text)),
    }
}

fn without(text: &str, gone: &str) -> Json {
    json!(text.replace(gone, GAP))
}

/// Order says nothing: names that begin otherwise are sorted otherwise.
fn sorted(mut items: Vec<Json>) -> Json {
    items.sort_by_key(Json::to_string);
    Json::Array(items)
}

fn body(of: &Body, gone: &str) -> Json {
    let structures = of.iter().map(|structure| match structure {
        Structure::Attribute(attribute) => json!([attribute.key.as_str(), expression(&attribute.expr, gone)]),
        Structure::Block(block) => {
            let labels: Vec<&str> = block.labels.iter().map(hcl::BlockLabel::as_str).collect();
            json!({ "block": block.identifier.as_str(), "labels": labels, "body": body(&block.body, gone) })
        }
    });
    sorted(structures.collect())
}

fn expression(of: &Expression, gone: &str) -> Json {
    if let Some(text) = literal(of) {
        return without(&text, gone);
    }
    match of {
        Expression::Array(items) => sorted(items.iter().map(|item| expression(item, gone)).collect()),
        Expression::Object(object) => {
            let entries = object.iter().map(|(key, value)| {
                let key = match key {
                    ObjectKey::Identifier(name) => without(name.as_str(), gone),
                    ObjectKey::Expression(key) => expression(key, gone),
                    other => json!(format!("{other:?}")),
                };
                json!([key, expression(value, gone)])
            });
            json!({ "object": sorted(entries.collect()) })
        }
        Expression::FuncCall(call) => {
            if let Some(pieces) = pieces(call, gone) {
                return json!({ "joined": pieces });
            }
            let arguments: Vec<_> = call.args.iter().map(|argument| expression(argument, gone)).collect();
            json!({ "call": call.name.to_string(), "arguments": arguments })
        }
        Expression::Traversal(traversal) => {
            let operators = traversal.operators.iter().map(|operator| match operator {
                TraversalOperator::Index(index) => json!({ "index": expression(index, gone) }),
                other => json!(format!("{other:?}")),
            });
            json!({ "of": expression(&traversal.expr, gone), "path": operators.collect::<Vec<_>>() })
        }
        Expression::TemplateExpr(template) => {
            let elements = elements(template).into_iter().map(|element| match element {
                Element::Literal(text) => without(&text, gone),
                code => json!({ "code": format!("{code:?}") }),
            });
            json!({ "template": elements.collect::<Vec<_>>() })
        }
        code => json!({ "code": format!("{code:?}") }),
    }
}

fn elements(template: &TemplateExpr) -> Vec<Element> {
    let parsed = Template::from_expr(template).unwrap_or_else(|error| panic!("{template}: {error}"));
    parsed.elements().to_vec()
}

/// The text that an expression is, where it is nothing else: a text of several lines is joined from them.
fn literal(of: &Expression) -> Option<String> {
    match of {
        Expression::String(text) => Some(text.clone()),
        Expression::TemplateExpr(template) => {
            let texts = elements(template).into_iter().map(|element| match element {
                Element::Literal(text) => Some(text),
                _ => None,
            });
            texts.collect()
        }
        Expression::FuncCall(call) => joined(call),
        _ => None,
    }
}

fn joined(call: &FuncCall) -> Option<String> {
    let [Expression::String(between), Expression::Array(lines)] = call.args.as_slice() else { return None };
    if call.name.to_string() != "join" {
        return None;
    }
    let lines: Option<Vec<String>> = lines.iter().map(literal).collect();
    Some(lines?.join(between))
}

/// What a call joins from texts and code: texts beside each other are one, because a typed one may have many lines.
fn pieces(call: &FuncCall, gone: &str) -> Option<Vec<Json>> {
    let [Expression::String(between), list] = call.args.as_slice() else { return None };
    if call.name.to_string() != "join" {
        return None;
    }
    let lists = match list {
        Expression::FuncCall(call) if call.name.to_string() == "concat" => call.args.as_slice(),
        list => std::slice::from_ref(list),
    };
    let (mut found, mut text) = (Vec::new(), Vec::new());
    let close = |text: &mut Vec<String>, found: &mut Vec<Json>| {
        if !text.is_empty() {
            found.push(without(&text.join(between), gone));
            text.clear();
        }
    };
    for list in lists {
        let Expression::Array(items) = list else {
            close(&mut text, &mut found);
            found.push(json!({ "list": expression(list, gone) }));
            continue;
        };
        for item in items {
            if let Some(more) = literal(item) {
                text.push(more);
            } else {
                close(&mut text, &mut found);
                found.push(expression(item, gone));
            }
        }
    }
    close(&mut text, &mut found);
    Some(found)
}

/// The addresses that our own text links to.
const LINKS: [&str; 12] = [
    "#access",
    "#vpc-endpoints",
    "UPGRADE.md",
    "UPGRADE.md#node-images-between-upgrades",
    "docs/architecture.svg",
    "https://docs.aws.amazon.com/eks/latest/userguide/auto-learn-iam.html",
    "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
    "https://docs.aws.amazon.com/eks/latest/userguide/rollback-cluster.html",
    "https://docs.github.com/en/actions/managing-workflow-runs-and-deployments/managing-deployments/reviewing-deployments",
    "https://docs.gitlab.com/ci/environments/deployment_approvals/",
    "https://github.com/terraform-aws-modules/terraform-aws-eks/tree/master/docs",
    "https://karpenter.sh/docs/upgrading/compatibility/",
];

/// The events of a Markdown file as GitHub reads it. White space counts once: a cell has one line.
fn markdown(of: &str, gone: &str) -> Result<Json, String> {
    let flat = |text: &str| {
        let seen: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        seen.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let gone = flat(gone);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM;
    let (mut events, mut text) = (Vec::new(), String::new());
    let close = |text: &mut String, events: &mut Vec<Json>| {
        if !text.is_empty() {
            events.push(json!({ "text": flat(text).replace(&gone, GAP) }));
            text.clear();
        }
    };
    for event in Parser::new_ext(of, options) {
        match event {
            Event::Text(more) => text.push_str(&more),
            Event::SoftBreak => text.push('\n'),
            Event::Html(html) | Event::InlineHtml(html) => return Err(format!("HTML: {html}")),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if !LINKS.contains(&&*dest_url) =>
            {
                return Err(format!("a link: {dest_url}"));
            }
            Event::Code(code) => {
                close(&mut text, &mut events);
                events.push(json!({ "code": flat(&code).replace(&gone, GAP) }));
            }
            other => {
                close(&mut text, &mut events);
                events.push(json!(format!("{other:?}")));
            }
        }
    }
    close(&mut text, &mut events);
    Ok(Json::Array(events))
}

/// The lines of `settings.env`, each `KEY=VALUE`.
fn settings(of: &str, gone: &str) -> Result<Json, String> {
    let lines = of.lines().skip(1).map(|line| match line.split_once('=') {
        Some((key, value)) if key.bytes().all(|b| b.is_ascii_uppercase() || b == b'_') => {
            Ok(json!([key, value.replace(gone, GAP)]))
        }
        _ => Err(format!("no setting: {line}")),
    });
    lines.collect::<Result<Vec<_>, _>>().map(Json::Array)
}

/// The elements of the drawing in their order, and the names of their attributes. Texts are cut to their room and boxes
/// are as wide as their texts, so neither is compared.
fn svg(of: &str) -> Result<Json, String> {
    let (before, after) = of.split_once("<style><![CDATA[").ok_or("no style")?;
    let (style, after) = after.split_once("]]></style>").ok_or("the style has no end")?;
    let mut elements = vec![json!(style), json!(before.split(' ').next())];
    for part in after.split('<').skip(1) {
        let (tag, text) = part.split_once('>').ok_or_else(|| format!("no element: {part}"))?;
        let names: Vec<&str> = tag.split('"').step_by(2).collect();
        if text.contains(['>', '"']) {
            return Err(format!("not escaped: {text}"));
        }
        elements.push(json!(names));
    }
    Ok(Json::Array(elements))
}

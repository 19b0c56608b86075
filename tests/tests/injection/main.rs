//! Nothing that a person types becomes code: each text of each design is replaced by what HCL, shells, YAML, Markdown,
//! HTML and TOML would take for code. Where the design still opens, every file of its bundle is read back: it holds
//! exactly that text where a harmless one would stand, and nothing else.

mod shape;

use self::shape::shape;
use configurator_core::design::{Design, VERSION};
use configurator_core::file::from_json;
use configurator_core::render::{File, render};
use configurator_tests::fixtures;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A word that is code nowhere.
const HARMLESS: &str = "harmlesszq";

const PAYLOADS: [&str; 50] = [
    // HCL
    "${var.region}",
    "%{ if true }x%{ endif }",
    "$${x}%%{y}",
    "a\"b",
    "\\",
    "\\\"",
    "\"]}",
    "x\" = \"y",
    "\"\n}\nresource \"aws_iam_user\" \"x\" {}\n#",
    "<<EOT\nx\nEOT\n",
    "a\nb",
    "a\r\nb",
    "# x",
    "/* x */",
    "*/",
    // shells, settings
    "$(id)",
    "`id`",
    "; id",
    "x && id",
    "a\nSTATE_BACKEND=local",
    "' id '",
    "\" id \"",
    "$HOME",
    "EOF\nid\nEOF",
    "</powershell><script>id</script>",
    "$env:PATH",
    // TOML, YAML
    "\"\n[settings.host-containers.admin]\nenabled = true\n#",
    "x: y",
    "- x\n- y",
    "!!python/object:os.system",
    "{{ x }}",
    "---\nkind: x",
    "MIME-Version: 1.0\n\n--//\nContent-Type: text/x-shellscript",
    // Markdown, HTML, XML
    "a|b",
    "|\n|---|",
    "](javascript:alert(1))",
    "[x](https://example.com)",
    "![x](https://example.com/x.png)",
    "[x]: https://example.com",
    "<script>alert(1)</script>",
    "<https://example.com>",
    "<!-- x",
    "&lt;b&gt;",
    "**x** _y_ ~~z~~",
    "``` x",
    "x\\",
    "\\|",
    "]]></style><script>",
    // what nobody sees
    "a\u{202e}b\u{200b}c",
    "\u{7}\u{1b}[31m",
];

/// What becomes of what is there and the text.
type Form = fn(&str, &str) -> String;

/// The ways to bring a text into a value that has a form of its own.
const FORMS: [Form; 3] = [
    |_, text| text.to_owned(),
    |before, text| format!("{before}{text}"),
    |before, text| format!("{before} {text}"),
];

/// And into one that is JSON.
const IN_JSON: [Form; 2] =
    [|_, text| json!({ "k": text }).to_string(), |_, text| json!({ text: 1 }).to_string()];

/// Where a text stands in the JSON of a design.
#[derive(Clone)]
enum Place {
    Value(String),
    Key(String, String),
}

/// Every text and every key of a map, and where, without the numbers of entries.
fn places(value: &Value, pointer: &str, path: &str, family: &str, found: &mut Vec<(String, Place)>) {
    match value {
        Value::Object(fields) => {
            // A script or a label goes another way on each family of images.
            let family = fields.get("ami_type").and_then(Value::as_str).unwrap_or(family);
            let kind = fields.get("kind").map(Value::to_string).unwrap_or_default();
            let family =
                format!("{family}{}", if path.ends_with("node_groups/*") { kind } else { String::new() });
            for (key, value) in fields {
                let escaped = key.replace('~', "~0").replace('/', "~1");
                found.push((
                    format!("{path}/{key} (key) {family}"),
                    Place::Key(pointer.to_owned(), key.clone()),
                ));
                places(value, &format!("{pointer}/{escaped}"), &format!("{path}/{key}"), &family, found);
            }
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(n, value)| {
            places(value, &format!("{pointer}/{n}"), &format!("{path}/*"), family, found);
        }),
        Value::String(_) => found.push((format!("{path} {family}"), Place::Value(pointer.to_owned()))),
        _ => {}
    }
}

/// The design with a text at a place in one of its forms; none where it does not open.
fn opened(design: &Value, place: &Place, form: Form, text: &str) -> Option<Design> {
    let mut design = design.clone();
    match place {
        Place::Value(pointer) => {
            let value = design.pointer_mut(pointer)?;
            *value = json!(form(value.as_str()?, text));
        }
        Place::Key(pointer, key) => {
            let object = design.pointer_mut(pointer)?.as_object_mut()?;
            let value = object.remove(key)?;
            object.insert(form(key, text), value);
        }
    }
    let file = json!({ "format": "eks-configurator/design", "version": VERSION, "design": design });
    from_json(&file.to_string()).ok()
}

/// The files of a bundle with a harmless text, and their shapes without it.
type Shapes = BTreeMap<String, (String, Value)>;

fn bundle(design: &Design) -> Result<Vec<File>, String> {
    let bundle = render(design);
    let saved = &bundle.file("design.json").ok_or("design.json is missing")?.text;
    if from_json(saved).as_ref() != Ok(design) {
        return Err("design.json is another design".to_owned());
    }
    Ok(bundle.files)
}

fn shapes(design: &Design) -> Result<Shapes, String> {
    let shapes = bundle(design)?.into_iter().map(|file| {
        let shape = shape(&file, HARMLESS).map_err(|error| format!("{}: {error}", file.path))?;
        Ok((file.path, (file.text, shape)))
    });
    shapes.collect()
}

/// How a bundle with the payload differs from one with a harmless word; empty where it does not.
fn differences(expected: &Shapes, design: &Design, payload: &str) -> Vec<String> {
    let files = match bundle(design) {
        Ok(files) => files,
        Err(error) => return vec![error],
    };
    let found: Vec<&String> = files.iter().map(|file| &file.path).collect();
    if !expected.keys().eq(found) {
        return vec!["there are other files".to_owned()];
    }
    let different = files.iter().zip(expected.values()).filter_map(|(file, (text, expected))| {
        if &file.text == text && !text.contains(HARMLESS) {
            return None;
        }
        match shape(file, payload) {
            Ok(shape) if &shape == expected => None,
            Ok(shape) => Some(format!("{}: {}", file.path, first(Some(expected), Some(&shape)))),
            Err(error) => Some(format!("{}: {error}", file.path)),
        }
    });
    different.collect()
}

/// The first place where two shapes differ.
fn first(one: Option<&Value>, two: Option<&Value>) -> String {
    match (one, two) {
        (Some(Value::Array(a)), Some(Value::Array(b))) if a.len() == b.len() => {
            let pair = a.iter().zip(b).find(|(a, b)| a != b);
            pair.map_or_else(String::new, |(a, b)| first(Some(a), Some(b)))
        }
        (Some(Value::Object(a)), Some(Value::Object(b))) if a.keys().eq(b.keys()) => {
            let pair = a.values().zip(b.values()).find(|(a, b)| a != b);
            pair.map_or_else(String::new, |(a, b)| first(Some(a), Some(b)))
        }
        (a, b) => format!("{a:?} became {b:?}").chars().take(400).collect(),
    }
}

fn written(design: &Design) -> Value {
    let mut file: Value = serde_json::from_str(&configurator_core::file::to_json(design)).expect("JSON");
    file["design"].take()
}

/// Whether a harmless text at the place stands in the same files of two bundles, so that one judgement is for both.
fn in_the_same_files(one: &Value, two: &Value, place: &Place) -> bool {
    let holding = |design: &Value| -> Option<Vec<(String, String)>> {
        let form = FORMS.iter().chain(&IN_JSON).find_map(|form| opened(design, place, *form, HARMLESS));
        // `design.json` says the flavour.
        let holds = |file: &File| file.path != "design.json" && file.text.contains(HARMLESS);
        let said = |file: File| {
            // Other paragraphs of a guide say it too.
            let lines =
                || file.text.lines().filter(|line| line.contains(HARMLESS)).collect::<Vec<_>>().join("\n");
            if file.path.ends_with(".md") { (file.path.clone(), lines()) } else { (file.path, file.text) }
        };
        Some(render(&form?).files.into_iter().filter(holds).map(said).collect())
    };
    holding(one) == holding(two)
}

/// What was found.
#[derive(Default)]
struct Found {
    bundles: usize,
    /// The texts that take some of it.
    free: BTreeSet<String>,
    failures: Vec<String>,
}

/// Every payload at one place of a design.
fn judge(whole: &Value, name: &str, path: &str, place: &Place, found: &mut Found) {
    // The harmless word in each form that opens, and what is made of it once that is asked for.
    let harmless = |form: &Form| Some((*form, opened(whole, place, *form, HARMLESS)?, None));
    let mut forms: Vec<(Form, Design, Option<Shapes>)> = FORMS.iter().filter_map(harmless).collect();
    if forms.is_empty() {
        forms = IN_JSON.iter().filter_map(harmless).collect();
    }
    for payload in PAYLOADS {
        let opens = forms.iter_mut().find_map(|(form, harmless, shapes)| {
            Some((opened(whole, place, *form, payload)?, harmless, shapes))
        });
        let Some((design, harmless, expected)) = opens else { continue };
        let expected = expected
            .get_or_insert_with(|| shapes(harmless).unwrap_or_else(|error| panic!("{name} {path}: {error}")));
        let different = differences(expected, &design, payload);
        found.bundles += 1;
        found.free.insert(path.to_owned());
        found.failures.extend(different.into_iter().map(|d| format!("{name} {path} {payload:?}: {d}")));
    }
}

/// Of each design in the flavour that it is written in, and in the other one where that writes the text elsewhere.
#[test]
fn what_is_typed_stays_a_text() {
    let mut judged = BTreeSet::new();
    let (mut found, mut twice) = (Found::default(), BTreeSet::new());
    for ((name, design), (other_name, other)) in
        fixtures::all().into_iter().zip(fixtures::in_the_other_flavour())
    {
        let (design, other) = (written(&design), written(&other));
        let mut all = Vec::new();
        places(&design, "", "", "", &mut all);
        all.retain(|(path, _)| judged.insert(path.clone()));
        for (path, place) in all {
            judge(&design, &name, &path, &place, &mut found);
            if found.free.contains(&path) && !in_the_same_files(&design, &other, &place) {
                judge(&other, &other_name, &path, &place, &mut found);
                twice.insert(path);
            }
        }
    }
    let Found { bundles, free, failures } = found;
    println!("{bundles} bundles; texts that take some of it: {free:#?}; in both flavours: {twice:#?}");
    assert!(
        failures.is_empty(),
        "{} of {bundles}: {:#?}",
        failures.len(),
        &failures[..failures.len().min(40)]
    );
    assert!(bundles > 500 && free.len() > 20, "{bundles} bundles, {free:#?}");
    // What nodes run is put together otherwise in each flavour.
    let scripts = twice.iter().filter(|path| path.contains("/start_script "));
    assert!(scripts.count() >= 5, "{twice:#?}");
}

/// What the comparison is for: it sees code where a text should stand.
#[test]
fn a_text_that_becomes_code_is_seen() {
    let seen = |path: &str, code: &str, payload: &str, sound: &str| {
        let file = |text: &str| {
            let (path, text) = (path.to_owned(), text.to_owned());
            shape(&File { path, text, executable: false, marks: Vec::new() }, payload)
        };
        let harmless = shape(
            &File {
                path: path.to_owned(),
                text: sound.replace("TEXT", HARMLESS),
                executable: false,
                marks: Vec::new(),
            },
            HARMLESS,
        );
        assert!(harmless.is_ok(), "{harmless:?}");
        assert_ne!(file(code), harmless, "{code}");
    };
    seen("a.tf", "a = \"${var.region}\"\n", "${var.region}", "a = \"TEXT\"\n");
    seen("a.tf", "a = {\n  (x) = 1\n}\n", "(x)", "a = {\n  \"TEXT\" = 1\n}\n");
    seen("a.tf", "a = \"x\"\nb {}\n", "x\"\nb {}", "a = \"TEXT\"\n");
    let script = "a = join(\"\\n\", concat(local.x, [\"x\", \"TEXT\", local.y]))\n";
    seen("a.tf", "a = join(\"\\n\", concat(local.x, [\"x\", local.z, local.y]))\n", "z", script);
    seen("a.tf", "a = join(\"\\n\", concat(local.x, [\"x\", \"z\", local.y, local.y]))\n", "z", script);
    seen("a.tf", "a = \"$(id\"\n", "$(id)", "a = \"TEXT\"\n");
    seen("README.md", "# <b>x</b>\n", "<b>x</b>", "# TEXT\n");
    seen("README.md", "# [x](javascript:x)\n", "[x](javascript:x)", "# TEXT\n");
    seen("README.md", "| a |\n|---|\n| b|c |\n", "b|c", "| a |\n|---|\n| TEXT |\n");
    seen("README.md", "**x**\n", "**x**", "TEXT\n");
    seen("settings.env", "# x\nA=x\nB=y\n", "x\nB=y", "# x\nA=TEXT\n");
    let svg = |text: &str| format!("<svg><style><![CDATA[]]></style><text>{text}</text></svg>");
    seen("docs/architecture.svg", &svg("<script/>"), "<script/>", &svg("TEXT"));
}

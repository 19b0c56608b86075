//! What `configurator_core::hcl` prints, held against the real Terraform: `terraform fmt` leaves it alone,
//! and strings evaluate to themselves.

use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use configurator_core::hcl::{
    Block, Body, Lines, List, Object, Part, Value, call, code, list, print, reference, template,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// More than enough to meet every pair of neighbouring constructs; formatting them takes well under a second.
const BODIES: usize = 256;

#[test]
fn terraform_fmt_leaves_random_bodies_alone() {
    if !terraform_is_here() {
        return;
    }
    let dir = tempfile::tempdir().expect("a temporary directory");
    let mut runner = TestRunner::deterministic();
    for i in 0..BODIES {
        let body = body().new_tree(&mut runner).expect("a body").current();
        fs::write(dir.path().join(format!("{i}.tf")), print(&body).text).expect("writable");
    }
    assert_formatted(dir.path());
}

/// A key is aligned by counting its characters: so none that is left unescaped may join another.
#[test]
fn terraform_fmt_counts_every_character_of_a_key_as_one() {
    if !terraform_is_here() {
        return;
    }
    let dir = tempfile::tempdir().expect("a temporary directory");
    let all: Vec<char> = ('\0'..=char::MAX).filter(|c| u32::from(*c) < 0x3_2000).collect();
    for (i, chunk) in all.chunks(8192).enumerate() {
        let keys = chunk.chunks(16).flat_map(|chars| {
            let together: String = chars.iter().collect();
            // Beside itself, and after letters and symbols that others like to join.
            let doubled: String = chars.iter().flat_map(|c| [*c, *c, 'a', *c, '가', *c, '👩', *c]).collect();
            [together, doubled]
        });
        let object = Object::<()>::new().entry("a", 1).each(keys, |object, key| object.entry(key, 1));
        fs::write(dir.path().join(format!("{i}.tf")), print(&Body::new().attr("keys", object)).text)
            .expect("writable");
    }
    assert_formatted(dir.path());
}

#[test]
fn strings_evaluate_to_themselves() {
    if !terraform_is_here() {
        return;
    }
    let dir = tempfile::tempdir().expect("a temporary directory");
    let mut runner = TestRunner::deterministic();
    let texts: Vec<String> =
        (0..BODIES).map(|_| ascii_text().new_tree(&mut runner).expect("a text").current()).collect();
    let spliced = texts.iter().map(|text| -> Value<()> {
        template([text.as_str().into(), reference("local.x").into(), text.as_str().into()])
    });
    let keyed = Object::new().each(&texts, |object, text| object.entry(text, text));
    let indexed = texts.iter().map(|text| reference("local.keyed").index(text));
    let body = Body::new()
        .block(Block::new("locals").attr("x", "X").attr("keyed", keyed))
        .block(Block::labelled("output", ["texts"]).attr("value", list(texts.iter())))
        .block(Block::labelled("output", ["spliced"]).attr("value", list(spliced)))
        .block(Block::labelled("output", ["indexed"]).attr("value", list(indexed)));
    fs::write(dir.path().join("main.tf"), print(&body).text).expect("writable");

    terraform(dir.path(), &["apply", "-auto-approve", "-no-color", "-input=false"]);
    let output = terraform(dir.path(), &["output", "-json"]);
    let values: serde_json::Value = serde_json::from_slice(&output.stdout).expect("outputs in JSON");
    assert_eq!(values["texts"]["value"], serde_json::json!(texts));
    assert_eq!(values["indexed"]["value"], serde_json::json!(texts));
    let spliced: Vec<String> = texts.iter().map(|text| format!("{text}X{text}")).collect();
    assert_eq!(values["spliced"]["value"], serde_json::json!(spliced));
}

/// Whether to go on: without Terraform the tests are skipped, loudly, but never in continuous integration.
fn terraform_is_here() -> bool {
    if Command::new("terraform").arg("version").env("CHECKPOINT_DISABLE", "1").output().is_ok() {
        return true;
    }
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "terraform is not on PATH");
    eprintln!("SKIPPED: terraform is not on PATH");
    false
}

fn assert_formatted(dir: &Path) {
    terraform(dir, &["fmt", "-check", "-diff", "-no-color"]);
}

fn terraform(dir: &Path, args: &[&str]) -> Output {
    let output = Command::new("terraform")
        .args(args)
        .current_dir(dir)
        .env("CHECKPOINT_DISABLE", "1")
        .output()
        .expect("terraform runs");
    assert!(
        output.status.success(),
        "terraform {args:?}\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    output
}

/// Strings with the characters that matter more often than chance would have them.
fn text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![any::<char>().prop_map(String::from), ascii_fragment()];
    prop::collection::vec(fragment, 0..6).prop_map(|fragments| fragments.concat())
}

/// As [`text`], but what Terraform's normalization of Unicode does not change.
fn ascii_text() -> impl Strategy<Value = String> {
    prop::collection::vec(ascii_fragment(), 0..8).prop_map(|fragments| fragments.concat())
}

fn ascii_fragment() -> impl Strategy<Value = String> {
    let special = vec![
        "$",
        "%",
        "{",
        "}",
        "${",
        "%{",
        "$${",
        "%%{",
        "~}",
        "\"",
        "\\",
        "\n",
        "\r\n",
        "\t",
        "\0",
        "\u{1b}",
        "<<EOT\n",
        "EOT\n",
        "\\u0041",
        "#",
        "//",
        "/*",
        "*/",
        "=",
        " ",
        "for",
        "${local.x}",
        "%{if true}",
    ];
    prop_oneof![prop::sample::select(special).prop_map(String::from), "[a-zA-Z_0-9 -]{1,8}"]
}

fn scalar() -> impl Strategy<Value = Value<u8>> {
    let code = prop::sample::select(vec![
        code("var.a ? 1 : 2"),
        code("[for s in var.subnets : s.id if s.public]"),
        code("{\n  for k, v in var.x : k => {\n    a   = v\n    bcd = \"${k}-x\"\n  }\n}"),
        code("!var.a && -1 < length(var.b[0].c)"),
        reference("aws_vpc.this").index("a ${b}").get("id"),
    ]);
    prop_oneof![
        Just(Value::null()),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u8>().prop_map(Value::from),
        any::<f64>().prop_filter_map("finite", ::hcl::Number::from_f64).prop_map(Value::from),
        text().prop_map(Value::from),
        code.prop_map(Value::from),
        prop::collection::vec(
            prop_oneof![text().prop_map(Part::from), Just(reference("var.x").into())],
            0..5
        )
        .prop_map(template),
        Just(Object::new().into()),
        Just(List::new().into()),
    ]
}

fn value() -> impl Strategy<Value = Value<u8>> {
    scalar().prop_recursive(4, 24, 5, |value| {
        let function = prop::sample::select(vec!["merge", "jsonencode", "provider::aws::arn"]);
        let call = (function, prop::collection::vec(value.clone(), 0..4)).prop_map(|(function, args)| {
            Value::from(args.into_iter().fold(call(function), |call, arg| call.arg(arg)))
        });
        prop_oneof![
            lines(value.clone(), |list: List<u8>, _, value| list.item(value)).prop_map(Value::from),
            prop::collection::vec(value.clone(), 0..4).prop_map(Value::from),
            lines((text(), value), |object: Object<u8>, _, (key, value)| object.entry(key, value))
                .prop_map(Value::from),
            call,
        ]
    })
}

fn body() -> impl Strategy<Value = Body<u8>> {
    // Not the name of a real block: `terraform fmt` has an opinion on the `type` of a variable.
    let block = |body: Body<u8>| Block::labelled("sort", ["a", "b"]).with(|_| body);
    let empty = Just(Body::new()).boxed();
    (0..3).fold(empty, |inner, _| {
        let block =
            prop_oneof![inner.clone().prop_map(block), inner.prop_map(|body| Block::new("b").with(|_| body))];
        let statement = prop_oneof![3 => value().prop_map(Ok), 1 => block.prop_map(Err)];
        lines(statement, |body: Body<u8>, i, statement| match statement {
            Ok(value) => body.attr(NAMES[i], value),
            Err(block) => body.block(block),
        })
        .boxed()
    })
}

/// Entries among comments, blank lines and marks. `add` is told the place of the entry.
fn lines<E: Debug + Clone, T: Debug>(
    entry: impl Strategy<Value = T>,
    add: fn(Lines<E, u8>, usize, T) -> Lines<E, u8>,
) -> impl Strategy<Value = Lines<E, u8>> {
    let before = (prop::option::weighted(0.15, text()), prop::bool::weighted(0.2), prop::bool::weighted(0.1));
    prop::collection::vec((before, entry), 0..NAMES.len()).prop_map(move |entries| {
        Lines::new().each(entries.into_iter().enumerate(), |lines, (i, ((comment, blank, marked), entry))| {
            let lines = lines.each(comment, Lines::comment);
            let lines = lines.when(blank, Lines::blank);
            if marked { lines.marked(0, |lines| add(lines, i, entry)) } else { add(lines, i, entry) }
        })
    })
}

/// Names of various widths, since a body takes each only once.
const NAMES: [&str; 8] = ["a", "bcd", "type", "efghi-j", "for", "if", "k_1", "count_of_everything"];

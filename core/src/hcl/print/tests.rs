//! Each rule of the format, and of the marks, with its output.

use super::*;
use crate::hcl::{List, Object, Part, call, code, list, reference, template};
use expect_test::{Expect, expect};

/// Prints a body marked with words, and after it the lines of each mark.
fn check(body: Body<&str>, expected: Expect) {
    let Printed { text, marks } = print(&body);
    let marks: String = marks.iter().map(|(lines, mark)| format!("{lines:?} {mark}\n")).collect();
    expected.assert_eq(&(text + &marks));
}

#[test]
fn successive_short_attributes_align() {
    check(
        Body::new()
            .attr("a", 1)
            .attr("long_name", "x")
            .comment("A comment ends a run.")
            .attr("bc", true)
            .attr("d", Value::null())
            .blank()
            .attr("efg", -1)
            .attr("hi", Object::new())
            .attr("empty", list::<_, &str>([]))
            .attr("tall", Object::new().entry("x", 1))
            .attr("after", ::hcl::Number::from_f64(0.5).unwrap()),
        expect![[r#"
            a         = 1
            long_name = "x"
            # A comment ends a run.
            bc = true
            d  = null

            efg   = -1
            hi    = {}
            empty = []
            tall = {
              x = 1
            }
            after = 0.5
        "#]],
    );
}

#[test]
fn blocks_nest_and_end_runs() {
    check(
        Body::new()
            .attr("a", 1)
            .block(
                Block::labelled("dynamic", ["ingress"])
                    .attr("for_each", reference("var.rules"))
                    .block(Block::new("content").attr("x", reference("ingress.value.from").get("port"))),
            )
            .attr("after", 1)
            .block(Block::labelled("data", ["aws_region", "current"]))
            .block(Block::new("noted").comment("Only this.")),
        expect![[r#"
            a = 1
            dynamic "ingress" {
              for_each = var.rules
              content {
                x = ingress.value.from.port
              }
            }
            after = 1
            data "aws_region" "current" {}
            noted {
              # Only this.
            }
        "#]],
    );
}

#[test]
fn object_keys_align_by_what_is_printed() {
    check(
        Body::new().attr(
            "tags",
            Object::new()
                .entry("Name", "${a}")
                .entry("kubernetes.io/role", 1)
                .entry("Größe", "ü")
                .entry("e\u{301}", "e\u{301}")
                .blank()
                .entry("for", 1)
                .comment("Why.")
                .entry("東京", Object::new().entry("a", 1).entry("bcd", vec![1, 2])),
        ),
        expect![[r#"
            tags = {
              Name                 = "$${a}"
              "kubernetes.io/role" = 1
              "Größe"              = "ü"
              "e\u0301"            = "é"

              "for" = 1
              # Why.
              "東京" = {
                a   = 1
                bcd = [1, 2]
              }
            }
        "#]],
    );
}

#[test]
fn lists_break_when_long_nested_or_annotated() {
    let long = "0123456789012345678901234567890123456789";
    check(
        Body::new()
            .attr("short", vec!["a", "b"])
            .attr("subnets", list([reference("a.b").index("k").get("id"), reference("c.d")]))
            .attr("long", vec![long, long, "x"])
            .attr("noted", List::new().comment("Why.").item("a").blank().marked("m", |l| l.item(-1)))
            .attr("rows", list([vec![1, 2], vec![3]]))
            .attr("objects", list([Object::new().entry("a", 1).entry("bc", 2), Object::new()])),
        expect![[r#"
            short   = ["a", "b"]
            subnets = [a.b["k"].id, c.d]
            long    = ["0123456789012345678901234567890123456789", "0123456789012345678901234567890123456789", "x"]
            noted = [
              # Why.
              "a",

              -1,
            ]
            rows = [
              [1, 2],
              [3],
            ]
            objects = [
              {
                a  = 1
                bc = 2
              },
              {},
            ]
            7..8 m
        "#]],
    );
}

#[test]
fn calls_hug_a_last_argument() {
    let long = "0123456789012345678901234567890123456789";
    check(
        Body::new()
            .attr("a", call("cidrsubnet").arg(reference("var.cidr")).arg(4).arg(0))
            .attr("bc", call("merge").arg(reference("local.tags")).arg(Object::new().entry("x", 1)))
            .attr(
                "d",
                call("jsonencode")
                    .arg(call("merge").arg(Object::new().entry("x", 1)).arg(Object::new().entry("y", 1))),
            )
            .attr("e", call("toset").arg(list([long, long, long])))
            .attr("f", call("join").arg(long).arg(long).arg(long))
            .attr("now", call("timestamp")),
        expect![[r#"
            a = cidrsubnet(var.cidr, 4, 0)
            bc = merge(local.tags, {
              x = 1
            })
            d = jsonencode(merge(
              {
                x = 1
              },
              {
                y = 1
              },
            ))
            e = toset([
              "0123456789012345678901234567890123456789",
              "0123456789012345678901234567890123456789",
              "0123456789012345678901234567890123456789",
            ])
            f = join(
              "0123456789012345678901234567890123456789",
              "0123456789012345678901234567890123456789",
              "0123456789012345678901234567890123456789",
            )
            now = timestamp()
        "#]],
    );
}

#[test]
fn code_is_indented_to_its_place() {
    check(
        Body::new()
            .attr("one", code("var.a ? 1 : 2"))
            .attr(
                "many",
                code(
                    "{
                      for k, v in var.x : k => v

                      if v != null
                    }",
                ),
            )
            .block(Block::new("b").attr("x", call("keys").arg(code("{\n  a = 1\n}")))),
        expect![[r#"
            one = var.a ? 1 : 2
            many = {
              for k, v in var.x : k => v

              if v != null
            }
            b {
              x = keys({
                a = 1
              })
            }
        "#]],
    );
}

#[test]
fn templates_keep_text_and_code_apart() {
    let parts = |texts: [&str; 2]| {
        let [before, after] = texts.map(Part::from);
        template([before, reference("var.x").into(), after])
    };
    check(
        Body::new()
            .attr("plain", parts(["a-", "-b"]))
            .attr("lone", parts(["", ""]))
            .attr("dollar", parts(["$", "{y}"]))
            .attr("dollars", parts(["$$", ""]))
            .attr("percent", parts(["%", "${y}"]))
            .attr("met", template(["$".into(), "{y}".into(), reference("var.x").into()]))
            .attr("none", template([])),
        expect![[r#"
            plain   = "a-${var.x}-b"
            lone    = var.x
            dollar  = "\u0024${var.x}{y}"
            dollars = "$\u0024${var.x}"
            percent = "%${var.x}$${y}"
            met     = "$${y}${var.x}"
            none    = ""
        "#]],
    );
}

#[test]
fn blank_lines_collapse_and_never_come_first_or_last() {
    check(
        Body::new().blank().attr("a", 1).blank().blank().block(Block::new("b").blank()).blank(),
        expect![[r#"
            a = 1

            b {}
        "#]],
    );
    check(Body::new().blank(), expect![[""]]);
}

#[test]
fn marks_are_the_lines_they_print_as() {
    check(
        Body::new()
            .marked("nothing", |b| b.blank())
            .marked("outer", |b| {
                b.blank()
                    .comment("Two\nlines.")
                    .marked("block", |b| {
                        b.block(
                            Block::new("b")
                                .attr("long", 1)
                                .marked("same", |b| b.marked("attribute", |b| b.attr("x", 1)))
                                .attr(
                                    "o",
                                    Object::new()
                                        .marked("entry", |o| o.entry("a", 1))
                                        .marked("list", |o| o.entry("b", vec![1])),
                                ),
                        )
                    })
                    .blank()
            })
            .append(Body::new().marked("appended", |b| b.attr("z", 1))),
        expect![[r#"
            # Two
            # lines.
            b {
              long = 1
              x    = 1
              o = {
                a = 1
                b = [1]
              }
            }

            z = 1
            0..10 outer
            2..10 block
            4..5 same
            4..5 attribute
            6..7 entry
            7..8 list
            11..12 appended
        "#]],
    );
}

#[test]
fn data_of_any_shape_is_a_value() {
    let data: ::hcl::Value = ::hcl::from_str("a = { b = [1, null, \"$${x}\"], c = {} }").unwrap();
    check(
        Body::new().attr("data", data),
        expect![[r#"
        data = {
          a = {
            b = [1, null, "$${x}"]
            c = {}
          }
        }
    "#]],
    );
}

//! A scene as an SVG document.

use std::fmt::Write as _;

use super::icons;
use super::scene::{Anchor, Node, Scene, Shape};

/// The scene as an SVG document of its own, with `style` as its style sheet.
pub fn to_svg(scene: &Scene, style: &str) -> String {
    let (width, height) = (scene.width, scene.height);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"scene\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n"
    );
    if !style.is_empty() {
        // A style sheet is CDATA in XML, so only its end needs care.
        let _ = writeln!(out, "<style><![CDATA[{}]]></style>", style.replace("]]>", "]] >"));
    }
    for node in &scene.nodes {
        push_node(&mut out, node);
    }
    out.push_str("</svg>\n");
    out
}

fn push_node(out: &mut String, node: &Node) {
    let _ = write!(out, "<g id=\"{}\" class=\"{}\"", escaped(&node.key), escaped(&node.class));
    if node.label.is_empty() {
        out.push_str(" aria-hidden=\"true\">");
    } else {
        let _ = write!(out, "><title>{}</title>", escaped(&node.label));
    }
    for shape in &node.shapes {
        push_shape(out, shape);
    }
    out.push_str("</g>\n");
}

fn push_shape(out: &mut String, shape: &Shape) {
    // Writing to a string cannot fail.
    let _ = match shape {
        Shape::Rect { rect: r, radius, class } => write!(
            out,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{radius}\"/>",
            r.x, r.y, r.width, r.height
        ),
        Shape::Text { x, y, anchor, class, text } => write!(
            out,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{}\">{}</text>",
            anchor.as_str(),
            escaped(text)
        ),
        Shape::Path { d, class } => write!(out, "<path class=\"{class}\" d=\"{d}\"/>"),
        Shape::Icon { name, x, y, size, class } => write!(
            out,
            "<path class=\"{class}\" transform=\"translate({x} {y}) scale({})\" d=\"{}\"/>",
            size / 16.0,
            icons::icon(name).unwrap_or_default()
        ),
    };
}

impl Anchor {
    /// The value of SVG's `text-anchor`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// `text` as it may stand between tags and in quotes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML 1.0 has no other control characters.
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::Rect;

    #[test]
    fn escapes_what_it_is_given() {
        let shape = Shape::Text { x: 1.0, y: 2.5, anchor: Anchor::Start, class: "t", text: "<a & b>".into() };
        let node = Node {
            key: "k".into(),
            subject: None,
            label: "say \"hi\"\u{7}".into(),
            class: "c".into(),
            bounds: Rect::default(),
            cell: None,
            shapes: vec![shape],
        };
        let svg = to_svg(&Scene { width: 10.0, height: 20.0, nodes: vec![node] }, "a{} ]]>");
        assert!(svg.contains("<title>say &quot;hi&quot;\u{fffd}</title>"), "{svg}");
        assert!(svg.contains(">&lt;a &amp; b&gt;</text>"), "{svg}");
        assert_eq!(svg.matches("]]>").count(), 1, "{svg}");
    }
}

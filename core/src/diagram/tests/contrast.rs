//! Whether the colours that the canvas puts on one another can be told apart, in both themes (WCAG 2.2 AA).

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../../../public/styles/tokens.css");

/// Text and what it stands on: 4.5 to 1.
const TEXT: &[(&str, &str)] = &[
    ("ink", "raised"),
    ("ink", "hover"),
    ("ink", "accent-weak"),
    ("ink", "panel"),
    ("ink", "canvas"),
    ("ink-2", "raised"),
    ("ink-2", "hover"),
    ("ink-2", "accent-weak"),
    ("ink-2", "panel"),
    ("ink-2", "canvas"),
    ("ink-2", "tier-public-weak"),
    ("ink-2", "tier-private-weak"),
    ("ink-2", "tier-intra-weak"),
    ("ink-2", "tier-pod-weak"),
    ("ink-3", "panel"),
    ("ink-3", "raised"),
    ("ink-3", "hover"),
    ("ink-3", "accent-weak"),
    ("ink-3", "canvas"),
    ("tier-public", "tier-public-weak"),
    ("tier-private", "tier-private-weak"),
    ("tier-intra", "tier-intra-weak"),
    ("tier-pod", "tier-pod-weak"),
    ("error", "raised"),
    ("error", "hover"),
    ("error", "accent-weak"),
    ("accent-text", "raised"),
    ("accent-text", "hover"),
    ("accent-text", "accent-weak"),
];

/// Lines and marks that carry meaning: 3 to 1.
const MARKS: &[(&str, &str)] = &[
    ("wire", "panel"),
    ("wire", "canvas"),
    ("accent", "panel"),
    ("accent", "canvas"),
    ("accent", "accent-weak"),
    ("error", "panel"),
    ("error", "canvas"),
    ("error", "error-weak"),
    ("warning", "warning-weak"),
    ("warning", "raised"),
    ("focus", "panel"),
    ("focus", "canvas"),
    ("data-2", "raised"),
    ("data-2", "accent-weak"),
    ("tier-public", "raised"),
    ("tier-private", "raised"),
    ("tier-intra", "raised"),
    ("tier-pod", "raised"),
    ("line-control", "raised"),
];

/// The colours of the block that begins with `selector`.
fn colours(selector: &str) -> BTreeMap<&'static str, [f64; 3]> {
    let block = TOKENS.split_once(selector).unwrap().1.split_once('}').unwrap().0;
    let declarations = block.split(';').filter_map(|d| d.rsplit_once("--")?.1.split_once(':'));
    declarations.filter_map(|(name, value)| Some((name.trim(), rgb(value.trim())?))).collect()
}

fn rgb(value: &str) -> Option<[f64; 3]> {
    let hex = value.strip_prefix('#').filter(|h| h.len() == 6)?;
    let part = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16).ok().map(|n| f64::from(n) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

/// Source: WCAG 2.2, relative luminance and contrast ratio.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    let luminance = |[r, g, b]: [f64; 3]| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn measures_as_the_guidelines_do() {
    assert_eq!(contrast([0.0; 3], [1.0; 3]), 21.0);
    assert!((contrast(rgb("#777777").unwrap(), [1.0; 3]) - 4.48).abs() < 0.01);
}

#[test]
fn what_is_drawn_can_be_told_apart() {
    for theme in [":root {", ":root[data-theme=\"dark\"] {"] {
        let colours = colours(theme);
        for (pairs, least) in [(TEXT, 4.5), (MARKS, 3.0)] {
            for (front, back) in pairs {
                let ratio = contrast(colours[front], colours[back]);
                assert!(ratio >= least, "{front} on {back} in {theme}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn both_ways_to_the_dark_theme_look_alike() {
    assert_eq!(colours(":root[data-theme=\"dark\"] {"), colours(":root:not([data-theme=\"light\"]) {"));
}

//! Our own icons: strokes in a box of 16 px, 1.5 px wide, round caps, no fill, `currentColor`.

/// The path data of the icon called `name`.
pub fn icon(name: &str) -> Option<&'static str> {
    ICONS.binary_search_by(|(n, _)| (*n).cmp(name)).ok().map(|i| ICONS[i].1)
}

/// All icons, sorted by name.
pub const ICONS: &[(&str, &str)] = &[
    (
        "addon",
        "M3 5.5h10a.5.5 0 0 1 .5.5v7a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5V6a.5.5 0 0 1 .5-.5zM5.5 5.5V4a1.5 1.5 0 0 1 1.5-1.5h2A1.5 1.5 0 0 1 10.5 4v1.5M8 8v3M6.5 9.5h3",
    ),
    (
        "auto-mode",
        "M13.5 8A5.5 5.5 0 0 1 3.6 11.3M2.5 8a5.5 5.5 0 0 1 9.9-3.3M12.6 2v2.8H9.8M3.4 14v-2.8h2.8M6.5 6.5h3v3h-3z",
    ),
    ("check", "M3 8.5l3.2 3.2L13 4.8"),
    ("chevron-down", "M4 6l4 4 4-4"),
    ("chevron-left", "M10 4l-4 4 4 4"),
    ("chevron-right", "M6 4l4 4-4 4"),
    ("chevron-up", "M4 10l4-4 4 4"),
    ("close", "M4 4l8 8M12 4l-8 8"),
    ("cluster", "M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3"),
    (
        "copy",
        "M6.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zM3 10.5a.5.5 0 0 1-.5-.5V3.5a1 1 0 0 1 1-1H10a.5.5 0 0 1 .5.5",
    ),
    (
        "cost",
        "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM10 6.2C9.6 5.4 8.9 5 8 5c-1.1 0-2 .6-2 1.5s.9 1.3 2 1.5 2 .6 2 1.5-.9 1.5-2 1.5c-.9 0-1.7-.4-2-1.2M8 4v1M8 11v1",
    ),
    (
        "database",
        "M3 4c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2zM3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2",
    ),
    ("door", "M3 14V7a5 5 0 0 1 10 0v7zM6 14V8a2 2 0 0 1 4 0v6"),
    ("download", "M8 2v8M4.5 7L8 10.5 11.5 7M3 13.5h10"),
    ("error", "M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM6 6l4 4M10 6l-4 4"),
    ("expand", "M9.5 2.5h4v4M13.5 2.5L9 7M6.5 13.5h-4v-4M2.5 13.5L7 9"),
    ("fargate", "M8 1.8l5.4 3.1v6.2L8 14.2l-5.4-3.1V4.9zM8 6.3L9.5 7.1v1.8L8 9.7l-1.5-.8V7.1z"),
    ("file", "M4 2h5l3.5 3.5V13a1 1 0 0 1-1 1H4.5a1 1 0 0 1-1-1V2.5A.5.5 0 0 1 4 2zM9 2v3.5h3.5"),
    (
        "fit",
        "M2 5.5V3a1 1 0 0 1 1-1h2.5M10.5 2H13a1 1 0 0 1 1 1v2.5M14 10.5V13a1 1 0 0 1-1 1h-2.5M5.5 14H3a1 1 0 0 1-1-1v-2.5",
    ),
    ("folder", "M2 12.5v-9a1 1 0 0 1 1-1h3l1.5 2H13a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z"),
    ("karpenter", "M2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4zM2.5 2.5h4v4h-4zM11.5 7V2.5M9.5 4.5l2-2 2 2"),
    ("key", "M8.3 7.7a3 3 0 1 0-4.2 4.2 3 3 0 0 0 4.2-4.2zM8.3 7.7L13.5 2.5M11 5l2 2"),
    (
        "link",
        "M6.5 9.5a2.8 2.8 0 0 0 4 0l2.2-2.2a2.8 2.8 0 0 0-4-4L7.5 4.5M9.5 6.5a2.8 2.8 0 0 0-4 0L3.3 8.7a2.8 2.8 0 0 0 4 4l1.2-1.2",
    ),
    (
        "lock",
        "M4 7h8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
    ),
    ("logo", "M3 4h10M3 8h10M3 12h6"),
    ("menu", "M2.5 4h11M2.5 8h11M2.5 12h11"),
    ("minus", "M3 8h10"),
    ("moon", "M13.5 9.5A5.8 5.8 0 0 1 6.5 2.5a5.8 5.8 0 1 0 7 7z"),
    ("more", "M3.5 8h.01M8 8h.01M12.5 8h.01"),
    (
        "nat",
        "M9 3H4a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h5a1 1 0 0 0 1-1M6 8h8M11.5 5.5L14 8l-2.5 2.5M10 4a1 1 0 0 0-1-1",
    ),
    ("node-group", "M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z"),
    ("note", "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 7.5V11M8 5h.01"),
    (
        "open",
        "M2 12.5v-9a1 1 0 0 1 1-1h3l1.5 2H12a1 1 0 0 1 1 1V7M2 12.5L4 7.5a1 1 0 0 1 1-.5h9l-1.8 5.8a1 1 0 0 1-1 .7H3a1 1 0 0 1-1-1z",
    ),
    (
        "people",
        "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.5 13.5a4.5 4.5 0 0 1 9 0M10.5 2.8a2.5 2.5 0 0 1 0 4.4M12 9.6a4.5 4.5 0 0 1 2.5 3.9",
    ),
    ("play", "M4.5 2.8l8 5.2-8 5.2z"),
    ("plug", "M5.5 2v3M10.5 2v3M3.5 5h9v2.5a4.5 4.5 0 0 1-9 0zM8 12v2.5"),
    ("plus", "M8 3v10M3 8h10"),
    ("redo", "M10.5 3l3 3-3 3M13.5 6H6.2a3.7 3.7 0 0 0 0 7.4H9"),
    (
        "route",
        "M2 4.5h2.5c3.5 0 3.5 7 7 7H14M2 11.5h2.5c1.2 0 2-.8 2.6-1.8M9 6.2c.6-1 1.3-1.7 2.5-1.7H14M12 2.5l2 2-2 2M12 9.5l2 2-2 2",
    ),
    ("search", "M7 2.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6zM10.5 10.5L14 14"),
    ("self-managed", "M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM11.5 9.5v4M9.5 11.5h4"),
    (
        "share",
        "M12 5.5a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM4 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM12 14.1a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM5.6 7.2l4.8-2.6M5.6 8.8l4.8 2.6",
    ),
    ("spot", "M9 1.8L3.5 9H8l-1 5.2L12.5 7H8z"),
    (
        "subnet",
        "M3 2.5h10a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5zM2.5 6h11",
    ),
    (
        "sun",
        "M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6zM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7",
    ),
    (
        "tag",
        "M2.5 3v4.3l6.4 6.4a1 1 0 0 0 1.4 0l3.4-3.4a1 1 0 0 0 0-1.4L7.3 2.5H3a.5.5 0 0 0-.5.5zM5.3 5.3h.01",
    ),
    ("trash", "M2.5 4h11M6 4V2.5h4V4M4 4l.6 9.1a1 1 0 0 0 1 .9h4.8a1 1 0 0 0 1-.9L12 4M6.7 7v4M9.3 7v4"),
    ("undo", "M5.5 3l-3 3 3 3M2.5 6h7.3a3.7 3.7 0 0 1 0 7.4H7"),
    (
        "vpc",
        "M2 4.5V3a1 1 0 0 1 1-1h1.5M11.5 2H13a1 1 0 0 1 1 1v1.5M14 11.5V13a1 1 0 0 1-1 1h-1.5M4.5 14H3a1 1 0 0 1-1-1v-1.5M5.5 5.5h5v5h-5z",
    ),
    ("warning", "M8 2.2L14.3 13.2H1.7zM8 6.5V9.5M8 11.3h.01"),
    (
        "wrench",
        "M10.2 2.3a3.6 3.6 0 0 0-3 5L2.6 11.9a1.06 1.06 0 0 0 1.5 1.5L8.7 8.8a3.6 3.6 0 0 0 5-3L11.5 7.5 9 6.8 8.5 4.5z",
    ),
    (
        "zone",
        "M3 2.5h10a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5zM8 2.5v11M2.5 8h11",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_sorted_and_plain() {
        assert!(ICONS.is_sorted_by(|a, b| a.0 < b.0));
        for (name, d) in ICONS {
            assert_eq!(icon(name), Some(*d));
            assert!(d.starts_with('M'), "{name}");
            assert!(d.chars().all(|c| "MmLlHhVvCcSsQqAaZz0123456789.- ".contains(c)), "{name}");
        }
        assert_eq!(icon("none"), None);
    }

    #[test]
    fn has_what_the_page_uses() {
        let used = "vpc zone subnet door nat route node-group spot cluster key lock people database undo redo \
            download search sun moon plus minus trash copy fit error warning note check chevron-down \
            chevron-right folder file wrench expand close menu link logo tag play open share addon auto-mode \
            fargate karpenter plug self-managed";
        for name in used.split_whitespace() {
            assert!(icon(name).is_some(), "{name}");
        }
    }
}

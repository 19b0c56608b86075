//! Light and dark: the system's choice until the user makes another.

use leptos::prelude::*;

use super::media_matches;
use super::storage::storage;

const THEME: &str = "eks-configurator/theme";

/// A set of colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Theme {
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Theme {
    fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }
}

/// The theme to begin with: the user's choice, else the system's.
pub(crate) fn load_theme() -> Theme {
    match storage().and_then(|s| s.get_item(THEME).ok().flatten()).as_deref() {
        Some("dark") => apply_root(Theme::Dark),
        Some("light") => apply_root(Theme::Light),
        _ if media_matches("(prefers-color-scheme: dark)") => Theme::Dark,
        _ => Theme::Light,
    }
}

/// Shows `theme` and remembers it.
pub(crate) fn apply_theme(theme: Theme) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(THEME, theme.as_str());
    }
    apply_root(theme);
}

fn apply_root(theme: Theme) -> Theme {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
    theme
}

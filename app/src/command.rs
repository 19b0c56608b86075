//! Everything the page can do on command: one list for toolbar, shortcuts and help.

use configurator_core::check::Severity;
use leptos::prelude::*;

use crate::browser;
use crate::session::{Place, Session, Tab};

/// Something the user can ask for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum UiCommand {
    /// Take back the last step.
    Undo,
    /// Do it again.
    Redo,
    /// Download the bundle.
    Download,
    /// Open a design file.
    Open,
    /// Save the design as a file.
    Save,
    /// Apply every fix.
    FixAll,
    /// Show the findings.
    ShowFindings,
    /// Show the bundle.
    ShowBundle,
    /// Show the capacity.
    ShowCapacity,
    /// Show the cost.
    ShowCost,
    /// Give the bundle half the screen, or take it back.
    ExploreBundle,
    /// Draw larger.
    ZoomIn,
    /// Draw smaller.
    ZoomOut,
    /// Draw so that everything is seen.
    Fit,
    /// Light or dark.
    SwitchTheme,
    /// List the commands.
    Help,
}

/// A key with what is held beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Shortcut {
    command: bool,
    shift: bool,
    key: &'static str,
}

impl UiCommand {
    /// All commands, in the order of the help.
    pub(crate) const ALL: [Self; 16] = [
        Self::Undo,
        Self::Redo,
        Self::Download,
        Self::Open,
        Self::Save,
        Self::FixAll,
        Self::ShowFindings,
        Self::ShowBundle,
        Self::ShowCapacity,
        Self::ShowCost,
        Self::ExploreBundle,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::Fit,
        Self::SwitchTheme,
        Self::Help,
    ];

    /// What it is called.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Download => "Download bundle",
            Self::Open => "Open a design file",
            Self::Save => "Save the design as a file",
            Self::FixAll => "Fix all",
            Self::ShowFindings => "Show the findings",
            Self::ShowBundle => "Show the bundle",
            Self::ShowCapacity => "Show the capacity",
            Self::ShowCost => "Show the cost",
            Self::ExploreBundle => "Explore the bundle",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::Fit => "Fit the drawing",
            Self::SwitchTheme => "Switch light and dark",
            Self::Help => "List the commands",
        }
    }

    /// The key for it.
    pub(crate) fn shortcut(self) -> Option<Shortcut> {
        let plain = |key| Some(Shortcut { command: false, shift: false, key });
        let shifted = |key| Some(Shortcut { command: false, shift: true, key });
        let command = |key| Some(Shortcut { command: true, shift: false, key });
        match self {
            Self::Undo => command("z"),
            Self::Redo => Some(Shortcut { command: true, shift: true, key: "z" }),
            Self::Download => command("Enter"),
            Self::Open => command("o"),
            Self::Save => command("s"),
            Self::FixAll | Self::SwitchTheme => None,
            Self::ShowFindings => plain("1"),
            Self::ShowBundle => plain("2"),
            Self::ShowCapacity => plain("3"),
            Self::ShowCost => plain("4"),
            Self::ExploreBundle => command("b"),
            Self::ZoomIn => shifted("+"),
            Self::ZoomOut => shifted("-"),
            Self::Fit => plain("f"),
            Self::Help => plain("?"),
        }
    }

    /// Whether it would do something now.
    pub(crate) fn is_enabled(self, session: Session) -> bool {
        match self {
            Self::Undo => session.undo_summary().is_some(),
            Self::Redo => session.redo_summary().is_some(),
            Self::Download => !session.is_blocked(),
            Self::FixAll => session.verdict.with(|v| {
                v.findings.iter().any(|f| f.fix.is_some() && f.severity != Severity::Note && f.is_open())
            }),
            _ => true,
        }
    }

    /// Does it.
    pub(crate) fn run(self, session: Session) {
        match self {
            Self::Undo => session.undo(),
            Self::Redo => session.redo(),
            Self::Download => session.download(),
            Self::Open => session.open_file(),
            Self::Save => session.save_file(),
            Self::FixAll => session.mend_all(),
            Self::ShowFindings => session.show(Tab::Findings),
            Self::ShowBundle => session.show(Tab::Bundle),
            Self::ShowCapacity => session.show(Tab::Capacity),
            Self::ShowCost => session.show(Tab::Cost),
            Self::ExploreBundle => {
                let opens = !(session.wide.get_untracked() && session.tab.get_untracked() == Tab::Bundle);
                session.tab.set(Tab::Bundle);
                session.wide.set(opens);
                session.place.set(if opens { Place::Panel(Tab::Bundle) } else { Place::Board });
            }
            Self::ZoomIn => session.zoom.update(|z| *z = (*z * 1.25).min(2.0)),
            Self::ZoomOut => session.zoom.update(|z| *z = (*z / 1.25).max(0.5)),
            Self::Fit => fit(session),
            Self::SwitchTheme => {
                session.theme.update(|t| *t = t.other());
                browser::apply_theme(session.theme.get_untracked());
            }
            Self::Help => session.help.update(|open| *open = !*open),
        }
    }
}

/// The element that scrolls the drawing.
pub(crate) const BOARD: &str = "board";

fn fit(session: Session) {
    if let Some((width, height)) = browser::size_of(BOARD) {
        let zoom = session.scene.with_untracked(|s| (width / s.width).min(height / s.height));
        session.zoom.set(zoom.clamp(0.5, 1.0));
    }
}

impl Shortcut {
    /// The keys as they stand on the keyboard.
    pub(crate) fn words(self) -> String {
        let apple = browser::is_apple();
        let key = match self.key {
            "Enter" => "⏎".to_owned(),
            key => key.to_ascii_uppercase(),
        };
        match (self.command, self.shift, apple) {
            (true, true, true) => format!("⇧⌘{key}"),
            (true, true, false) => format!("Ctrl Shift {key}"),
            (true, false, true) => format!("⌘{key}"),
            (true, false, false) => format!("Ctrl {key}"),
            (false, true, _) => format!("Shift {key}"),
            (false, false, _) => key,
        }
    }

    fn is(self, press: &browser::Press) -> bool {
        let key = press.key();
        // Where "+" or "?" needs Shift depends on the keyboard: the character itself decides.
        let shift_matters = self.command;
        // With Shift most keyboards make an underscore of the minus.
        (key.eq_ignore_ascii_case(self.key) || self.key == "-" && key == "_")
            && press.command() == self.command
            && !press.alt()
            && (!shift_matters || press.shift() == self.shift)
            && (self.key != "-" || press.shift())
    }
}

/// Listens for every shortcut. Plain keys are text while a field has the focus.
pub(crate) fn listen(session: Session) {
    browser::on_key(move |press| {
        if press.is_taken() {
            return;
        }
        if press.key() == "Escape" {
            session.help.set(false);
            session.menu.set(false);
            return;
        }
        let pressed = UiCommand::ALL.into_iter().find(|c| c.shortcut().is_some_and(|s| s.is(&press)));
        let Some(command) = pressed else { return };
        if !press.command() && browser::is_editing_text() {
            return;
        }
        press.take();
        if command == UiCommand::Download || command.is_enabled(session) {
            command.run(session);
        }
    });
}

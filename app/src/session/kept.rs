//! What outlives a visit: the design, its history, and what is rolled out of it.

use std::sync::Arc;

use configurator_core::check::Account;
use configurator_core::design::{Design, starters};
use configurator_core::file;
use configurator_core::history::History;
use leptos::prelude::*;

use super::{Notice, Saved, Session};
use crate::browser::{self, Kept};

/// How long nothing must change before the history is written, in milliseconds: the design itself is written at once.
const PAUSE: u32 = 400;
/// How much of the browser's storage the history takes at most: it gives about five million characters.
const HISTORY_ROOM: usize = 1_500_000;

impl Session {
    /// Keeps the design in the browser after every change, and its history in every pause.
    pub(crate) fn keep_saving(self) {
        Effect::new(move |_| {
            let saved = if self.design_file.with(|text| browser::save_design(text)) {
                Saved::Kept
            } else {
                Saved::Refused
            };
            if self.saved.get_untracked() != saved {
                self.saved.set(saved);
            }
        });
        // Reading a long history takes longer than a frame: the page is drawn before.
        browser::after_turn(move || {
            if let Some(earlier) = browser::load_history().as_deref().and_then(History::from_text) {
                self.history.update(|h| h.continue_from(earlier));
            }
            let changes = StoredValue::new(0u32);
            Effect::new(move |_| {
                self.history.track();
                changes.update_value(|n| *n = n.wrapping_add(1));
                let seen = changes.get_value();
                browser::after(PAUSE, move || {
                    if changes.try_get_value() == Some(seen) {
                        self.save_history();
                    }
                });
            });
            browser::on_hide(move || self.save_history());
        });
    }

    fn save_history(self) {
        if let Some(text) = self.history.try_with_untracked(|h| h.to_text(HISTORY_ROOM)) {
            browser::save_history(&text);
        }
    }

    /// The day on which the design was marked as rolled out, if it is.
    pub(crate) fn rolled_out_on(self) -> Option<String> {
        self.rolled_out.with(|r| r.as_ref().map(|r| r.on.clone()))
    }

    /// Whether the design is as it was rolled out.
    pub(crate) fn is_as_rolled_out(self) -> bool {
        self.design.with(|d| self.rolled_out.with(|r| r.as_ref().is_some_and(|r| *r.design == *d)))
    }

    /// Marks the design as rolled out: from now on rules say what of it cannot be changed any more.
    pub(crate) fn mark_rolled_out(self) {
        let design = Arc::new(self.design.get_untracked());
        let on = browser::today().map_or_else(String::new, |day| day.to_string());
        let text = file::to_json(&design);
        browser::save_rolled_out(&on, &text);
        self.rolled_out.set(Some(RolledOut { on, design, text }));
        self.tell("Marked as rolled out".to_owned());
    }

    /// Says what else the account holds.
    pub(crate) fn change_account(self, change: impl FnOnce(&mut Account)) {
        self.account.update(change);
        browser::save_account(&self.account.with_untracked(Account::to_json));
    }

    /// Forgets what is rolled out.
    pub(crate) fn forget_rolled_out(self) {
        browser::forget_rolled_out();
        self.rolled_out.set(None);
        self.tell("No longer marked as rolled out".to_owned());
    }
}

/// A design that was rolled out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct RolledOut {
    /// The day, as the browser had it.
    on: String,
    design: Arc<Design>,
    /// Its file.
    pub(super) text: String,
}

impl RolledOut {
    /// What was marked in this browser; nothing where it cannot be read any more.
    pub(super) fn load() -> Option<Self> {
        let (on, text) = browser::load_rolled_out()?;
        let design = Arc::new(file::from_json(&text).ok()?);
        // Whatever stands there is shown: only a day may.
        let on = on.parse::<configurator_core::value::Date>().map(|d| d.to_string()).unwrap_or_default();
        Some(Self { on, design, text })
    }
}

/// The design to begin with, and what there is to say about it.
pub(super) fn first_design() -> (Design, Option<Notice>) {
    let why = match browser::load_design() {
        Kept::Nothing => {
            browser::forget_history();
            return (starters::reference(), None);
        }
        Kept::Design(text) => match file::from_json(&text) {
            Ok(design) => return (design, None),
            Err(why) => {
                browser::set_aside(&text);
                format!("The design kept in this browser cannot be opened. {why}")
            }
        },
        Kept::SetAside => "The page could not start with the design kept in this browser.".to_owned(),
    };
    browser::forget_history();
    let text = format!("{why} It is set aside, and the reference design is open.");
    (starters::reference(), Some(Notice { text, is_problem: true, has_set_aside: true }))
}

//! What a worker does beside the page after every edit: it judges the design, writes its bundle, and mends and packs on
//! command.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use configurator_core::check::Account;
use configurator_core::design::{Design, Subject};
use configurator_core::edit::Edit;
use configurator_core::file;
use configurator_core::render::{Bundle, File, Mark};
use configurator_core::verdict::{Found, Verdict};
use leptos::prelude::*;

use super::Session;
use crate::browser::{self, Answer, Request, Task, Worker};

const UNJUDGED: &str = "The part of the page that checks the design and writes the bundle cannot run here: load the page \
    again, in a current browser.";

/// Whether the findings are those of the design as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Judged {
    /// The rules are still being loaded.
    NotYet,
    /// There are findings.
    Yes,
    /// The rules cannot run.
    Never,
}

impl Session {
    /// Starts the worker once the page is drawn, and has it judge and write after every edit.
    pub(crate) fn keep_judging(self) {
        browser::after_turn(move || {
            let Some(worker) = Worker::start(move |answer, request| self.take(answer, request)) else {
                self.judged.set(Judged::Never);
                self.refuse(UNJUDGED.to_owned());
                return;
            };
            self.worker.set_value(Some(worker.clone()));
            Effect::new(move |_| {
                self.design_file.track();
                self.rolled_out.track();
                self.account.track();
                worker.ask(self.request(Task::Judge));
            });
            for task in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
                self.ask(task);
            }
        });
    }

    /// Asks the worker for something, or remembers it until there is one.
    pub(super) fn ask(self, task: Task) {
        match self.worker.with_value(Option::clone) {
            Some(worker) => worker.ask(self.request(task)),
            None => self.waiting.update_value(|w| w.push(task)),
        }
    }

    fn request(self, task: Task) -> Request {
        let deployed = self.rolled_out.with_untracked(|r| r.as_ref().map(|r| Rc::from(r.text.as_str())));
        Request {
            task,
            design: self.design_file.with_untracked(|text| Rc::from(&**text)),
            today: browser::today().map_or_else(String::new, |day| day.to_string()),
            deployed: deployed.unwrap_or_else(|| Rc::from("")),
            account: self.account.with_untracked(Account::to_json),
        }
    }

    /// Applies the fix of a finding.
    pub(crate) fn mend(self, found: &Found) {
        let (rule, object, title) = (found.rule.clone(), found.subject.key(), found.title.clone());
        self.ask(Task::Mend { rule, object, title });
    }

    /// Applies every fix there is, as one step.
    pub(crate) fn mend_all(self) {
        self.ask(Task::MendAll);
    }

    /// Packs the bundle and offers it as a file.
    pub(crate) fn download(self) {
        if self.is_blocked() {
            self.refuse("Errors block the download; the Findings panel says how to mend them.".to_owned());
            return;
        }
        if self.judged.get_untracked() == Judged::Never {
            self.refuse(UNJUDGED.to_owned());
            return;
        }
        let name = self.design.with_untracked(|d| d.cluster.name.to_string());
        self.tell(format!("Packing {name}.zip…"));
        self.ask(Task::Archive { name });
    }

    fn take(self, answer: Answer, request: &Request) {
        match answer {
            Answer::Verdict(text) => {
                let verdict = self.design.with_untracked(|d| Verdict::from_text(&text, d));
                self.judged.set(Judged::Yes);
                self.verdict.set(Arc::new(verdict));
            }
            Answer::Files(files) => {
                self.bundle.set(Arc::new(self.design.with_untracked(|d| bundle_of(d, files))));
            }
            Answer::Archive { name, bytes } => {
                browser::download(&format!("{name}.zip"), "application/zip", &bytes);
                let size = bytes.len().div_ceil(1024);
                self.tell(format!(
                    "{name}.zip: {} files, {size} KiB",
                    self.bundle.with_untracked(|b| b.files.len())
                ));
            }
            Answer::Mended { summary, design } => match file::from_json(&design) {
                // What was typed meanwhile must not be lost.
                Ok(_) if self.design_file.with_untracked(|text| **text != *request.design) => {
                    self.refuse("The design has changed meanwhile; try again.".to_owned());
                }
                Ok(design) => {
                    self.dispatch(Edit::Mend { design: Box::new(design), summary });
                }
                Err(why) => self.refuse(why.to_string()),
            },
            Answer::Failed(why) => {
                if request.task == Task::Judge {
                    self.judged.set(Judged::Never);
                }
                self.refuse(why);
            }
        }
    }
}

/// The files with the objects that their lines come from: those that the design still has.
fn bundle_of(design: &Design, files: Vec<[String; 3]>) -> Bundle {
    let subjects: BTreeMap<String, Subject> = design.subjects().into_iter().map(|s| (s.key(), s)).collect();
    let mark = |line: &str| {
        let (start, rest) = line.split_once(' ')?;
        let (end, key) = rest.split_once(' ')?;
        Some(Mark { lines: start.parse().ok()?..end.parse().ok()?, subject: subjects.get(key)?.clone() })
    };
    let file = |[path, text, marks]: [String; 3]| File {
        path,
        text,
        executable: false,
        marks: marks.lines().filter_map(mark).collect(),
    };
    Bundle { files: files.into_iter().map(file).collect() }
}

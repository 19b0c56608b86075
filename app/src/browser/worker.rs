//! The worker that judges designs and writes their bundles: `worker/src/main.rs` says how to talk with it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::prelude::*;

/// What is asked of the worker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Task {
    /// What is wrong with the design, and its files.
    Judge,
    /// The archive of this name.
    Archive {
        /// Its name without an ending.
        name: String,
    },
    /// The design after the fix of a finding.
    Mend {
        /// The finding's rule.
        rule: String,
        /// The key of the object that it is about.
        object: String,
        /// Its title.
        title: String,
    },
    /// The design after all fixes.
    MendAll,
}

/// A task, and what it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Request {
    /// The task.
    pub(crate) task: Task,
    /// The design file.
    pub(crate) design: Rc<str>,
    /// The day, or nothing.
    pub(crate) today: String,
    /// The file of the design that is rolled out, or nothing.
    pub(crate) deployed: Rc<str>,
    /// What else the account holds, as JSON.
    pub(crate) account: String,
}

/// What the worker answers.
pub(crate) enum Answer {
    /// What is wrong with the design, as a text.
    Verdict(String),
    /// The files: path, text and marks of each.
    Files(Vec<[String; 3]>),
    /// The archive of this name.
    Archive {
        /// Its name without an ending.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// What fixes made of a design.
    Mended {
        /// What they did.
        summary: String,
        /// The design file.
        design: String,
    },
    /// Nothing: a sentence says why.
    Failed(String),
}

/// The worker, with what is asked of it. It does one thing at a time: a later request to judge takes the place of one
/// that still waits, so typing never queues up; nothing else is dropped.
#[derive(Clone)]
pub(crate) struct Worker(Rc<RefCell<State>>);

struct State {
    worker: Option<web_sys::Worker>,
    is_ready: bool,
    /// What the worker is at.
    current: Option<Request>,
    judge: Option<Request>,
    others: VecDeque<Request>,
}

/// Takes an answer, with the request that it belongs to.
type Take = Rc<dyn Fn(Answer, &Request)>;

const BROKEN: &str =
    "The part of the page that checks and writes could not go on. Your design is kept; load the page again.";

impl Worker {
    /// Starts the worker; `take` gets whatever it answers. `None` where the page does not name it or the browser has
    /// no workers.
    pub(crate) fn start(take: impl Fn(Answer, &Request) + 'static) -> Option<Self> {
        let name = document().query_selector("meta[name=worker]").ok()??.get_attribute("content")?;
        let options = web_sys::WorkerOptions::new();
        options.set_type(web_sys::WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&name, &options).ok()?;
        let started = Self(Rc::new(RefCell::new(State {
            worker: Some(worker.clone()),
            is_ready: false,
            current: None,
            judge: None,
            others: VecDeque::new(),
        })));
        let take: Take = Rc::new(take);
        let (listener, taker) = (started.clone(), Rc::clone(&take));
        gloo::events::EventListener::new(&worker, "message", move |event| {
            let Some(message) = event.dyn_ref::<web_sys::MessageEvent>() else { return };
            if let Ok(answer) = message.data().dyn_into::<Array>() {
                listener.hear(&answer, &taker);
            }
        })
        .forget();
        let broken = started.clone();
        gloo::events::EventListener::new(&worker, "error", move |_| broken.give_up(&take)).forget();
        Some(started)
    }

    /// Asks for something.
    pub(crate) fn ask(&self, request: Request) {
        {
            let mut state = self.0.borrow_mut();
            match request.task {
                Task::Judge => state.judge = Some(request),
                Task::Archive { .. } | Task::Mend { .. } | Task::MendAll => state.others.push_back(request),
            }
        }
        self.ask_next();
    }

    fn hear(&self, answer: &Array, take: &Take) {
        let text = |index| answer.get(index).as_string().unwrap_or_default();
        let what = text(0);
        // A verdict comes ahead of the files, with which its request ends.
        let request = {
            let mut state = self.0.borrow_mut();
            state.is_ready = true;
            if what == "verdict" { state.current.clone() } else { state.current.take() }
        };
        self.ask_next();
        let Some(request) = request else { return };
        let answer = match what.as_str() {
            "verdict" => Answer::Verdict(text(1)),
            "files" => Answer::Files(files(&answer.get(1))),
            "archive" => {
                let bytes = answer.get(2).dyn_into::<Uint8Array>().map(|b| b.to_vec());
                Answer::Archive { name: text(1), bytes: bytes.unwrap_or_default() }
            }
            "mended" => Answer::Mended { summary: text(1), design: text(2) },
            _ => Answer::Failed(text(1)),
        };
        take(answer, &request);
    }

    /// After an error the worker answers nothing any more.
    fn give_up(&self, take: &Take) {
        let request = {
            let mut state = self.0.borrow_mut();
            state.worker = None;
            state.current.take().or_else(|| state.judge.take())
        };
        if let Some(request) = request {
            take(Answer::Failed(BROKEN.to_owned()), &request);
        }
    }

    fn ask_next(&self) {
        let mut state = self.0.borrow_mut();
        let Some(worker) = state.worker.clone() else { return };
        if !state.is_ready || state.current.is_some() {
            return;
        }
        let Some(request) = state.others.pop_front().or_else(|| state.judge.take()) else { return };
        let (word, rest): (_, [&str; 3]) = match &request.task {
            Task::Judge => ("judge", [""; 3]),
            Task::Archive { name } => ("archive", [name, "", ""]),
            Task::Mend { rule, object, title } => ("mend", [rule, object, title]),
            Task::MendAll => ("mend-all", [""; 3]),
        };
        let message = Array::of1(&word.into());
        for text in
            [&*request.design, &request.today, &request.deployed, &request.account].into_iter().chain(rest)
        {
            message.push(&text.into());
        }
        if worker.post_message(&message).is_ok() {
            state.current = Some(request);
        }
    }
}

fn files(list: &JsValue) -> Vec<[String; 3]> {
    let file = |file: JsValue| {
        let file: Array = file.unchecked_into();
        [0, 1, 2].map(|part| file.get(part).as_string().unwrap_or_default())
    };
    list.dyn_ref::<Array>().map(|list| list.iter().map(file).collect()).unwrap_or_default()
}

//! The only owner of state: the history of the design, the selection, what is shown, and what follows from them.

mod beside;
mod kept;

use std::sync::Arc;

use configurator_core::check::{Account, Severity};
use configurator_core::design::{Design, Subject};
use configurator_core::diagram::{Scene, scene, scene_for_zone};
use configurator_core::edit::Edit;
use configurator_core::file;
use configurator_core::history::History;
use configurator_core::render::Bundle;
use configurator_core::value::ZoneId;
use configurator_core::verdict::Verdict;
use leptos::prelude::*;

pub(crate) use self::beside::Judged;
use self::kept::{RolledOut, first_design};
use crate::browser::{self, Task, Theme, Worker};

/// The panel under the inspector.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tab {
    /// What is wrong.
    Findings,
    /// The generated files.
    Bundle,
    /// How many pods fit, and how many addresses they take.
    Capacity,
    /// What it costs a month.
    Cost,
}

impl Tab {
    /// All of them, in their order.
    pub(crate) const ALL: [Self; 4] = [Self::Findings, Self::Bundle, Self::Capacity, Self::Cost];

    /// What it is called.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Findings => "Findings",
            Self::Bundle => "Bundle",
            Self::Capacity => "Capacity",
            Self::Cost => "Cost",
        }
    }
}

/// What a narrow screen shows; a wide one shows everything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// The drawing, with the inspector as a sheet over it.
    Board,
    /// A panel.
    Panel(Tab),
}

/// Something to tell the user: shown for a while and read out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Notice {
    /// What there is to say.
    pub(crate) text: String,
    /// Whether something was refused or went wrong.
    pub(crate) is_problem: bool,
    /// Whether it is about a design that was set aside and can be saved as a file.
    pub(crate) has_set_aside: bool,
}

/// Whether the browser keeps the design.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Saved {
    /// It does.
    Kept,
    /// It refuses to: only a download keeps the work.
    Refused,
}

/// The state of the page. Copies name the same state.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    history: RwSignal<History>,
    /// The design as it is.
    pub(crate) design: Memo<Design>,
    selection: RwSignal<Subject>,
    /// What is selected; always something the design has.
    pub(crate) selected: Memo<Subject>,
    rolled_out: RwSignal<Option<RolledOut>>,
    /// What else the AWS account holds, as far as somebody said it.
    pub(crate) account: RwSignal<Account>,
    /// The design file, as it is kept and judged.
    design_file: Memo<Arc<str>>,
    /// What is found out about the design: a moment behind it, for a worker finds it out.
    pub(crate) verdict: RwSignal<Arc<Verdict>>,
    /// Whether there is a verdict.
    pub(crate) judged: RwSignal<Judged>,
    /// The drawing.
    pub(crate) scene: Memo<Arc<Scene>>,
    /// The generated files; none until the worker has written some.
    pub(crate) bundle: RwSignal<Arc<Bundle>>,
    worker: StoredValue<Option<Worker>, LocalStorage>,
    /// What was asked of the worker before it was there.
    waiting: StoredValue<Vec<Task>>,
    /// The panel under the inspector.
    pub(crate) tab: RwSignal<Tab>,
    /// What a narrow screen shows.
    pub(crate) place: RwSignal<Place>,
    /// Whether the bundle has the wide half of the screen.
    pub(crate) wide: RwSignal<bool>,
    /// Whether the outline is open where it is a menu.
    pub(crate) menu: RwSignal<bool>,
    /// The file that the bundle panel shows.
    pub(crate) open_file: RwSignal<String>,
    /// Whether there is room for one zone at a time only.
    pub(crate) is_phone: RwSignal<bool>,
    /// The zone that a phone shows.
    pub(crate) phone_zone: RwSignal<Option<ZoneId>>,
    /// How large the board is drawn; 1 is 100 %.
    pub(crate) zoom: RwSignal<f64>,
    /// Light or dark.
    pub(crate) theme: RwSignal<Theme>,
    /// What there is to tell.
    pub(crate) notice: RwSignal<Option<Notice>>,
    /// Whether the browser keeps the design.
    pub(crate) saved: RwSignal<Saved>,
    /// Whether the list of commands is open.
    pub(crate) help: RwSignal<bool>,
    is_typing: StoredValue<bool>,
}

impl Session {
    /// The state of a new visit: the design of the last one, or the first starter.
    pub(crate) fn begin() -> Self {
        let (design, notice) = first_design();
        let history = RwSignal::new(History::new(design));
        let design = Memo::new(move |_| history.with(|h| h.present().clone()));
        let selection = RwSignal::new(Subject::Cluster);
        let selected = Memo::new(move |_| {
            let wanted = selection.get();
            if design.with(|d| d.has(&wanted)) { wanted } else { Subject::Vpc }
        });
        let rolled_out = RwSignal::new(RolledOut::load());
        let design_file = Memo::new(move |_| Arc::from(design.with(file::to_json)));
        let verdict = RwSignal::new(Arc::<Verdict>::default());
        let marks = Memo::new(move |_| verdict.with(|v| v.marks()));
        let figures = Memo::new(move |_| verdict.with(|v| v.figures.clone()));
        let is_phone = RwSignal::new(browser::media_matches(PHONE));
        browser::on_media_change(PHONE, move |matches| is_phone.set(matches));
        let phone_zone = RwSignal::new(None::<ZoneId>);
        let scene = Memo::new(move |_| {
            let (selected, marks, figures) = (selected.get(), marks.get(), figures.get());
            design.with(|d| {
                let zone = phone_zone.get().filter(|z| d.network.zones.contains(z));
                let zone = zone.or_else(|| d.network.zones.first().cloned());
                Arc::new(match zone.filter(|_| is_phone.get()) {
                    Some(zone) => scene_for_zone(d, &marks, &figures, Some(&selected), &zone),
                    None => scene(d, &marks, &figures, Some(&selected)),
                })
            })
        });
        Self {
            history,
            design,
            selection,
            selected,
            rolled_out,
            account: RwSignal::new(
                browser::load_account().map(|t| Account::from_json(&t)).unwrap_or_default(),
            ),
            design_file,
            verdict,
            judged: RwSignal::new(Judged::NotYet),
            scene,
            bundle: RwSignal::default(),
            worker: StoredValue::new_local(None),
            waiting: StoredValue::new(Vec::new()),
            tab: RwSignal::new(Tab::Findings),
            place: RwSignal::new(Place::Board),
            wide: RwSignal::new(false),
            menu: RwSignal::new(false),
            open_file: RwSignal::new("infrastructure/eks.tf".to_owned()),
            is_phone,
            phone_zone,
            zoom: RwSignal::new(1.0),
            theme: RwSignal::new(browser::load_theme()),
            notice: RwSignal::new(notice),
            saved: RwSignal::new(Saved::Kept),
            help: RwSignal::new(false),
            is_typing: StoredValue::new(false),
        }
    }

    /// Applies an edit; true where it changed something. A refusal is told.
    pub(crate) fn dispatch(self, edit: impl Into<Edit>) -> bool {
        let edit = edit.into();
        let result = self.history.try_update(|h| {
            let words = edit.summary(h.present());
            h.apply(&edit).map(|changed| (changed, words))
        });
        match result {
            Some(Ok((true, words))) => {
                if matches!(edit, Edit::Replace { .. }) && self.rolled_out.with_untracked(Option::is_some) {
                    // Another design is another cluster.
                    self.forget_rolled_out();
                }
                self.tell(words);
                true
            }
            Some(Err(refusal)) => {
                self.refuse(refusal.to_string());
                false
            }
            Some(Ok((false, _))) | None => false,
        }
    }

    /// Typing into a field begins: until [`Self::typing_ends`] all of it is one step.
    pub(crate) fn typing_begins(self) {
        self.is_typing.set_value(true);
        self.history.update_untracked(History::begin);
    }

    /// Typing into a field ends.
    pub(crate) fn typing_ends(self) {
        self.is_typing.set_value(false);
        self.history.update(History::commit);
    }

    /// Goes one step back.
    pub(crate) fn undo(self) {
        self.step("Undone", History::undo_summary, History::undo);
    }

    /// Goes one step forward again.
    pub(crate) fn redo(self) {
        self.step("Done again", History::redo_summary, History::redo);
    }

    fn step(self, word: &str, summary: fn(&History) -> Option<&str>, go: fn(&mut History) -> bool) {
        let is_typing = self.is_typing.get_value();
        let done = self.history.try_update(|h| {
            h.commit();
            let words = summary(h).map(str::to_owned);
            let went = go(h);
            if is_typing {
                h.begin();
            }
            words.filter(|_| went)
        });
        if let Some(words) = done.flatten() {
            self.tell(format!("{word}: {words}"));
        }
    }

    /// What undo would take back; `None` where there is nothing.
    pub(crate) fn undo_summary(self) -> Option<String> {
        self.history.with(|h| h.undo_summary().map(str::to_owned))
    }

    /// What redo would do again; `None` where there is nothing.
    pub(crate) fn redo_summary(self) -> Option<String> {
        self.history.with(|h| h.redo_summary().map(str::to_owned))
    }

    /// Selects an object.
    pub(crate) fn select(self, subject: Subject) {
        if let Some(zone) = self.design.with_untracked(|d| zone_of(d, &subject)) {
            self.phone_zone.set(Some(zone));
        }
        self.selection.set(subject);
    }

    /// Shows a panel.
    pub(crate) fn show(self, tab: Tab) {
        self.tab.set(tab);
        self.place.set(Place::Panel(tab));
    }

    /// Opens the generated line that an object comes from, if the bundle panel shows no line of it yet.
    pub(crate) fn show_in_bundle(self, subject: &Subject) {
        let bundle = self.bundle.get_untracked();
        let of =
            |path: &str| bundle.file(path).is_some_and(|f| f.marks.iter().any(|m| &m.subject == subject));
        if !of(&self.open_file.get_untracked())
            && let Some(found) = bundle.files.iter().find(|f| of(&f.path))
        {
            self.open_file.set(found.path.clone());
        }
    }

    /// How many findings are of this severity.
    pub(crate) fn count(self, severity: Severity) -> usize {
        self.verdict.with(|v| v.findings.iter().filter(|f| f.severity == severity && f.is_open()).count())
    }

    /// Whether errors keep the bundle from being downloaded.
    pub(crate) fn is_blocked(self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Offers the design itself as a file.
    pub(crate) fn save_file(self) {
        let name = self.design.with_untracked(|d| format!("{}.design.json", d.cluster.name));
        browser::download(&name, "application/json", self.design_file.get_untracked().as_bytes());
        self.tell(format!("Saved as {name}"));
    }

    /// Offers the design that was set aside as a file.
    pub(crate) fn save_set_aside(self) {
        if let Some(text) = browser::load_set_aside() {
            browser::download("set-aside.design.json", "application/json", text.as_bytes());
        }
    }

    /// Lets the user pick a design file and opens it, as one step that undo takes back.
    pub(crate) fn open_file(self) {
        browser::pick_text(".json,application/json", file::MAX_BYTES as u64, move |name, text| {
            self.open_text(name, text);
        });
    }

    /// Opens design files that are dropped on the page.
    pub(crate) fn open_what_is_dropped(self) {
        browser::on_drop_text(file::MAX_BYTES as u64, move |name, text| self.open_text(name, text));
    }

    fn open_text(self, name: String, text: Result<String, String>) {
        match text.and_then(|t| file::from_json(&t).map_err(|e| e.to_string())) {
            Ok(design) => {
                self.dispatch(Edit::Replace { design: Box::new(design), name });
            }
            Err(why) => self.refuse(why),
        }
    }

    /// Tells what happened.
    pub(crate) fn tell(self, text: String) {
        self.notice.set(Some(Notice { text, is_problem: false, has_set_aside: false }));
    }

    /// Tells what was refused and why.
    pub(crate) fn refuse(self, text: String) {
        self.notice.set(Some(Notice { text, is_problem: true, has_set_aside: false }));
    }
}

const PHONE: &str = "(max-width: 599.98px)";

/// The zone that a phone has to show for `subject` to be seen.
fn zone_of(design: &Design, subject: &Subject) -> Option<ZoneId> {
    match subject {
        Subject::Zone(zone) => Some(zone.clone()),
        Subject::Subnet(id) | Subject::NatGateway(id) => design.subnet(*id).map(|s| s.zone.clone()),
        Subject::Design
        | Subject::Vpc
        | Subject::InternetGateway
        | Subject::RouteTable(_)
        | Subject::Endpoints
        | Subject::Cluster
        | Subject::Addons
        | Subject::NodeGroup(_)
        | Subject::FargateProfile(_)
        | Subject::AutoMode
        | Subject::Karpenter
        | Subject::Access
        | Subject::Workloads
        | Subject::State => None,
    }
}

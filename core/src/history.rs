//! Undo and redo: designs that share what an edit left alone.

mod kept;

use std::collections::VecDeque;

use crate::design::Design;
use crate::edit::{Edit, Refusal};

/// The design as it is, the ones before and the ones undone. One gesture is one step.
#[derive(Clone, Debug)]
pub struct History {
    present: Design,
    past: VecDeque<Step>,
    future: Vec<Step>,
    gesture: Option<Gesture>,
}

/// A design that one can go back (or forward) to, and what lies between.
#[derive(Clone, Debug)]
struct Step {
    design: Design,
    /// What the edit between this design and the next one did.
    summary: String,
}

/// A change in progress: a drag, or typing into one field.
#[derive(Clone, Debug)]
struct Gesture {
    before: Design,
    summary: Option<String>,
}

impl History {
    /// How many steps can be undone.
    pub const LIMIT: usize = 200;

    /// A history that begins with `design`.
    pub fn new(design: Design) -> Self {
        Self { present: design, past: VecDeque::new(), future: Vec::new(), gesture: None }
    }

    /// The design as it is.
    pub fn present(&self) -> &Design {
        &self.present
    }

    /// Applies `edit`: a step of its own, or part of the running gesture. `Ok(false)` where nothing changed.
    pub fn apply(&mut self, edit: &Edit) -> Result<bool, Refusal> {
        let next = self.present.edited(edit)?;
        if next == self.present {
            return Ok(false);
        }
        let summary = edit.summary(&self.present);
        let before = std::mem::replace(&mut self.present, next);
        match &mut self.gesture {
            Some(gesture) => gesture.summary = Some(summary),
            None => self.push(Step { design: before, summary }),
        }
        Ok(true)
    }

    /// Begins a gesture: what follows until [`Self::commit`] is one step. A running one is committed first.
    pub fn begin(&mut self) {
        self.commit();
        self.gesture = Some(Gesture { before: self.present.clone(), summary: None });
    }

    /// Ends the gesture; it becomes a step if it changed anything.
    pub fn commit(&mut self) {
        if let Some(Gesture { before, summary }) = self.gesture.take()
            && before != self.present
        {
            self.push(Step { design: before, summary: summary.unwrap_or_default() });
        }
    }

    /// Ends the gesture and takes back what it did.
    pub fn cancel(&mut self) {
        if let Some(gesture) = self.gesture.take() {
            self.present = gesture.before;
        }
    }

    /// Goes one step back; false where there is none.
    pub fn undo(&mut self) -> bool {
        self.commit();
        let Some(step) = self.past.pop_back() else { return false };
        let after = std::mem::replace(&mut self.present, step.design);
        self.future.push(Step { design: after, summary: step.summary });
        true
    }

    /// Goes one step forward again; false where there is none.
    pub fn redo(&mut self) -> bool {
        self.commit();
        let Some(step) = self.future.pop() else { return false };
        let before = std::mem::replace(&mut self.present, step.design);
        self.past.push_back(Step { design: before, summary: step.summary });
        true
    }

    /// What undo would take back, in words; a running gesture counts as a step.
    pub fn undo_summary(&self) -> Option<&str> {
        match &self.gesture {
            Some(gesture) if gesture.before != self.present => gesture.summary.as_deref(),
            _ => self.past.back().map(|s| s.summary.as_str()),
        }
    }

    /// What redo would do again, in words.
    pub fn redo_summary(&self) -> Option<&str> {
        // A gesture that changed something ends what could be done again.
        if self.gesture.as_ref().is_some_and(|g| g.before != self.present) {
            return None;
        }
        self.future.last().map(|s| s.summary.as_str())
    }

    fn push(&mut self, step: Step) {
        self.future.clear();
        self.past.push_back(step);
        if self.past.len() > Self::LIMIT {
            self.past.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;
    use crate::edit::{ClusterEdit, NetworkEdit};

    fn rename(name: &str) -> Edit {
        ClusterEdit::Rename { name: name.parse().unwrap() }.into()
    }

    #[test]
    fn a_step_goes_back_and_forth() {
        let mut history = History::new(starters::reference());
        assert!(history.apply(&rename("other")).unwrap());
        assert_eq!(history.undo_summary(), Some("Rename the cluster to other"));
        assert!(history.undo());
        assert_eq!(history.present(), &starters::reference());
        assert!(!history.undo());
        assert!(history.redo());
        assert_eq!(history.present().cluster.name.as_str(), "other");
        assert!(!history.redo());
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let mut history = History::new(starters::reference());
        assert!(!history.apply(&rename("my-eks")).unwrap());
        assert_eq!(history.undo_summary(), None);
    }

    #[test]
    fn a_gesture_is_one_step_or_none() {
        let mut history = History::new(starters::reference());
        history.begin();
        for name in ["a", "ab", "abc"] {
            history.apply(&rename(name)).unwrap();
        }
        assert_eq!(history.undo_summary(), Some("Rename the cluster to abc"));
        history.commit();
        assert!(history.undo());
        assert_eq!(history.present(), &starters::reference());
        history.begin();
        history.apply(&rename("x")).unwrap();
        history.cancel();
        assert_eq!(history.present(), &starters::reference());
        history.begin();
        history.apply(&rename("y")).unwrap();
        assert_eq!(history.redo_summary(), None);
        history.cancel();
        assert!(history.redo(), "a cancelled gesture keeps what can be done again");
    }

    #[test]
    fn steps_share_what_they_left_alone() {
        let mut history = History::new(starters::reference());
        history.apply(&rename("other")).unwrap();
        let before = starters::reference();
        let after = before.edited(&NetworkEdit::SetInternetGateway { enabled: false }.into()).unwrap();
        assert!(std::sync::Arc::ptr_eq(&before.compute, &after.compute));
        assert!(!std::sync::Arc::ptr_eq(&before.network, &after.network));
    }
}

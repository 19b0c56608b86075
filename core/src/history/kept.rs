//! The history as a text that the browser keeps, so that undo reaches back over a reload.
//!
//! A step holds only those parts of its design that differ from the neighbour nearer to the present: a design shares
//! with its neighbours what an edit left alone, and so does the text.

use std::sync::Arc;

use serde::Serialize;

use super::{History, Step};
use crate::catalog;
use crate::design::{
    Access, Cluster, Compute, Delivery, Design, Intent, Network, StateBackend, Usage, VERSION, Waiver,
};
use crate::json::{self, Read};
use crate::value::{Region, TagKey, TagValue};

type Tags = std::collections::BTreeMap<TagKey, TagValue>;

/// The text's form.
#[derive(Serialize, Read)]
#[serde(deny_unknown_fields)]
struct Kept {
    /// The version of the design file: another one's parts may have another form.
    version: u64,
    /// All parts of the present design.
    present: Parts,
    /// What lies before it, nearest first.
    past: Vec<KeptStep>,
    /// What was undone, nearest first.
    future: Vec<KeptStep>,
}

#[derive(Serialize, Read)]
#[serde(deny_unknown_fields)]
struct KeptStep {
    summary: String,
    design: Parts,
}

/// The parts of a design; those that are missing are the neighbour's.
#[derive(Serialize, Read)]
#[serde(deny_unknown_fields)]
struct Parts {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    intent: Option<Intent>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    network: Option<Arc<Network>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cluster: Option<Arc<Cluster>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    compute: Option<Arc<Compute>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    access: Option<Arc<Access>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tags: Option<Arc<Tags>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<Arc<StateBackend>>,
    /// A list of one or of none: what is missing is the neighbour's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    delivery: Option<Vec<Delivery>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    usage: Option<Usage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    waivers: Option<Arc<Vec<Waiver>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next_id: Option<u32>,
}

impl Parts {
    /// The parts of `design` that are not those of `neighbour`; all of them without one.
    fn of(design: &Design, neighbour: Option<&Design>) -> Self {
        fn shared<T>(part: &Arc<T>, other: Option<&Arc<T>>) -> Option<Arc<T>> {
            (!other.is_some_and(|o| Arc::ptr_eq(o, part))).then(|| Arc::clone(part))
        }
        fn plain<T: Clone + PartialEq>(part: &T, other: Option<&T>) -> Option<T> {
            (other != Some(part)).then(|| part.clone())
        }
        Self {
            intent: plain(&design.intent, neighbour.map(|n| &n.intent)),
            region: plain(&design.region, neighbour.map(|n| &n.region)),
            network: shared(&design.network, neighbour.map(|n| &n.network)),
            cluster: shared(&design.cluster, neighbour.map(|n| &n.cluster)),
            compute: shared(&design.compute, neighbour.map(|n| &n.compute)),
            access: shared(&design.access, neighbour.map(|n| &n.access)),
            tags: shared(&design.tags, neighbour.map(|n| &n.tags)),
            state: shared(&design.state, neighbour.map(|n| &n.state)),
            delivery: plain(&design.delivery, neighbour.map(|n| &n.delivery))
                .map(|d| d.into_iter().collect()),
            usage: plain(&design.usage, neighbour.map(|n| &n.usage)),
            waivers: shared(&design.waivers, neighbour.map(|n| &n.waivers)),
            next_id: plain(&design.next_id, neighbour.map(|n| &n.next_id)),
        }
    }

    /// The design, where missing parts are `neighbour`'s; `None` where it is none.
    fn design(self, neighbour: Option<&Design>) -> Option<Design> {
        fn part<T: Clone>(part: Option<T>, of: Option<&Design>, get: fn(&Design) -> &T) -> Option<T> {
            part.or_else(|| of.map(get).cloned())
        }
        let design = Design {
            intent: part(self.intent, neighbour, |n| &n.intent)?,
            region: part(self.region, neighbour, |n| &n.region)?,
            network: part(self.network, neighbour, |n| &n.network)?,
            cluster: part(self.cluster, neighbour, |n| &n.cluster)?,
            compute: part(self.compute, neighbour, |n| &n.compute)?,
            access: part(self.access, neighbour, |n| &n.access)?,
            tags: part(self.tags, neighbour, |n| &n.tags)?,
            state: part(self.state, neighbour, |n| &n.state)?,
            // A text from before there were pipelines has none.
            delivery: match self.delivery {
                Some(list) => list.into_iter().next(),
                None => neighbour.and_then(|n| n.delivery.clone()),
            },
            // A text from before there were figures has none.
            usage: part(self.usage, neighbour, |n| &n.usage).unwrap_or_default(),
            waivers: part(self.waivers, neighbour, |n| &n.waivers)?,
            next_id: part(self.next_id, neighbour, |n| &n.next_id)?,
        };
        let sound = design.broken_invariant().is_none() && catalog::region(&design.region).is_some();
        sound.then_some(design)
    }
}

impl History {
    /// The history as a text of about `max_bytes` at most: the steps nearest to the present, as many as fit. Of a
    /// gesture that is going on, its beginning is a step.
    pub fn to_text(&self, max_bytes: usize) -> String {
        let present = written(&Parts::of(&self.present, None));
        let mut room = max_bytes.saturating_sub(present.len());
        let begun = self.gesture.as_ref().filter(|g| g.before != self.present);
        let begun = begun.map(|g| (&g.before, g.summary.as_deref().unwrap_or_default()));
        let past = begun.into_iter().chain(self.past.iter().rev().map(|s| (&s.design, s.summary.as_str())));
        let past = self.kept_steps(past, &mut room);
        let future = self.future.iter().rev().map(|s| (&s.design, s.summary.as_str()));
        // What a gesture is changing can no longer be done again.
        let future = self.kept_steps(future.filter(|_| begun.is_none()), &mut room);
        format!(r#"{{"version":{VERSION},"present":{present},"past":[{past}],"future":[{future}]}}"#)
    }

    fn kept_steps<'a>(
        &'a self,
        steps: impl Iterator<Item = (&'a Design, &'a str)>,
        room: &mut usize,
    ) -> String {
        let mut text = String::new();
        let mut neighbour = &self.present;
        for (design, summary) in steps {
            let parts = Parts::of(design, Some(neighbour));
            let step = written(&KeptStep { summary: summary.to_owned(), design: parts });
            let Some(left) = room.checked_sub(step.len() + 1) else { break };
            *room = left;
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(&step);
            neighbour = design;
        }
        text
    }

    /// The history in a text of [`Self::to_text`]; `None` where it is none, or of another version. A step that is no
    /// sound design ends what can be undone (or done again) there.
    pub fn from_text(text: &str) -> Option<Self> {
        let kept: Kept = json::read_text(text).filter(|k: &Kept| k.version == VERSION)?;
        let present = kept.present.design(None)?;
        let past = opened(kept.past, &present);
        let future = opened(kept.future, &present);
        Some(Self { past: past.into_iter().rev().collect(), future: rev(future), gesture: None, present })
    }

    /// Puts what an earlier visit left before (and, if nothing was done since, after) this history. Where the earlier
    /// one ended with another design, going back to that is a step too.
    pub fn continue_from(&mut self, earlier: History) {
        let first = self.past.front().map_or_else(
            || self.gesture.as_ref().map_or(&self.present, |g| &g.before),
            |oldest| &oldest.design,
        );
        let mut past = earlier.past;
        let is_same = &earlier.present == first;
        if !is_same {
            past.push_back(Step { design: earlier.present, summary: "Change what was not kept".to_owned() });
        } else if self.past.is_empty() && self.gesture.is_none() && self.future.is_empty() {
            self.future = earlier.future;
        }
        past.append(&mut self.past);
        while past.len() > Self::LIMIT {
            past.pop_front();
        }
        self.past = past;
    }
}

/// The steps, nearest first, up to the first that is no sound design.
fn opened(steps: Vec<KeptStep>, present: &Design) -> Vec<Step> {
    let mut opened: Vec<Step> = Vec::new();
    for step in steps.into_iter().take(History::LIMIT) {
        let neighbour = opened.last().map_or(present, |s| &s.design);
        let Some(design) = step.design.design(Some(neighbour)) else { break };
        opened.push(Step { design, summary: step.summary });
    }
    opened
}

fn rev<T>(mut list: Vec<T>) -> Vec<T> {
    list.reverse();
    list
}

/// `value` as JSON without line ends. It is written like the design file, by the same code, and then loses the space
/// before its lines: in JSON no text has a line end in it.
fn written(value: &impl Serialize) -> String {
    // Every key of the model is a string and nothing in it fails to serialize.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.lines().map(str::trim_start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;
    use crate::edit::{ClusterEdit, Edit, NetworkEdit};
    use crate::testing;
    use proptest::prelude::*;

    const LARGE: usize = 1 << 24;

    fn rename(name: &str) -> Edit {
        ClusterEdit::Rename { name: name.parse().unwrap() }.into()
    }

    fn kept(history: &History) -> History {
        History::from_text(&history.to_text(LARGE)).unwrap()
    }

    /// All designs from the first to the last, the way undo and redo meet them.
    fn walk(mut history: History) -> Vec<(Design, Option<String>)> {
        while history.undo() {}
        let mut walked = vec![(history.present().clone(), None)];
        while let Some(words) = history.redo_summary().map(str::to_owned) {
            history.redo();
            walked.push((history.present().clone(), Some(words)));
        }
        walked
    }

    #[test]
    fn undo_and_redo_reach_over_a_reload() {
        let mut history = History::new(starters::reference());
        for name in ["one", "two", "three"] {
            history.apply(&rename(name)).unwrap();
        }
        history.undo();
        let mut again = kept(&history);
        assert_eq!(again.present().cluster.name.as_str(), "two");
        assert_eq!(again.undo_summary(), Some("Rename the cluster to two"));
        assert_eq!(again.redo_summary(), Some("Rename the cluster to three"));
        assert!(again.redo());
        assert_eq!(again.present().cluster.name.as_str(), "three");
    }

    #[test]
    fn a_step_takes_little_room() {
        let mut history = History::new(starters::reference());
        let before = history.to_text(LARGE).len();
        history.apply(&NetworkEdit::SetInternetGateway { enabled: false }.into()).unwrap();
        let network = written(&history.present().network).len();
        assert!(history.to_text(LARGE).len() < before + network + 100);
    }

    #[test]
    fn the_oldest_steps_give_way() {
        let mut history = History::new(starters::reference());
        for n in 0..50 {
            history.apply(&rename(&format!("name-{n}"))).unwrap();
        }
        let text = history.to_text(20_000);
        assert!(text.len() < 20_100, "{}", text.len());
        let mut again = History::from_text(&text).unwrap();
        assert_eq!(again.undo_summary(), Some("Rename the cluster to name-49"));
        let mut steps = 0;
        while again.undo() {
            steps += 1;
        }
        assert!((5..50).contains(&steps), "{steps}");
        assert_eq!(again.present().cluster.name.to_string(), format!("name-{}", 49 - steps));
    }

    #[test]
    fn a_gesture_that_is_going_on_counts_as_a_step() {
        let mut history = History::new(starters::reference());
        history.begin();
        history.apply(&rename("typing")).unwrap();
        let mut again = kept(&history);
        assert_eq!(again.present().cluster.name.as_str(), "typing");
        assert!(again.undo());
        assert_eq!(again.present(), &starters::reference());
    }

    #[test]
    fn what_is_no_history_is_refused() {
        let text = History::new(starters::reference()).to_text(LARGE);
        assert!(History::from_text(&text).is_some());
        let newer = text.replacen(&format!("\"version\":{VERSION}"), "\"version\":99", 1);
        let partless = text.replacen("\"next_id\": 6", "\"nextid\": 6", 1);
        // An id beyond next_id: no sound design.
        let unsound = text.replacen("\"next_id\": 6", "\"next_id\": 2", 1);
        for bad in ["", "{}", "[]", &text[..text.len() / 2], &newer, &partless, &unsound] {
            assert!(History::from_text(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn an_unsound_step_ends_what_can_be_undone() {
        let mut history = History::new(starters::reference());
        history.apply(&rename("one")).unwrap();
        history.apply(&rename("two")).unwrap();
        let text = history.to_text(LARGE).replacen("\"one\"", "\"o ne\"", 1);
        assert!(History::from_text(&text).is_none(), "no cluster has this name");
        let text = history.to_text(LARGE);
        let (before, last) = text.split_at(text.rfind(r#""design": {"#).unwrap() + 11);
        let mut again = History::from_text(&format!("{before}\"next_id\":1,{last}")).unwrap();
        assert!(again.undo() && !again.undo());
        assert_eq!(again.present().cluster.name.as_str(), "one");
    }

    #[test]
    fn a_visit_goes_on_where_the_last_one_ended() {
        let mut earlier = History::new(starters::reference());
        earlier.apply(&rename("one")).unwrap();
        earlier.apply(&rename("two")).unwrap();
        earlier.undo();
        let mut now = History::new(earlier.present().clone());
        now.continue_from(earlier.clone());
        assert_eq!(walk(now).len(), 3);
        // Something was done meanwhile: what was undone is gone, as after any edit.
        let mut now = History::new(earlier.present().clone());
        now.apply(&rename("other")).unwrap();
        now.continue_from(earlier.clone());
        let names: Vec<_> = walk(now).into_iter().map(|(d, _)| d.cluster.name.to_string()).collect();
        assert_eq!(names, ["my-eks", "one", "other"]);
        // The last visit ended before its last edits were written here.
        let mut now = History::new(starters::production());
        now.continue_from(earlier);
        assert!(now.undo());
        assert_eq!(now.present().cluster.name.as_str(), "one");
        assert!(now.undo() && !now.undo());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_kept_is_what_was(edits in testing::edits(0..40), undone in 0usize..10) {
            let mut history = History::new(starters::reference());
            for edit in &edits {
                let _ = history.apply(edit);
            }
            for _ in 0..undone {
                history.undo();
            }
            let again = kept(&history);
            prop_assert_eq!(again.present(), history.present());
            prop_assert_eq!(walk(again), walk(history));
        }
    }
}

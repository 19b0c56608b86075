//! Every change of a design: what a form, a gesture, a fix or an import does, as a value.
//!
//! An edit is imperative and names its fields. It either does what it says and keeps the invariants of
//! [`crate::design`], or is refused with one sentence and changes nothing. Adding an object never touches
//! another one: a new zone renumbers no subnet.

mod access;
mod cluster;
mod compute;
mod design;
mod network;
mod placed;
pub mod suggest;
mod words;
mod zones;

pub use access::AccessEdit;
pub use cluster::ClusterEdit;
pub use compute::ComputeEdit;
pub use design::DesignEdit;
pub use network::{NetworkEdit, free_subnet_name};

use std::sync::Arc;

use crate::design::Design;

/// One change of a design.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// Intent, region, tags, state.
    Design(DesignEdit),
    /// VPC, zones, subnets, ways out.
    Network(NetworkEdit),
    /// The control plane.
    Cluster(ClusterEdit),
    /// Node groups, Fargate profiles, Auto Mode, Karpenter.
    Compute(ComputeEdit),
    /// Who may do what.
    Access(AccessEdit),
    /// Several changes that count as one; if one is refused, none happens.
    Batch {
        /// The changes, in order.
        edits: Vec<Edit>,
    },
    /// What fixes made of this design, worked out elsewhere.
    Mend {
        /// The mended design.
        design: Box<Design>,
        /// What the fixes did, as [`Edit::summary`] says it.
        summary: String,
    },
    /// Another design in place of this one: a starter or an opened file.
    Replace {
        /// The design that takes over.
        design: Box<Design>,
        /// What it is called in the history: the starter's or the file's name.
        name: String,
    },
}

/// Why an edit was refused: one sentence that says what, where and what to do.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(String);

impl Refusal {
    fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// The edit names an object that is not there (any more).
    fn gone(what: &str) -> Self {
        Self(format!("This {what} no longer exists; select another one."))
    }

    fn full(what: &str, limit: usize) -> Self {
        Self(format!("A design takes at most {limit} {what}; remove one first."))
    }
}

fn bounded(what: &str, count: usize, limit: usize) -> Result<(), Refusal> {
    if count > limit { Err(Refusal::full(what, limit)) } else { Ok(()) }
}

fn all_bounded(lists: impl IntoIterator<Item = (&'static str, usize, usize)>) -> Result<(), Refusal> {
    lists.into_iter().try_for_each(|(what, count, limit)| bounded(what, count, limit))
}

impl Design {
    /// The design after `edit`, or why it was refused.
    pub fn edited(&self, edit: &Edit) -> Result<Design, Refusal> {
        let mut design = self.clone();
        design.apply(edit)?;
        design.drop_stray_waivers();
        Ok(design)
    }

    /// Applies `edit` in place. After a refusal the design is unspecified: work on a clone.
    fn apply(&mut self, edit: &Edit) -> Result<(), Refusal> {
        match edit {
            Edit::Design(edit) => edit.apply(self),
            Edit::Network(edit) => edit.apply(self),
            Edit::Cluster(edit) => edit.apply(self),
            Edit::Compute(edit) => edit.apply(self),
            Edit::Access(edit) => edit.apply(self),
            Edit::Batch { edits } => edits.iter().try_for_each(|edit| self.apply(edit)),
            Edit::Mend { design, .. } | Edit::Replace { design, .. } => match design.broken_invariant() {
                Some(broken) => Err(Refusal::new(broken)),
                None => {
                    let before = std::mem::replace(self, (**design).clone());
                    self.share_with(&before);
                    Ok(())
                }
            },
        }
    }

    /// Takes the parts of `other` that are equal: steps of the history share what an edit left alone.
    fn share_with(&mut self, other: &Design) {
        fn share<T: PartialEq>(part: &mut Arc<T>, other: &Arc<T>) {
            if *part == *other {
                *part = Arc::clone(other);
            }
        }
        share(&mut self.network, &other.network);
        share(&mut self.cluster, &other.cluster);
        share(&mut self.compute, &other.compute);
        share(&mut self.access, &other.access);
        share(&mut self.tags, &other.tags);
        share(&mut self.state, &other.state);
        share(&mut self.waivers, &other.waivers);
    }

    /// A number that no object of this design has had.
    fn take_id(&mut self) -> Result<u32, Refusal> {
        let id = self.next_id;
        self.next_id = id.checked_add(1).ok_or_else(|| {
            Refusal::new("This design has used up its object numbers; save it and begin a new one.")
        })?;
        Ok(id)
    }
}

//! Small controls that know nothing of designs: they show a value, hold a draft and hand over what was parsed.

mod button;
mod choice;
mod cidr_field;
mod field;
mod icon;
mod live;
mod pairs;
mod text_field;

pub(crate) use button::{CommandButton, IconButton};
pub(crate) use choice::{Checks, Choice, ChoiceOption, Segments, Switch};
pub(crate) use cidr_field::CidrField;
pub(crate) use field::{Fixed, Group, Row};
pub(crate) use icon::Icon;
pub(crate) use live::{For, Show, live};
pub(crate) use pairs::{List, entries, pair_list, pairs};
pub(crate) use text_field::{DraftField, Look, TextField};

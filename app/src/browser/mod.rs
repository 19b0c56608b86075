//! The only place that names `web_sys` and `gloo`: what the page asks of the browser.

mod clock;
mod dom;
mod files;
mod keys;
mod panic;
mod storage;
mod theme;
mod worker;

pub(crate) use clock::today;
pub(crate) use dom::{
    after, after_turn, copy_text, enter, focus, is_apple, media_matches, on_media_change, reveal, size_of,
    stays_inside,
};
pub(crate) use files::{download, on_drop_text, pick_text};
pub(crate) use keys::{Press, is_editing_text, on_key};
pub(crate) use panic::keep_work_on_panic;
pub(crate) use storage::{
    Kept, forget_history, forget_rolled_out, load_account, load_design, load_history, load_rolled_out,
    load_set_aside, on_hide, save_account, save_design, save_history, save_rolled_out, set_aside, started,
};
pub(crate) use theme::{Theme, apply_theme, load_theme};
pub(crate) use worker::{Answer, Request, Task, Worker};

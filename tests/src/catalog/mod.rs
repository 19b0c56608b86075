//! The tables in `core/data/`, as text and as numbers, and the compact form that the product carries of them.
//! `make catalog` writes the compact form; `tests/tests/catalog.rs` holds it against the tables.

mod columns;
mod encode;
mod prices;
mod tables;

pub use encode::encode;
pub use tables::{InstancePrice, InstanceRow, PriceSource, ServicePrice, Tables};

/// The share of a family in a region that is offered, or the sources of its prices: see `core/src/catalog/embedded.rs`.
mod marks {
    pub(super) const NONE: u8 = 0;
    pub(super) const ALL: u8 = 1;
    pub(super) const SOME: u8 = 2;
    pub(super) const MIXED: u8 = 255;
}

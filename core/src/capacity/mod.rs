//! What a design holds when its node groups are as small, as usual or as large as they may be.

mod scale;

pub use scale::PerScale;

//! The three sizes that a design has at once: every node group at its minimum, as created, at its maximum.

use crate::design::Scaling;

/// A value at each of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PerScale<T> {
    /// With every group at its minimum.
    pub min: T,
    /// With every group as it is created.
    pub desired: T,
    /// With every group at its maximum.
    pub max: T,
}

impl<T: Copy> PerScale<T> {
    /// A value that does not depend on the scale.
    pub fn same(value: T) -> Self {
        Self { min: value, desired: value, max: value }
    }

    /// What `change` makes of each value.
    pub fn map<U>(self, change: impl Fn(T) -> U) -> PerScale<U> {
        PerScale { min: change(self.min), desired: change(self.desired), max: change(self.max) }
    }

    /// What `join` makes of each pair of values.
    pub fn with<U: Copy, V>(self, other: PerScale<U>, join: impl Fn(T, U) -> V) -> PerScale<V> {
        PerScale {
            min: join(self.min, other.min),
            desired: join(self.desired, other.desired),
            max: join(self.max, other.max),
        }
    }
}

impl From<Scaling> for PerScale<u64> {
    fn from(scaling: Scaling) -> Self {
        Self { min: scaling.min.into(), desired: scaling.desired.into(), max: scaling.max.into() }
    }
}

//! Boundaries of the sources.

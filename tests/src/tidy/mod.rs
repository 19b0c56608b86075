//! Rules about the sources that a test holds.

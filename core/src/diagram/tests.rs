//! Properties of the scene as a whole.

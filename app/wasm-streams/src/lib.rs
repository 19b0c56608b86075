//! Streams between Rust and JavaScript, for a page that has none.
//!
//! Leptos brings server functions along, and they ask for `wasm-streams`. The page has no server, but the original hands
//! three classes to JavaScript, which keeps them and all that they need in the first load: 13 kB of code that nothing
//! calls. `Cargo.toml` puts this in place of the original; its face is the part of the original's that server functions
//! use.

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// A stream of the browser's.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes a stream of the browser's.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// Makes a stream of the browser's: not here.
    ///
    /// # Panics
    ///
    /// Always.
    pub fn from_stream(_stream: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        unreachable!("{NONE_HERE}")
    }

    /// The browser's stream.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Reads the stream: not here.
    ///
    /// # Panics
    ///
    /// Always.
    pub fn into_stream(self) -> Box<dyn Stream<Item = Result<JsValue, JsValue>> + Unpin> {
        unreachable!("{NONE_HERE}")
    }
}

const NONE_HERE: &str = "this page has no server functions";

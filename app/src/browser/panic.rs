//! What happens when the program meets a bug: the design is already in the browser's storage, the console
//! gets the message, and `boot.js` says on the page what to do.

/// Installs the hook. Called before anything else.
pub(crate) fn keep_work_on_panic() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&format!("EKS Configurator met a bug: {info}").into());
    }));
}

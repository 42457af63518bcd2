//! Lines for whoever runs the plugin, where the host grants them.
//!
//! A plugin that never calls these functions does not ask for the grant. A line never changes a
//! finding. Natively, in tests, lines go to the error output.

#[cfg(target_arch = "wasm32")]
use crate::border::tieuchi::criterion::log as host;

/// Writes a line for the developer of the plugin.
pub fn debug(line: &str) {
    #[cfg(target_arch = "wasm32")]
    host::write(host::Level::Debug, line);
    #[cfg(not(target_arch = "wasm32"))]
    native("debug", line);
}

/// Writes a line for whoever runs it.
pub fn info(line: &str) {
    #[cfg(target_arch = "wasm32")]
    host::write(host::Level::Info, line);
    #[cfg(not(target_arch = "wasm32"))]
    native("info", line);
}

/// Writes a line that somebody should look at.
pub fn warn(line: &str) {
    #[cfg(target_arch = "wasm32")]
    host::write(host::Level::Warn, line);
    #[cfg(not(target_arch = "wasm32"))]
    native("warn", line);
}

#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::print_stderr, reason = "natively there is no host that could take the line")]
fn native(level: &str, line: &str) {
    eprintln!("{level}: {line}");
}

//! Rule files from the outside: fixtures, resolving, rendering, hostile input.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod format;
mod ground;
mod hostile;
mod render;
mod resolve;
mod ui;

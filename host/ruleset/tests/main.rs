//! Rule files from the outside: fixtures, resolving, rendering, hostile input.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod algebra;
mod format;
mod ground;
mod hostile;
mod instances;
mod proof;
mod render;
mod resolve;
mod schema;
mod ui;

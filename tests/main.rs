//! Tests of the whole house, from the outside.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test stops where it cannot go on")]

mod command;
mod console;
#[cfg(test)]
mod engine;
mod house;
#[cfg(test)]
mod oracle;
mod tidy;

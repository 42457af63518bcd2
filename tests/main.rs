//! Tests of the whole house, from the outside.

mod console;
#[cfg(test)]
mod engine;
mod house;
#[cfg(test)]
mod oracle;
mod tidy;

//! Tests of the whole house, from the outside.

mod engine;
mod oracle;
mod tidy;

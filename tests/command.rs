//! The commands as a person types them, and as somebody who means harm would.

mod check;
mod data;
mod explain;
mod fmt;
mod generate;
mod help;
mod import;
mod init;
mod language;
mod line;
mod office;
mod people;
mod plan;
mod plugin;
mod report;
mod rules;
mod run;
mod schema;
mod store;
mod template;
mod titles;
mod views;
mod watch;

/// The workspace of the example.
const EXAMPLE: &str = "examples/go-quao";

//! The kit for tieuchi's plugins: one function over typed rows becomes a component.
//!
//! A plugin judges one criterion that no table can express. Its manifest, `plugin.toml`, says what
//! it reads, what may be set and which reasons it gives; [`plugin!`] writes the types from it. One
//! function judges:
//!
//! ```
//! // plugin.toml stands beside Cargo.toml, cases.toml beside plugin.toml.
//! tieuchi_plugin::plugin!("example/plugin.toml");
//!
//! use tieuchi_plugin::{Criterion, Finding};
//!
//! fn evaluate(row: &Row<'_>, settings: &Settings, _: &Criterion) -> Finding {
//!     let Some(hours) = row.gio_hoc else {
//!         return Finding::unknown().because(Reason::ThieuGio);
//!     };
//!     if row.khong_the_hoc == Some(true) {
//!         return Finding::not_applicable();
//!     }
//!     // Hours have one decimal in the manifest: 12.5 is 125. So has the setting.
//!     if hours >= settings.gio_can_dat { Finding::pass() } else { Finding::fail() }
//! }
//! # fn main() {}
//! ```
//!
//! with this manifest:
//!
//! ```toml
#![doc = include_str!("../example/plugin.toml")]
//! ```
//!
//! - An input is `Option<i64>` (number, in units of its scale), `Option<bool>`, `Option<Code>` or
//!   `Option<Date>`; none where the evidence is missing, which is never 0 and never no.
//! - Members are rows within a row: `for citizen in row.citizens()`.
//! - `settings` has a field for each setting, `Reason` a variant for each reason.
//! - `fn check_settings(settings: &Settings) -> Vec<Issue>`, if there is one beside `evaluate`,
//!   refuses settings that do not fit each other.
//! - `plugin!("plugin.toml", columns)` asks for whole columns instead of rows:
//!   `fn evaluate_columns(batch: &Batch<'_>, settings: &Settings, criterion: &Criterion) ->
//!   Result<Findings, Fault>`.
//!
//! A function over rows that has no loop and few branches is judged several rows at a time. All of
//! it runs natively, too: `cargo test` judges every case of `cases.toml`, one test for each.

pub use tieuchi_plugin_macros::plugin;

pub use crate::{
    code::Code,
    column::{Codes, Column, Dates, Flags, Input, Numbers},
    criterion::{Criterion, Fault, Issue},
    date::Date,
    finding::{Finding, ReasonCode},
    findings::Findings,
    member::{Members, Nested},
    present::Present,
};

mod block;
#[doc(hidden)]
pub mod border;
mod code;
mod column;
mod criterion;
mod date;
mod finding;
mod findings;
mod judging;
#[doc(hidden)]
pub mod kit;
pub mod log;
mod member;
mod present;
mod state;
#[cfg(not(target_arch = "wasm32"))]
mod worked;

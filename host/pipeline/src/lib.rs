//! The whole trip, from rule files to a run.

pub use tieuchi_register::Encoding;

pub use crate::{
    account::{ExplainOptions, explain},
    check::{Checked, check},
    import::{ImportOptions, Imported, ImportedRegister, import},
    outline::{EditionOutline, Outline, PlaceOutline, ValueOutline, outline},
    overview::{OverviewOptions, overview},
    run::{Done, RunOptions, run, take_in},
    trouble::Trouble,
    workspace::Workspace,
};

mod account;
mod check;
mod files;
mod gather;
mod import;
mod outline;
mod overview;
mod past;
mod place;
mod registers;
mod run;
mod trouble;
mod workspace;

/// How far long work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// What is being done.
    pub what: &'a str,
    /// How much of it.
    pub done: u64,
    /// Of how much.
    pub total: u64,
}

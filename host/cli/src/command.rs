//! The commands, one file each.

pub(crate) mod check;
pub(crate) mod generate;
pub(crate) mod help;
pub(crate) mod plan;
pub(crate) mod run;

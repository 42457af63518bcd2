//! What the code that [`crate::plugin!`] writes calls; nothing here is for a developer's hand.

pub use crate::border::{
    exports::tieuchi::criterion::checker::Findings,
    exports::tieuchi::criterion::checker::{
        Column, Criterion, Fault, Guest, Members, SettingIssue,
    },
    tieuchi::criterion::types::Setting,
};
#[cfg(not(target_arch = "wasm32"))]
pub use crate::worked::{Expected, WorkedCase, bench, codes, flags, members, numbers, run};
pub use crate::{
    block::{Block, Masked},
    judging::Judging,
    member::Member,
    state::{ColumnReader, SettingReader, State},
};

//! Findings arranged for a reader, in every format and in the languages of the message files.

pub use crate::{
    lang::Lang,
    messages::{Argument, Messages},
    overview::{
        csv::{csv, overview_csv},
        json::{json, overview_json},
        section::Section,
        text::{overview_text, table},
    },
    separated::BOM,
};

mod collation;
mod count;
#[cfg(test)]
mod fixture;
mod lang;
mod layout;
mod messages;
mod overview;
mod part;
mod rate;
mod separated;

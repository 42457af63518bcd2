//! Findings arranged for a reader, in every format and in the languages of the message files.

pub use crate::{
    account::{html::account_html, json::account_json, text::account_text},
    book::Unwritten,
    import::{csv::import_csv, json::import_json, text::import_text, xlsx::import_xlsx},
    lang::Lang,
    messages::{Argument, Messages},
    overview::{
        csv::{csv, overview_csv},
        html::overview_html,
        json::{json, overview_json},
        section::Section,
        text::{overview_text, table},
        xlsx::overview_xlsx,
    },
    separated::BOM,
    template::template,
};

mod account;
mod book;
mod chart;
mod collation;
mod count;
#[cfg(test)]
mod fixture;
mod import;
mod lang;
mod layout;
mod markup;
mod messages;
mod overview;
mod part;
mod rate;
mod separated;
mod template;

//! Findings arranged for a reader: a page of text, JSON for programs, CSV for spreadsheets.

pub use crate::{csv::csv, json::json, lang::Lang, page::table};

mod count;
mod csv;
#[cfg(test)]
mod fixture;
mod json;
mod lang;
mod layout;
mod missing;
mod page;
mod words;

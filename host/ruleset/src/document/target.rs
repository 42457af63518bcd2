//! Targets as written.

use tieuchi_core::{Decimal, Span};

use crate::{
    codes,
    document::{
        condition::{self, ConditionDoc},
        edition::value_or_missing,
    },
    fields::Fields,
    sink::{At, Sink},
    syntax::{Entry, Table},
    words::{Dots, id},
};

/// A target.
#[derive(Debug, Clone)]
pub(crate) struct TargetDoc {
    /// Its id.
    pub(crate) id: At<String>,
    /// The title.
    pub(crate) title: Option<At<String>>,
    /// Its name.
    pub(crate) name: String,
    /// The year.
    pub(crate) year: u32,
    /// The percentage.
    pub(crate) percent: Option<At<Decimal>>,
    /// The paper that would give it.
    pub(crate) missing: Option<At<String>>,
    /// The denominator in words.
    pub(crate) of: String,
    /// Which subjects.
    pub(crate) filter: Option<ConditionDoc>,
    /// Its paper.
    pub(crate) reference: String,
}

/// Reads a file of targets.
pub(crate) fn read_targets(table: &Table, sink: &mut Sink) -> Vec<TargetDoc> {
    let mut file = Fields::new(table, &(0..0), "a file of targets");
    let entries = file.entries("target", sink).iter();
    let targets = entries.filter_map(|entry| read_target(entry, sink)).collect();
    file.finish(sink);
    targets
}

/// A target.
fn read_target(entry: &Entry, sink: &mut Sink) -> Option<TargetDoc> {
    let id = id(&entry.key, &entry.key_span, "a target", Dots::Refused, sink);
    let mut fields = Fields::of(entry, format!("target `{}`", id.value.escape_debug()), sink)?;
    let title = fields.need_text("title", sink);
    let name = fields.need_text("name", sink).map(|text| text.value).unwrap_or_default();
    fields.need("year", "2025", sink);
    let year = fields.whole("year", 9999, sink).map_or(0, |year| year.value);
    let percent_entry = fields.entry("percent");
    let percent = fields.number("percent", sink);
    let missing_entry = fields.entry("missing");
    let missing = fields.text("missing", sink);
    value_or_missing(&fields, percent_entry, missing_entry, sink);
    let of = fields.need_text("of", sink).map(|text| text.value).unwrap_or_default();
    let filter = fields.entry("where").and_then(|entry| condition::read(entry, sink));
    let reference = fields.need_text("reference", sink).map(|text| text.value).unwrap_or_default();
    let _ = fields.text("note", sink);
    fields.finish(sink);
    if let Some(percent) = &percent
        && !(Decimal::integer(0)..=Decimal::integer(100)).contains(&percent.value)
    {
        let span: &Span = &percent.span;
        let message = "`percent` must be a number from 0 to 100";
        sink.push(sink.at(codes::WRONG_TYPE, message, span, format!("is {}", percent.value)));
    }
    Some(TargetDoc { id, title, name, year, percent, missing, of, filter, reference })
}

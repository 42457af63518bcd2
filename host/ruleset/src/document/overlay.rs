//! Overlays as written.

use chrono::NaiveDate;

use crate::{
    document::{
        condition::{Literal, read_literal},
        criterion::{self, CriterionDoc, Home},
        edition::too_many,
        term::{OpenDoc, Opening, read_open},
    },
    fields::Fields,
    sink::{At, Sink},
    syntax::{Entry, Table},
};

/// An overlay.
#[derive(Debug, Clone, Default)]
pub(crate) struct OverlayDoc {
    /// The title.
    pub(crate) of: Option<At<String>>,
    /// Digest of the edition that it stands on.
    pub(crate) base: Option<At<String>>,
    /// The place.
    pub(crate) place: Option<At<String>>,
    /// Or the class of places.
    pub(crate) class: Option<At<String>>,
    /// First day.
    pub(crate) from: Option<At<NaiveDate>>,
    /// Last day.
    pub(crate) until: Option<At<NaiveDate>>,
    /// The paper.
    pub(crate) decision: Option<At<String>>,
    /// What it sets of parameters.
    pub(crate) parameters: Vec<ChangeDoc>,
    /// What it says of criteria.
    pub(crate) criteria: Vec<CriterionDoc>,
}

/// What an overlay says of a parameter.
#[derive(Debug, Clone)]
pub(crate) struct ChangeDoc {
    /// The parameter.
    pub(crate) id: At<String>,
    /// Its value.
    pub(crate) value: Option<At<Literal>>,
    /// Narrower bounds.
    pub(crate) open: Option<OpenDoc>,
}

/// Reads an overlay.
pub(crate) fn read(table: &Table, sink: &mut Sink) -> OverlayDoc {
    let mut file = Fields::new(table, &(0..0), "an overlay");
    let mut overlay = file
        .need("overlay", "… under a line `[overlay]`", sink)
        .and_then(|entry| Fields::of(entry, "the overlay", sink))
        .map_or_else(OverlayDoc::default, |fields| read_head(fields, sink));
    let parameters = file.entries("parameter", sink).iter();
    overlay.parameters = parameters.filter_map(|entry| read_change(entry, sink)).collect();
    let criteria = file.entries("criterion", sink);
    too_many(criteria, sink);
    let criteria = criteria.iter();
    overlay.criteria =
        criteria.filter_map(|entry| criterion::read(entry, Home::Overlay, sink)).collect();
    file.finish(sink);
    overlay
}

/// The head of an overlay.
fn read_head(mut fields: Fields<'_>, sink: &mut Sink) -> OverlayDoc {
    let of = fields.need_text("of", sink);
    let base = fields.need_text("base", sink);
    let place = fields.text("place", sink);
    let class = fields.text("class", sink);
    let from = fields.need_date("from", sink);
    let until = fields.date("until", sink);
    let decision = fields.need_text("decision", sink);
    let _ = fields.need_text("reason", sink);
    let _ = fields.text("note", sink);
    fields.finish(sink);
    OverlayDoc { of, base, place, class, from, until, decision, ..OverlayDoc::default() }
}

/// `[parameter.x]` of an overlay.
fn read_change(entry: &Entry, sink: &mut Sink) -> Option<ChangeDoc> {
    let id = At::new(entry.key.clone(), entry.key_span.clone());
    let mut fields = Fields::of(entry, format!("parameter `{}`", id.value.escape_debug()), sink)?;
    let value = fields.entry("value");
    let value = value.and_then(|entry| read_literal(&entry.node, "value", sink));
    let open = fields.entry("open");
    let open = open.and_then(|entry| read_open(entry, Opening::Narrows, sink));
    let _ = fields.text("note", sink);
    fields.finish(sink);
    Some(ChangeDoc { id, value, open })
}

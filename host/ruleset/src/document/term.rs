//! Open terms as written: a value, to whom it is open, and within what.

use tieuchi_core::{Decimal, Span, Tier};

use crate::{
    document::condition::{Literal, read_literal},
    fields::{Fields, as_list, as_number, as_text},
    sink::{At, Sink},
    syntax::{Entry, Node, Value},
    words::word,
};

/// `open = { to = […], min = …, max = …, one-of = […] }`
#[derive(Debug, Clone)]
pub(crate) struct OpenDoc {
    /// To whom; none where it is not said.
    pub(crate) to: Option<Vec<At<Tier>>>,
    /// The least value.
    pub(crate) min: Option<At<Decimal>>,
    /// The greatest value.
    pub(crate) max: Option<At<Decimal>>,
    /// The only values; none where it is not said.
    pub(crate) one_of: Option<Vec<At<Literal>>>,
    /// The whole.
    pub(crate) span: Span,
}

/// Whether `open` opens a term or narrows one that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// A base opens: it must say to whom.
    Opens,
    /// An overlay narrows.
    Narrows,
}

/// Reads `open`.
pub(crate) fn read_open(entry: &Entry, opening: Opening, sink: &mut Sink) -> Option<OpenDoc> {
    let mut fields = Fields::of(entry, "`open`", sink)?;
    let to = if opening == Opening::Opens {
        fields.need("to", "[\"commune\"]", sink)
    } else {
        fields.entry("to")
    };
    let to = to.and_then(|entry| read_tiers(entry, sink));
    let min = fields.number("min", sink);
    let max = fields.number("max", sink);
    let one_of = fields.entry("one-of").and_then(|entry| {
        let items = as_list(&entry.node, "one-of", sink)?;
        Some(items.iter().filter_map(|item| read_literal(item, "one-of", sink)).collect())
    });
    fields.finish(sink);
    Some(OpenDoc { to, min, max, one_of, span: entry.node.span.clone() })
}

/// A list of tiers.
fn read_tiers(entry: &Entry, sink: &mut Sink) -> Option<Vec<At<Tier>>> {
    let words = Tier::ALL.map(|tier| (tier.as_str(), tier));
    let items = as_list(&entry.node, "to", sink)?;
    let tier = |item: &Node, sink: &mut Sink| {
        let text = as_text(item, "to", sink)?;
        Some(At::new(word(&text, "tier", "tiers", &words, sink)?, text.span))
    };
    Some(items.iter().filter_map(|item| tier(item, sink)).collect())
}

/// `points = 10`, or `points = { value = 10, open = {…} }`.
#[derive(Debug, Clone)]
pub(crate) struct PointsDoc {
    /// The points; an overlay that only narrows has none.
    pub(crate) value: Option<At<Decimal>>,
    /// Who may set them.
    pub(crate) open: Option<OpenDoc>,
    /// The whole.
    pub(crate) span: Span,
}

/// Reads points.
pub(crate) fn read_points(entry: &Entry, opening: Opening, sink: &mut Sink) -> Option<PointsDoc> {
    let span = entry.node.span.clone();
    if !matches!(entry.node.value, Value::Table(_)) {
        let value = as_number(&entry.node, "points", sink)?;
        return Some(PointsDoc { value: Some(value), open: None, span });
    }
    let mut fields = Fields::of(entry, "`points`", sink)?;
    let value = if opening == Opening::Opens {
        fields.need("value", "10", sink)
    } else {
        fields.entry("value")
    };
    let value = value.and_then(|entry| as_number(&entry.node, "value", sink));
    let open = fields.entry("open").and_then(|entry| read_open(entry, opening, sink));
    fields.finish(sink);
    Some(PointsDoc { value, open, span })
}

//! TOML text as a tree with places, in the order of the file; no other file reads TOML.

use std::cmp::Ordering;

use chrono::NaiveDate;
use tieuchi_core::{Decimal, Sources, Span};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    codes,
    limits::{DEPTH_MAX, FILE_BYTES_MAX},
    sink::Sink,
};

/// A value and its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// Where.
    pub(crate) span: Span,
    /// What.
    pub(crate) value: Value,
}

/// What may stand right of `=`.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// Text.
    Text(String),
    /// A number, and none where it cannot be told exactly (`1e3`, `inf`, too many digits).
    Number(Option<Decimal>),
    /// `true` or `false`.
    Flag(bool),
    /// A day.
    Date(NaiveDate),
    /// A day with a time, or a time.
    Time,
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

impl Value {
    /// What people call such a value.
    pub(crate) const fn describe(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::Date(_) => "a date",
            Self::Time => "a time",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Keys with their values in the order of the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    /// The entries.
    pub(crate) entries: Vec<Entry>,
}

impl Table {
    /// The entry of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The key without quotes.
    pub(crate) key: String,
    /// Where the key stands.
    pub(crate) key_span: Span,
    /// The value.
    pub(crate) node: Node,
}

/// Reads a file; after syntax errors the sink is muted and the tree is what could be read.
pub(crate) fn parse(sources: &Sources, sink: &mut Sink) -> Table {
    let Some(source) = sources.get(sink.source) else {
        return Table::default();
    };
    if source.text.len() > FILE_BYTES_MAX {
        let message = format!("file is larger than {FILE_BYTES_MAX} bytes");
        let label = format!("has {} bytes", source.text.len());
        let help = "split it: an edition or an overlay is one decree, not an archive";
        sink.push(sink.at(codes::LIMIT, message, &(0..0), label).help(help));
        sink.mute();
        return Table::default();
    }
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    for error in &errors {
        let message = error.message().replace('\n', " ");
        let span = error.span().unwrap_or(0..0);
        let sentence = "file is not valid TOML";
        sink.push(sink.at(codes::SYNTAX, sentence, &clip(&span, &source.text), message));
    }
    if !errors.is_empty() {
        sink.mute();
    }
    table(document.into_inner(), 1, sink)
}

/// Keeps a span inside the text and on the borders of characters.
fn clip(span: &Span, text: &str) -> Span {
    let border = |offset: usize| {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    border(span.start)..border(span.end.max(span.start))
}

/// A table with its entries sorted as the file has them.
fn table(source: DeTable<'_>, depth: usize, sink: &mut Sink) -> Table {
    let mut entries: Vec<Entry> = Vec::with_capacity(source.len());
    for (key, value) in source {
        let key_span = key.span();
        let Some(node) = node(value, &key_span, depth, sink) else { continue };
        entries.push(Entry { key: key.into_inner().into_owned(), key_span, node });
    }
    entries.sort_by(|left, right| match left.key_span.start.cmp(&right.key_span.start) {
        Ordering::Equal => left.key.cmp(&right.key),
        order => order,
    });
    Table { entries }
}

/// A value; none where it lies too deep.
fn node(
    source: Spanned<DeValue<'_>>,
    key_span: &Span,
    depth: usize,
    sink: &mut Sink,
) -> Option<Node> {
    let span = if source.span().is_empty() { key_span.clone() } else { source.span() };
    let value = match source.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) if number.radix() == 10 => {
            Value::Number(Decimal::parse(number.as_str()))
        }
        DeValue::Integer(_) => Value::Number(None),
        DeValue::Float(number) => Value::Number(Decimal::parse(number.as_str())),
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(moment) => match (moment.date, moment.time) {
            (Some(date), None) => {
                let (year, month, day) = (date.year.into(), date.month.into(), date.day.into());
                NaiveDate::from_ymd_opt(year, month, day).map_or(Value::Time, Value::Date)
            }
            _ => Value::Time,
        },
        DeValue::Array(_) | DeValue::Table(_) if depth >= DEPTH_MAX => {
            let message = format!("tables and lists nest deeper than {DEPTH_MAX}");
            sink.push(sink.at(codes::LIMIT, message, &span, "too deep"));
            // What is cut off would be missed everywhere.
            sink.mute();
            return None;
        }
        DeValue::Array(items) => Value::List(
            items.into_iter().filter_map(|item| node(item, key_span, depth + 1, sink)).collect(),
        ),
        DeValue::Table(inner) => Value::Table(table(inner, depth + 1, sink)),
    };
    Some(Node { span, value })
}

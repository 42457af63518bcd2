//! TOML text as a tree with places, in the order of the text; no other file here reads TOML.

use std::ops::Range;

use tieuchi_core::Decimal;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::problem::{Problem, Problems};

/// Tables and lists inside each other.
const DEPTH_MAX: usize = 12;

/// A value and its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// Where.
    pub(crate) span: Range<usize>,
    /// What.
    pub(crate) value: Value,
}

/// What may stand right of `=`.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// Text.
    Text(String),
    /// A number, and none where it cannot be told exactly.
    Number(Option<Decimal>),
    /// `true` or `false`.
    Flag(bool),
    /// A day since 1970-01-01.
    Date(i64),
    /// A day with a time, or a time.
    Time,
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Vec<Entry>),
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

/// A key with its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The key without quotes.
    pub(crate) key: String,
    /// Where the key stands.
    pub(crate) key_span: Range<usize>,
    /// The value.
    pub(crate) node: Node,
}

/// Reads a text of at most `bytes_max` bytes; none, reported, where it is no TOML.
pub(crate) fn parse(text: &str, bytes_max: usize, problems: &mut Problems) -> Option<Vec<Entry>> {
    if text.len() > bytes_max {
        let message = format!("text has {} bytes, more than {bytes_max}", text.len());
        problems.push(Problem::new(message, 0..0));
        return None;
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let message = format!("text is not valid TOML: {}", error.message().replace('\n', " "));
        problems.push(Problem::new(message, clip(&error.span().unwrap_or(0..0), text)));
    }
    let entries = table(document.into_inner(), 1, problems);
    errors.is_empty().then_some(entries)
}

/// Keeps a span inside the text and on the borders of characters.
fn clip(span: &Range<usize>, text: &str) -> Range<usize> {
    let border = |offset: usize| text.floor_char_boundary(offset.min(text.len()));
    border(span.start)..border(span.end.max(span.start))
}

/// A table with its entries sorted as the text has them.
fn table(source: DeTable<'_>, depth: usize, problems: &mut Problems) -> Vec<Entry> {
    let mut entries: Vec<Entry> = source
        .into_iter()
        .map(|(key, value)| {
            let key_span = key.span();
            let node = node(value, &key_span, depth, problems);
            Entry { key: key.into_inner().into_owned(), key_span, node }
        })
        .collect();
    entries.sort_by(|left, right| {
        (left.key_span.start, &left.key).cmp(&(right.key_span.start, &right.key))
    });
    entries
}

/// A value; an empty list, reported, where it lies too deep.
fn node(
    source: Spanned<DeValue<'_>>,
    key_span: &Range<usize>,
    depth: usize,
    problems: &mut Problems,
) -> Node {
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
            (Some(date), None) => day(&date.to_string()).map_or(Value::Time, Value::Date),
            _ => Value::Time,
        },
        DeValue::Array(_) | DeValue::Table(_) if depth >= DEPTH_MAX => {
            let message = format!("tables and lists nest deeper than {DEPTH_MAX}");
            problems.push(Problem::new(message, span.clone()));
            Value::List(Vec::new())
        }
        DeValue::Array(items) => Value::List(
            items.into_iter().map(|item| node(item, key_span, depth + 1, problems)).collect(),
        ),
        DeValue::Table(inner) => Value::Table(table(inner, depth + 1, problems)),
    };
    Node { span, value }
}

/// A day since 1970-01-01.
pub(crate) fn day(text: &str) -> Option<i64> {
    tieuchi_core::parse_date(text).map(tieuchi_core::days_from_date)
}

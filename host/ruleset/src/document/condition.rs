//! Conditions as written.

use chrono::NaiveDate;
use tieuchi_core::{Decimal, Span};

use crate::{
    codes,
    fields::{Fields, as_list, as_table, inexact, wrong_type},
    limits::CONDITION_NODES_MAX,
    sink::{At, Sink},
    syntax::{Entry, Node, Table, Value},
    words::{Dots, id, suggestion_or_list},
};

/// A condition.
#[derive(Debug, Clone)]
pub(crate) enum ConditionDoc {
    /// Every one.
    All(Vec<Self>),
    /// At least one.
    Any(Vec<Self>),
    /// Not one.
    None(Vec<Self>),
    /// A comparison.
    Compare {
        /// The indicator.
        indicator: At<String>,
        /// Which comparison.
        comparison: At<Comparison>,
        /// One bound, two for *between*, any number for *one of*.
        bounds: Vec<At<Operand>>,
    },
    /// `present = …`
    Present {
        /// The indicator.
        indicator: At<String>,
        /// Has, or has none.
        present: At<bool>,
    },
}

/// The comparisons of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// >
    Above,
    /// <
    Below,
    /// ≥ the first and ≤ the second
    Between,
    /// =
    Is,
    /// = one of several
    OneOf,
}

impl Comparison {
    /// All with their words.
    const WORDS: [(&'static str, Self); 7] = [
        ("at-least", Self::AtLeast),
        ("at-most", Self::AtMost),
        ("above", Self::Above),
        ("below", Self::Below),
        ("between", Self::Between),
        ("is", Self::Is),
        ("one-of", Self::OneOf),
    ];

    /// The word.
    pub(crate) fn as_str(self) -> &'static str {
        Self::WORDS.iter().find(|(_, item)| *item == self).map_or("", |(word, _)| word)
    }

    /// The comparison that a word names.
    fn parse(text: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(word, _)| *word == text).map(|(_, item)| *item)
    }
}

/// What a value is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Operand {
    /// A constant.
    Literal(Literal),
    /// `{ parameter = "…" }`
    Parameter(String),
}

/// A constant as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Literal {
    /// A number.
    Number(Decimal),
    /// True or false.
    Flag(bool),
    /// Text: a code.
    Text(String),
    /// A day.
    Date(NaiveDate),
}

impl Literal {
    /// What people call it.
    pub(crate) const fn describe(&self) -> &'static str {
        match self {
            Self::Number(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::Text(_) => "a code",
            Self::Date(_) => "a date",
        }
    }
}

/// Reads a condition; none, reported, where nothing of it can be kept.
pub(crate) fn read(entry: &Entry, sink: &mut Sink) -> Option<ConditionDoc> {
    let mut nodes = 0;
    let condition = read_table(&entry.node, &entry.key, &mut nodes, sink);
    if nodes > CONDITION_NODES_MAX {
        let message = format!("condition has more than {CONDITION_NODES_MAX} parts");
        let label = format!("has {nodes}");
        let help = "compute an indicator in the catalogue, or write a plugin";
        sink.push(sink.at(codes::LIMIT, message, &entry.key_span, label).help(help));
    }
    condition
}

/// A condition table: its entries joined by *and*.
fn read_table(node: &Node, key: &str, nodes: &mut usize, sink: &mut Sink) -> Option<ConditionDoc> {
    let table = as_table(node, key, sink)?;
    let mut parts = Vec::new();
    for entry in &table.entries {
        match entry.key.as_str() {
            "all" => parts.extend(read_joint(entry, ConditionDoc::All, nodes, sink)),
            "any" => parts.extend(read_joint(entry, ConditionDoc::Any, nodes, sink)),
            "none" => parts.extend(read_joint(entry, ConditionDoc::None, nodes, sink)),
            _ => read_tests(entry, &mut parts, nodes, sink),
        }
    }
    if table.entries.is_empty() {
        empty(&node.span, sink);
    }
    if parts.len() == 1 { parts.pop() } else { Some(ConditionDoc::All(parts)) }
}

/// Reports a condition without content.
fn empty(span: &Span, sink: &mut Sink) {
    let help = "write `{ indicator = { comparison = bound } }`, or leave the key out";
    sink.push(sink.at(codes::EMPTY_CONDITION, "condition tests nothing", span, "empty").help(help));
}

/// `all`, `any` or `none`.
fn read_joint(
    entry: &Entry,
    join: fn(Vec<ConditionDoc>) -> ConditionDoc,
    nodes: &mut usize,
    sink: &mut Sink,
) -> Option<ConditionDoc> {
    let items = as_list(&entry.node, &entry.key, sink)?;
    *nodes += 1;
    if items.is_empty() {
        empty(&entry.node.span, sink);
    }
    let parts = items.iter().filter_map(|item| read_table(item, &entry.key, nodes, sink));
    Some(join(parts.collect()))
}

/// The comparisons of one indicator.
fn read_tests(entry: &Entry, parts: &mut Vec<ConditionDoc>, nodes: &mut usize, sink: &mut Sink) {
    let Value::Table(table) = &entry.node.value else {
        wrong_type(&entry.node, &entry.key, "a table such as `{ at-least = 3 }`", sink);
        return;
    };
    let indicator = id(&entry.key, &entry.key_span, "an indicator", Dots::Allowed, sink);
    if table.entries.is_empty() {
        empty(&entry.node.span, sink);
    }
    for test in &table.entries {
        *nodes += 1;
        if test.key == "present" {
            let Value::Flag(present) = test.node.value else {
                wrong_type(&test.node, "present", "true or false", sink);
                continue;
            };
            let present = At::new(present, test.node.span.clone());
            parts.push(ConditionDoc::Present { indicator: indicator.clone(), present });
        } else if let Some(comparison) = Comparison::parse(&test.key) {
            let bounds = read_bounds(&test.node, comparison, sink);
            *nodes += bounds.len();
            let comparison = At::new(comparison, test.key_span.clone());
            parts.push(ConditionDoc::Compare { indicator: indicator.clone(), comparison, bounds });
        } else if let Some(rest) = dotted_rest(test) {
            let whole = format!("{}.{}", entry.key, rest.join("."));
            let message = format!("id `{whole}` is not quoted");
            let help = format!("write `\"{whole}\"`");
            let label = "without quotes a dot makes a table inside a table";
            sink.push(sink.at(codes::UNQUOTED_ID, message, &entry.key_span, label).help(help));
        } else {
            unknown_comparison(test, sink);
        }
    }
}

/// Reports a comparison that is none.
fn unknown_comparison(test: &Entry, sink: &mut Sink) {
    let message = format!("unknown comparison `{}`", test.key.escape_debug());
    let words = Comparison::WORDS.iter().map(|(word, _)| *word).chain(["present"]);
    let help = suggestion_or_list(&test.key, words, "comparisons");
    let code = codes::UNKNOWN_COMPARISON;
    sink.push(sink.at(code, message, &test.key_span, "not a comparison").help(help));
}

/// The rest of an id whose dots were read as tables; none where this is something else.
fn dotted_rest(entry: &Entry) -> Option<Vec<&str>> {
    let Value::Table(table) = &entry.node.value else { return None };
    let mut rest = vec![entry.key.as_str()];
    let is_test = |inner: &Entry| inner.key == "present" || Comparison::parse(&inner.key).is_some();
    if !table.entries.iter().any(is_test) {
        rest.extend(table.entries.iter().find_map(dotted_rest)?);
    }
    Some(rest)
}

/// The bounds of a comparison.
fn read_bounds(node: &Node, comparison: Comparison, sink: &mut Sink) -> Vec<At<Operand>> {
    let word = comparison.as_str();
    if !matches!(comparison, Comparison::Between | Comparison::OneOf) {
        return read_operand(node, word, sink).into_iter().collect();
    }
    let Some(items) = as_list(node, word, sink) else { return Vec::new() };
    let right_length =
        if comparison == Comparison::Between { items.len() == 2 } else { !items.is_empty() };
    if !right_length {
        let expected = if comparison == Comparison::Between {
            "a list of two bounds, both included"
        } else {
            "a list of at least one value"
        };
        let message = format!("`{word}` must be {expected}");
        let label = format!("has {}", items.len());
        sink.push(sink.at(codes::WRONG_TYPE, message, &node.span, label));
    }
    let bounds: Vec<_> = items.iter().filter_map(|item| read_operand(item, word, sink)).collect();
    if comparison == Comparison::Between && reversed(&bounds) {
        let message = format!("`{word}` must be the lower bound and then the upper one");
        sink.push(sink.at(codes::WRONG_TYPE, message, &node.span, "no value lies between"));
    }
    bounds
}

/// Whether the first of two constants is above the second.
fn reversed(bounds: &[At<Operand>]) -> bool {
    let [At { value: Operand::Literal(first), .. }, At { value: Operand::Literal(second), .. }] =
        bounds
    else {
        return false;
    };
    match (first, second) {
        (Literal::Number(first), Literal::Number(second)) => first > second,
        (Literal::Date(first), Literal::Date(second)) => first > second,
        _ => false,
    }
}

/// A constant or a parameter.
pub(crate) fn read_operand(node: &Node, key: &str, sink: &mut Sink) -> Option<At<Operand>> {
    let Value::Table(table) = &node.value else {
        let literal = read_literal(node, key, sink)?;
        return Some(At::new(Operand::Literal(literal.value), literal.span));
    };
    read_parameter(table, &node.span, sink)
        .map(|parameter| At::new(Operand::Parameter(parameter.value), parameter.span))
}

/// `{ parameter = "…" }`
fn read_parameter(table: &Table, span: &Span, sink: &mut Sink) -> Option<At<String>> {
    let mut fields = Fields::new(table, span, "bound");
    let parameter = fields.need_text("parameter", sink);
    fields.finish(sink);
    parameter
}

/// A constant, or a report.
pub(crate) fn read_literal(node: &Node, key: &str, sink: &mut Sink) -> Option<At<Literal>> {
    let literal = match &node.value {
        Value::Text(text) => Literal::Text(text.clone()),
        Value::Number(Some(number)) => Literal::Number(*number),
        Value::Number(None) => {
            inexact(&node.span, sink);
            return None;
        }
        Value::Flag(flag) => Literal::Flag(*flag),
        Value::Date(date) => Literal::Date(*date),
        Value::Time | Value::List(_) | Value::Table(_) => {
            wrong_type(node, key, "a number, true or false, a code or a date", sink);
            return None;
        }
    };
    Some(At::new(literal, node.span.clone()))
}

//! Reading a table key by key: types, missing keys, unknown keys.

use chrono::NaiveDate;
use tieuchi_core::{Decimal, Span};

use crate::{
    codes,
    sink::{At, Sink},
    syntax::{Entry, Node, Table, Value},
    words::suggestion_or_list,
};

/// A table being read; whatever nobody asks for is unknown.
#[derive(Debug)]
pub(crate) struct Fields<'t> {
    /// The table.
    table: &'t Table,
    /// Where its name stands.
    span: Span,
    /// What it is, for messages: ``criterion `x` ``.
    what: String,
    /// The keys that were asked for.
    asked: Vec<&'static str>,
}

impl<'t> Fields<'t> {
    /// Starts reading.
    pub(crate) fn new(table: &'t Table, span: &Span, what: impl Into<String>) -> Self {
        Self { table, span: span.clone(), what: what.into(), asked: Vec::new() }
    }

    /// Starts reading the table of an entry; none, reported, if it is none.
    pub(crate) fn of(entry: &'t Entry, what: impl Into<String>, sink: &mut Sink) -> Option<Self> {
        let table = as_table(&entry.node, &entry.key, sink)?;
        Some(Self::new(table, &entry.key_span, what))
    }

    /// What the table is, for messages.
    pub(crate) fn what(&self) -> &str {
        &self.what
    }

    /// Where its name stands.
    pub(crate) fn span(&self) -> &Span {
        &self.span
    }

    /// The entry of a key.
    pub(crate) fn entry(&mut self, key: &'static str) -> Option<&'t Entry> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.table.get(key)
    }

    /// The entry of a key that must be there; `example` is what to type.
    pub(crate) fn need(
        &mut self,
        key: &'static str,
        example: &str,
        sink: &mut Sink,
    ) -> Option<&'t Entry> {
        let entry = self.entry(key);
        if entry.is_none() {
            let message = format!("{} has no `{key}`", self.what);
            let help = match example.strip_prefix("… ") {
                Some(place) => format!("write its keys {place}"),
                None => format!("add `{key} = {example}`"),
            };
            sink.push(sink.at(codes::MISSING_KEY, message, &self.span, "not said").help(help));
        }
        entry
    }

    /// A text, if there is one.
    pub(crate) fn text(&mut self, key: &'static str, sink: &mut Sink) -> Option<At<String>> {
        self.entry(key).and_then(|entry| as_text(&entry.node, key, sink))
    }

    /// A text that must be there and say something.
    pub(crate) fn need_text(&mut self, key: &'static str, sink: &mut Sink) -> Option<At<String>> {
        let example = match key {
            "base" => "\"sha256:…\"",
            "mode" => "\"half-up\"",
            "period" => "\"year\"",
            "subject" | "over" => "\"citizen\"",
            "type" => "\"integer\"",
            _ => "\"…\"",
        };
        let entry = self.need(key, example, sink)?;
        let text = as_text(&entry.node, key, sink)?;
        if text.value.trim().is_empty() {
            let message = format!("{} has an empty `{key}`", self.what);
            sink.push(sink.at(codes::MISSING_KEY, message, &text.span, "says nothing"));
            return None;
        }
        Some(text)
    }

    /// True or false, if said.
    pub(crate) fn flag(&mut self, key: &'static str, sink: &mut Sink) -> Option<At<bool>> {
        let entry = self.entry(key)?;
        let Value::Flag(flag) = entry.node.value else {
            wrong_type(&entry.node, key, "true or false", sink);
            return None;
        };
        Some(At::new(flag, entry.node.span.clone()))
    }

    /// A number, if there is one.
    pub(crate) fn number(&mut self, key: &'static str, sink: &mut Sink) -> Option<At<Decimal>> {
        self.entry(key).and_then(|entry| as_number(&entry.node, key, sink))
    }

    /// A whole number within `0..=max`, if there is one.
    pub(crate) fn whole(
        &mut self,
        key: &'static str,
        max: u32,
        sink: &mut Sink,
    ) -> Option<At<u32>> {
        self.entry(key).and_then(|entry| as_whole(&entry.node, key, max, sink))
    }

    /// A date, if there is one.
    pub(crate) fn date(&mut self, key: &'static str, sink: &mut Sink) -> Option<At<NaiveDate>> {
        self.entry(key).and_then(|entry| as_date(&entry.node, key, sink))
    }

    /// A date that must be there.
    pub(crate) fn need_date(
        &mut self,
        key: &'static str,
        sink: &mut Sink,
    ) -> Option<At<NaiveDate>> {
        self.need(key, "2024-01-31", sink).and_then(|entry| as_date(&entry.node, key, sink))
    }

    /// A list of texts; empty where there is none.
    pub(crate) fn texts(&mut self, key: &'static str, sink: &mut Sink) -> Vec<At<String>> {
        let Some(items) = self.entry(key).and_then(|entry| as_list(&entry.node, key, sink)) else {
            return Vec::new();
        };
        items.iter().filter_map(|item| as_text(item, key, sink)).collect()
    }

    /// The entries of a table inside; none where there is none.
    pub(crate) fn entries(&mut self, key: &'static str, sink: &mut Sink) -> &'t [Entry] {
        self.entry(key)
            .and_then(|entry| as_table(&entry.node, key, sink))
            .map_or(&[], |table| &table.entries)
    }

    /// Reports whatever nobody asked for.
    pub(crate) fn finish(self, sink: &mut Sink) {
        for entry in &self.table.entries {
            if self.asked.contains(&entry.key.as_str()) {
                continue;
            }
            let message = format!("unknown key `{}`", entry.key.escape_debug());
            let label = format!("{} has no such key", self.what);
            let help = suggestion_or_list(&entry.key, self.asked.iter().copied(), "keys here");
            sink.push(sink.at(codes::UNKNOWN_KEY, message, &entry.key_span, label).help(help));
        }
    }
}

/// Reports a value of another type.
pub(crate) fn wrong_type(node: &Node, key: &str, expected: &str, sink: &mut Sink) {
    let message = format!("`{}` must be {expected}", key.escape_debug());
    let label = format!("is {}", node.value.describe());
    sink.push(sink.at(codes::WRONG_TYPE, message, &node.span, label));
}

/// A text, or a report.
pub(crate) fn as_text(node: &Node, key: &str, sink: &mut Sink) -> Option<At<String>> {
    let Value::Text(text) = &node.value else {
        wrong_type(node, key, "text", sink);
        return None;
    };
    Some(At::new(text.clone(), node.span.clone()))
}

/// A date, or a report.
fn as_date(node: &Node, key: &str, sink: &mut Sink) -> Option<At<NaiveDate>> {
    let Value::Date(date) = node.value else {
        wrong_type(node, key, "a date such as 2024-01-31, without quotes", sink);
        return None;
    };
    Some(At::new(date, node.span.clone()))
}

/// A list, or a report.
pub(crate) fn as_list<'t>(node: &'t Node, key: &str, sink: &mut Sink) -> Option<&'t [Node]> {
    let Value::List(items) = &node.value else {
        wrong_type(node, key, "a list", sink);
        return None;
    };
    Some(items)
}

/// A table, or a report.
pub(crate) fn as_table<'t>(node: &'t Node, key: &str, sink: &mut Sink) -> Option<&'t Table> {
    let Value::Table(table) = &node.value else {
        wrong_type(node, key, "a table", sink);
        return None;
    };
    Some(table)
}

/// An exact number, or a report.
pub(crate) fn as_number(node: &Node, key: &str, sink: &mut Sink) -> Option<At<Decimal>> {
    match node.value {
        Value::Number(Some(number)) => Some(At::new(number, node.span.clone())),
        Value::Number(None) => {
            inexact(&node.span, sink);
            None
        }
        _ => {
            wrong_type(node, key, "a number", sink);
            None
        }
    }
}

/// Reports a number that no decimal of ours can tell.
pub(crate) fn inexact(span: &Span, sink: &mut Sink) {
    let message = "number cannot be kept exactly";
    let label = format!("needs plain digits, at most {} after the point", Decimal::SCALE_MAX);
    sink.push(sink.at(codes::INEXACT, message, span, label));
}

/// A whole number within `0..=max`, or a report.
pub(crate) fn as_whole(node: &Node, key: &str, max: u32, sink: &mut Sink) -> Option<At<u32>> {
    let number = as_number(node, key, sink)?;
    let whole = number.value.exact_units(0).and_then(|units| u32::try_from(units).ok());
    let Some(whole) = whole.filter(|whole| *whole <= max) else {
        let expected = format!("a whole number from 0 to {max}");
        let message = format!("`{key}` must be {expected}");
        let label = format!("is {}", number.value);
        sink.push(sink.at(codes::WRONG_TYPE, message, &node.span, label));
        return None;
    };
    Some(At::new(whole, number.span))
}

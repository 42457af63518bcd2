//! Reading a table key by key: types, missing keys, unknown keys.

use std::ops::Range;

use tieuchi_core::Decimal;

use crate::{
    problem::{Problem, Problems},
    tree::{Entry, Node, Value},
    words::{is_shown, suggestion_or_list},
};

/// A table being read; whatever nobody asks for is unknown.
#[derive(Debug)]
pub(crate) struct Fields<'t> {
    /// The entries.
    entries: &'t [Entry],
    /// Where its name stands.
    span: Range<usize>,
    /// What it is, for messages.
    what: String,
    /// The keys that were asked for.
    asked: Vec<&'static str>,
}

impl<'t> Fields<'t> {
    /// Starts reading.
    pub(crate) fn new(entries: &'t [Entry], span: Range<usize>, what: impl Into<String>) -> Self {
        Self { entries, span, what: what.into(), asked: Vec::new() }
    }

    /// Starts reading the table of an entry; none, reported, where it is none.
    pub(crate) fn of(
        entry: &'t Entry,
        what: impl Into<String>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let entries = as_table(&entry.node, &entry.key, problems)?;
        Some(Self::new(entries, entry.key_span.clone(), what))
    }

    /// What it is, for messages.
    pub(crate) fn what(&self) -> &str {
        &self.what
    }

    /// Where its name stands.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The entry of a key.
    pub(crate) fn entry(&mut self, key: &'static str) -> Option<&'t Entry> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The entry of a key that must be there; `example` is what to type.
    pub(crate) fn need(
        &mut self,
        key: &'static str,
        example: &str,
        problems: &mut Problems,
    ) -> Option<&'t Entry> {
        let entry = self.entry(key);
        if entry.is_none() {
            let message = format!("{} has no `{key}`", self.what);
            let help = format!("add `{key} = {example}`");
            problems.push(Problem::new(message, self.span()).help(help));
        }
        entry
    }

    /// A text of one line that must be there and say something.
    pub(crate) fn need_line(
        &mut self,
        key: &'static str,
        example: &str,
        chars_max: usize,
        problems: &mut Problems,
    ) -> Option<String> {
        let entry = self.need(key, example, problems)?;
        as_line(&entry.node, key, chars_max, problems)
    }

    /// A whole number within a range, if there is one.
    pub(crate) fn whole(
        &mut self,
        key: &'static str,
        range: Range<u64>,
        problems: &mut Problems,
    ) -> Option<u64> {
        self.entry(key).and_then(|entry| as_whole(&entry.node, key, range, problems))
    }

    /// The entries of a table inside; none where there is none.
    pub(crate) fn table(&mut self, key: &'static str, problems: &mut Problems) -> &'t [Entry] {
        self.entry(key).and_then(|entry| as_table(&entry.node, key, problems)).unwrap_or_default()
    }

    /// Reports whatever nobody asked for.
    pub(crate) fn finish(self, problems: &mut Problems) {
        for entry in self.entries {
            if self.asked.contains(&entry.key.as_str()) {
                continue;
            }
            let message = format!("{} has no key `{}`", self.what, shown(&entry.key));
            let help = suggestion_or_list(&entry.key, self.asked.iter().copied(), "keys here");
            problems.push(Problem::new(message, entry.key_span.clone()).help(help));
        }
    }
}

/// An author's word for a message.
pub(crate) fn shown(word: &str) -> String {
    crate::words::sanitise(word)
}

/// Reports a value of another type.
pub(crate) fn wrong_type(node: &Node, key: &str, expected: &str, problems: &mut Problems) {
    let message = format!("`{}` must be {expected}, not {}", shown(key), node.value.describe());
    problems.push(Problem::new(message, node.span.clone()));
}

/// A table, or a report.
pub(crate) fn as_table<'t>(
    node: &'t Node,
    key: &str,
    problems: &mut Problems,
) -> Option<&'t [Entry]> {
    let Value::Table(entries) = &node.value else {
        wrong_type(node, key, "a table", problems);
        return None;
    };
    Some(entries)
}

/// A list, or a report.
pub(crate) fn as_list<'t>(
    node: &'t Node,
    key: &str,
    problems: &mut Problems,
) -> Option<&'t [Node]> {
    let Value::List(items) = &node.value else {
        wrong_type(node, key, "a list", problems);
        return None;
    };
    Some(items)
}

/// A text, or a report.
pub(crate) fn as_text<'t>(node: &'t Node, key: &str, problems: &mut Problems) -> Option<&'t str> {
    let Value::Text(text) = &node.value else {
        wrong_type(node, key, "text", problems);
        return None;
    };
    Some(text)
}

/// A text of one line, or a report.
pub(crate) fn as_line(
    node: &Node,
    key: &str,
    chars_max: usize,
    problems: &mut Problems,
) -> Option<String> {
    let text = as_text(node, key, problems)?;
    let fault = if text.trim().is_empty() {
        format!("`{}` says nothing", shown(key))
    } else if text.chars().count() > chars_max {
        format!("`{}` has more than {chars_max} characters", shown(key))
    } else if !text.chars().all(is_shown) {
        format!("`{}` holds a character that cannot be shown", shown(key))
    } else {
        return Some(text.to_owned());
    };
    let help = format!("write one line of 1 to {chars_max} characters without control characters");
    problems.push(Problem::new(fault, node.span.clone()).help(help));
    None
}

/// An exact number, or a report.
pub(crate) fn as_number(node: &Node, key: &str, problems: &mut Problems) -> Option<Decimal> {
    match node.value {
        Value::Number(Some(number)) => Some(number),
        Value::Number(None) => {
            let message = format!("`{}` cannot be kept exactly", shown(key));
            let help =
                format!("write plain digits, at most {} after the point", Decimal::SCALE_MAX);
            problems.push(Problem::new(message, node.span.clone()).help(help));
            None
        }
        _ => {
            wrong_type(node, key, "a number", problems);
            None
        }
    }
}

/// A whole number within a range, or a report.
pub(crate) fn as_whole(
    node: &Node,
    key: &str,
    range: Range<u64>,
    problems: &mut Problems,
) -> Option<u64> {
    let number = as_number(node, key, problems)?;
    let whole = number.exact_units(0).and_then(|units| u64::try_from(units).ok());
    if whole.is_none_or(|whole| !range.contains(&whole)) {
        let (least, most) = (range.start, range.end.saturating_sub(1));
        let message = format!("`{}` must be a whole number from {least} to {most}", shown(key));
        problems.push(Problem::new(message, node.span.clone()));
        return None;
    }
    whole
}

//! A plugin's settings as JSON text, and back as TOML.

use std::fmt::Write as _;

use crate::{
    fields::{inexact, wrong_type},
    sink::Sink,
    syntax::{Node, Value},
};

/// A table as JSON with sorted keys; dates become text, numbers keep their digits.
pub(crate) fn write(node: &Node, key: &str, sink: &mut Sink) -> Option<String> {
    if !matches!(node.value, Value::Table(_)) {
        wrong_type(node, key, "a table", sink);
        return None;
    }
    let mut text = String::new();
    write_node(node, key, &mut text, sink)?;
    Some(text)
}

/// A value.
fn write_node(node: &Node, key: &str, text: &mut String, sink: &mut Sink) -> Option<()> {
    match &node.value {
        Value::Text(value) => text.push_str(&quoted(value)),
        Value::Number(Some(number)) => text.push_str(&number.to_string()),
        Value::Number(None) => {
            inexact(&node.span, sink);
            return None;
        }
        Value::Flag(flag) => text.push_str(if *flag { "true" } else { "false" }),
        Value::Date(date) => text.push_str(&quoted(&date.to_string())),
        Value::Time => {
            wrong_type(node, key, "a date without a time", sink);
            return None;
        }
        Value::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                write_node(item, key, text, sink)?;
            }
            text.push(']');
        }
        Value::Table(table) => {
            let mut entries: Vec<_> = table.entries.iter().collect();
            entries.sort_by(|left, right| left.key.cmp(&right.key));
            text.push('{');
            for (index, entry) in entries.into_iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                text.push_str(&quoted(&entry.key));
                text.push(':');
                write_node(&entry.node, &entry.key, text, sink)?;
            }
            text.push('}');
        }
    }
    Some(())
}

/// A text in quotes, as both JSON and TOML read it.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            letter if letter.is_control() => {
                write!(out, "\\u{:04X}", u32::from(letter)).expect("writing to a text cannot fail");
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// JSON text of [`write`] as a TOML value: outside texts only `:` is another sign there.
pub(crate) fn to_toml(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    let (mut inside, mut escaped) = (false, false);
    for letter in json.chars() {
        if inside {
            inside = escaped || letter != '"';
            escaped = letter == '\\' && !escaped;
            out.push(letter);
        } else {
            inside = letter == '"';
            out.push_str(match letter {
                ':' => " = ",
                ',' => ", ",
                _ => "",
            });
            if !matches!(letter, ':' | ',') {
                out.push(letter);
            }
        }
    }
    out
}

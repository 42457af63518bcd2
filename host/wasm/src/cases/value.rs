//! The values of worked cases: a number, a flag, a code or a date, as TOML gives it.

use tieuchi_core::{Decimal, ValueType};

use crate::{
    cases::dictionary::Dictionary,
    fields::{as_number, as_text, shown, wrong_type},
    manifest::{Input, InputType},
    problem::{Problem, Problems},
    tree::{Entry, Value, day},
};

/// A value in units; none, reported, where it does not fit.
pub(super) fn read_value(
    entry: &Entry,
    input: &Input,
    dictionary: &mut Dictionary,
    problems: &mut Problems,
) -> Option<i64> {
    let node = &entry.node;
    match (input.value_type, &node.value) {
        (InputType::Number { scale }, Value::Number(_) | Value::Text(_)) => {
            let number = match &node.value {
                Value::Text(text) => text_number(entry, text, problems)?,
                _ => as_number(node, &entry.key, problems)?,
            };
            let units = number.exact_units(scale);
            if units.is_none() {
                let key = shown(&entry.key);
                let message = format!("`{key}` keeps {scale} digits after the point, not {number}");
                problems.push(Problem::new(message, node.span.clone()));
            }
            units
        }
        (InputType::Flag, Value::Flag(flag)) => Some(i64::from(*flag)),
        (InputType::Code, Value::Text(_)) => {
            let position = dictionary.position(as_text(node, &entry.key, problems)?);
            if position.is_none() {
                let message = format!("`{}` has too many codes", shown(&entry.key));
                problems.push(Problem::new(message, node.span.clone()));
            }
            position
        }
        (InputType::Date, Value::Date(_) | Value::Text(_)) => {
            let found = match &node.value {
                Value::Text(text) => day(text),
                Value::Date(day) => Some(*day),
                _ => None,
            };
            let (first, last) = ValueType::DATE_RANGE;
            let found = found.filter(|day| (first..=last).contains(day));
            if found.is_none() {
                let message = format!("`{}` is no day such as 2024-01-31", shown(&entry.key));
                problems.push(Problem::new(message, node.span.clone()));
            }
            found
        }
        (expected, _) => {
            let expected = match expected {
                InputType::Number { .. } => "a number",
                InputType::Flag => "true or false",
                InputType::Code => "a code as text",
                InputType::Date => "a date",
            };
            wrong_type(node, &entry.key, expected, problems);
            None
        }
    }
}

/// A number that is written as text.
fn text_number(entry: &Entry, text: &str, problems: &mut Problems) -> Option<Decimal> {
    let number = Decimal::parse(text);
    if number.is_none() {
        let message = format!("`{}` is no number such as 12.5", shown(&entry.key));
        problems.push(Problem::new(message, entry.node.span.clone()));
    }
    number
}

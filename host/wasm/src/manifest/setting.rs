//! The settings of a manifest: what a rule may set, within what, and what holds where it does not.

use crate::{
    fields::{Fields, as_line, as_list, as_number, as_text, shown, wrong_type},
    manifest::{
        SettingDecl, SettingType, SettingValue,
        input::{no_scale, read_scale},
        read::{read_id, read_summary, too_many},
    },
    problem::{Problem, Problems},
    settle::{LIST_MAX, TEXT_CHARS_MAX, fault_of},
    tree::{Entry, Node, Value},
    words::suggestion_or_list,
};

/// Settings of a plugin.
const SETTINGS_MAX: usize = 64;
/// The words for types of settings.
const TYPES: [&str; 6] = ["number", "flag", "text", "date", "numbers", "texts"];

/// The settings in the order of the text.
pub(super) fn read_settings(entries: &[Entry], problems: &mut Problems) -> Vec<SettingDecl> {
    too_many(entries, SETTINGS_MAX, "settings", problems);
    entries.iter().take(SETTINGS_MAX).filter_map(|entry| setting(entry, problems)).collect()
}

/// One setting.
fn setting(entry: &Entry, problems: &mut Problems) -> Option<SettingDecl> {
    read_id(entry, "a setting", problems);
    let mut fields = Fields::of(entry, format!("setting `{}`", shown(&entry.key)), problems)?;
    let value_type = value_type(&mut fields, problems);
    let mut number =
        |key| fields.entry(key).and_then(|entry| as_number(&entry.node, key, problems));
    let (min, max) = (number("min"), number("max"));
    let one_of = one_of(&mut fields, problems);
    let default = fields.entry("default");
    let summary = read_summary(&mut fields, problems);
    if let Some(value_type) = value_type {
        misplaced(value_type, &mut fields, problems);
    }
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        let message = format!("{} has a `min` above its `max`", fields.what());
        problems.push(Problem::new(message, fields.span()));
    }
    fields.finish(problems);
    let mut decl = SettingDecl {
        id: entry.key.clone(),
        value_type: value_type?,
        min,
        max,
        one_of,
        default: None,
        summary: summary?,
    };
    decl.default = default.and_then(|default| read_setting(&default.node, &decl, problems));
    Some(decl)
}

/// The type of a setting, with its scale.
fn value_type(fields: &mut Fields<'_>, problems: &mut Problems) -> Option<SettingType> {
    let entry = fields.need("type", "\"number\"", problems);
    let scale = read_scale(fields, problems).unwrap_or(0);
    let entry = entry?;
    let text = as_text(&entry.node, "type", problems)?;
    let value_type = match text {
        "number" => SettingType::Number { scale },
        "flag" => SettingType::Flag,
        "text" => SettingType::Text,
        "date" => SettingType::Date,
        "numbers" => SettingType::Numbers { scale },
        "texts" => SettingType::Texts,
        _ => {
            let message = format!("unknown type `{}`", shown(text));
            let help = suggestion_or_list(text, TYPES, "types");
            problems.push(Problem::new(message, entry.node.span.clone()).help(help));
            return None;
        }
    };
    Some(value_type)
}

/// The only words that a setting may have.
fn one_of(fields: &mut Fields<'_>, problems: &mut Problems) -> Vec<String> {
    let Some(entry) = fields.entry("one-of") else { return Vec::new() };
    let Some(items) = as_list(&entry.node, "one-of", problems) else { return Vec::new() };
    if items.is_empty() || items.len() > LIST_MAX {
        let message = format!("`one-of` must have 1 to {LIST_MAX} words");
        problems.push(Problem::new(message, entry.node.span.clone()));
        return Vec::new();
    }
    items.iter().filter_map(|item| as_line(item, "one-of", TEXT_CHARS_MAX, problems)).collect()
}

/// Reports bounds that the type cannot have.
fn misplaced(value_type: SettingType, fields: &mut Fields<'_>, problems: &mut Problems) {
    let numbers = matches!(value_type, SettingType::Number { .. } | SettingType::Numbers { .. });
    let texts = matches!(value_type, SettingType::Text | SettingType::Texts);
    let keys =
        [("min", numbers, "numbers"), ("max", numbers, "numbers"), ("one-of", texts, "texts")];
    for (key, allowed, whose) in keys {
        if allowed {
            continue;
        }
        if let Some(entry) = fields.entry(key) {
            let message = format!("{} has a `{key}`, which only {whose} have", fields.what());
            let help = format!("leave `{key}` out");
            problems.push(Problem::new(message, entry.key_span.clone()).help(help));
        }
    }
    if !numbers {
        no_scale(fields, problems);
    }
}

/// A setting's value as TOML gives it, held against its declaration; none, reported, where it does
/// not fit.
pub(crate) fn read_setting(
    node: &Node,
    decl: &SettingDecl,
    problems: &mut Problems,
) -> Option<SettingValue> {
    let value = typed(node, decl, problems)?;
    if let Some(fault) = fault_of(&value, decl) {
        problems.push(Problem::new(fault, node.span.clone()));
        return None;
    }
    Some(value)
}

/// A setting's value of the right type.
fn typed(node: &Node, decl: &SettingDecl, problems: &mut Problems) -> Option<SettingValue> {
    match (decl.value_type, &node.value) {
        (SettingType::Number { scale }, Value::Number(_)) => {
            number(node, &decl.id, scale, problems).map(SettingValue::Integer)
        }
        (SettingType::Flag, Value::Flag(flag)) => Some(SettingValue::Flag(*flag)),
        (SettingType::Text, Value::Text(text)) => Some(SettingValue::Text(text.clone())),
        (SettingType::Date, Value::Date(day)) => Some(SettingValue::Integer(*day)),
        (SettingType::Numbers { scale }, Value::List(items)) => items
            .iter()
            .map(|item| number(item, &decl.id, scale, problems))
            .collect::<Option<_>>()
            .map(SettingValue::Integers),
        (SettingType::Texts, Value::List(items)) => items
            .iter()
            .map(|item| as_text(item, &decl.id, problems).map(str::to_owned))
            .collect::<Option<_>>()
            .map(SettingValue::Texts),
        (expected, _) => {
            wrong_type(node, &decl.id, expected.describe(), problems);
            None
        }
    }
}

/// A number in units of a scale.
fn number(node: &Node, key: &str, scale: u8, problems: &mut Problems) -> Option<i64> {
    let number = as_number(node, key, problems)?;
    let units = number.exact_units(scale);
    if units.is_none() {
        let message =
            format!("`{}` keeps {scale} digits after the point, not {number}", shown(key));
        problems.push(Problem::new(message, node.span.clone()));
    }
    units
}

//! The inputs of a manifest: what a plugin reads of rows and of members.

use tieuchi_core::{Decimal, IndicatorId, Kind};

use crate::{
    fields::{Fields, as_line, as_table, shown},
    manifest::{
        Input, InputType, MemberInputs,
        read::{read_id, too_many, unknown_kind},
    },
    problem::{Problem, Problems},
    tree::Entry,
    words::{is_indicator_id, suggestion_or_list},
};

/// Inputs of the rows, or of one kind of members.
const INPUTS_MAX: usize = 64;
/// Ids that a row of a worked case needs for itself.
const RESERVED: [&str; 2] = ["members", "expect"];
/// The words for types of inputs.
const TYPES: [&str; 4] = ["number", "flag", "code", "date"];

/// The inputs in the order of the text.
pub(super) fn read_inputs(entries: &[Entry], problems: &mut Problems) -> Vec<Input> {
    too_many(entries, INPUTS_MAX, "inputs of one kind", problems);
    entries.iter().take(INPUTS_MAX).filter_map(|entry| input(entry, problems)).collect()
}

/// The inputs of members, kind by kind in the order of the text.
pub(super) fn read_members(
    entries: &[Entry],
    of: Option<Kind>,
    problems: &mut Problems,
) -> Vec<MemberInputs> {
    let mut members = Vec::new();
    for entry in entries {
        let Some(kind) = Kind::parse(&entry.key) else {
            problems.push(unknown_kind(&entry.key, &entry.key_span));
            continue;
        };
        if let Some(of) = of.filter(|of| !of.has_members(kind)) {
            let message = format!("a {of} has no members of the kind `{kind}`");
            let all: Vec<_> = Kind::ALL.into_iter().filter(|kind| of.has_members(*kind)).collect();
            let help = match all.as_slice() {
                [] => format!("leave `members` out, or judge another kind than `{of}`"),
                all => {
                    let words: Vec<_> = all.iter().map(|kind| format!("`{kind}`")).collect();
                    format!("its members are {}", words.join(", "))
                }
            };
            problems.push(Problem::new(message, entry.key_span.clone()).help(help));
        }
        let Some(inner) = as_table(&entry.node, &entry.key, problems) else { continue };
        let inputs = read_inputs(inner, problems);
        if inner.is_empty() {
            let message = format!("`members.{kind}` names no input");
            let help = "add an input, or leave the kind out";
            problems.push(Problem::new(message, entry.key_span.clone()).help(help));
        }
        members.push(MemberInputs { kind, inputs });
    }
    members
}

/// One input.
fn input(entry: &Entry, problems: &mut Problems) -> Option<Input> {
    read_id(entry, "an input", problems);
    if RESERVED.contains(&entry.key.as_str()) {
        let message = format!("`{}` has a meaning of its own in worked cases", entry.key);
        problems.push(Problem::new(message, entry.key_span.clone()).help("choose another id"));
    }
    let mut fields = Fields::of(entry, format!("input `{}`", shown(&entry.key)), problems)?;
    let value_type = value_type(&mut fields, problems);
    let indicator = match fields.entry("indicator") {
        Some(named) => indicator(named, problems),
        None => Some(IndicatorId::new(&entry.key)),
    };
    fields.finish(problems);
    Some(Input { id: entry.key.clone(), value_type: value_type?, indicator: indicator? })
}

/// The indicator that an input reads.
fn indicator(entry: &Entry, problems: &mut Problems) -> Option<IndicatorId> {
    let text = as_line(&entry.node, "indicator", 100, problems)?;
    if !is_indicator_id(&text) {
        let message = format!("`{}` is no id of an indicator", shown(&text));
        let help = "use small letters, digits, hyphens, and dots between words";
        problems.push(Problem::new(message, entry.node.span.clone()).help(help));
        return None;
    }
    Some(IndicatorId::new(text))
}

/// The type of an input, with its scale.
fn value_type(fields: &mut Fields<'_>, problems: &mut Problems) -> Option<InputType> {
    let entry = fields.need("type", "\"number\"", problems);
    let scale = read_scale(fields, problems);
    let entry = entry?;
    let text = crate::fields::as_text(&entry.node, "type", problems)?;
    let value_type = match text {
        "number" => InputType::Number { scale: scale.unwrap_or(0) },
        "flag" => InputType::Flag,
        "code" => InputType::Code,
        "date" => InputType::Date,
        _ => {
            let message = format!("unknown type `{}`", shown(text));
            let help = suggestion_or_list(text, TYPES, "types");
            problems.push(Problem::new(message, entry.node.span.clone()).help(help));
            return None;
        }
    };
    if !matches!(value_type, InputType::Number { .. }) {
        no_scale(fields, problems);
    }
    Some(value_type)
}

/// The decimals of a number; none where it says none.
pub(super) fn read_scale(fields: &mut Fields<'_>, problems: &mut Problems) -> Option<u8> {
    let max = u64::from(Decimal::SCALE_MAX) + 1;
    fields.whole("scale", 0..max, problems).and_then(|scale| u8::try_from(scale).ok())
}

/// Reports a scale where there is no number.
pub(super) fn no_scale(fields: &mut Fields<'_>, problems: &mut Problems) {
    if let Some(entry) = fields.entry("scale") {
        let message = format!("{} has a `scale` but is no number", fields.what());
        problems.push(Problem::new(message, entry.key_span.clone()).help("leave `scale` out"));
    }
}

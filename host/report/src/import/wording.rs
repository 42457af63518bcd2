//! What a refusal says, in words, before any format.

use tieuchi_core::{Refusal, RefusalArgument};

use crate::{
    messages::{Argument, Messages},
    part::words,
};

/// What a message chooses by where a text is empty: no key of a choice can be empty.
pub(crate) const NONE: &str = "none";

/// Why something was refused.
pub(crate) fn reason(refusal: &Refusal, messages: &Messages) -> String {
    told(&format!("refusal-{}", refusal.key()), refusal, messages)
}

/// What to write instead.
pub(crate) fn expected(refusal: &Refusal, messages: &Messages) -> String {
    told(&format!("refusal-{}.expected", refusal.key()), refusal, messages)
}

/// A message with the refusal's arguments.
fn told(key: &str, refusal: &Refusal, messages: &Messages) -> String {
    let arguments = refusal.arguments();
    let arguments: Vec<(&str, Argument<'_>)> = arguments
        .iter()
        .map(|(name, argument)| match argument {
            RefusalArgument::Text(text) if text.is_empty() => (*name, words(NONE)),
            argument => (*name, Argument::from(argument)),
        })
        .collect();
    messages.text(key, &arguments)
}

/// Where it stands: file, sheet, cell or row.
pub(crate) fn location(refusal: &Refusal, messages: &Messages) -> String {
    let Refusal { file, sheet, row, column, .. } = refusal;
    let row_text = row.to_string();
    let mut arguments = vec![("file", words(file)), ("row", words(&row_text))];
    arguments.extend(sheet.as_ref().map(|sheet| ("sheet", words(sheet))));
    arguments.extend(column.as_ref().map(|column| ("column", words(column))));
    let key = match (sheet.is_some(), *row, column.is_some()) {
        (false, 0, _) => "import-at-file",
        (true, 0, _) => "import-at-sheet",
        (false, _, true) => "import-at-cell",
        (false, _, false) => "import-at-row",
        (true, _, true) => "import-at-sheet-cell",
        (true, _, false) => "import-at-sheet-row",
    };
    messages.text(key, &arguments)
}

/// Refusals with the same reason together, in the order in which they first appear.
pub(crate) fn by_reason<'a>(refusals: &'a [Refusal]) -> Vec<(&'static str, Vec<&'a Refusal>)> {
    let mut groups: Vec<(&'static str, Vec<&'a Refusal>)> = Vec::new();
    for refusal in refusals {
        match groups.iter_mut().find(|(key, _)| *key == refusal.key()) {
            Some((_, group)) => group.push(refusal),
            None => groups.push((refusal.key(), vec![refusal])),
        }
    }
    groups
}

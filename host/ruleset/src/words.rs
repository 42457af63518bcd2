//! Words that people type: ids, closed lists, and what they may have meant.

use tieuchi_core::{Span, nearest};

use crate::{
    codes,
    limits::ID_CHARS_MAX,
    sink::{At, Sink},
};

/// What to type instead of a word, if something near is known.
pub(crate) fn suggestion<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    let hyphened = word.replace('_', "-");
    if hyphened != word && candidates.clone().into_iter().any(|candidate| candidate == hyphened) {
        return Some(format!("keys are written with hyphens; did you mean `{hyphened}`?"));
    }
    nearest(word, candidates).map(|near| format!("did you mean `{near}`?"))
}

/// [`suggestion`], or else the whole list.
pub(crate) fn suggestion_or_list<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
    plural: &str,
) -> String {
    suggestion(word, candidates.clone()).unwrap_or_else(|| {
        let all = candidates.into_iter().map(|item| format!("`{item}`")).collect::<Vec<_>>();
        match all.len() {
            0 => format!("there are no {plural}"),
            1..=12 => format!("the {plural} are {}", all.join(", ")),
            count => format!("the {plural} are {}, and {} more", all[..12].join(", "), count - 12),
        }
    })
}

/// A word of a closed list.
pub(crate) fn word<T: Copy>(
    text: &At<String>,
    what: &str,
    plural: &str,
    list: &[(&str, T)],
    sink: &mut Sink,
) -> Option<T> {
    let found = list.iter().find(|(name, _)| *name == text.value).map(|(_, value)| *value);
    if found.is_none() {
        let message = format!("unknown {what} `{}`", text.value);
        let help = suggestion_or_list(&text.value, list.iter().map(|(name, _)| *name), plural);
        sink.push(sink.at(codes::UNKNOWN_WORD, message, &text.span, "not known").help(help));
    }
    found
}

/// Whether an id may hold dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dots {
    /// It is an indicator's.
    Allowed,
    /// It is any other.
    Refused,
}

/// An id, checked for its shape; what is not well-formed is reported and still given back, so that
/// its users do not complain too.
pub(crate) fn id(text: &str, span: &Span, what: &str, dots: Dots, sink: &mut Sink) -> At<String> {
    if !well_formed(text, dots) {
        let message = format!("id of {what} is not well-formed: `{}`", text.escape_debug());
        let label = match dots {
            Dots::Allowed => "ids have small letters, digits, hyphens, and dots between words",
            Dots::Refused => "ids have small letters, digits and hyphens",
        };
        let mut diagnostic = sink.at(codes::BAD_ID, message, span, label);
        let better = plain(text);
        if well_formed(&better, dots) {
            diagnostic = diagnostic.help(format!("write `{better}`"));
        }
        sink.push(diagnostic);
    }
    At::new(text.to_owned(), span.clone())
}

/// Whether a text is an id.
pub(crate) fn well_formed(text: &str, dots: Dots) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && !word.starts_with('-')
            && !word.ends_with('-')
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    text.len() <= ID_CHARS_MAX
        && match dots {
            Dots::Allowed => text.split('.').all(word),
            Dots::Refused => word(text),
        }
}

/// A text as an id would have it, as far as that is plain.
fn plain(text: &str) -> String {
    text.trim().to_lowercase().replace(['_', ' '], "-").replace('đ', "d")
}

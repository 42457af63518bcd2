//! Words that people type and words that guests send: suggestions, ids, text fit to be shown.

use tieuchi_core::nearest;

/// Characters of guest text that are kept.
pub(crate) const GUEST_CHARS_MAX: usize = 400;

/// Characters in a name or an id.
pub(crate) const ID_CHARS_MAX: usize = 64;

/// What to type instead of a word, if something near is known; or else the whole list.
pub(crate) fn suggestion_or_list<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
    plural: &str,
) -> String {
    let hyphened = word.replace('_', "-");
    if hyphened != word && candidates.clone().into_iter().any(|candidate| candidate == hyphened) {
        return format!("words are joined with hyphens; did you mean `{hyphened}`?");
    }
    if let Some(near) = nearest(word, candidates.clone()) {
        return format!("did you mean `{near}`?");
    }
    let all = candidates.into_iter().map(|item| format!("`{item}`")).collect::<Vec<_>>();
    match all.len() {
        0 => format!("there are no {plural}"),
        1..=12 => format!("the {plural} are {}", all.join(", ")),
        count => format!("the {plural} are {}, and {} more", all[..12].join(", "), count - 12),
    }
}

/// Whether a text is a name of small letters, digits and hyphens that begins with a letter.
pub(crate) fn is_kebab(text: &str) -> bool {
    text.len() <= ID_CHARS_MAX
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.split('-').all(|word| {
            !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// Whether a text is the id of an indicator: kebab words, dots between them.
pub(crate) fn is_indicator_id(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && !word.starts_with('-')
            && !word.ends_with('-')
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    text.len() <= 100 && text.split('.').all(word)
}

/// Whether a character may stand in one shown line as it is: no control, nothing invisible, nothing
/// that turns the direction of writing.
pub(crate) fn is_shown(letter: char) -> bool {
    !letter.is_control()
        && !matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Text of a guest, fit for one line on any terminal: with what [`is_shown`] refuses written as an
/// escape, and cut where that has as many characters as are kept. No escape is cut in two.
pub(crate) fn sanitise(text: &str) -> String {
    let mut clean = String::with_capacity(text.len().min(GUEST_CHARS_MAX));
    let mut left = GUEST_CHARS_MAX;
    for letter in text.chars() {
        let escape = letter.escape_default();
        let needed = if is_shown(letter) { 1 } else { escape.len() };
        let Some(rest) = left.checked_sub(needed) else {
            clean.push('…');
            break;
        };
        left = rest;
        if is_shown(letter) {
            clean.push(letter);
        } else {
            clean.extend(escape);
        }
    }
    clean
}

/// What a guest says, as a part of a sentence; one that says nothing is told to say nothing.
pub(crate) fn said(text: &str) -> String {
    if text.trim().is_empty() {
        return "it does not say why".to_owned();
    }
    format!("it says: {}", sanitise(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guest_text_keeps_vietnamese_and_loses_what_a_terminal_obeys() {
        assert_eq!(sanitise("Vượt trần 40 %"), "Vượt trần 40 %");
        assert_eq!(
            sanitise("a\u{1b}[31m\n\u{202e}b\u{200b}\u{9b}c"),
            "a\\u{1b}[31m\\n\\u{202e}b\\u{200b}\\u{9b}c"
        );
    }

    #[test]
    fn long_guest_text_is_cut_on_a_character() {
        let clean = sanitise(&"ạ".repeat(1000));
        assert_eq!(clean.chars().count(), GUEST_CHARS_MAX + 1);
        assert!(clean.ends_with("ạ…"));
    }

    #[test]
    fn escapes_count_as_what_they_are_written_as_and_are_not_cut_in_two() {
        let clean = sanitise(&"\u{1b}".repeat(400));
        assert_eq!(clean, format!("{}…", "\\u{1b}".repeat(GUEST_CHARS_MAX / 6)));
        let just = format!("{}\n", "x".repeat(GUEST_CHARS_MAX - 2));
        assert_eq!(sanitise(&just).chars().count(), GUEST_CHARS_MAX);
        assert!(sanitise(&just).ends_with("x\\n"));
        assert!(sanitise(&format!("x{just}")).ends_with("x…"));
        assert_eq!(sanitise(&clean), clean);
    }

    #[test]
    fn a_guest_that_says_nothing_is_told_to_say_nothing() {
        assert_eq!([said(""), said(" \n\t\u{a0}")], ["it does not say why"; 2]);
        assert_eq!(said(" no"), "it says:  no");
        assert_eq!(said("\u{200b}"), "it says: \\u{200b}");
    }

    #[test]
    fn names_are_kebab() {
        for good in ["a", "learning-hours", "a1-2"] {
            assert!(is_kebab(good), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "a_b", "1a", "a.b", "giờ", &"a".repeat(65)] {
            assert!(!is_kebab(bad), "{bad}");
        }
        assert!(is_indicator_id("tu-cham.cong-nghe") && !is_indicator_id("a..b"));
    }

    #[test]
    fn a_near_word_is_suggested_and_a_far_one_earns_the_list() {
        let keys = ["fuel-per-row", "time-ms"];
        assert!(suggestion_or_list("time_ms", keys, "keys").ends_with("did you mean `time-ms`?"));
        assert_eq!(suggestion_or_list("tim-ms", keys, "keys"), "did you mean `time-ms`?");
        assert_eq!(suggestion_or_list("x", keys, "keys"), "the keys are `fuel-per-row`, `time-ms`");
    }
}

//! Words of a file in a message, and the shapes of ids.

use std::borrow::Cow;

/// The most characters of a cell that a message repeats.
const SHOWN_MAX: usize = 40;

/// The most characters of a subject's id.
pub(crate) const ID_MAX: usize = 64;

/// A cell in backticks: cut short, with whatever would break a line or hide text written out.
pub(crate) fn quoted(cell: &[u8]) -> String {
    // A character has at most four bytes; what is cut away need not be decoded.
    let head = cell.get(..(SHOWN_MAX + 1) * 4).unwrap_or(cell);
    let text = String::from_utf8_lossy(head);
    let mut shown = String::from("`");
    for (count, letter) in text.chars().enumerate() {
        if count == SHOWN_MAX {
            shown.push('…');
            break;
        }
        match letter {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            letter if is_hidden(letter) => shown.extend(letter.escape_unicode()),
            letter => shown.push(letter),
        }
    }
    shown.push('`');
    shown
}

/// Whether a character would not be seen, or would turn the text around it.
pub(crate) fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// What is wrong with the id of a subject, if anything.
pub(crate) fn id_fault(id: &str) -> Option<&'static str> {
    if id.is_empty() {
        return Some("is empty");
    }
    if id.len() > ID_MAX && id.chars().count() > ID_MAX {
        return Some("is longer than 64 characters");
    }
    if id.is_ascii() {
        let bytes = id.as_bytes();
        if bytes.iter().any(u8::is_ascii_control) {
            return Some("holds a control character");
        }
        // `f001` and `f001 ` would look the same and not be the same.
        let spaced = bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ');
        return spaced.then_some("begins or ends with a space");
    }
    if id.chars().any(is_hidden) {
        return Some("holds a control character or an invisible one");
    }
    (id.trim() != id).then_some("begins or ends with a space")
}

/// Whether a text is an id as rule files write them: `cong-dan-hoc-tap`.
pub(crate) fn is_kebab(text: &str) -> bool {
    text.len() <= ID_MAX
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// Whether a text is a code of an org unit: `30952`.
pub(crate) fn is_place_code(text: &str) -> bool {
    (1..=16).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
}

/// Several words for a sentence: `` `a`, `b` or `c` ``, at most twelve of them.
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    match words.as_slice() {
        [] => "nothing".to_owned(),
        [only] => format!("`{only}`"),
        [first @ .., last] if words.len() <= 12 => format!("`{}` or `{last}`", first.join("`, `")),
        [first @ .., _] => {
            let shown = first.get(..11).unwrap_or(first);
            format!("`{}` or one of {} more", shown.join("`, `"), words.len() - shown.len())
        }
    }
}

/// The text of a cell; rows are checked to be UTF-8 before anything else is asked of them.
pub(crate) fn text(cell: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_cell_is_one_short_visible_line() {
        assert_eq!(quoted(b"a\nb\0"), "`a\\nb\\u{0}`");
        assert_eq!(quoted("x\u{202e}y".as_bytes()), "`x\\u{202e}y`");
        assert_eq!(quoted("ế".repeat(50).as_bytes()), format!("`{}…`", "ế".repeat(40)));
        assert_eq!(quoted(b"\xff"), "`\u{fffd}`");
    }

    #[test]
    fn an_id_is_short_visible_and_without_spaces_around() {
        assert_eq!(id_fault("c-001 b"), None);
        assert_eq!(id_fault(&"ế".repeat(64)), None);
        for id in ["", " a", "a\u{a0}", "a\tb", "ế\u{200b}", &"a".repeat(65)] {
            assert!(id_fault(id).is_some(), "{id:?}");
        }
    }

    #[test]
    fn ids_of_rule_files_and_codes_of_places_have_their_shapes() {
        assert!(is_kebab("cong-dan-hoc-tap") && is_kebab("a1"));
        assert!(!is_kebab("") && !is_kebab("-a") && !is_kebab("a--b") && !is_kebab("Công"));
        assert!(is_place_code("30952") && is_place_code("VN-91"));
        assert!(
            !is_place_code("") && !is_place_code("309 52") && !is_place_code("1234567890123456789")
        );
    }
}

//! What a refusal repeats of a cell: short, on one line, without what identifies a person.

/// The most characters that are repeated.
const SHOWN_MAX: usize = 80;

/// Digits in a row that may be an identity number.
const MASKED_FROM: usize = 9;

/// Digits of a number that may be shown.
const TAIL: usize = 3;

/// What stands for a character that is not shown.
const MASK: char = '•';

/// What may be shown of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Showing {
    /// All but long runs of digits.
    Plain,
    /// The first letter of each word.
    Name,
    /// The last three digits.
    Identity,
}

/// A cell as a refusal repeats it.
pub(super) fn shown(text: &str, showing: Showing) -> String {
    // Far more than is shown need not be looked at.
    let head: String = text.chars().take(SHOWN_MAX * 4).collect();
    let masked = match showing {
        Showing::Plain => mask_runs(&head, MASKED_FROM),
        Showing::Name => mask_words(&head),
        Showing::Identity => mask_runs(&mask_letters(&head), 1),
    };
    let mut line = String::new();
    for (count, letter) in masked.chars().enumerate() {
        if count == SHOWN_MAX {
            line.push('…');
            break;
        }
        match letter {
            '\n' | '\r' | '\t' => line.push(' '),
            letter if crate::text::is_hidden(letter) => line.push('\u{fffd}'),
            letter => line.push(letter),
        }
    }
    line
}

/// Masks runs of so many digits or more, but for their last three; single spaces, dots and hyphens
/// do not end a run.
fn mask_runs(text: &str, from: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut masked = letters.clone();
    let mut start = 0;
    while start < letters.len() {
        let mut digits = Vec::new();
        let mut at = start;
        while let Some(letter) = letters.get(at) {
            if letter.is_numeric() {
                digits.push(at);
            } else if !(matches!(letter, ' ' | '-' | '\u{a0}' | '/')
                && letters.get(at + 1).is_some_and(|next| next.is_numeric())
                && !digits.is_empty())
            {
                break;
            }
            at += 1;
        }
        if digits.len() >= from {
            let hidden = digits.len().saturating_sub(TAIL).max(usize::from(digits.len() <= TAIL));
            for index in digits.iter().take(hidden) {
                masked[*index] = MASK;
            }
        }
        start = at.max(start + 1);
    }
    masked.into_iter().collect()
}

/// Masks letters.
fn mask_letters(text: &str) -> String {
    text.chars().map(|letter| if letter.is_alphabetic() { MASK } else { letter }).collect()
}

/// Masks all of each word but its first letter, and long numbers whole.
fn mask_words(text: &str) -> String {
    let mut words = Vec::new();
    for word in text.split_whitespace().take(8) {
        let mut letters = word.chars();
        let first = letters.next().filter(|letter| letter.is_alphabetic()).unwrap_or(MASK);
        words.push(if letters.next().is_some() {
            format!("{first}{MASK}")
        } else {
            first.to_string()
        });
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_number_is_never_shown_wherever_it_stands() {
        assert_eq!(shown("091052000001", Showing::Identity), "•••••••••001");
        assert_eq!(shown("091 052 000 001", Showing::Plain), "••• ••• ••• 001");
        assert_eq!(shown("CCCD: 091052000001.", Showing::Plain), "CCCD: •••••••••001.");
        assert_eq!(shown("Nguyễn Văn A", Showing::Identity), "•••••• ••• •");
        assert_eq!(shown("091052000001", Showing::Name), "••");
        assert_eq!(shown("12", Showing::Identity), "•2");
        for showing in [Showing::Plain, Showing::Identity, Showing::Name] {
            for text in ["091052000001", "09105200000", "091-052-000001", "x 091052000001 y"] {
                let digits = shown(text, showing).chars().filter(char::is_ascii_digit).count();
                assert!(digits <= 3, "{text}");
            }
        }
    }

    #[test]
    fn a_name_is_shown_by_its_first_letters() {
        assert_eq!(shown("Nguyễn Văn A", Showing::Name), "N• V• A");
    }

    #[test]
    fn other_cells_are_one_short_visible_line() {
        assert_eq!(shown("1.234,5", Showing::Plain), "1.234,5");
        assert_eq!(shown("31/12/2024", Showing::Plain), "31/12/2024");
        assert_eq!(shown("30952-c-00001", Showing::Plain), "30952-c-00001");
        assert_eq!(shown("a\nb\0\u{202e}c", Showing::Plain), "a b\u{fffd}\u{fffd}c");
        assert_eq!(shown(&"ế".repeat(500), Showing::Plain).chars().count(), 81);
    }
}

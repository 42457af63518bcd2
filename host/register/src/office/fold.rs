//! Words as keys: one word stays one word however its marks and its case were typed.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The five tone marks, which some typists put on the first vowel and some on the second.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// The marks that make other vowels of a, e, o and u; they stay where they are.
const VOWEL_MARKS: [char; 3] = ['\u{302}', '\u{306}', '\u{31b}'];

/// A text as a key: lower case, single spaces, no punctuation, each syllable with its tone at its
/// end. So `Hòa`, `HOÀ` and the spellings of old encodings are one key, and `hoa` is another.
pub(super) fn key(text: &str) -> String {
    if text.is_ascii() {
        return ascii_key(text);
    }
    let mut folded = Folded::default();
    // Compatibility forms, too: spaces that do not break, digits of full width.
    for letter in text.nfkd() {
        if TONES.contains(&letter) {
            folded.tone = Some(letter);
        } else if VOWEL_MARKS.contains(&letter) {
            folded.text.push(letter);
        } else if letter.is_alphanumeric() {
            folded.letter(letter);
        } else if !is_unseen(letter) && !is_mark(letter) {
            folded.end_word();
        }
    }
    folded.end_word();
    folded.text
}

/// A text as a key without any marks: `Tỷ lệ` and `ti le` are one.
pub(super) fn bare(text: &str) -> String {
    let mut folded = Folded::default();
    for letter in text.nfkd() {
        if letter.is_alphanumeric() {
            match letter {
                'đ' | 'Đ' => folded.letter('d'),
                // The country writes the same sound both ways: kỹ, kĩ.
                'y' | 'Y' => folded.letter('i'),
                other => folded.letter(other),
            }
        } else if !is_unseen(letter) && !is_mark(letter) {
            folded.end_word();
        }
    }
    folded.end_word();
    folded.text
}

/// A text without what stands in brackets: `Giờ học (giờ)` is the column of hours, too.
pub(super) fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            other if depth == 0 => kept.push(other),
            _ => {}
        }
    }
    kept
}

/// A text for people and for the store: composed, with single spaces, without what is not seen.
pub(super) fn composed(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !clean.is_empty() {
            clean.push(' ');
        }
        if word.is_ascii() {
            clean.push_str(word);
        } else if is_nfc(word) {
            clean.extend(word.chars().filter(|letter| !is_unseen(*letter)));
        } else {
            clean.extend(word.nfc().filter(|letter| !is_unseen(*letter)));
        }
    }
    clean
}

/// Whether a character takes no room: joiners, soft hyphens, byte order marks.
pub(super) const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a character changes the one before it.
fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// The key of a text of plain letters: the same as [`key`] makes.
fn ascii_key(text: &str) -> String {
    let mut folded = Folded::default();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            folded.letter(letter);
        } else {
            folded.end_word();
        }
    }
    folded.end_word();
    folded.text
}

/// A key that is being made.
#[derive(Default)]
struct Folded {
    /// So far.
    text: String,
    /// The tone of the syllable.
    tone: Option<char>,
    /// Whether a space is due before the next letter.
    spaced: bool,
}

impl Folded {
    /// Adds a letter or a digit.
    fn letter(&mut self, letter: char) {
        if self.spaced && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.spaced = false;
        self.text.extend(letter.to_lowercase());
    }

    /// Ends a syllable.
    fn end_word(&mut self) {
        self.text.extend(self.tone.take());
        self.spaced = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_is_one_key_however_its_marks_were_typed() {
        let composed = "Việt";
        let decomposed: String = composed.nfd().collect();
        let of_windows_1258 = "Viê\u{323}t";
        assert!(composed != decomposed && composed != of_windows_1258);
        for text in [composed, &decomposed, of_windows_1258, "VIỆT", " việt\u{a0}", "\u{feff}Việt:"]
        {
            assert_eq!(key(text), key("việt"), "{text:?}");
        }
        for (one, other) in [("Hòa", "Hoà"), ("Thủy", "THUỶ"), ("hóa học", "Hoá  học")]
        {
            assert_eq!(key(one), key(other));
        }
    }

    #[test]
    fn tones_and_marks_tell_words_apart_until_they_are_dropped() {
        assert_ne!(key("tổng"), key("tống"));
        assert_ne!(key("ho"), key("hộ"));
        assert_ne!(key("đa"), key("da"));
        assert_eq!(bare("Tỷ lệ Đạt"), "ti le dat");
        assert_eq!(bare("tỉ lệ đạt"), bare("TY LE DAT"));
    }

    #[test]
    fn punctuation_and_brackets_do_not_count() {
        assert_eq!(key("Tự chấm: ngoại ngữ"), key("tự chấm - Ngoại\nngữ"));
        assert_eq!(key("birth-date"), "birth date");
        assert_eq!(without_brackets("Giờ học (giờ) [*]").trim(), "Giờ học");
        assert_eq!(composed("  Nguye\u{302}\u{303}n\u{a0} Văn\u{200b} A"), "Nguyễn Văn A");
    }
}

//! The order of Vietnamese names.
//!
//! Syllable by syllable: first the letters in the order of the alphabet (a ă â b c d đ e ê …), then
//! the tone (none, huyền, hỏi, ngã, sắc, nặng); numbers by their size. No source in `domain.md`
//! confirms the order of tones, so nothing but the order of lists may depend on it.

use unicode_normalization::UnicodeNormalization;

/// A key by which names are sorted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(Vec<Syllable>);

/// A word, or a run of digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Syllable {
    /// Digits without leading zeros: first how many there are, then which.
    Number(usize, String),
    /// Places in the alphabet; then the tone; then whether letters are large.
    Word(Vec<u32>, u8, Vec<bool>),
}

/// The alphabet, with the letters that it does not have where others have them.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// The key of a name.
pub(crate) fn key(name: &str) -> Key {
    let mut syllables = Vec::new();
    let mut rest: Vec<char> = name.nfd().collect();
    while !rest.is_empty() {
        let digits = rest.iter().take_while(|letter| letter.is_ascii_digit()).count();
        if digits > 0 {
            let number: String = rest.drain(..digits).skip_while(|digit| *digit == '0').collect();
            syllables.push(Syllable::Number(number.len(), number));
            continue;
        }
        let ends = |letter: &char| !is_inside_word(*letter);
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        if length > 0 {
            syllables.push(word(&rest.drain(..length).collect::<Vec<_>>()));
        } else {
            rest.remove(0);
        }
    }
    Key(syllables)
}

/// Whether a character is a letter or a mark on one.
fn is_inside_word(letter: char) -> bool {
    (letter.is_alphabetic() && !letter.is_ascii_digit())
        || unicode_normalization::char::is_combining_mark(letter)
}

/// A word by its letters and its tone.
fn word(letters: &[char]) -> Syllable {
    let (mut places, mut tone, mut large) = (Vec::new(), 0, Vec::new());
    let mut letters = letters.iter().copied().peekable();
    while let Some(letter) = letters.next() {
        let mut base: String = letter.to_lowercase().collect();
        while let Some(mark) =
            letters.next_if(|mark| unicode_normalization::char::is_combining_mark(*mark))
        {
            match mark {
                '\u{300}' => tone = 1,
                '\u{309}' => tone = 2,
                '\u{303}' => tone = 3,
                '\u{301}' => tone = 4,
                '\u{323}' => tone = 5,
                other => base.push(other),
            }
        }
        places.extend(base.nfc().map(place));
        large.push(letter.is_uppercase());
    }
    Syllable::Word(places, tone, large)
}

/// The place of a letter in the alphabet; strange letters after it.
fn place(letter: char) -> u32 {
    let known = ALPHABET.chars().position(|known| known == letter);
    known.and_then(|place| u32::try_from(place).ok()).unwrap_or_else(|| 1000 + u32::from(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &[&str]) -> Vec<String> {
        let mut names: Vec<String> = names.iter().rev().map(|name| (*name).to_owned()).collect();
        names.sort_by_key(|name| key(name));
        names
    }

    #[test]
    fn letters_stand_as_in_the_alphabet() {
        let names =
            ["An", "Ăn", "Ân", "Ba", "Da", "Đa", "Em", "Êm", "Oanh", "Ôn", "Ơn", "Uy", "Ưu"];
        assert_eq!(sorted(&names), names);
    }

    #[test]
    fn tones_decide_between_words_of_the_same_letters() {
        let names = ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "man"];
        assert_eq!(sorted(&names), names);
        let communes =
            ["Xã Định An", "Xã Định Hòa", "Xã Thủy Liễu", "Xã Vĩnh Phước A", "Xã Vĩnh Phước B"];
        assert_eq!(sorted(&communes), communes);
    }

    #[test]
    fn numbers_stand_by_their_size() {
        let hamlets = ["Ấp 1", "Ấp 2", "Ấp 10", "Ấp 010A", "Ấp An Bình"];
        assert_eq!(sorted(&hamlets), hamlets);
        assert_eq!(key("Ấp 2"), key("Ấp  02"));
    }

    #[test]
    fn every_spelling_of_a_name_has_one_key() {
        let spellings = ["Việt", "Vi\u{1ec7}t", "Vie\u{302}\u{323}t", "Vi\u{ea}\u{323}t"];
        for spelling in spellings {
            assert_eq!(key(spelling), key("Việt"), "{spelling:?}");
        }
        assert!(key("việt") < key("Việt") && key("Việt") < key("việts"));
    }
}

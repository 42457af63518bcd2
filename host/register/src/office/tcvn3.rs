//! TCVN3, the encoding of old government fonts: one byte, one letter.

/// The letters of the bytes from 0x80 on. Capitals with tones have bytes only in the wider variants
/// of the standard; most old files write a base letter and a mark (0xB0 to 0xB4), or a small letter
/// in a font of capitals, and then the case is not in the bytes.
#[rustfmt::skip]
const LETTERS: [char; 128] = [
    'À', 'Ả', 'Ã', 'Á', 'Ạ', 'Ặ', 'Ậ', 'È', 'Ẻ', 'Ẽ', 'É', 'Ẹ', 'Ệ', 'Ì', 'Ỉ', 'Ĩ',
    'Í', 'Ị', 'Ò', 'Ỏ', 'Õ', 'Ó', 'Ọ', 'Ộ', 'Ờ', 'Ở', 'Ỡ', 'Ớ', 'Ợ', 'Ù', 'Ủ', 'Ũ',
    '\u{a0}', 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', 'Ằ',
    '\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}', 'à', 'ả', 'ã', 'á', 'ạ', 'Ẳ', 'ằ', 'ẳ', 'ẵ', 'ắ', 'Ẵ',
    'Ắ', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ề', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', 'Ể', 'ẻ', 'ẽ',
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', 'Ễ', 'Ế', 'Ồ', 'ĩ', 'í', 'ị', 'ò',
    'Ổ', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù',
    'Ỗ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', 'Ố',
];

/// The letter of a byte.
pub(super) const fn letter(byte: u8) -> char {
    if byte < 0x80 { byte as char } else { LETTERS[(byte - 0x80) as usize] }
}

/// A text that a spreadsheet keeps as if each byte of TCVN3 were a letter of Western Europe.
pub(super) fn from_latin(text: &str) -> String {
    text.chars()
        .map(|found| match u8::try_from(found) {
            Ok(byte) if byte >= 0xa0 => letter(byte),
            _ => found,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::fold::composed;

    /// Bytes as text.
    fn text(bytes: &[u8]) -> String {
        composed(&bytes.iter().map(|byte| letter(*byte)).collect::<String>())
    }

    #[test]
    fn letters_are_those_of_the_sources() {
        assert_eq!(
            text(b"\xb5 \xb8 \xa8 \xa9 \xaa \xab \xac \xad \xae \xd6 \xdf"),
            "à á ă â ê ô ơ ư đ ệ ò"
        );
        assert_eq!(text(b"Nguy\xd4n V\xa8n B\xd7nh"), "Nguyễn Văn Bình");
        assert_eq!(from_latin("Nguy\u{d4}n V\u{a8}n B\u{d7}nh"), "Nguyễn Văn Bình");
    }

    #[test]
    fn a_capital_and_a_mark_are_one_letter() {
        assert_eq!(text(b"\xa3\xb4 A\xb0 O\xb3 \xa7"), "Ệ À Ó Đ");
    }

    #[test]
    fn every_letter_of_the_language_has_its_byte() {
        let small = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
        assert!(small.chars().all(|found| LETTERS.contains(&found)));
        let mut sorted = LETTERS.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), 128);
    }
}

//! Reads the JSON that this store writes: integers, short strings, arrays; no spaces.

use std::borrow::Cow;

use crate::error::Malformed;

/// The number at the beginning of a text, and how many bytes it takes; none where it is not one, or
/// too long or too close to the end for eight bytes at once.
#[inline]
pub(crate) fn short_integer(text: &[u8]) -> Option<(i64, usize)> {
    let sign = usize::from(text.first() == Some(&b'-'));
    let bytes = text.get(sign..)?.first_chunk()?;
    let (value, count) = digits_of(*bytes);
    let right = count == 1 || (2..8).contains(&count) && bytes[0] != b'0';
    // Arithmetic instead of a jump: nobody can guess a sign.
    let factor = if sign == 0 { 1 } else { -1 };
    right.then_some((value * factor, sign + count))
}

/// The number that eight bytes begin with, and how many digits it has.
///
/// Works on all eight at once, as a jump for each digit costs more than the arithmetic.
#[inline]
fn digits_of(bytes: [u8; 8]) -> (i64, usize) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // A digit becomes 0 to 9; anything else gets its highest bit set.
    let word = u64::from_le_bytes(bytes) ^ (ONES * 0x30);
    let strays = (word.wrapping_add(ONES * 0x76) | word) & (ONES * 0x80);
    let bits = strays.trailing_zeros() & !7;
    // The digits move to the end; zeros come before them.
    let word = word.checked_shl(64 - bits).unwrap_or(0);
    // Pairs, then fours, then all eight, the first digit in the lowest byte.
    let pairs = word.wrapping_mul(10).wrapping_add(word >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    let value = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff;
    (i64::try_from(value).unwrap_or(0), bits as usize / 8)
}

/// A place in a text. Whatever the text holds, reading it ends in a value or in [`Malformed`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scan<'a> {
    /// The text.
    pub(crate) text: &'a [u8],
    /// The next byte.
    pub(crate) at: usize,
}

impl<'a> Scan<'a> {
    /// Starts at the beginning.
    pub(crate) const fn new(text: &'a [u8]) -> Self {
        Self { text, at: 0 }
    }

    /// The next byte.
    #[inline]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Steps over a byte if it is the one.
    #[inline]
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// Steps over a byte that must be there.
    #[inline]
    pub(crate) fn expect(&mut self, byte: u8) -> Result<(), Malformed> {
        if self.take(byte) { Ok(()) } else { Err(self.wrong(byte_name(byte))) }
    }

    /// The end of the text.
    pub(crate) fn end(&self) -> Result<(), Malformed> {
        if self.at == self.text.len() { Ok(()) } else { Err(self.wrong("the end")) }
    }

    /// What should stand here.
    #[cold]
    pub(crate) fn wrong(&self, expected: &'static str) -> Malformed {
        Malformed::at(self.at, expected)
    }

    /// Steps over `null` if it is there.
    #[inline]
    pub(crate) fn null(&mut self) -> bool {
        let there = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(b"null"));
        self.at += if there { 4 } else { 0 };
        there
    }

    /// A whole number or `null`.
    #[inline]
    pub(crate) fn value(&mut self) -> Result<Option<i64>, Malformed> {
        if self.null() { Ok(None) } else { self.integer().map(Some) }
    }

    /// A whole number of 64 bits.
    pub(crate) fn integer(&mut self) -> Result<i64, Malformed> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if let Some((value, count)) = short_integer(rest) {
            self.at += count;
            return Ok(value);
        }
        let start = self.at;
        self.take(b'-');
        self.long_integer(start)
    }

    /// A number that begins at `start`, of any length; its digits begin here.
    fn long_integer(&mut self, start: usize) -> Result<i64, Malformed> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let expected = match (count, rest.first()) {
            (0, _) => "an integer",
            (2.., Some(b'0')) => "a number without leading zeros",
            _ => "a number of 64 bits",
        };
        self.at += count;
        let text = self.text.get(start..self.at).unwrap_or_default();
        let value = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
        let right = expected == "a number of 64 bits";
        value.filter(|_| right).ok_or_else(|| Malformed::at(start, expected))
    }

    /// A string; borrowed unless it holds an escape.
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>, Malformed> {
        self.expect(b'"')?;
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        let plain = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=31));
        let plain = plain.ok_or_else(|| Malformed::at(self.text.len(), "`\"`"))?;
        self.at += plain;
        match rest[plain] {
            b'"' => {
                self.at += 1;
                let text = std::str::from_utf8(&rest[..plain]);
                text.map(Cow::Borrowed).map_err(|_| Malformed::at(start, "UTF-8"))
            }
            b'\\' => self.escaped(start).map(Cow::Owned),
            _ => Err(self.wrong("no control character in a string")),
        }
    }

    /// A string with escapes, which begins at `start`. Rare, so a JSON library reads it.
    fn escaped(&mut self, start: usize) -> Result<String, Malformed> {
        let mut escape = false;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                _ if escape => escape = false,
                b'\\' => escape = true,
                b'"' => {
                    return serde_json::from_slice(&self.text[start - 1..self.at])
                        .map_err(|_| Malformed::at(start, "a JSON string"));
                }
                _ => {}
            }
        }
        Err(self.wrong("`\"`"))
    }

    /// An array whose elements `element` reads.
    pub(crate) fn array(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        self.expect(b'[')?;
        if self.take(b']') {
            return Ok(());
        }
        loop {
            element(self)?;
            if !self.take(b',') {
                return self.expect(b']');
            }
        }
    }
}

/// A byte for a message.
const fn byte_name(byte: u8) -> &'static str {
    match byte {
        b'[' => "`[`",
        b']' => "`]`",
        b',' => "`,`",
        b'"' => "`\"`",
        _ => "another byte",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads one integer that fills the text.
    fn integer(text: &str) -> Result<i64, Malformed> {
        let mut scan = Scan::new(text.as_bytes());
        let value = scan.integer()?;
        scan.end().map(|()| value)
    }

    #[test]
    fn integers_of_any_width_are_read() {
        let powers = (0..19).flat_map(|digits| {
            let power = 10_i64.pow(digits);
            [power - 1, power, power / 9 * 7, -power, 1 - power]
        });
        for value in powers.chain([i64::MAX, i64::MIN, 1_234_567, 12_345_678, 123_456_789]) {
            assert_eq!(integer(&value.to_string()), Ok(value));
        }
        for text in [
            "",
            "-",
            "007",
            "00",
            "01",
            "1.5",
            "1e3",
            "9223372036854775808",
            "0012345678",
            "00000000",
            " 1",
            "+1",
        ] {
            assert!(integer(text).is_err(), "{text}");
        }
    }

    #[test]
    fn strings_are_read_with_their_escapes() {
        let mut scan = Scan::new(r#""cd-0001""ch\u00e1u \"B\"""#.as_bytes());
        assert!(matches!(scan.string(), Ok(Cow::Borrowed("cd-0001"))));
        assert_eq!(scan.string().unwrap(), "cháu \"B\"");
        scan.end().unwrap();
        for text in ["", "x", "\"", "\"a", "\"\\", "\"\\\"", "\"\\q\"", "\"a\nb\""] {
            assert!(Scan::new(text.as_bytes()).string().is_err(), "{text}");
        }
        assert!(Scan::new(b"\"\xff\"").string().is_err());
    }
}

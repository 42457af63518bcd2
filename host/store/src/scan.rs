//! Reads the JSON that this store writes: integers, short strings, arrays; no spaces.

use std::borrow::Cow;

use crate::error::Malformed;

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

    /// A whole number of 64 bits.
    ///
    /// Almost every value has one digit, then two: those cost a compare or two each.
    #[inline]
    pub(crate) fn integer(&mut self) -> Result<i64, Malformed> {
        let first = self.digit(self.at);
        if first > 9 {
            return self.negative();
        }
        let second = self.digit(self.at + 1);
        if second > 9 {
            self.at += 1;
            return Ok(i64::from(first));
        }
        let third = self.digit(self.at + 2);
        if third > 9 && first != 0 {
            self.at += 2;
            return Ok(i64::from(first * 10 + second));
        }
        self.digits().and_then(|value| {
            // Read below zero, where one more value fits.
            value.checked_neg().ok_or_else(|| self.wrong("a number of 64 bits"))
        })
    }

    /// The digit at an offset; more than 9 where there is none.
    #[inline]
    fn digit(&self, at: usize) -> u8 {
        self.text.get(at).map_or(u8::MAX, |byte| byte.wrapping_sub(b'0'))
    }

    /// A number with a minus sign.
    fn negative(&mut self) -> Result<i64, Malformed> {
        if self.peek() == Some(b'-') && self.digit(self.at + 1) <= 9 {
            self.at += 1;
            return self.digits();
        }
        Err(self.wrong("an integer"))
    }

    /// Digits, as a number that is not above zero.
    fn digits(&mut self) -> Result<i64, Malformed> {
        let start = self.at;
        let mut value = 0_i64;
        loop {
            let digit = self.digit(self.at);
            if digit > 9 {
                break;
            }
            value = value
                .checked_mul(10)
                .and_then(|value| value.checked_sub(i64::from(digit)))
                .ok_or_else(|| Malformed::at(start, "a number of 64 bits"))?;
            self.at += 1;
        }
        if self.at > start + 1 && self.text.get(start) == Some(&b'0') {
            return Err(Malformed::at(start, "a number without leading zeros"));
        }
        Ok(value)
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
        for value in [0, 7, 10, 99, 100, 12345, -1, -10, i64::MAX, i64::MIN] {
            assert_eq!(integer(&value.to_string()), Ok(value));
        }
        for text in ["", "-", "007", "00", "01", "1.5", "1e3", "9223372036854775808", " 1", "+1"] {
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

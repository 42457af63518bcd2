//! Writes JSON arrays of integers, most of which are small.

/// The longest integer: a sign and nineteen digits.
const DIGITS_MAX: usize = 20;

/// Each number below this has its text in [`SMALL`].
const SMALL_COUNT: usize = 1000;

/// The digits of small numbers, filled up with commas, and how many digits there are.
static SMALL: [([u8; 4], u8); SMALL_COUNT] = small();

/// Makes [`SMALL`].
#[expect(clippy::cast_possible_truncation, reason = "a digit fits a byte")]
const fn small() -> [([u8; 4], u8); SMALL_COUNT] {
    let mut table = [([b','; 4], 1); SMALL_COUNT];
    let mut number = 0;
    while number < SMALL_COUNT {
        let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
        table[number] = if number < 10 {
            ([b'0' + ones as u8, b',', b',', b','], 1)
        } else if number < 100 {
            ([b'0' + tens as u8, b'0' + ones as u8, b',', b','], 2)
        } else {
            ([b'0' + hundreds as u8, b'0' + tens as u8, b'0' + ones as u8, b','], 3)
        };
        number += 1;
    }
    table
}

/// A JSON array under construction; every element ends with a comma until the array is closed.
#[derive(Debug)]
pub(crate) struct ArrayText(Vec<u8>);

impl ArrayText {
    /// Opens an array of about `elements` small integers.
    pub(crate) fn new(elements: usize) -> Self {
        let mut text = Vec::with_capacity(elements * 3 + 8);
        text.push(b'[');
        Self(text)
    }

    /// Adds an integer.
    #[inline]
    pub(crate) fn integer(&mut self, value: i64) {
        if let Some((digits, count)) = usize::try_from(value).ok().and_then(|at| SMALL.get(at)) {
            // Four bytes at once and a step back are faster than a copy of unknown length.
            self.0.extend_from_slice(digits);
            self.0.truncate(self.0.len() - 3 + usize::from(*count));
        } else {
            self.wide(value);
        }
    }

    /// Adds an integer that is not small.
    #[cold]
    fn wide(&mut self, value: i64) {
        let mut digits = [b','; DIGITS_MAX + 1];
        let mut start = DIGITS_MAX;
        let mut rest = value.unsigned_abs();
        loop {
            start -= 1;
            digits[start] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            start -= 1;
            digits[start] = b'-';
        }
        self.0.extend_from_slice(&digits[start..]);
    }

    /// Adds `null`.
    #[inline]
    pub(crate) fn null(&mut self) {
        self.0.extend_from_slice(b"null,");
    }

    /// Adds a string that needs no escape.
    #[inline]
    pub(crate) fn plain(&mut self, text: &str) {
        self.0.push(b'"');
        self.0.extend_from_slice(text.as_bytes());
        self.0.extend_from_slice(b"\",");
    }

    /// Adds any string.
    pub(crate) fn string(&mut self, text: &str) {
        if text.bytes().any(|byte| matches!(byte, b'"' | b'\\' | 0..=31)) {
            self.0.extend_from_slice(serde_json::Value::from(text).to_string().as_bytes());
            self.0.push(b',');
        } else {
            self.plain(text);
        }
    }

    /// Opens an array inside.
    #[inline]
    pub(crate) fn open(&mut self) {
        self.0.push(b'[');
    }

    /// Closes an array inside.
    #[inline]
    pub(crate) fn close(&mut self) {
        self.end_array();
        self.0.push(b',');
    }

    /// Turns the last comma into the end of the array.
    #[inline]
    fn end_array(&mut self) {
        if let Some(last @ b',') = self.0.last_mut() {
            *last = b']';
        } else {
            self.0.push(b']');
        }
    }

    /// The text of the whole array.
    pub(crate) fn finish(mut self) -> String {
        self.end_array();
        String::from_utf8(self.0).expect("only strings and ASCII were added")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_are_written_without_a_space() {
        let mut text = ArrayText::new(9);
        for value in [0, 9, 10, 99, 100, 999, 1000, -1, i64::MIN, i64::MAX] {
            text.integer(value);
        }
        text.null();
        text.open();
        text.close();
        text.open();
        text.string("a");
        text.string("\"\n");
        text.close();
        insta::assert_snapshot!(
            text.finish(),
            @r#"[0,9,10,99,100,999,1000,-1,-9223372036854775808,9223372036854775807,null,[],["a","\"\n"]]"#
        );
        assert_eq!(ArrayText::new(0).finish(), "[]");
    }
}

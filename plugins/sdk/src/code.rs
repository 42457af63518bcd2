//! A value of an input whose type is code.

use std::fmt;

/// A value of an input whose type is code: compare it with the code's text, as in
/// `row.nhom == Some("nguoi-dan".into())` or `code.is("nguoi-dan")`.
#[derive(Clone, Copy)]
pub struct Code<'a> {
    position: u32,
    // None: a code that stands alone, in a test.
    dictionary: Result<&'a [String], &'a str>,
}

impl<'a> Code<'a> {
    #[inline]
    pub(crate) const fn at(dictionary: &'a [String], position: u32) -> Self {
        Self { position, dictionary: Ok(dictionary) }
    }

    /// The code's text; empty where the host sent a position that the dictionary does not have.
    #[inline]
    pub fn as_str(self) -> &'a str {
        match self.dictionary {
            Ok(dictionary) => dictionary.get(self.position as usize).map_or("", String::as_str),
            Err(text) => text,
        }
    }

    /// Whether it is this code.
    #[inline]
    pub fn is(self, text: &str) -> bool {
        self.as_str() == text
    }

    /// Its position in the dictionary of its column: for tables that a plugin makes itself.
    #[inline]
    pub const fn position(self) -> u32 {
        self.position
    }
}

impl<'a> From<&'a str> for Code<'a> {
    fn from(text: &'a str) -> Self {
        Self { position: 0, dictionary: Err(text) }
    }
}

impl PartialEq for Code<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Code<'_> {}

impl fmt::Debug for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl fmt::Display for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

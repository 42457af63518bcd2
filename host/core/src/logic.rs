//! Kleene's three truth values.

/// True, false, or not known from the evidence at hand.
///
/// The numbers are chosen so that *and* is the least and *or* the greatest of two: the columnar
/// evaluator works on them as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Truth {
    /// False whatever the missing evidence says.
    False = 0,
    /// The missing evidence decides.
    Unknown = 1,
    /// True whatever the missing evidence says.
    True = 2,
}

impl Truth {
    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// The contrary; unknown stays unknown.
    #[must_use]
    pub const fn negate(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }

    /// The value for a byte as the columnar evaluator keeps it; more than 2 is taken for 2.
    pub const fn from_byte(byte: u8) -> Self {
        match byte {
            0 => Self::False,
            1 => Self::Unknown,
            _ => Self::True,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

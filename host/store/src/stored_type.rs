//! What the integers of a stored column mean, and how another catalogue reads them.

use std::sync::Arc;

use tieuchi_core::{Decimal, ValueType};

/// The type of a column as its manifest tells it, so that the integers mean something for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StoredType {
    /// Units at a scale.
    Number {
        /// Decimal digits kept.
        scale: u8,
    },
    /// 1 or 0.
    Flag,
    /// Positions in a list.
    Code(Arc<[String]>),
    /// Days since 1970-01-01.
    Date,
}

impl StoredType {
    /// The type that keeps values of a catalogue's type; none for a ratio, which is computed.
    pub(crate) fn of(value_type: &ValueType) -> Option<Self> {
        match value_type {
            ValueType::Number { scale, .. } => Some(Self::Number { scale: *scale }),
            ValueType::Flag => Some(Self::Flag),
            ValueType::Code(codes) => Some(Self::Code(Arc::clone(codes))),
            ValueType::Date => Some(Self::Date),
            ValueType::Ratio { .. } => None,
        }
    }

    /// The word in manifests.
    pub(crate) const fn as_str(&self) -> &'static str {
        match self {
            Self::Number { .. } => "number",
            Self::Flag => "flag",
            Self::Code(_) => "code",
            Self::Date => "date",
        }
    }

    /// How the column is read as a catalogue's type; none where the two have nothing in common.
    pub(crate) fn reading(&self, wanted: &ValueType) -> Option<Reading> {
        let change = match (self, wanted) {
            (Self::Number { scale }, ValueType::Number { scale: target, .. }) => {
                (scale != target).then_some(Change::Scale { source: *scale, target: *target })
            }
            (Self::Flag, ValueType::Flag) | (Self::Date, ValueType::Date) => None,
            (Self::Code(stored), ValueType::Code(codes)) => (stored != codes).then(|| {
                let position = |code| {
                    let at = codes.iter().position(|other| other == code)?;
                    i64::try_from(at).ok()
                };
                Change::Codes(stored.iter().map(position).collect())
            }),
            _ => return None,
        };
        Some(Reading { range: wanted.range()?, change })
    }
}

/// How the integers of a column are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// What the catalogue allows; the rest is missing.
    pub(crate) range: (i64, i64),
    /// What must be done first.
    pub(crate) change: Option<Change>,
}

/// What becomes of an integer that was stored under another catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// Units at another scale.
    Scale {
        /// Digits kept in the store.
        source: u8,
        /// Digits asked for.
        target: u8,
    },
    /// Positions in another list, by position in the stored one.
    Codes(Vec<Option<i64>>),
}

impl Change {
    /// The value as the catalogue has it, if it can be told exactly.
    pub(crate) fn apply(&self, value: i64) -> Option<i64> {
        match self {
            Self::Scale { source, target } => {
                Decimal { units: value, scale: *source }.exact_units(*target)
            }
            Self::Codes(positions) => *positions.get(usize::try_from(value).ok()?)?,
        }
    }
}

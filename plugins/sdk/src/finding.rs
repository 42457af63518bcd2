//! What a plugin says of one subject.

/// Stands for "as many points as the criterion gives". No finding can bear so few.
pub(crate) const ALL: i64 = i64::MIN;

/// What a plugin says of one subject.
///
/// A finding has points from a least to a most: equal where all is known, apart where missing
/// evidence decides. The host tells pass from fail by them and the ruleset's floor. In a criterion
/// that gives no points, 1 point is a pass and 0 is a fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Finding {
    pub(crate) low: i64,
    pub(crate) high: i64,
    pub(crate) exempt: bool,
    pub(crate) reason: u8,
}

impl Finding {
    /// So many points, in the criterion's units; from 0 to what the criterion gives.
    #[inline]
    pub const fn points(units: i64) -> Self {
        Self::between(units, units)
    }

    /// Points that missing evidence leaves open: at least `low`, at most `high`.
    #[inline]
    pub const fn between(low: i64, high: i64) -> Self {
        Self { low, high, exempt: false, reason: 0 }
    }

    /// All points that the criterion gives.
    #[inline]
    pub const fn pass() -> Self {
        Self::between(ALL, ALL)
    }

    /// No points.
    #[inline]
    pub const fn fail() -> Self {
        Self::between(0, 0)
    }

    /// Missing evidence decides everything: from no points to all of them.
    #[inline]
    pub const fn unknown() -> Self {
        Self::between(0, ALL)
    }

    /// The subject is exempt; the rule file says what that means for its points.
    #[inline]
    pub const fn not_applicable() -> Self {
        Self { low: 0, high: 0, exempt: true, reason: 0 }
    }

    /// Says why, in the words that the manifest has for the reason.
    #[inline]
    pub fn because(self, reason: impl Into<ReasonCode>) -> Self {
        Self { reason: reason.into().0, ..self }
    }
}

/// Which reason of the manifest, counted from 1; 0 is none. The generated `Reason` becomes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReasonCode(pub(crate) u8);

impl ReasonCode {
    /// The reason at this place of the manifest, counted from 1.
    #[inline]
    pub const fn new(code: u8) -> Self {
        Self(code)
    }
}

impl<R: Into<Self>> From<Option<R>> for ReasonCode {
    #[inline]
    fn from(reason: Option<R>) -> Self {
        reason.map_or(Self(0), Into::into)
    }
}

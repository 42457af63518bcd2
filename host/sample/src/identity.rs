//! Birth dates and identity numbers: of the official form, plainly made up.

use std::fmt;

use crate::random::Random;

/// The period that the sample is about.
pub(crate) const YEAR: i32 = 2024;

/// A day of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Birth {
    /// Four digits.
    pub(crate) year: i32,
    /// 1 to 12.
    pub(crate) month: i32,
    /// 1 to 28: every month has them.
    pub(crate) day: i32,
}

impl Birth {
    /// A day on which someone was born who is of this age on the last day of the period.
    pub(crate) fn draw(random: &mut Random, age: i32) -> Self {
        Self { year: YEAR - age, month: random.between(1, 12), day: random.between(1, 28) }
    }
}

impl fmt::Display for Birth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = self;
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Hands out identity numbers: `091`, sex and century, year of birth, then a count where a real
/// number has random digits. So no two people share one, and nobody takes them for real.
#[derive(Debug)]
pub(crate) struct Identities {
    /// How many were handed out, by sex and century (0 to 3) and year of birth (0 to 99).
    counts: [[u32; 100]; 4],
}

impl Identities {
    /// None handed out yet.
    pub(crate) const fn new() -> Self {
        Self { counts: [[0; 100]; 4] }
    }

    /// The next number for someone; none when a million were born in one year.
    pub(crate) fn next(&mut self, birth: Birth, woman: bool) -> Option<String> {
        let century = usize::from(birth.year >= 2000) * 2 + usize::from(woman);
        let year = usize::try_from(birth.year.rem_euclid(100)).ok()?;
        let count = &mut self.counts[century][year];
        *count += 1;
        (*count <= 999_999).then(|| format!("091{century}{year:02}{count:06}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_sex_century_and_year_and_never_comes_twice() {
        let mut identities = Identities::new();
        let birth = Birth { year: 1985, month: 3, day: 9 };
        assert_eq!(identities.next(birth, true).unwrap(), "091185000001");
        assert_eq!(identities.next(birth, true).unwrap(), "091185000002");
        let birth = Birth { year: 2009, ..birth };
        assert_eq!(identities.next(birth, false).unwrap(), "091209000001");
    }
}

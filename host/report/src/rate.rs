//! Rates: always of something, never above the whole, a range where the missing evidence decides.

use tieuchi_core::{Counts, Decimal, RoundMode, Rounding, TargetLine};

/// How a rate is rounded everywhere in a report: half up to two digits of a percent.
const RATE: Rounding = Rounding { mode: RoundMode::HalfUp, digits: 2 };

/// A part of a whole; the part lies between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rate {
    /// The least part.
    pub(crate) low: u64,
    /// The greatest part.
    pub(crate) high: u64,
    /// The whole.
    pub(crate) of: u64,
}

/// How a target stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Reached, whatever the missing evidence says.
    Met,
    /// Missed, whatever the missing evidence says.
    NotMet,
    /// The missing evidence decides, or nobody is counted.
    Open,
    /// The sources do not give the share wanted.
    NoValue,
}

impl Standing {
    /// The word for programs.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::Open => "open",
            Self::NoValue => "no-value",
        }
    }
}

impl Rate {
    /// A part that is known.
    #[cfg(test)]
    pub(crate) const fn exact(part: u64, of: u64) -> Self {
        Self { low: part, high: part, of }
    }

    /// Recognised out of assessed; the undetermined may all be recognised in the end.
    pub(crate) fn of_counts(counts: Counts) -> Self {
        let high = counts.recognised.saturating_add(counts.undetermined);
        Self { low: counts.recognised, high, of: counts.assessed() }
    }

    /// Recognised out of counted. Of whom it is not known whether they count, nothing is known.
    pub(crate) fn of_target(line: &TargetLine) -> Self {
        let high = line.recognised.saturating_add(line.undetermined);
        Self {
            low: line.recognised,
            high: high.saturating_add(line.uncertain),
            of: line.counted.saturating_add(line.uncertain),
        }
    }

    /// The least and the greatest rate in hundredths of a percent, exactly rounded; none of nobody.
    pub(crate) fn percents(self) -> Option<(i64, i64)> {
        Some((self.percent(self.low)?, self.percent(self.high.max(self.low))?))
    }

    /// A part in hundredths of a percent. A part above its whole counts as the whole.
    fn percent(self, part: u64) -> Option<i64> {
        RATE.apply(i128::from(part.min(self.of)) * 100, i128::from(self.of), RATE.digits)
    }

    /// How the rate stands to a share wanted in percent, compared exactly.
    pub(crate) fn standing(self, wanted: Option<Decimal>) -> Standing {
        let Some(wanted) = wanted else { return Standing::NoValue };
        if self.of == 0 {
            return Standing::Open;
        }
        let reaches = |part: u64| {
            let scale = 10_i128.pow(u32::from(wanted.scale.min(Decimal::SCALE_MAX)));
            let left = i128::from(part.min(self.of)) * 100 * scale;
            left >= i128::from(wanted.units).saturating_mul(i128::from(self.of))
        };
        match (reaches(self.low), reaches(self.high.max(self.low))) {
            (true, _) => Standing::Met,
            (_, false) => Standing::NotMet,
            _ => Standing::Open,
        }
    }
}

/// Hundredths of a percent as plain decimal text: `74.99`.
pub(crate) fn plain_percent(hundredths: i64) -> String {
    Decimal { units: hundredths, scale: 2 }.to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_rate_is_rounded_half_up_from_exact_numbers() {
        let rate = |part, of| Rate::exact(part, of).percents();
        assert_eq!(rate(1385, 1847), Some((7499, 7499)));
        assert_eq!(rate(4820, 9175), Some((5253, 5253)));
        // Exactly 0.125 % and 0.005 %: a half goes up.
        assert_eq!(rate(1, 800), Some((13, 13)));
        assert_eq!(rate(1, 20_000), Some((1, 1)));
        assert_eq!(rate(1, 20_001), Some((0, 0)));
        assert_eq!(rate(0, 0), None);
    }

    #[test]
    fn a_target_is_open_until_the_missing_evidence_cannot_change_it() {
        let wanted = Decimal::parse("62.5");
        let standing = |low, high, of| Rate { low, high, of }.standing(wanted);
        assert_eq!(standing(5, 5, 8), Standing::Met);
        assert_eq!(standing(4, 5, 8), Standing::Open);
        assert_eq!(standing(4, 4, 8), Standing::NotMet);
        assert_eq!(standing(0, 0, 0), Standing::Open);
        assert_eq!(Rate::exact(1, 1).standing(None), Standing::NoValue);
    }

    #[test]
    fn subjects_who_perhaps_count_widen_the_rate_of_a_target() {
        let line = TargetLine {
            name: String::new(),
            title: "a".into(),
            year: 2025,
            percent: None,
            missing: None,
            of: String::new(),
            recognised: 4,
            undetermined: 1,
            counted: 8,
            uncertain: 2,
            reference: String::new(),
        };
        assert_eq!(Rate::of_target(&line), Rate { low: 4, high: 7, of: 10 });
    }

    proptest! {
        #[test]
        fn a_rate_never_leaves_its_whole(low: u64, high: u64, of: u64) {
            let percents = Rate { low, high, of }.percents();
            prop_assert_eq!(percents.is_none(), of == 0);
            if let Some((low, high)) = percents {
                prop_assert!(0 <= low && low <= high && high <= 10_000, "{} {}", low, high);
            }
        }

        #[test]
        fn a_rate_of_counts_never_leaves_its_whole(counts: [u64; 4]) {
            let [recognised, not_recognised, undetermined, not_applicable] = counts;
            let counts = Counts { recognised, not_recognised, undetermined, not_applicable };
            if let Some((low, high)) = Rate::of_counts(counts).percents() {
                prop_assert!(0 <= low && low <= high && high <= 10_000, "{} {}", low, high);
            }
        }

        #[test]
        fn a_met_target_is_reached_by_the_rounded_rate_too(low in 0_u64..999, rest in 0_u64..999, percent in 0_i64..=100) {
            let rate = Rate { low, high: low, of: (low + rest).max(1) };
            let met = rate.standing(Some(Decimal::integer(percent))) == Standing::Met;
            prop_assert!(!met || rate.percents().unwrap().0 >= percent * 100);
        }
    }
}

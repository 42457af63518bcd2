//! How many subjects came to what, for one line or summed over many.

use tieuchi_core::{RoundMode, Rounding, RunSummary, TitleId, TitleSummary};

/// How a rate is rounded everywhere in a report: half up to two digits of a percent.
const RATE: Rounding = Rounding { mode: RoundMode::HalfUp, digits: 2 };

/// Subjects by what was said of them. Sums stop at the greatest number instead of wrapping.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) recognised: u64,
    pub(crate) not_recognised: u64,
    pub(crate) undetermined: u64,
    pub(crate) not_applicable: u64,
    pub(crate) levels: Vec<(String, u64)>,
}

impl Count {
    /// The figures of one line.
    pub(crate) fn of(line: &TitleSummary) -> Self {
        Self {
            recognised: line.recognised,
            not_recognised: line.not_recognised,
            undetermined: line.undetermined,
            not_applicable: line.not_applicable,
            levels: line.levels.clone(),
        }
    }

    /// Whom the ruleset is about.
    pub(crate) const fn assessed(&self) -> u64 {
        self.recognised.saturating_add(self.not_recognised).saturating_add(self.undetermined)
    }

    /// Recognised out of assessed in hundredths of a percent; none where nobody was assessed.
    pub(crate) fn rate(&self) -> Option<i64> {
        let percent = i128::from(self.recognised) * 100;
        RATE.apply(percent, i128::from(self.assessed()), RATE.digits)
    }

    /// Adds the figures of another line.
    fn add(&mut self, other: &Self) {
        let Self { recognised, not_recognised, undetermined, not_applicable, levels } = other;
        self.recognised = self.recognised.saturating_add(*recognised);
        self.not_recognised = self.not_recognised.saturating_add(*not_recognised);
        self.undetermined = self.undetermined.saturating_add(*undetermined);
        self.not_applicable = self.not_applicable.saturating_add(*not_applicable);
        for (name, subjects) in levels {
            match self.levels.iter_mut().find(|(known, _)| known == name) {
                Some((_, sum)) => *sum = sum.saturating_add(*subjects),
                None => self.levels.push((name.clone(), *subjects)),
            }
        }
    }
}

/// One title over the whole workspace.
#[derive(Debug)]
pub(crate) struct Total<'a> {
    pub(crate) title: &'a TitleId,
    pub(crate) name: &'a str,
    pub(crate) kind: tieuchi_core::Kind,
    pub(crate) count: Count,
}

/// The titles of a run over all its communes, in the order in which they first appear.
pub(crate) fn totals(summary: &RunSummary) -> Vec<Total<'_>> {
    let mut totals: Vec<Total<'_>> = Vec::new();
    for line in &summary.lines {
        let count = Count::of(line);
        match totals.iter_mut().find(|total| *total.title == line.title) {
            Some(total) => total.count.add(&count),
            None => totals.push(Total {
                title: &line.title,
                name: &line.title_name,
                kind: line.kind,
                count,
            }),
        }
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::run;

    fn rate(recognised: u64, not_recognised: u64) -> Option<i64> {
        Count { recognised, not_recognised, ..Count::default() }.rate()
    }

    #[test]
    fn a_rate_is_rounded_half_up_from_exact_numbers() {
        assert_eq!(rate(1385, 462), Some(7499));
        assert_eq!(rate(4820, 4355), Some(5253));
        // Exactly 0.125 % and 0.005 %: a half goes up.
        assert_eq!(rate(1, 799), Some(13));
        assert_eq!(rate(1, 19_999), Some(1));
        assert_eq!(rate(1, 20_000), Some(0));
    }

    #[test]
    fn a_rate_lies_between_nothing_and_a_hundred() {
        assert_eq!([rate(0, 0), rate(0, 7), rate(7, 0)], [None, Some(0), Some(10_000)]);
        assert_eq!(rate(u64::MAX, 0), Some(10_000));
        assert_eq!(rate(u64::MAX, u64::MAX), Some(10_000));
    }

    #[test]
    fn totals_add_titles_over_communes() {
        let run = run();
        let totals = totals(&run);
        let names: Vec<_> = totals.iter().map(|total| total.title.as_str()).collect();
        assert_eq!(names, ["cong-dan-hoc-tap", "don-vi-hoc-tap", "dong-ho-hoc-tap"]);
        let citizens = &totals[0].count;
        assert_eq!(
            (citizens.recognised, citizens.assessed(), citizens.not_applicable),
            (1385 + 8000, 1847 + 12_034, 1530)
        );
        let levels = [("Mức độ 1 (Khá)".to_owned(), 7), ("Mức độ 2 (Tốt)".to_owned(), 3)];
        assert_eq!(totals[1].count.levels, levels);
    }

    #[test]
    fn sums_of_absurd_figures_do_not_wrap() {
        let mut run = run();
        for line in &mut run.lines {
            line.recognised = u64::MAX;
        }
        assert_eq!(totals(&run)[0].count.recognised, u64::MAX);
    }
}

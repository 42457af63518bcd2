//! How many subjects came to what, for one line or summed over many.

use tieuchi_core::{Counts, Kind, RunSummary, TitleId, TitleSummary};

use crate::rate::Rate;

/// Subjects by what was said of them. Sums stop at the greatest number instead of wrapping.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// By verdict.
    pub(crate) counts: Counts,
    /// By level.
    pub(crate) levels: Vec<(String, u64)>,
}

impl Count {
    /// The figures of one line.
    pub(crate) fn of(line: &TitleSummary) -> Self {
        let counts = Counts {
            recognised: line.recognised,
            not_recognised: line.not_recognised,
            undetermined: line.undetermined,
            not_applicable: line.not_applicable,
        };
        Self { counts, levels: line.levels.clone() }
    }

    /// Recognised out of assessed.
    pub(crate) fn rate(&self) -> Rate {
        Rate::of_counts(self.counts)
    }

    /// Adds the figures of another line.
    fn add(&mut self, other: &Self) {
        self.counts = sum(self.counts, other.counts);
        for (name, subjects) in &other.levels {
            match self.levels.iter_mut().find(|(known, _)| known == name) {
                Some((_, sum)) => *sum = sum.saturating_add(*subjects),
                None => self.levels.push((name.clone(), *subjects)),
            }
        }
    }
}

/// Both together.
fn sum(left: Counts, right: Counts) -> Counts {
    let Counts { recognised, not_recognised, undetermined, not_applicable } = right;
    Counts {
        recognised: left.recognised.saturating_add(recognised),
        not_recognised: left.not_recognised.saturating_add(not_recognised),
        undetermined: left.undetermined.saturating_add(undetermined),
        not_applicable: left.not_applicable.saturating_add(not_applicable),
    }
}

/// One title over the whole workspace.
#[derive(Debug)]
pub(crate) struct Total<'a> {
    /// The title.
    pub(crate) title: &'a TitleId,
    /// What people call it.
    pub(crate) name: &'a str,
    /// Whom it judges.
    pub(crate) kind: Kind,
    /// Figures.
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

    #[test]
    fn totals_add_titles_over_communes() {
        let run = run();
        let totals = totals(&run);
        let names: Vec<_> = totals.iter().map(|total| total.title.as_str()).collect();
        assert_eq!(names, ["cong-dan-hoc-tap", "don-vi-hoc-tap", "dong-ho-hoc-tap"]);
        let citizens = totals[0].count.counts;
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
        assert_eq!(totals(&run)[0].count.counts.recognised, u64::MAX);
        assert_eq!(totals(&run)[0].count.rate().percents(), Some((10_000, 10_000)));
    }
}

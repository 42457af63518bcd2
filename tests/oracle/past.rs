//! Indicators from earlier decisions, for one subject.

use chrono::{Months, NaiveDate};
use tieuchi_core::{Held, Indicator, Period, TitleId, Truth};

use crate::oracle::{
    Oracle, Subject, Value,
    value::{declared, range},
};

impl Oracle<'_> {
    /// For how many periods in a row, this one included, the title was recognised.
    pub(crate) fn streak(&self, subject: Subject, indicator: &Indicator, title: &TitleId) -> Value {
        let (_, longest) = range(indicator);
        let now = match self.title_now(subject, title) {
            (low, _) if low >= 1 => Truth::True,
            (_, high) if high >= 1 => Truth::Unknown,
            _ => Truth::False,
        };
        let (mut low, mut high) = (0, 0);
        let (mut sure, mut possible) = (now == Truth::True, now != Truth::False);
        let (mut next, mut year) = (Some(self.period), now);
        while let Some(period) = next {
            sure &= year == Truth::True;
            possible &= year != Truth::False;
            low += i128::from(sure);
            high += i128::from(possible);
            if high > longest + low {
                break;
            }
            next = period.previous();
            year = next.map_or(Truth::False, |period| self.held_in(subject, title, period));
        }
        declared((low, high.min(longest)), indicator, false)
    }

    /// The level at which a subject surely and perhaps holds a title by this run; nobody knows of a
    /// title that nobody judges.
    pub(crate) fn title_now(&self, subject: Subject, title: &TitleId) -> (u8, u8) {
        let judged = self.rulesets.iter().find(|ruleset| ruleset.title == *title);
        if judged.is_none_or(|ruleset| ruleset.kind != subject.kind) {
            return (0, u8::MAX);
        }
        let verdict = &self.title(title).expect("there is a ruleset")[subject.row];
        (verdict.level, verdict.level_high)
    }

    /// Whether a subject was recognised in an earlier period: unknown where nothing was decided.
    fn held_in(&self, subject: Subject, title: &TitleId, period: Period) -> Truth {
        let decided = self.history.0.get(title).and_then(|periods| periods.get(&period));
        decided.map_or(Truth::Unknown, |held| {
            Truth::from(held.iter().any(|held| held.row as usize == subject.row))
        })
    }

    /// For how many whole months the title has been held by decisions that are still valid.
    pub(crate) fn held_months(
        &self,
        subject: Subject,
        indicator: &Indicator,
        title: &TitleId,
        level: u8,
    ) -> Value {
        let Some(decided) = self.history.0.get(title).filter(|decided| !decided.is_empty()) else {
            // Nothing was ever decided on the title here: nobody knows.
            return declared((0, i64::MAX.into()), indicator, false);
        };
        let day = self.period.last_day();
        let mut months = 0;
        for (period, held) in decided {
            for Held { row, level: at, date, valid_until } in held {
                let valid = *date <= day && valid_until.is_none_or(|until| day <= until);
                let mine = *row as usize == subject.row && *at >= level && *period < self.period;
                if valid && mine {
                    months = months.max(months_between(*date, day));
                }
            }
        }
        declared((months, months), indicator, false)
    }
}

/// Whole months that fit between two days.
fn months_between(from: NaiveDate, to: NaiveDate) -> i128 {
    let mut months = 0;
    while from.checked_add_months(Months::new(months + 1)).is_some_and(|day| day <= to) {
        months += 1;
    }
    months.into()
}

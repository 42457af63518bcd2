//! Indicators computed from earlier decisions.

use chrono::{Datelike, NaiveDate};
use tieuchi_core::{Held, History, Period, Table, TitleId};

use crate::{
    lower::Slot,
    plan::Plan,
    reads::{Reads, Values},
    series::{Interval, Series},
};

/// A computation over decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Past {
    /// Periods in a row, this one by this run's verdict (none where the title is not judged).
    Streak(TitleId, Option<Slot>),
    /// Whole months held at a level or above.
    HeldMonths(TitleId, u8),
}

/// What a decision says of a subject and a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Year {
    /// Nothing was decided.
    Undecided,
    /// Recognised.
    Held,
    /// Decided on, without this subject.
    NotHeld,
}

/// Computes all batches of a table.
pub(crate) fn compute(
    past: &Past,
    range: (i64, i64),
    plan: &Plan,
    values: &Values<'_>,
    table: &Table,
    history: &History,
) -> Vec<Series<'static>> {
    let rows = table.rows();
    let bounds = match past {
        Past::HeldMonths(title, level) => held_months(title, *level, plan.period, rows, history),
        Past::Streak(title, slot) => {
            let mut now = Vec::with_capacity(rows);
            for (index, batch) in table.batches.iter().enumerate() {
                let reads = Reads { plan, values, batch: index, rows: batch.rows };
                match slot {
                    Some(slot) => {
                        let levels = reads.intervals(*slot);
                        now.extend(levels.low.iter().copied().zip(levels.high.iter().copied()));
                    }
                    None => now.extend(std::iter::repeat_n((0, 1), batch.rows)),
                }
            }
            streaks(title, plan.period, &now, range, history)
        }
    };
    let mut bounds = bounds.into_iter();
    table
        .batches
        .iter()
        .map(|batch| {
            let mut interval = Interval::with_capacity(batch.rows);
            bounds.by_ref().take(batch.rows).for_each(|(low, high)| {
                interval.push((low.into(), high.into()), range);
            });
            Series::Interval(interval)
        })
        .collect()
}

/// Streaks that end with this period.
fn streaks(
    title: &TitleId,
    period: Period,
    now: &[(i64, i64)],
    (_, most): (i64, i64),
    history: &History,
) -> Vec<(i64, i64)> {
    let years = years(title, period, now.len(), history);
    let known = years.len();
    let mut bounds = Vec::with_capacity(now.len());
    for (row, (low_now, high_now)) in now.iter().enumerate() {
        let run_of = |sure: bool| {
            let counts = |year: &Vec<Year>| match year[row] {
                Year::Held => true,
                Year::Undecided => !sure,
                Year::NotHeld => false,
            };
            let length = years.iter().take_while(|year| counts(year)).count();
            // Beyond the oldest decision nothing is known: the streak may be as long as any.
            if length == known && !sure {
                most
            } else {
                i64::try_from(length).unwrap_or(most).saturating_add(1)
            }
        };
        let low = if *low_now >= 1 { run_of(true) } else { 0 };
        let high = if *high_now >= 1 { run_of(false).min(most) } else { 0 };
        bounds.push((low, high));
    }
    bounds
}

/// What was decided in each earlier period, from the last one back to the oldest with a decision.
fn years(title: &TitleId, period: Period, rows: usize, history: &History) -> Vec<Vec<Year>> {
    let Some(decided) = history.0.get(title) else { return Vec::new() };
    let oldest = decided.keys().next().copied();
    let mut years = Vec::new();
    let mut next = period.previous();
    while let Some(year) = next.filter(|year| oldest.is_some_and(|oldest| oldest <= *year)) {
        years.push(match decided.get(&year) {
            None => vec![Year::Undecided; rows],
            Some(held) => {
                let mut states = vec![Year::NotHeld; rows];
                for Held { row, .. } in held {
                    if let Some(state) = states.get_mut(*row as usize) {
                        *state = Year::Held;
                    }
                }
                states
            }
        });
        next = year.previous();
    }
    years
}

/// Months since the earliest decision that is still valid on the last day of the period.
fn held_months(
    title: &TitleId,
    level: u8,
    period: Period,
    rows: usize,
    history: &History,
) -> Vec<(i64, i64)> {
    let Some(decided) = history.0.get(title).filter(|decided| !decided.is_empty()) else {
        // No decision on this title is known here at all: it may have been held since ever.
        return vec![(0, i64::MAX); rows];
    };
    let day = period.last_day();
    let mut since: Vec<Option<NaiveDate>> = vec![None; rows];
    let earlier = decided.iter().filter(|(year, _)| **year < period).flat_map(|(_, held)| held);
    for Held { row, level: held, date, valid_until } in earlier {
        let valid = *date <= day && valid_until.is_none_or(|until| day <= until);
        if let Some(since) = since.get_mut(*row as usize).filter(|_| valid && *held >= level) {
            *since = Some(since.map_or(*date, |earlier| earlier.min(*date)));
        }
    }
    since
        .into_iter()
        .map(|since| since.map_or(0, |since| whole_months(since, day)))
        .map(|months| (months, months))
        .collect()
}

/// Whole months between two days.
fn whole_months(from: NaiveDate, to: NaiveDate) -> i64 {
    let months = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
    // The last day of a month completes a month that began on a later day number.
    let last_of_month = to.succ_opt().is_none_or(|next| next.month() != to.month());
    let complete = to.day() >= from.day() || last_of_month;
    (months(to) - months(from) - i64::from(!complete)).max(0)
}

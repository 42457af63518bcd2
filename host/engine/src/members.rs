//! Indicators computed over members: grouping columns of the members' register.

use tieuchi_core::{Fraction, Kind, Link, Table, ValueType};

use crate::{
    arithmetic::inherit_errors,
    condition::{evaluate, unknown_range},
    lower::{Cond, Slot},
    plan::Plan,
    reads::{Reads, Values},
    series::{Interval, Ratios, Series},
};

/// A computation over members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Members {
    /// The kind that they belong to.
    pub kind: Kind,
    /// Their kind.
    pub over: Kind,
    /// Which of them; all where there is none.
    pub filter: Option<Cond>,
    /// What of them.
    pub what: Aggregate,
}

/// What is computed of the members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Aggregate {
    /// How many.
    Count,
    /// The part that meets a condition.
    Share(Cond),
    /// The sum of an indicator.
    Total(Slot),
    /// The mean of an indicator.
    Mean(Slot),
}

/// What has been gathered for one subject.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    /// Members that surely count; among them those that surely, or perhaps, have what is asked.
    sure: u32,
    /// Surely have it.
    sure_having: u32,
    /// Perhaps have it.
    sure_perhaps: u32,
    /// Members that perhaps count, by whether they have it: surely, perhaps, surely not.
    maybe_having: u32,
    /// Perhaps have it.
    maybe_perhaps: u32,
    /// Surely do not.
    maybe_lacking: u32,
    /// Sums over the members that surely count.
    sure_low: i128,
    /// The greatest sum.
    sure_high: i128,
    /// What the members that perhaps count may take off or add to the sum.
    maybe_low: i128,
    /// What they may add.
    maybe_high: i128,
    /// The least value of a member that perhaps counts.
    maybe_least: Option<i64>,
    /// The greatest.
    maybe_most: Option<i64>,
    /// Whether a member has an error.
    error: bool,
}

/// Computes all batches of the subjects' table.
pub(crate) fn compute(
    members: &Members,
    value_type: &ValueType,
    plan: &Plan,
    values: &Values<'_>,
    subjects: &Table,
    member_table: Option<&Table>,
) -> Vec<Series<'static>> {
    let mut tallies = vec![Tally::default(); subjects.rows()];
    for (index, batch) in
        member_table.into_iter().flat_map(|table| table.batches.iter().enumerate())
    {
        let reads = Reads { plan, values, batch: index, rows: batch.rows };
        gather(members, batch.links.get(&members.kind), reads, &mut tallies);
    }
    let range = unknown_range(value_type);
    let mut rest = tallies.as_slice();
    subjects
        .batches
        .iter()
        .map(|batch| {
            let (here, after) = rest.split_at(batch.rows.min(rest.len()));
            rest = after;
            finish(&members.what, here, range)
        })
        .collect()
}

/// Adds a batch of members to the tallies of those that they belong to.
fn gather(members: &Members, link: Option<&Link>, reads: Reads<'_, '_>, tallies: &mut [Tally]) {
    let filter = members.filter.as_ref().map(|condition| evaluate(condition, &reads));
    let having = match &members.what {
        Aggregate::Share(condition) => Some(evaluate(condition, &reads)),
        _ => None,
    };
    let of = match &members.what {
        Aggregate::Total(slot) | Aggregate::Mean(slot) => Some((*slot, reads.intervals(*slot))),
        _ => None,
    };
    let mut errors = Vec::new();
    for slot in members.inputs() {
        errors.extend_from_slice(reads.series(slot).errors());
    }
    // Every subject of a place belongs to its commune; other links name a row.
    let everybody = members.kind == Kind::Commune;
    for row in 0..reads.rows {
        let owner = match link {
            _ if everybody => 0,
            Some(Link(rows)) => rows.get(row).map_or(usize::MAX, |owner| *owner as usize),
            None => usize::MAX,
        };
        let Some(tally) = tallies.get_mut(owner) else { continue };
        let counts = filter.as_ref().map_or(2, |truth| truth[row]);
        let has = having.as_ref().map_or(2, |truth| truth[row]);
        let value = of.as_ref().map_or((0, 0), |(_, of)| (of.low[row], of.high[row]));
        tally.add(counts, has, value);
    }
    for row in errors {
        let owner = match link {
            _ if everybody => 0,
            Some(Link(rows)) => rows.get(row as usize).map_or(usize::MAX, |owner| *owner as usize),
            None => usize::MAX,
        };
        if let Some(tally) = tallies.get_mut(owner) {
            tally.error = true;
        }
    }
}

impl Members {
    /// The members' indicators that it reads.
    pub(crate) fn inputs(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        if let Some(filter) = &self.filter {
            filter.slots(&mut slots);
        }
        match &self.what {
            Aggregate::Count => {}
            Aggregate::Share(having) => having.slots(&mut slots),
            Aggregate::Total(slot) | Aggregate::Mean(slot) => slots.push(*slot),
        }
        slots
    }
}

impl Tally {
    /// Adds a member by its truth bytes and the interval of its value.
    fn add(&mut self, counts: u8, has: u8, (low, high): (i64, i64)) {
        match counts {
            0 => {}
            2 => {
                self.sure += 1;
                self.sure_having += u32::from(has == 2);
                self.sure_perhaps += u32::from(has == 1);
                self.sure_low += i128::from(low);
                self.sure_high += i128::from(high);
            }
            _ => {
                self.maybe_having += u32::from(has == 2);
                self.maybe_perhaps += u32::from(has == 1);
                self.maybe_lacking += u32::from(has == 0);
                self.maybe_low += i128::from(low.min(0));
                self.maybe_high += i128::from(high.max(0));
                self.maybe_least = Some(self.maybe_least.map_or(low, |least| least.min(low)));
                self.maybe_most = Some(self.maybe_most.map_or(high, |most| most.max(high)));
            }
        }
    }

    /// The bounds of the share; every one of them is reached by some way of filling the gaps.
    ///
    /// A member that perhaps counts and has it only ever raises the share, one that lacks it only
    /// ever lowers it.
    fn share(self) -> Option<(Fraction, Fraction)> {
        if self.sure == 0 {
            return None;
        }
        let low = Fraction {
            num: self.sure_having.into(),
            den: i64::from(self.sure)
                + i64::from(self.maybe_lacking)
                + i64::from(self.maybe_perhaps),
        };
        let joining = i64::from(self.maybe_having) + i64::from(self.maybe_perhaps);
        let high = Fraction {
            num: i64::from(self.sure_having) + i64::from(self.sure_perhaps) + joining,
            den: i64::from(self.sure) + joining,
        };
        Some((low, high))
    }

    /// Bounds of the mean. With members that perhaps count, their least and greatest values bound
    /// what they can do to it: safe, not always reached.
    fn mean(self) -> Option<(Fraction, Fraction)> {
        if self.sure == 0 {
            return None;
        }
        let den = i64::from(self.sure);
        let end = |sum: i128, maybe: Option<i64>, wanted: std::cmp::Ordering| {
            let sure = Fraction { num: i64::try_from(sum).ok()?, den };
            let maybe = maybe.map_or(sure, |num| Fraction { num, den: 1 });
            Some(if maybe.compare(sure) == wanted { maybe } else { sure })
        };
        Some((
            end(self.sure_low, self.maybe_least, std::cmp::Ordering::Less)?,
            end(self.sure_high, self.maybe_most, std::cmp::Ordering::Greater)?,
        ))
    }
}

/// Turns tallies into a series.
fn finish(what: &Aggregate, tallies: &[Tally], range: (i64, i64)) -> Series<'static> {
    let errors: Vec<u32> =
        (0_u32..).zip(tallies).filter(|(_, tally)| tally.error).map(|(row, _)| row).collect();
    let mut series = match what {
        Aggregate::Share(_) | Aggregate::Mean(_) => Series::Ratio(Ratios {
            bounds: tallies
                .iter()
                .map(|tally| match what {
                    Aggregate::Share(_) => tally.share(),
                    _ => tally.mean(),
                })
                .collect(),
            errors: Vec::new(),
        }),
        Aggregate::Count | Aggregate::Total(_) => {
            let mut interval = Interval::with_capacity(tallies.len());
            for tally in tallies {
                let bounds = if *what == Aggregate::Count {
                    let sure = i128::from(tally.sure);
                    (sure, sure + i128::from(tally.maybe_having))
                } else {
                    (tally.sure_low + tally.maybe_low, tally.sure_high + tally.maybe_high)
                };
                interval.push(bounds, range);
            }
            Series::Interval(interval)
        }
    };
    inherit_errors(&mut series, errors.iter());
    series
}

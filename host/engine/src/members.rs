//! Indicators computed over members: grouping columns of the members' register.

use std::cmp::Ordering;

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

/// Members of one subject, counted.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    /// Members that surely count.
    sure: u32,
    /// Those of them that surely have what is asked.
    sure_having: u32,
    /// Those of them that perhaps have it.
    sure_perhaps: u32,
    /// Members that perhaps count and surely have it.
    maybe_having: u32,
    /// Members that perhaps count and perhaps have it.
    maybe_perhaps: u32,
    /// Members that perhaps count and surely lack it.
    maybe_lacking: u32,
    /// Whether a member has an error.
    error: bool,
}

/// Values of the members of one subject, added up.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    /// Members that surely count.
    sure: u32,
    /// The least sum over them.
    low: i128,
    /// The greatest sum over them.
    high: i128,
    /// What members that perhaps count may take off the sum.
    maybe_low: i128,
    /// What they may add.
    maybe_high: i128,
    /// The least value of one of them.
    maybe_least: Option<i64>,
    /// The greatest.
    maybe_most: Option<i64>,
    /// Whether a member has an error.
    error: bool,
}

/// What is gathered for one subject, member by member.
trait Tally: Clone + Copy + Default {
    /// Adds a member by its truth bytes and the interval of its value.
    fn add(&mut self, counts: u8, has: u8, value: (i64, i64));

    /// Notes a member with an error.
    fn spoil(&mut self);
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
    // Without a register of the members, or without the column that says whose they are, nobody
    // knows who belongs to whom: that is missing evidence, not nobody.
    let told = member_table.is_some_and(|table| {
        let mut batches = table.batches.iter().filter(|batch| batch.rows > 0);
        members.kind == Kind::Commune
            || batches.all(|batch| batch.links.contains_key(&members.kind))
    });
    if !told {
        return subjects.batches.iter().map(|_| Series::Missing).collect();
    }
    let range = unknown_range(value_type);
    let tables = (subjects, member_table);
    match members.what {
        Aggregate::Count | Aggregate::Share(_) => {
            let counts: Vec<Counts> = gather_all(members, plan, values, tables);
            each_batch(subjects, &counts, |counts| count_series(&members.what, counts, range))
        }
        Aggregate::Total(_) | Aggregate::Mean(_) => {
            let sums: Vec<Sums> = gather_all(members, plan, values, tables);
            let one = match members.what {
                Aggregate::Mean(slot) => {
                    10_i64.pow(plan.indicators[slot].value_type.scale().into())
                }
                _ => 1,
            };
            each_batch(subjects, &sums, |sums| sum_series(&members.what, sums, range, one))
        }
    }
}

/// Gathers all members for every subject of a table.
fn gather_all<T: Tally>(
    members: &Members,
    plan: &Plan,
    values: &Values<'_>,
    (subjects, member_table): (&Table, Option<&Table>),
) -> Vec<T> {
    let mut tallies = vec![T::default(); subjects.rows()];
    let batches = member_table.map_or(&[][..], |table| &table.batches);
    for (index, batch) in batches.iter().enumerate() {
        let reads = Reads { plan, values, batch: index, rows: batch.rows };
        gather(members, batch.links.get(&members.kind), reads, &mut tallies);
    }
    tallies
}

/// Cuts tallies as the table is cut.
fn each_batch<T>(
    subjects: &Table,
    tallies: &[T],
    series: impl Fn(&[T]) -> Series<'static>,
) -> Vec<Series<'static>> {
    let mut rest = tallies;
    subjects
        .batches
        .iter()
        .map(|batch| {
            let (here, after) = rest.split_at(batch.rows.min(rest.len()));
            rest = after;
            series(here)
        })
        .collect()
}

/// Adds a batch of members to the tallies of those that they belong to.
fn gather<T: Tally>(
    members: &Members,
    link: Option<&Link>,
    reads: Reads<'_, '_>,
    tallies: &mut [T],
) {
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
    let owner = |row: usize| members.owner(link, row);
    for row in 0..reads.rows {
        let Some(tally) = tallies.get_mut(owner(row)) else { continue };
        let counts = filter.as_ref().map_or(2, |truth| truth[row]);
        let has = having.as_ref().map_or(2, |truth| truth[row]);
        let value = of.as_ref().map_or((0, 0), |(_, of)| (of.low[row], of.high[row]));
        tally.add(counts, has, value);
    }
    for row in errors {
        if let Some(tally) = tallies.get_mut(owner(row as usize)) {
            tally.spoil();
        }
    }
}

impl Members {
    /// The row of the subject that a member belongs to; none has the last number.
    ///
    /// Every subject of a place belongs to its commune; other links name a row.
    pub(crate) fn owner(&self, link: Option<&Link>, row: usize) -> usize {
        owner(self.kind, link, row)
    }

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

/// The row of the subject of a kind that a member belongs to, as [`Members::owner`].
pub(crate) fn owner(kind: Kind, link: Option<&Link>, row: usize) -> usize {
    match link {
        _ if kind == Kind::Commune => 0,
        Some(Link(rows)) => rows.get(row).map_or(usize::MAX, |owner| *owner as usize),
        None => usize::MAX,
    }
}

impl Tally for Counts {
    fn add(&mut self, counts: u8, has: u8, _: (i64, i64)) {
        let slot = match (counts, has) {
            (0, _) => return,
            (2, 2) => &mut self.sure_having,
            (2, 1) => &mut self.sure_perhaps,
            (2, _) => {
                self.sure += 1;
                return;
            }
            (_, 2) => &mut self.maybe_having,
            (_, 1) => &mut self.maybe_perhaps,
            _ => &mut self.maybe_lacking,
        };
        *slot += 1;
        self.sure += u32::from(counts == 2);
    }

    fn spoil(&mut self) {
        self.error = true;
    }
}

impl Counts {
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
}

impl Tally for Sums {
    fn add(&mut self, counts: u8, _: u8, (low, high): (i64, i64)) {
        match counts {
            0 => {}
            2 => {
                self.sure += 1;
                self.low += i128::from(low);
                self.high += i128::from(high);
            }
            _ => {
                self.maybe_low += i128::from(low.min(0));
                self.maybe_high += i128::from(high.max(0));
                self.maybe_least = Some(self.maybe_least.map_or(low, |least| least.min(low)));
                self.maybe_most = Some(self.maybe_most.map_or(high, |most| most.max(high)));
            }
        }
    }

    fn spoil(&mut self) {
        self.error = true;
    }
}

impl Sums {
    /// Bounds of the mean. With members that perhaps count, their least and greatest values bound
    /// what they can do to it: safe, not always reached.
    fn mean(self, one: i64) -> Option<(Fraction, Fraction)> {
        if self.sure == 0 {
            return None;
        }
        let den = i64::from(self.sure).checked_mul(one)?;
        let end = |sum: i128, maybe: Option<i64>, wanted: Ordering| {
            let sure = Fraction { num: i64::try_from(sum).ok()?, den };
            let maybe = maybe.map_or(sure, |num| Fraction { num, den: one });
            Some(if maybe.compare(sure) == wanted { maybe } else { sure })
        };
        Some((
            end(self.low, self.maybe_least, Ordering::Less)?,
            end(self.high, self.maybe_most, Ordering::Greater)?,
        ))
    }
}

/// Counts or shares as a series.
fn count_series(what: &Aggregate, counts: &[Counts], range: (i64, i64)) -> Series<'static> {
    let errors = rows_where(counts, |counts| counts.error);
    if *what != Aggregate::Count {
        let bounds = counts.iter().map(|counts| counts.share()).collect();
        return Series::Ratio(Ratios { bounds, errors });
    }
    let mut interval = Interval::with_capacity(counts.len());
    for counts in counts {
        let sure = i128::from(counts.sure);
        interval.push((sure, sure + i128::from(counts.maybe_having)), range);
    }
    with_errors(Series::Interval(interval), &errors)
}

/// Totals or means as a series.
fn sum_series(what: &Aggregate, sums: &[Sums], range: (i64, i64), one: i64) -> Series<'static> {
    let errors = rows_where(sums, |sums| sums.error);
    if matches!(what, Aggregate::Mean(_)) {
        let bounds = sums.iter().map(|sums| sums.mean(one)).collect();
        return Series::Ratio(Ratios { bounds, errors });
    }
    let mut interval = Interval::with_capacity(sums.len());
    for sums in sums {
        interval.push((sums.low + sums.maybe_low, sums.high + sums.maybe_high), range);
    }
    with_errors(Series::Interval(interval), &errors)
}

/// The rows for which something holds.
fn rows_where<T>(tallies: &[T], holds: impl Fn(&T) -> bool) -> Vec<u32> {
    (0..).zip(tallies).filter(|(_, tally)| holds(tally)).map(|(row, _)| row).collect()
}

/// A series with the errors of members added to its own.
fn with_errors(mut series: Series<'static>, errors: &[u32]) -> Series<'static> {
    inherit_errors(&mut series, errors.iter());
    series
}

//! Why one subject was judged as it was: its findings, what they were judged by, what is missing.

use tieuchi_core::{
    Fraction, IndicatorId, Kind, Outcome, Status, Table, TitleId, Truth, ValueType,
};

use crate::{
    condition::evaluate,
    judge::{Given, Judged, Scope, schedule},
    lower::{Cond, Slot},
    members::{Aggregate, Members},
    past::Past,
    plan::{Origin, Plan, PlannedStep, PlannedTitle},
    reads::{Reads, Values},
    series::Series,
    settle::{self, Alone},
    verdict::evaluate_sound,
};

/// The most members that are told of one subject and indicator.
const MEMBERS_MAX: usize = 50;

/// The most indicators that are told of one criterion: those of a catalogue may share their inputs
/// in ever new ways.
const INDICATORS_MAX: usize = 500;

/// One title of the subject.
#[derive(Debug)]
pub struct TracedTitle<'p> {
    /// The title.
    pub title: &'p PlannedTitle,
    /// The verdict.
    pub status: Status,
    /// The level surely reached, and the one that the missing evidence may bring; a title without
    /// levels counts as one.
    pub levels: (u8, u8),
    /// The least and the most points, in units.
    pub points: (i32, i32),
    /// The points that can be earned, in units.
    pub max: i32,
    /// One for each of the title's steps.
    pub steps: Vec<TracedStep<'p>>,
    /// Whom the ruleset is about, then what its levels ask for.
    pub conditions: Vec<TracedCondition<'p>>,
    /// What an undetermined verdict waits for, most decisive first.
    pub missing: Vec<Lacking<'p>>,
}

/// One criterion.
#[derive(Debug)]
pub struct TracedStep<'p> {
    /// The criterion.
    pub step: &'p PlannedStep,
    /// What came of it.
    pub outcome: Outcome,
    /// The least and the most points, in units.
    pub points: (i32, i32),
    /// Which reason the plugin gives, counted from 1; 0 for none.
    pub reason: u8,
    /// What it reads.
    pub reads: Vec<TracedIndicator<'p>>,
}

/// A condition beside the criteria.
#[derive(Debug)]
pub struct TracedCondition<'p> {
    /// The level that asks for it, from 1; none for whom the ruleset is about.
    pub level: Option<u8>,
    /// Whether it holds.
    pub holds: Truth,
    /// What it reads.
    pub reads: Vec<TracedIndicator<'p>>,
}

/// An indicator of the subject.
#[derive(Debug)]
pub struct TracedIndicator<'p> {
    /// Whose.
    pub kind: Kind,
    /// Its id.
    pub indicator: &'p IndicatorId,
    /// Its type.
    pub value_type: &'p ValueType,
    /// What is known of it.
    pub known: TracedValue,
    /// Where that comes from.
    pub source: TracedSource<'p>,
}

/// What is known of a value, in units of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TracedValue {
    /// Nothing: it may be anything that its type allows.
    Missing,
    /// It lies between; equal where it is known.
    Between(i64, i64),
    /// The ratio lies between; equal where it is known.
    Ratio(Fraction, Fraction),
}

/// Where a value comes from.
#[derive(Debug)]
pub enum TracedSource<'p> {
    /// A register.
    Register,
    /// Other indicators of the subject.
    Computed(Vec<TracedIndicator<'p>>),
    /// Members: those that count first.
    Members {
        /// Their kind.
        over: Kind,
        /// Some of them.
        members: Vec<TracedMember>,
        /// How many belong to the subject.
        total: u64,
    },
    /// The verdict on another title of the subject.
    Verdict(TitleId),
    /// Decisions on a title.
    Decisions(&'p TitleId),
}

/// A member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TracedMember {
    /// Its row in the table of its kind.
    pub row: usize,
    /// Whether it is counted.
    pub counts: Truth,
    /// Whether it has what is asked for, of a share.
    pub has: Option<Truth>,
    /// Its value, of a total or a mean.
    pub value: Option<TracedValue>,
}

/// Something that an undetermined verdict waits for.
#[derive(Debug, PartialEq, Eq)]
pub struct Lacking<'p> {
    /// The indicator.
    pub indicator: &'p IndicatorId,
    /// Whether knowing it alone can settle the title, one way or the other.
    pub settles: bool,
    /// The title's steps that wait for it.
    pub steps: Vec<usize>,
    /// Points that depend on it, in units; none for a ruleset without points.
    pub points: Option<i32>,
}

/// Judges a place and tells of one subject, by its row in the table of its kind, why each title of
/// its kind was judged as it was; empty where there is no such row.
///
/// What is told is read off the very columns that [`crate::judge`] judges by.
pub fn trace<'p>(plan: &'p Plan, scope: Scope<'_>, kind: Kind, row: usize) -> Vec<TracedTitle<'p>> {
    let Some((batch, at)) = scope.tables.get(&kind).and_then(|table| find(table, row)) else {
        return Vec::new();
    };
    let mut judged: Vec<Judged<'p>> = Vec::new();
    let values = schedule(plan, scope, &Given::new(), &mut |one| {
        if one.title.kind == kind && one.batch == batch {
            judged.push(one);
        }
    });
    let subject = Subject { plan, scope, values: &values, kind, batch, at, row };
    let alone = Alone::new(plan, scope, &values, (kind, batch, at), row);
    judged.iter().map(|judged| subject.title(judged, &alone)).collect()
}

/// The batch that holds a row of a table, and the row inside it.
fn find(table: &Table, row: usize) -> Option<(usize, usize)> {
    let mut rest = row;
    for (index, batch) in table.batches.iter().enumerate() {
        match rest.checked_sub(batch.rows) {
            Some(behind) => rest = behind,
            None => return Some((index, rest)),
        }
    }
    None
}

/// One subject among the columns of its place.
struct Subject<'p, 's> {
    /// The plan.
    plan: &'p Plan,
    /// The place.
    scope: Scope<'s>,
    /// What is known.
    values: &'s Values<'s>,
    /// What it is.
    kind: Kind,
    /// Its batch.
    batch: usize,
    /// Its row in the batch.
    at: usize,
    /// Its row in the table.
    row: usize,
}

impl<'p> Subject<'p, '_> {
    /// The view of its batch.
    fn reads(&self) -> Reads<'_, '_> {
        let table = self.scope.tables.get(&self.kind);
        let rows = table.and_then(|table| table.batches.get(self.batch));
        let rows = rows.map_or(0, |batch| batch.rows);
        Reads { plan: self.plan, values: self.values, batch: self.batch, rows }
    }

    /// One title.
    fn title(&self, judged: &Judged<'p>, alone: &Alone<'p>) -> TracedTitle<'p> {
        let Judged { title, findings, verdicts, .. } = judged;
        let (title, at): (&'p PlannedTitle, _) = (title, self.at);
        let steps: Vec<_> = title
            .steps
            .iter()
            .zip(findings)
            .map(|(step, finding)| TracedStep {
                step,
                outcome: finding.outcomes[at],
                points: (finding.low[at], finding.high[at]),
                reason: finding.reasons.get(at).copied().unwrap_or(0),
                reads: self.indicators(&step.step.told),
            })
            .collect();
        let missing = if verdicts.statuses[at] == Status::Undetermined {
            settle::missing(title, &steps, alone)
        } else {
            Vec::new()
        };
        TracedTitle {
            title,
            status: verdicts.statuses[at],
            levels: (verdicts.levels[at], verdicts.levels_high[at]),
            points: (verdicts.low[at], verdicts.high[at]),
            max: verdicts.max[at],
            steps,
            conditions: self.conditions(title),
            missing,
        }
    }

    /// The conditions beside the criteria.
    fn conditions(&self, title: &'p PlannedTitle) -> Vec<TracedCondition<'p>> {
        let about = title.applies.iter().map(|condition| (None, condition));
        let levels = (1_u8..).zip(&title.levels);
        let levels =
            levels.filter_map(|(number, level)| Some((Some(number), level.requires.as_ref()?)));
        // INVARIANT: a title tells of these conditions in this order.
        about
            .chain(levels)
            .zip(&title.told)
            .map(|((level, condition), told)| {
                let holds = evaluate_sound(condition, self.reads()).get(self.at).copied();
                let holds = Truth::from_byte(holds.unwrap_or(Truth::Unknown as u8));
                TracedCondition { level, holds, reads: self.indicators(told) }
            })
            .collect()
    }

    /// What is known of some indicators, each once, in the order in which they are read.
    fn indicators(&self, slots: &[Slot]) -> Vec<TracedIndicator<'p>> {
        let mut left = INDICATORS_MAX;
        self.each_once(slots, &mut left)
    }

    /// The same, as long as there is room for more.
    fn each_once(&self, slots: &[Slot], left: &mut usize) -> Vec<TracedIndicator<'p>> {
        let mut seen: Vec<Slot> = Vec::with_capacity(slots.len());
        for slot in slots {
            if !seen.contains(slot) {
                seen.push(*slot);
            }
        }
        let mut told = Vec::with_capacity(seen.len());
        for slot in seen {
            let Some(rest) = left.checked_sub(1) else { break };
            *left = rest;
            told.push(self.indicator(slot, left));
        }
        told
    }

    /// What is known of one indicator.
    fn indicator(&self, slot: Slot, left: &mut usize) -> TracedIndicator<'p> {
        let planned = &self.plan.indicators[slot];
        let source = match &planned.origin {
            Origin::Register => TracedSource::Register,
            Origin::Title(_) => {
                TracedSource::Verdict(planned.id.title().unwrap_or_else(|| "".into()))
            }
            Origin::Arithmetic(arithmetic) => {
                TracedSource::Computed(self.each_once(&arithmetic.inputs(), left))
            }
            Origin::Members(members) => self.members(members),
            Origin::Past(Past::Streak(title, _) | Past::HeldMonths(title, _)) => {
                TracedSource::Decisions(title)
            }
        };
        TracedIndicator {
            kind: planned.kind,
            indicator: &planned.id,
            value_type: &planned.value_type,
            known: known(self.reads().series(slot), &planned.value_type, self.at),
            source,
        }
    }

    /// Who belongs to the subject, and what each adds.
    fn members(&self, members: &Members) -> TracedSource<'p> {
        let mut found: Vec<TracedMember> = Vec::new();
        let mut first = 0;
        let batches = self.scope.tables.get(&members.over).map_or(&[][..], |table| &table.batches);
        for (index, batch) in batches.iter().enumerate() {
            let reads =
                Reads { plan: self.plan, values: self.values, batch: index, rows: batch.rows };
            let link = batch.links.get(&members.kind);
            let rows: Vec<usize> =
                (0..batch.rows).filter(|row| members.owner(link, *row) == self.row).collect();
            if !rows.is_empty() {
                found.extend(
                    one_batch(members, reads, &rows)
                        .map(|member| TracedMember { row: first + member.row, ..member }),
                );
            }
            first += batch.rows;
        }
        let total = found.len() as u64;
        // Those that count first, in the order of the register.
        found.sort_by_key(|member| std::cmp::Reverse(member.counts));
        found.truncate(MEMBERS_MAX);
        TracedSource::Members { over: members.over, members: found, total }
    }
}

/// The members at some rows of a batch.
fn one_batch(
    members: &Members,
    reads: Reads<'_, '_>,
    rows: &[usize],
) -> impl Iterator<Item = TracedMember> {
    let truth = |condition: &Cond| evaluate(condition, &reads);
    let filter = members.filter.as_ref().map(truth);
    let (has, of) = match &members.what {
        Aggregate::Count => (None, None),
        Aggregate::Share(having) => (Some(truth(having)), None),
        Aggregate::Total(slot) | Aggregate::Mean(slot) => (None, Some(*slot)),
    };
    rows.iter().map(move |row| TracedMember {
        row: *row,
        counts: filter.as_ref().map_or(Truth::True, |truth| Truth::from_byte(truth[*row])),
        has: has.as_ref().map(|truth| Truth::from_byte(truth[*row])),
        value: of.map(|slot| known(reads.series(slot), reads.value_type(slot), *row)),
    })
}

/// What is known of a value in a row.
fn known(series: &Series<'_>, value_type: &ValueType, row: usize) -> TracedValue {
    if let Series::Ratio(ratios) = series {
        let bounds = ratios.bounds.get(row).copied().flatten();
        return bounds.map_or(TracedValue::Missing, |(low, high)| TracedValue::Ratio(low, high));
    }
    if let Some(column) = series.column() {
        let value = column.get(row);
        return value.map_or(TracedValue::Missing, |value| TracedValue::Between(value, value));
    }
    let Series::Interval(interval) = series else { return TracedValue::Missing };
    match (interval.low.get(row), interval.high.get(row)) {
        (Some(low), Some(high)) if low == high || value_type.range() != Some((*low, *high)) => {
            TracedValue::Between(*low, *high)
        }
        _ => TracedValue::Missing,
    }
}

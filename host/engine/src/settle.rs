//! Whether one missing value alone can settle a title: the subject judged again with it filled in.

use std::{cmp::Reverse, collections::BTreeMap};

use tieuchi_core::{
    Batch, Column, Fraction, History, Kind, Outcome, Period, Status, Table, ValueType,
    days_from_date,
};

use crate::{
    judge::{Given, Scope, schedule},
    lower::{Cond, LoweredCheck, Slot},
    plan::{Origin, Plan, PlannedTitle},
    reads::Values,
    series::{Interval, Ratios, Series},
    trace::{Lacking, TracedStep},
};

/// Up to so many values are tried one by one.
const VALUES_MAX: i64 = 256;

/// The oldest age that is tried, in years, where a day is missing.
const AGE_MAX: i32 = 150;

/// The subject in a place of its own, where what others add to it is given.
pub(crate) struct Alone<'p> {
    /// The plan.
    plan: &'p Plan,
    /// Its row of the register.
    tables: BTreeMap<Kind, Table>,
    /// Decisions on it.
    history: History,
    /// What members add.
    members: Given,
    /// What is known of all its indicators.
    known: Given,
}

impl<'p> Alone<'p> {
    /// Takes the subject at a row of a batch out of its place; `row` is its row in the whole table.
    pub(crate) fn new(
        plan: &'p Plan,
        scope: Scope<'_>,
        values: &Values<'_>,
        (kind, batch, at): (Kind, usize, usize),
        row: usize,
    ) -> Self {
        let mut tables = BTreeMap::new();
        if let Some(found) = scope.tables.get(&kind).and_then(|table| table.batches.get(batch)) {
            let columns = found.columns.iter();
            let columns = columns.map(|(id, column)| (id.clone(), one_value(column.get(at))));
            let alone = Batch { rows: 1, columns: columns.collect(), links: BTreeMap::new() };
            tables.insert(kind, Table { batches: vec![alone] });
        }
        let mut history = scope.history.clone();
        for held in history.0.values_mut().flat_map(BTreeMap::values_mut) {
            held.retain(|held| held.row as usize == row);
            held.iter_mut().for_each(|held| held.row = 0);
        }
        let mut known = Given::new();
        for (slot, _) in plan.indicators.iter().enumerate().filter(|(_, own)| own.kind == kind) {
            let series = values.0.get(slot).and_then(|batches| batches.get(batch));
            known.insert(slot, one_row(series.unwrap_or(&Series::Missing), at));
        }
        let over_members =
            |slot: &Slot| matches!(plan.indicators[*slot].origin, Origin::Members(_));
        let members = known.iter().filter(|(slot, _)| over_members(slot));
        let members = members.map(|(slot, series)| (*slot, series.clone())).collect();
        Self { plan, tables, history, members, known }
    }

    /// Judges it again with one more indicator given; hands on the status of a title, and which of
    /// the title's leaves an undetermined verdict waits for.
    fn judge(
        &self,
        title: &PlannedTitle,
        filled: Option<(Slot, Series<'static>)>,
    ) -> (Status, Vec<bool>) {
        let mut given = self.members.clone();
        given.extend(filled);
        let scope = Scope { tables: &self.tables, history: &self.history };
        let mut said = (Status::Undetermined, Vec::new());
        schedule(self.plan, scope, &given, &mut |judged| {
            if judged.title.title == title.title
                && let Some(status) = judged.verdicts.statuses.first()
            {
                said = (*status, judged.missing.iter().map(|count| *count > 0).collect());
            }
        });
        said
    }

    /// Whether some value of an indicator settles a title.
    fn settles(&self, title: &PlannedTitle, slot: Slot) -> bool {
        self.candidates(title, slot).into_iter().any(|series| {
            let (status, _) = self.judge(title, Some((slot, series)));
            matches!(status, Status::Recognised | Status::NotRecognised)
        })
    }

    /// Values that an indicator may have: all where there are few of them; else the ends, and the
    /// bounds that the title's conditions hold it against.
    fn candidates(&self, title: &PlannedTitle, slot: Slot) -> Vec<Series<'static>> {
        let value_type = &self.plan.indicators[slot].value_type;
        let Some(series) = self.known.get(&slot) else { return Vec::new() };
        if let ValueType::Ratio { .. } = value_type {
            let Series::Ratio(Ratios { bounds, .. }) = series else { return Vec::new() };
            let bounds = bounds.first().copied().flatten();
            return bounds.into_iter().flat_map(|(low, high)| [ratio(low), ratio(high)]).collect();
        }
        let interval = series.intervals(1, value_type);
        let (Some(low), Some(high)) = (interval.low.first(), interval.high.first()) else {
            return Vec::new();
        };
        let mut units = if high.saturating_sub(*low) < VALUES_MAX {
            (*low..=*high).collect()
        } else {
            let mut units = vec![*low, *high];
            bounds(title, slot, &mut units);
            if *value_type == ValueType::Date {
                birthdays(self.plan.period, &mut units);
            }
            units
        };
        units.retain(|value| (*low..=*high).contains(value));
        units.sort_unstable();
        units.dedup();
        units.into_iter().map(|value| Series::Owned(one_value(Some(value)))).collect()
    }
}

/// What an undetermined verdict waits for, most decisive first.
pub(crate) fn missing<'p>(
    title: &'p PlannedTitle,
    steps: &[TracedStep<'p>],
    alone: &Alone<'p>,
) -> Vec<Lacking<'p>> {
    let (_, lacking) = alone.judge(title, None);
    let open =
        |step: &TracedStep<'_>| step.outcome == Outcome::Unknown || step.points.0 < step.points.1;
    let first = title.levels.first().into_iter().flat_map(|level| &level.steps);
    let summed: Vec<usize> = first.map(|step| step.index).collect();
    let mut missing = Vec::new();
    for (slot, _) in title.leaves.iter().zip(&lacking).filter(|(_, lacks)| **lacks) {
        let waiting = steps.iter().enumerate();
        let waiting =
            waiting.filter(|(_, step)| open(step) && step.step.step.leaves.contains(slot));
        let waiting: Vec<usize> = waiting.map(|(index, _)| index).collect();
        // A criterion without points counts as 1, and what a higher level asks for adds nothing.
        let counts =
            |index: &&usize| steps[**index].step.points.is_some() && summed.contains(index);
        let points = waiting.iter().filter(counts);
        let points = points.map(|index| steps[*index].points.1 - steps[*index].points.0).sum();
        missing.push(Lacking {
            indicator: &alone.plan.indicators[*slot].id,
            settles: alone.settles(title, *slot),
            steps: waiting,
            points: title.has_points.then_some(points),
        });
    }
    missing.sort_by_key(|item| {
        (!item.settles, Reverse(item.points), Reverse(item.steps.len()), item.indicator.clone())
    });
    missing
}

/// One row of a series.
fn one_row(series: &Series<'_>, row: usize) -> Series<'static> {
    let at = |errors: &[u32]| {
        let here = errors.iter().any(|error| *error as usize == row);
        if here { vec![0] } else { Vec::new() }
    };
    match series {
        Series::Missing => Series::Missing,
        Series::Column(column) => Series::Owned(one_value(column.get(row))),
        Series::Owned(column) => Series::Owned(one_value(column.get(row))),
        Series::Interval(Interval { low, high, errors }) => Series::Interval(Interval {
            low: low.get(row).copied().into_iter().collect(),
            high: high.get(row).copied().into_iter().collect(),
            errors: at(errors),
        }),
        Series::Ratio(Ratios { bounds, errors }) => Series::Ratio(Ratios {
            bounds: vec![bounds.get(row).copied().flatten()],
            errors: at(errors),
        }),
    }
}

/// A column of one value.
fn one_value(value: Option<i64>) -> Column {
    Column::from_values([value], (i64::MIN, i64::MAX))
}

/// A ratio that is known.
fn ratio(ratio: Fraction) -> Series<'static> {
    Series::Ratio(Ratios { bounds: vec![Some((ratio, ratio))], errors: Vec::new() })
}

/// Adds the bounds that an indicator is held against, and their neighbours.
fn bounds(title: &PlannedTitle, slot: Slot, units: &mut Vec<i64>) {
    let mut conditions: Vec<&Cond> = Vec::new();
    conditions.extend(&title.applies);
    conditions.extend(title.levels.iter().filter_map(|level| level.requires.as_ref()));
    for step in &title.steps {
        conditions.extend(&step.step.applies);
        match &step.step.check {
            LoweredCheck::Steps { steps, .. } => {
                conditions.extend(steps.iter().map(|(when, _)| when));
            }
            LoweredCheck::Holds(condition) => conditions.push(condition),
            LoweredCheck::Score { .. } | LoweredCheck::Scale { .. } | LoweredCheck::Plugin => {}
        }
    }
    while let Some(condition) = conditions.pop() {
        match condition {
            Cond::All(list) | Cond::Any(list) => conditions.extend(list),
            Cond::Not(inner) => conditions.push(inner),
            Cond::Within(of, low, high) if *of == slot => {
                units.extend([*low, *high, low.saturating_sub(1), high.saturating_add(1)]);
            }
            Cond::Within(..) | Cond::Constant(_) | Cond::Ratio(..) | Cond::Present(_) => {}
        }
    }
}

/// Adds a day of each year that somebody alive may have been born in.
fn birthdays(period: Period, units: &mut Vec<i64>) {
    let year = period.number();
    let days = (year - AGE_MAX..=year).filter_map(Period::year);
    units.extend(days.map(|year| days_from_date(year.first_day())));
}

//! Judges all titles of a place, title by title and batch by batch.

use std::collections::BTreeMap;

use arrow_array::Int8Array;
use arrow_buffer::{BooleanBuffer, NullBuffer};
use tieuchi_core::{Column, FindingColumn, History, Kind, NO_LEVEL, Table, Verdicts};

use crate::{
    arithmetic,
    condition::unknown_range,
    lower::Slot,
    members, missing, past,
    plan::{Origin, Plan, Planned, PlannedTitle},
    plugin::AtWork,
    reads::{Reads, Values},
    series::{Interval, Series},
    verdict,
};

/// The evidence of one place.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The subjects of each kind.
    pub tables: &'a BTreeMap<Kind, Table>,
    /// Earlier decisions.
    pub history: &'a History,
}

/// One title over one batch.
#[derive(Debug)]
pub struct Judged<'p> {
    /// The title.
    pub title: &'p PlannedTitle,
    /// Which batch of the kind's table.
    pub batch: usize,
    /// Findings, one column for each of the title's steps.
    pub findings: Vec<FindingColumn>,
    /// Verdicts.
    pub verdicts: Verdicts,
    /// For each of [`Plan::leaves`], how many undetermined subjects lack it for something that the
    /// verdict waits for.
    pub missing: Vec<u64>,
    /// Steps whose check broke in this batch, and why.
    pub faults: Vec<(usize, String)>,
}

/// A kind without a register.
static EMPTY: Table = Table { batches: Vec::new() };

/// Judges every title of the plan, handing on each batch as it is done.
///
/// The result depends on nothing but the evidence: not on how it is cut into batches, not on the
/// order of subjects.
pub fn judge<'p>(plan: &'p Plan, scope: Scope<'_>, sink: &mut dyn FnMut(Judged<'p>)) {
    schedule(plan, scope, &Given::new(), sink);
}

/// What is known of indicators beforehand, in a place whose kinds have one batch each.
pub(crate) type Given = BTreeMap<Slot, Series<'static>>;

/// Judges every title with some indicators given instead of computed; hands back what is known of
/// all of them.
pub(crate) fn schedule<'p, 'a>(
    plan: &'p Plan,
    scope: Scope<'a>,
    given: &Given,
    sink: &mut dyn FnMut(Judged<'p>),
) -> Values<'a> {
    let table = |kind: Kind| scope.tables.get(&kind).unwrap_or(&EMPTY);
    let mut values = Values(vec![Vec::new(); plan.indicators.len()]);
    let mut known = vec![false; plan.indicators.len()];
    for (slot, series) in given {
        values.0[*slot] = vec![series.clone()];
        known[*slot] = true;
    }
    let read_titles = read_titles(plan);
    for (index, title) in plan.titles.iter().enumerate() {
        for slot in &title.needs {
            if !known[*slot] && !matches!(plan.indicators[*slot].origin, Origin::Title(Some(_))) {
                values.0[*slot] = fill(*slot, plan, scope, &values, &table);
                known[*slot] = true;
            }
        }
        let mut plugins: Vec<_> = title
            .steps
            .iter()
            .map(|step| AtWork::begin(step, title.kind, plan, &values, scope.tables))
            .collect();
        let mut levels = Vec::new();
        for (batch, subjects) in table(title.kind).batches.iter().enumerate() {
            let reads = Reads { plan, values: &values, batch, rows: subjects.rows };
            let judged = judge_batch(title, reads, &mut plugins);
            if read_titles[index].is_some() {
                levels.push(level_series(title, &judged.verdicts));
            }
            sink(judged);
        }
        if let Some(slot) = read_titles[index].filter(|slot| !given.contains_key(slot)) {
            values.0[slot] = levels;
            known[slot] = true;
        }
    }
    values
}

/// Verdicts as the values of a title's indicator.
fn level_series(title: &PlannedTitle, verdicts: &Verdicts) -> Series<'static> {
    let Verdicts { levels, levels_high, .. } = verdicts;
    if title.has_levels {
        return Series::Interval(Interval {
            low: levels.iter().map(|level| i64::from(*level)).collect(),
            high: levels_high.iter().map(|level| i64::from(*level)).collect(),
            errors: Vec::new(),
        });
    }
    // Held or not: what is neither is every value of the range, as any missing value is.
    let known = BooleanBuffer::collect_bool(levels.len(), |row| levels[row] == levels_high[row]);
    let values: Vec<i8> = levels.iter().map(|level| i8::from(*level > NO_LEVEL)).collect();
    let nulls = NullBuffer::new(known);
    Series::Owned(Column::I8(Int8Array::new(values.into(), Some(nulls))))
}

/// For each title the slot that its verdicts fill, if anybody reads them.
fn read_titles(plan: &Plan) -> Vec<Option<Slot>> {
    let mut slots = vec![None; plan.titles.len()];
    for (slot, planned) in plan.indicators.iter().enumerate() {
        if let Origin::Title(Some(index)) = planned.origin
            && plan.titles[index].kind == planned.kind
        {
            slots[index] = Some(slot);
        }
    }
    slots
}

/// Judges one title over one batch.
fn judge_batch<'p>(
    title: &'p PlannedTitle,
    reads: Reads<'_, '_>,
    plugins: &mut [Option<AtWork<'_>>],
) -> Judged<'p> {
    let steps = title.steps.iter().zip(plugins);
    let mut results: Vec<_> =
        steps.map(|(step, plugin)| step.judge(reads, plugin.as_mut())).collect();
    let verdicts = verdict::judge(title, &results, reads);
    let missing = missing::count(title, &results, &verdicts, reads);
    let faults = results
        .iter_mut()
        .enumerate()
        .filter_map(|(index, result)| Some((index, result.fault.take()?)))
        .collect();
    let findings = results.into_iter().map(|result| result.finding).collect();
    Judged { title, batch: reads.batch, findings, verdicts, missing, faults }
}

/// What is known of one indicator in every batch of its kind.
fn fill<'a>(
    slot: Slot,
    plan: &Plan,
    scope: Scope<'a>,
    values: &Values<'_>,
    table: &dyn Fn(Kind) -> &'a Table,
) -> Vec<Series<'a>> {
    let Planned { kind, id, value_type, origin, inputs: _ } = &plan.indicators[slot];
    let subjects = table(*kind);
    let batches = subjects.batches.iter();
    match origin {
        Origin::Register => batches
            .map(|batch| batch.columns.get(id).map_or(Series::Missing, Series::Column))
            .collect(),
        // Nobody knows whether it is held, nor at which level.
        Origin::Title(_) => batches
            .map(|batch| {
                let (low, high) = (vec![0; batch.rows], vec![u8::MAX.into(); batch.rows]);
                Series::Interval(Interval { low, high, errors: Vec::new() })
            })
            .collect(),
        Origin::Arithmetic(arithmetic) => batches
            .enumerate()
            .map(|(index, batch)| {
                let reads = Reads { plan, values, batch: index, rows: batch.rows };
                arithmetic::compute(arithmetic, value_type, plan.period, reads)
            })
            .collect(),
        Origin::Members(members) => {
            let over = scope.tables.get(&members.over);
            members::compute(members, value_type, plan, values, subjects, over)
        }
        Origin::Past(past) => {
            past::compute(past, unknown_range(value_type), plan, values, subjects, scope.history)
        }
    }
}

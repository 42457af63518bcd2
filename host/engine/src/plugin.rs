//! A plugin at work on the subjects of one place: what it is sent, what of its reply is taken.

use std::collections::BTreeMap;

use tieuchi_core::{
    CheckInput, Checker, Column, FindingColumn, Kind, MemberInput, Outcome, Session, Table,
};

use crate::{
    lower::Slot,
    members::owner,
    plan::{Plan, PlannedStep},
    reads::{Reads, Values},
};

/// A plugin criterion, begun with the subjects of one place.
pub(crate) struct AtWork<'p> {
    /// The criterion's side of it.
    step: &'p PlannedStep,
    /// The plugin's side of it.
    session: Box<dyn Session + 'p>,
    /// Its own inputs.
    own: Vec<Option<Slot>>,
    /// Members by kind; none where nobody knows who they are.
    members: Option<Vec<Gathered>>,
    /// The first row of each batch in the whole table.
    starts: Vec<usize>,
}

/// Members of every subject of a table, laid end to end.
struct Gathered {
    /// One more than the subjects.
    offsets: Vec<u32>,
    /// A column for each input.
    columns: Vec<Column>,
    /// Subjects with a member whose input is an error, ascending.
    errors: Vec<usize>,
}

/// What nobody knows.
pub(crate) fn nothing(outcome: Outcome, rows: usize, points: i32) -> FindingColumn {
    FindingColumn {
        outcomes: vec![outcome; rows],
        low: vec![0; rows],
        high: vec![points; rows],
        reasons: Vec::new(),
    }
}

impl<'p> AtWork<'p> {
    /// Begins, where the criterion is judged by a plugin that is here.
    pub(crate) fn begin(
        step: &'p PlannedStep,
        kind: Kind,
        plan: &Plan,
        values: &Values<'_>,
        tables: &BTreeMap<Kind, Table>,
    ) -> Option<Self> {
        let checker: &'p dyn Checker = &**step.step.checker.as_ref()?;
        let slots = &step.step.plugin;
        let subjects = tables.get(&kind)?;
        let members = slots.members.iter().map(|(over, slots)| {
            gather((kind, subjects), (*over, tables.get(over)?), slots, plan, values)
        });
        let starts = subjects.batches.iter().scan(0, |next, batch| {
            let start = *next;
            *next += batch.rows;
            Some(start)
        });
        Some(Self {
            step,
            session: checker.begin(),
            own: slots.own.clone(),
            members: members.collect(),
            starts: starts.collect(),
        })
    }

    /// Asks the plugin of a batch. What it may see is all that it is sent.
    pub(crate) fn ask(&mut self, reads: Reads<'_, '_>) -> (FindingColumn, Option<String>) {
        let points = self.step.most();
        let Some(members) = &self.members else {
            return (nothing(Outcome::Unknown, reads.rows, points), None);
        };
        let column = |slot: &Slot| {
            let value_type = &reads.plan.indicators[*slot].value_type;
            reads.series(*slot).to_column(reads.rows, value_type)
        };
        let own: Vec<Option<Column>> =
            self.own.iter().map(|slot| slot.as_ref().map(column)).collect();
        let start = self.starts.get(reads.batch).copied().unwrap_or(0);
        let parts: Vec<_> = members.iter().map(|all| all.part(start, reads.rows)).collect();
        let input = CheckInput {
            rows: reads.rows,
            own: own.iter().map(Option::as_ref).collect(),
            members: parts
                .iter()
                .map(|(offsets, columns)| MemberInput {
                    offsets,
                    columns: columns.iter().map(Some).collect(),
                })
                .collect(),
        };
        match self.session.check(&input) {
            Ok(finding) if is_sound(&finding, reads.rows, points) => (finding, None),
            Ok(_) => {
                let message = "the reply does not fit the rows and points asked for".to_owned();
                (nothing(Outcome::Error, reads.rows, points), Some(message))
            }
            Err(fault) => (nothing(Outcome::Error, reads.rows, points), Some(fault.to_string())),
        }
    }
}

impl AtWork<'_> {
    /// The rows of a batch that have a member with an error.
    pub(crate) fn spoiled(&self, reads: Reads<'_, '_>) -> Vec<u32> {
        let start = self.starts.get(reads.batch).copied().unwrap_or(0);
        let errors = self.members.iter().flatten().flat_map(|all| &all.errors);
        let here = errors.filter_map(|row| row.checked_sub(start)).filter(|row| *row < reads.rows);
        here.filter_map(|row| u32::try_from(row).ok()).collect()
    }
}

impl Gathered {
    /// The members of some rows.
    fn part(&self, start: usize, rows: usize) -> (Vec<u32>, Vec<Column>) {
        let offsets = &self.offsets[start..=start + rows];
        let (first, last) = (offsets[0], offsets[rows]);
        let columns = self.columns.iter();
        let columns = columns.map(|column| column.slice(first as usize..last as usize)).collect();
        (offsets.iter().map(|offset| offset - first).collect(), columns)
    }
}

/// Lays members end to end in the order of those that they belong to, each owner's in the order of
/// the members' register; none where the register does not say whose they are.
fn gather(
    (kind, subjects): (Kind, &Table),
    (over, table): (Kind, &Table),
    slots: &[Option<Slot>],
    plan: &Plan,
    values: &Values<'_>,
) -> Option<Gathered> {
    let mut batches = table.batches.iter().filter(|batch| batch.rows > 0);
    if kind != Kind::Commune && batches.any(|batch| !batch.links.contains_key(&kind)) {
        return None;
    }
    let rows = subjects.rows();
    let owners = table.batches.iter().flat_map(|batch| {
        let link = batch.links.get(&kind);
        (0..batch.rows).map(move |row| owner(kind, link, row))
    });
    // A counting sort: how many each has, where each begins, then everybody to their place.
    let owners: Vec<usize> = owners.collect();
    let mut offsets = vec![0_u32; rows + 1];
    for owner in owners.iter().filter(|owner| **owner < rows) {
        offsets[owner + 1] += 1;
    }
    for row in 0..rows {
        offsets[row + 1] += offsets[row];
    }
    let mut next = offsets.clone();
    let mut order = vec![0_u32; *offsets.last()? as usize];
    for (member, owner) in (0_u32..).zip(&owners).filter(|(_, owner)| **owner < rows) {
        order[next[*owner] as usize] = member;
        next[*owner] += 1;
    }
    let columns = slots.iter().map(|slot| {
        let Some(slot) = slot else {
            return Column::from_values(vec![None; order.len()], (0, 0));
        };
        let planned = &plan.indicators[*slot];
        debug_assert_eq!(planned.kind, over, "inputs of members are interned under their kind");
        let parts = table.batches.iter().enumerate().map(|(batch, part)| {
            let reads = Reads { plan, values, batch, rows: part.rows };
            reads.series(*slot).to_column(part.rows, &planned.value_type)
        });
        let all: Vec<Option<i64>> =
            parts.flat_map(|column| column.iter().collect::<Vec<_>>()).collect();
        let range = planned.value_type.range().unwrap_or((i64::MIN, i64::MAX));
        Column::from_values(order.iter().map(|member| all[*member as usize]), range)
    });
    let columns = columns.collect();
    let mut errors = Vec::new();
    let mut first = 0;
    for (batch, part) in table.batches.iter().enumerate() {
        let reads = Reads { plan, values, batch, rows: part.rows };
        for slot in slots.iter().flatten() {
            let rows = reads.series(*slot).errors().iter();
            errors.extend(rows.map(|row| owners[first + *row as usize]));
        }
        first += part.rows;
    }
    errors.sort_unstable();
    errors.dedup();
    Some(Gathered { offsets, columns, errors })
}

/// Whether a checker's reply can be ours.
fn is_sound(finding: &FindingColumn, rows: usize, points: i32) -> bool {
    let FindingColumn { outcomes, low, high, reasons } = finding;
    outcomes.len() == rows
        && low.len() == rows
        && high.len() == rows
        && (reasons.is_empty() || reasons.len() == rows)
        && low.iter().zip(high).all(|(low, high)| 0 <= *low && low <= high && *high <= points)
}

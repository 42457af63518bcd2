//! Rows of a worked case, as they stand, multiplied, cut and shuffled.

use tieuchi_core::{CheckInput, Column, Decimal, MemberInput, ValueType};

use crate::{
    Input, InputType, Manifest,
    cases::{Case, CaseInput, CaseRow},
};

/// Rows that a law is tried on at most.
const ROWS_MAX: usize = 400;

/// The values of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// A value for each input.
    own: Vec<Option<i64>>,
    /// For each kind of members, for each member, a value for each input.
    members: Vec<Vec<Vec<Option<i64>>>>,
}

impl From<&CaseRow> for Row {
    fn from(row: &CaseRow) -> Self {
        Self { own: row.values.clone(), members: row.members.clone() }
    }
}

impl Row {
    /// The row in the words of the manifest.
    pub(crate) fn show(&self, manifest: &Manifest) -> String {
        let value = |input: &Input, units: Option<i64>| match (input.value_type, units) {
            (_, None) => format!("no `{}`", input.id),
            (InputType::Number { scale }, Some(units)) => {
                format!("`{}` {}", input.id, Decimal { units, scale })
            }
            (_, Some(units)) => format!("`{}` {units}", input.id),
        };
        let own = manifest.inputs.iter().zip(&self.own).map(|(input, units)| value(input, *units));
        let members = manifest.members.iter().zip(&self.members);
        let members = members.map(|(declared, all)| format!("{} {}", all.len(), declared.kind));
        let told: Vec<_> = own.chain(members).collect();
        if told.is_empty() { "no inputs".to_owned() } else { told.join(", ") }
    }
}

/// The columns of some rows.
#[derive(Debug)]
pub(crate) struct Batch {
    /// How many.
    rows: usize,
    /// A column for each input.
    own: Vec<Column>,
    /// Offsets and columns for each kind of members.
    members: Vec<(Vec<u32>, Vec<Column>)>,
}

impl Batch {
    /// The columns of rows of a case.
    pub(crate) fn new(case: &Case, rows: &[&Row]) -> Self {
        let own = case.own.iter().enumerate().map(|(input, declared)| {
            column(declared, rows.iter().map(|row| row.own.get(input).copied().flatten()))
        });
        let members = case.members.iter().enumerate().map(|(kind, inputs)| {
            let of = |row| members_of(row, kind);
            let mut offsets = vec![0];
            let mut end = 0_u32;
            for row in rows {
                end = end.saturating_add(u32::try_from(of(row).len()).unwrap_or(u32::MAX));
                offsets.push(end);
            }
            let columns = inputs.iter().enumerate().map(|(input, declared)| {
                let all = rows.iter().flat_map(|row| of(row));
                column(declared, all.map(|member| member.get(input).copied().flatten()))
            });
            (offsets, columns.collect())
        });
        Self { rows: rows.len(), own: own.collect(), members: members.collect() }
    }

    /// The batch as a session takes it.
    pub(crate) fn input(&self) -> CheckInput<'_> {
        CheckInput {
            rows: self.rows,
            own: self.own.iter().map(Some).collect(),
            members: self
                .members
                .iter()
                .map(|(offsets, columns)| MemberInput {
                    offsets,
                    columns: columns.iter().map(Some).collect(),
                })
                .collect(),
        }
    }
}

/// The members of a kind that belong to a row.
fn members_of(row: &Row, kind: usize) -> &[Vec<Option<i64>>] {
    row.members.get(kind).map_or(&[], Vec::as_slice)
}

/// A column of one input.
fn column(declared: &CaseInput, values: impl Iterator<Item = Option<i64>>) -> Column {
    let range = match declared.catalogue_type() {
        ValueType::Number { min, max, .. } => (min, max),
        value_type => value_type.range().unwrap_or((i64::MIN, i64::MAX)),
    };
    Column::from_values(values, range)
}

/// Rows to try laws on: those of the case, each with one value missing and none, mixed with one
/// another, until present bits fill many bytes.
pub(crate) fn multiply(case: &Case, random: &mut Random) -> Vec<Row> {
    let given: Vec<Row> = case.rows.iter().map(Row::from).collect();
    let mut rows = given.clone();
    for row in &given {
        for input in 0..row.own.len() {
            let mut poorer = row.clone();
            poorer.own[input] = None;
            rows.push(poorer);
        }
        let mut alone = row.clone();
        for members in &mut alone.members {
            members.pop();
        }
        rows.push(alone);
    }
    while !given.is_empty() && rows.len() < 150 {
        let mut mixed = given[random.below(given.len())].clone();
        let other = &given[random.below(given.len())];
        for (value, of_other) in mixed.own.iter_mut().zip(&other.own) {
            if random.below(2) == 0 {
                *value = *of_other;
            }
        }
        for (members, of_other) in mixed.members.iter_mut().zip(&other.members) {
            if random.below(2) == 0 {
                members.clone_from(of_other);
            }
        }
        rows.push(mixed);
    }
    rows.truncate(ROWS_MAX.max(given.len()));
    rows
}

/// Numbers that look like chance and are the same every time.
#[derive(Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// The one beginning.
    pub(crate) const fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    /// A number below a bound, which is not 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.0 % bound).unwrap_or(0)
    }

    /// An order of so many things.
    pub(crate) fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<_> = (0..count).collect();
        for end in (1..count).rev() {
            order.swap(end, self.below(end + 1));
        }
        order
    }
}

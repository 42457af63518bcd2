//! The header of a table: which row it is, and what its columns are.

use std::collections::BTreeSet;

use tieuchi_core::Kind;

use super::{
    dictionary::{Dictionary, Role},
    fold::{composed, key},
    words::Reserved,
};

/// Rows that are looked at for a header.
pub(super) const HEAD_ROWS: usize = 30;

/// A row near the top of a table, as text. A merged cell says the same in all of its columns and
/// rows.
#[derive(Debug, Clone, Default)]
pub(super) struct HeadRow {
    /// Its number, from 1.
    pub(super) row: u32,
    /// Its cells, from the first column.
    pub(super) cells: Vec<String>,
    /// Columns over which a cell to the left is merged.
    pub(super) continued: BTreeSet<usize>,
}

impl HeadRow {
    /// The most columns that are looked at.
    pub(super) const COLUMNS_MAX: usize = 500;

    /// The most characters of a cell that are looked at.
    pub(super) const CELL_MAX: usize = 300;

    /// A cell; empty where there is none.
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

/// A header.
#[derive(Debug)]
pub(super) struct Heading<'a> {
    /// Its first and last row.
    pub(super) rows: (u32, u32),
    /// Its columns, from the first one.
    pub(super) columns: Vec<HeadCell<'a>>,
    /// How many different columns are known.
    known: usize,
}

/// A column of a header.
#[derive(Debug)]
pub(super) struct HeadCell<'a> {
    /// What stands there.
    pub(super) text: String,
    /// What it means.
    pub(super) role: Option<Role<'a>>,
}

impl<'a> Heading<'a> {
    /// Finds the header: the row, or the two rows, that name the most columns.
    pub(super) fn find(rows: &[HeadRow], dictionary: &Dictionary<'a>) -> Option<Self> {
        let mut best: Option<Self> = None;
        let mut next = rows.first().map(|row| Self::of_one(row, dictionary));
        for (index, row) in rows.iter().enumerate() {
            let Some(single) = next else { break };
            let below = rows.get(index + 1);
            next = below.map(|below| Self::of_one(below, dictionary));
            let alone = next.as_ref().map_or(0, |next| next.known);
            let pair = below
                .filter(|below| below.row == row.row.saturating_add(1))
                .map(|below| Self::of_two(row, below, dictionary))
                .filter(|pair| pair.known > single.known && pair.known > alone);
            for found in [Some(single), pair].into_iter().flatten() {
                if best.as_ref().is_none_or(|best| found.known > best.known) {
                    best = Some(found);
                }
            }
        }
        best.filter(|best| best.known >= 2 || (best.known == 1 && best.is_surely_one()))
    }

    /// How well a table is understood.
    pub(super) const fn known(&self) -> usize {
        self.known
    }

    /// Whether the header names who is meant; a commune is its own place.
    pub(super) fn names_subjects(&self, kind: Kind) -> bool {
        self.columns.iter().any(|column| match column.role {
            Some(Role::Reserved(Reserved::Subject | Reserved::Identity | Reserved::Name)) => true,
            Some(Role::Reserved(Reserved::Place)) => kind == Kind::Commune,
            _ => false,
        })
    }

    /// Whether one known column is enough: an id, or the only column that there is.
    fn is_surely_one(&self) -> bool {
        let mut filled = self.columns.iter().filter(|column| !column.text.is_empty());
        let is_id = |column: &HeadCell<'_>| {
            let ids = [Reserved::Subject, Reserved::Identity];
            matches!(column.role, Some(Role::Reserved(reserved)) if ids.contains(&reserved))
        };
        self.columns.iter().any(is_id) || filled.by_ref().count() == 1
    }

    /// A header of one row.
    fn of_one(row: &HeadRow, dictionary: &Dictionary<'a>) -> Self {
        let mut cells: Vec<HeadCell<'a>> = Vec::with_capacity(row.cells.len());
        for column in 0..row.cells.len() {
            let text = if row.continued.contains(&column) { "" } else { row.cell(column) };
            let cell = HeadCell { text: composed(text), role: dictionary.role(text) };
            push(&mut cells, cell);
        }
        Self::new((row.row, row.row), cells)
    }

    /// A header of two rows: groups of columns above, columns below.
    fn of_two(upper: &HeadRow, lower: &HeadRow, dictionary: &Dictionary<'a>) -> Self {
        let width = upper.cells.len().max(lower.cells.len());
        let mut group = "";
        let mut cells = Vec::with_capacity(width);
        for column in 0..width {
            let (above, below) = (upper.cell(column), lower.cell(column));
            // A text file leaves the cells empty over which the group's name was merged.
            if !above.is_empty() {
                group = above;
            }
            let cell = if lower.continued.contains(&column) {
                HeadCell { text: String::new(), role: None }
            } else {
                let above = if above.is_empty() && !below.is_empty() { group } else { above };
                Self::cell_of_two(above, below, dictionary)
            };
            push(&mut cells, cell);
        }
        Self::new((upper.row, lower.row), cells)
    }

    /// A column of two rows.
    fn cell_of_two(above: &str, below: &str, dictionary: &Dictionary<'a>) -> HeadCell<'a> {
        if below.is_empty() || key(above) == key(below) {
            return HeadCell { text: composed(above), role: dictionary.role(above) };
        }
        let both = format!("{above}: {below}");
        let role = dictionary.role(&both).or_else(|| dictionary.role(below));
        let text = if above.is_empty() { below } else { &both };
        HeadCell { text: composed(text), role }
    }

    /// Counts what is known.
    fn new(rows: (u32, u32), columns: Vec<HeadCell<'a>>) -> Self {
        let known: BTreeSet<String> = columns
            .iter()
            .filter_map(|column| match column.role? {
                Role::Reserved(Reserved::Nothing) | Role::Computed | Role::Foreign => None,
                Role::Reserved(reserved) => Some(format!("{reserved:?}")),
                Role::Evidence(indicator) => Some(indicator.id.to_string()),
            })
            .collect();
        Self { rows, known: known.len(), columns }
    }
}

/// Adds a column. One without a header beside the name holds the rest of the name: offices merge
/// one header over both.
fn push<'a>(cells: &mut Vec<HeadCell<'a>>, mut cell: HeadCell<'a>) {
    let before = cells.last();
    let is_name = |cell: &HeadCell<'_>| {
        !cell.text.is_empty() && matches!(cell.role, Some(Role::Reserved(Reserved::Name)))
    };
    if cell.text.is_empty() && before.is_some_and(is_name) {
        cell.role = before.and_then(|before| before.role);
    }
    cells.push(cell);
}

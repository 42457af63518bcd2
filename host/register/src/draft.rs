//! The chunk that is being filled for one place.

use std::mem;

use chrono::NaiveDate;
use tieuchi_core::{
    CHUNK_ROWS, ColumnBuilder, Diagnostic, Identity, RegisterChunk, SubjectId, days_from_date,
};

use crate::{
    codes,
    faults::{At, Faults},
    layout::Layout,
    roll::Roll,
    table::Row,
    text::{id_fault, quoted},
};

/// A place's rows since its last full chunk.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// Who they are.
    subjects: Vec<SubjectId>,
    /// Names and identity numbers.
    identities: Vec<Identity>,
    /// Whom they belong to, a list for each link of the layout.
    links: Vec<Vec<Option<SubjectId>>>,
    /// Evidence, a column for each of the layout's.
    values: Vec<ColumnBuilder>,
    /// The line of each subject.
    lines: Vec<u32>,
    /// All subjects of the place, those of handed-on chunks included.
    pub(crate) roll: Roll,
}

impl Draft {
    /// Adds a row. INVARIANT: lists and columns are equally long unless something is wrong in the
    /// file, and then none of them is handed on.
    pub(crate) fn push(&mut self, row: Row<'_>, layout: &Layout<'_>, faults: &mut Faults<'_>) {
        if self.subjects.is_empty() {
            self.start(layout);
        }
        let id = row.text(layout.subject);
        if let Some(fault) = id_fault(id) {
            faults.add(At::cell(row.line, "subject"), || subject_id(id, fault));
        } else {
            self.roll.push(id, row.line);
        }
        let subject = SubjectId::new(id);
        let name = text_cell(row, layout.name, "name", faults);
        let number = text_cell(row, layout.identity, "identity", faults);
        if !name.is_empty() || !number.is_empty() {
            let number = (!number.is_empty()).then(|| number.to_owned());
            self.identities.push(Identity {
                subject: subject.clone(),
                name: name.to_owned(),
                number,
            });
        }
        for (link, list) in layout.links.iter().zip(&mut self.links) {
            let id = row.text(link.column);
            let target = (!id.is_empty()).then(|| target_of(id, list.last()));
            if target.is_some()
                && let Some(fault) = id_fault(id)
            {
                let name = link.kind.link_column().unwrap_or_default();
                faults.add(At::cell(row.line, name), || link_id(id, fault));
            }
            list.push(target);
        }
        for (value, column) in layout.values.iter().zip(&mut self.values) {
            let cell = row.cell(value.column);
            match value.reader.read(cell) {
                Ok(Some(born)) if value.latest.is_some_and(|last| born > days_from_date(last)) => {
                    let last = value.latest.unwrap_or_default();
                    faults.add(At::cell(row.line, "birth-date"), || born_late(cell, last));
                }
                Ok(value) => column.push(value),
                Err(fault) => {
                    let name = value.reader.indicator.id.as_str();
                    faults.add(At::cell(row.line, name), || value.reader.diagnostic(fault, cell));
                }
            }
        }
        self.subjects.push(subject);
        // Nobody opens a line beyond 4,000,000,000 by hand.
        self.lines.push(u32::try_from(row.line).unwrap_or(u32::MAX));
    }

    /// Whether it is as long as a chunk can be.
    pub(crate) fn is_full(&self) -> bool {
        self.subjects.len() >= CHUNK_ROWS
    }

    /// Whether there is nothing to hand on.
    pub(crate) fn is_empty(&self) -> bool {
        self.subjects.is_empty()
    }

    /// The rows so far as a chunk; the draft is empty then.
    pub(crate) fn take(&mut self, layout: &Layout<'_>) -> RegisterChunk {
        let columns = mem::take(&mut self.values).into_iter().map(ColumnBuilder::finish);
        let ids = layout.values.iter().map(|value| value.reader.indicator.id.clone());
        let kinds = layout.links.iter().map(|link| link.kind);
        RegisterChunk {
            subjects: mem::take(&mut self.subjects),
            identities: mem::take(&mut self.identities),
            columns: ids.zip(columns).collect(),
            links: kinds.zip(mem::take(&mut self.links)).collect(),
            lines: mem::take(&mut self.lines),
        }
    }

    /// Empty lists and columns for the next rows.
    fn start(&mut self, layout: &Layout<'_>) {
        self.links = layout.links.iter().map(|_| Vec::new()).collect();
        let column = |range| ColumnBuilder::new(range, 0);
        self.values = layout.values.iter().map(|value| column(value.reader.range)).collect();
    }
}

/// The subject that a member names: mostly the one that the member before it named.
fn target_of(id: &str, last: Option<&Option<SubjectId>>) -> SubjectId {
    match last {
        Some(Some(last)) if last.as_str() == id => last.clone(),
        _ => SubjectId::new(id),
    }
}

/// The text of a column that may be left out; what identifies a person is not repeated in messages.
fn text_cell<'a>(
    row: Row<'a>,
    column: Option<usize>,
    name: &str,
    faults: &mut Faults<'_>,
) -> &'a str {
    let text = column.map(|column| row.text(column)).unwrap_or_default();
    if text.chars().any(char::is_control) {
        faults.add(At::cell(row.line, name), || {
            Diagnostic::error(codes::CONTROL, "the cell holds a line break, a tab or the like")
                .note("the text is not shown: it identifies a person")
                .help("write it on one line; look for a quote `\"` that is not closed")
        });
    }
    text
}

/// Somebody who was born after the period.
fn born_late(cell: &[u8], last: NaiveDate) -> Diagnostic {
    let message = format!("{} is a day of birth after the period's last day", quoted(cell));
    Diagnostic::error(codes::OUT_OF_RANGE, message)
        .note(format!("the period ends on {last}"))
        .help("mend the day, or put the row into the register of a later year")
}

/// An id of another subject that cannot be one.
fn link_id(id: &str, fault: &str) -> Diagnostic {
    let message = format!("the id {} {fault}", quoted(id.as_bytes()));
    Diagnostic::error(codes::SUBJECT_ID, message)
        .note("expected 1 to 64 visible characters without spaces around them")
        .help("write the id as the register of that subject has it, or leave the cell empty")
}

/// An id that cannot be one.
fn subject_id(id: &str, fault: &str) -> Diagnostic {
    let message = if id.is_empty() {
        "the id of the subject is empty".to_owned()
    } else {
        format!("the id {} {fault}", quoted(id.as_bytes()))
    };
    Diagnostic::error(codes::SUBJECT_ID, message)
        .note("expected 1 to 64 visible characters without spaces around them")
        .help("give every subject an id of its own that says nothing about it")
}

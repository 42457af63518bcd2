//! Rows that were taken, collected by place into the chunks that the store keeps.

use std::{collections::BTreeMap, mem};

use tieuchi_core::{
    CHUNK_ROWS, ColumnBuilder, Identity, IndicatorId, Kind, PlaceCode, RegisterChunk, SubjectId,
};

/// What every chunk of a file holds, whichever of its sheets has it.
#[derive(Debug, Default)]
pub(super) struct ChunkShape {
    /// Evidence, with the range of its values in units.
    pub(super) values: Vec<(IndicatorId, (i64, i64))>,
    /// Kinds that subjects may belong to.
    pub(super) links: Vec<Kind>,
}

/// A row that was taken.
#[derive(Debug, Default)]
pub(super) struct TakenRow {
    /// The name; may be empty.
    pub(super) name: String,
    /// The identity number, if there is one.
    pub(super) identity: Option<String>,
    /// Values in the order of the shape.
    pub(super) values: Vec<Option<i64>>,
    /// Links in the order of the shape.
    pub(super) links: Vec<Option<SubjectId>>,
    /// Its row in the file.
    pub(super) line: u32,
}

/// Rows of a place since its last full chunk.
#[derive(Debug, Default)]
struct Draft {
    /// Who they are.
    subjects: Vec<SubjectId>,
    /// Names and identity numbers.
    identities: Vec<Identity>,
    /// Evidence.
    values: Vec<ColumnBuilder>,
    /// Whom they belong to.
    links: Vec<Vec<Option<SubjectId>>>,
    /// Their rows in the file.
    lines: Vec<u32>,
}

/// All places of a file.
#[derive(Debug)]
pub(super) struct Gather {
    /// What chunks hold.
    shape: ChunkShape,
    /// Rows by place.
    drafts: BTreeMap<PlaceCode, Draft>,
}

impl Gather {
    /// Starts with nothing.
    pub(super) const fn new(shape: ChunkShape) -> Self {
        Self { shape, drafts: BTreeMap::new() }
    }

    /// Adds a row; gives the chunk that it fills. INVARIANT: a chunk's columns and lists are as
    /// long as its subjects.
    pub(super) fn push(
        &mut self,
        place: &PlaceCode,
        subject: SubjectId,
        row: &mut TakenRow,
    ) -> Option<RegisterChunk> {
        if !self.drafts.contains_key(place) {
            self.drafts.insert(place.clone(), Draft::default());
        }
        let draft = self.drafts.get_mut(place)?;
        if draft.subjects.is_empty() {
            draft.start(&self.shape);
        }
        if !row.name.is_empty() || row.identity.is_some() {
            draft.identities.push(Identity {
                subject: subject.clone(),
                name: mem::take(&mut row.name),
                number: row.identity.take(),
            });
        }
        draft.subjects.push(subject);
        draft.lines.push(row.line);
        for (index, column) in draft.values.iter_mut().enumerate() {
            column.push(row.values.get(index).copied().flatten());
        }
        for (index, list) in draft.links.iter_mut().enumerate() {
            list.push(row.links.get_mut(index).and_then(Option::take));
        }
        let is_full = draft.subjects.len() >= CHUNK_ROWS;
        is_full.then(|| draft.take(&self.shape))
    }

    /// What is left, by code.
    pub(super) fn rest(self) -> impl Iterator<Item = (PlaceCode, RegisterChunk)> {
        let Self { shape, drafts } = self;
        drafts
            .into_iter()
            .filter(|(_, draft)| !draft.subjects.is_empty())
            .map(move |(place, mut draft)| (place, draft.take(&shape)))
    }
}

impl Draft {
    /// Empty lists and columns for the next rows.
    fn start(&mut self, shape: &ChunkShape) {
        let column = |(_, range): &(IndicatorId, (i64, i64))| ColumnBuilder::new(*range, 0);
        self.values = shape.values.iter().map(column).collect();
        self.links = shape.links.iter().map(|_| Vec::new()).collect();
    }

    /// The rows so far as a chunk; the draft is empty then.
    fn take(&mut self, shape: &ChunkShape) -> RegisterChunk {
        let columns = mem::take(&mut self.values).into_iter().map(ColumnBuilder::finish);
        let ids = shape.values.iter().map(|(id, _)| id.clone());
        RegisterChunk {
            subjects: mem::take(&mut self.subjects),
            identities: mem::take(&mut self.identities),
            columns: ids.zip(columns).collect(),
            links: shape.links.iter().copied().zip(mem::take(&mut self.links)).collect(),
            lines: mem::take(&mut self.lines),
        }
    }
}

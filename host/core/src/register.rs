//! Registers and decisions as they come in from files and go into the store.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    column::Column,
    id::{IndicatorId, PlaceCode, SubjectId, TitleId},
    kind::Kind,
    period::Period,
};

/// The most subjects in one chunk of a register.
pub const CHUNK_ROWS: usize = 4096;

/// Up to [`CHUNK_ROWS`] subjects of one register, in the register's order.
#[derive(Debug, Clone, Default)]
pub struct RegisterChunk {
    /// Who they are; opaque.
    pub subjects: Vec<SubjectId>,
    /// What must be kept apart: names and identity numbers, for those that have any.
    pub identities: Vec<Identity>,
    /// Evidence, a column for each indicator that the register holds.
    pub columns: BTreeMap<IndicatorId, Column>,
    /// The subject of each kind that each one belongs to.
    pub links: BTreeMap<Kind, Vec<Option<SubjectId>>>,
    /// The line (or row) of each subject in its file, from 1; empty where nobody knows.
    pub lines: Vec<u32>,
}

/// A name and an identity number; stored apart from everything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Whose.
    pub subject: SubjectId,
    /// The name; may be empty.
    pub name: String,
    /// The identity number, if there is one.
    pub number: Option<String>,
}

/// What an authority concluded: who holds a title for a period, and on which paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The period assessed.
    pub period: Period,
    /// The title.
    pub title: TitleId,
    /// The commune.
    pub place: PlaceCode,
    /// The decision's number: `12/QĐ-UBND`.
    pub number: String,
    /// Its day.
    pub date: NaiveDate,
    /// Who signed it.
    pub signer: String,
    /// The last day on which it is valid, if it says one.
    pub valid_until: Option<NaiveDate>,
    /// Who holds the title, and at which level (1 for a title without levels).
    pub subjects: Vec<(SubjectId, u8)>,
}

/// Earlier decisions on the titles of one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History(pub BTreeMap<TitleId, BTreeMap<Period, Vec<Held>>>);

/// A title held by a decision. A period with decisions but without a subject means that the subject
/// did not hold the title then; a period without any decision says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// The subject's row in the table of its kind.
    pub row: u32,
    /// The level.
    pub level: u8,
    /// The decision's day.
    pub date: NaiveDate,
    /// The last day on which it is valid.
    pub valid_until: Option<NaiveDate>,
}

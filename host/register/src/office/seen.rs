//! Who was met in a file already, so that nobody is taken twice.

use std::collections::BTreeMap;

use tieuchi_core::{PlaceCode, SubjectId};

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The number of the sheet.
    pub(super) sheet: u16,
    /// The row.
    pub(super) row: u32,
}

/// Everybody met so far: of rows that were taken, so that a refused row takes nobody's place.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Identity numbers as numbers; they all have twelve digits.
    identities: BTreeMap<u64, Place>,
    /// Subjects by commune.
    subjects: BTreeMap<PlaceCode, BTreeMap<SubjectId, Place>>,
}

impl Seen {
    /// Where an identity number stands already.
    pub(super) fn identity(&self, number: &str) -> Option<Place> {
        self.identities.get(&number.parse().ok()?).copied()
    }

    /// Where a subject stands already.
    pub(super) fn subject(&self, place: &PlaceCode, subject: &SubjectId) -> Option<Place> {
        self.subjects.get(place)?.get(subject).copied()
    }

    /// Remembers somebody.
    pub(super) fn add(
        &mut self,
        place: &PlaceCode,
        subject: &SubjectId,
        number: Option<&str>,
        at: Place,
    ) {
        if let Some(number) = number.and_then(|number| number.parse().ok()) {
            self.identities.insert(number, at);
        }
        if !self.subjects.contains_key(place) {
            self.subjects.insert(place.clone(), BTreeMap::new());
        }
        if let Some(subjects) = self.subjects.get_mut(place) {
            subjects.insert(subject.clone(), at);
        }
    }
}

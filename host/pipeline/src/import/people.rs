//! The subjects that the store knows, for the rows of an office's file.

use std::collections::{BTreeMap, BTreeSet};

use tieuchi_core::{Kind, Period, PlaceCode, SubjectId, nearest};
use tieuchi_register::{Linked, Resolve, Resolved, RowSubject};
use tieuchi_store::{Reader, StoreError, Transaction};

use super::{ImportOptions, advance::Advance};
use crate::{place::unit_name, workspace::Workspace};

/// Names and ids that are looked at for all proposals of a file together: a file in which every row
/// names somebody unknown must not take hours.
const LOOKED_AT_MAX: usize = 20_000_000;

/// The subjects that the store knows.
pub(super) struct People<'a> {
    /// What was there before.
    reader: &'a Reader,
    /// What is there now.
    transaction: &'a Transaction<'a>,
    /// The workspace, for names of communes.
    workspace: &'a Workspace,
    /// The period.
    period: Period,
    /// Whether people who are known in another commune have moved here.
    confirm_moves: bool,
    /// How far the file is read.
    advance: Advance<'a>,
    /// Names and ids that may still be looked at for proposals.
    looks: usize,
    /// Registers that were looked up, by commune and kind.
    known: BTreeMap<(PlaceCode, Kind), Known>,
}

/// The subjects of one register.
#[derive(Debug, Default)]
struct Known {
    /// Whether there is such a register.
    register: bool,
    /// Those that stand in it now.
    now: BTreeSet<SubjectId>,
    /// Ids that are taken, of those that were there before, too.
    ids: BTreeSet<SubjectId>,
    /// Ids by name.
    names: BTreeMap<String, SubjectId>,
    /// The number of the last id that was made.
    last: u64,
    /// Ids that were made.
    made: BTreeSet<SubjectId>,
}

/// Somebody in another commune: the commune, its name, who it is there.
type Elsewhere = (PlaceCode, String, SubjectId);

impl<'a> People<'a> {
    /// Knows nobody yet.
    pub(super) fn new(
        (reader, transaction): (&'a Reader, &'a Transaction<'a>),
        workspace: &'a Workspace,
        options: &ImportOptions,
        advance: Advance<'a>,
    ) -> Self {
        let ImportOptions { period, confirm_moves, .. } = *options;
        let (known, looks) = (BTreeMap::new(), LOOKED_AT_MAX);
        Self { reader, transaction, workspace, period, confirm_moves, advance, looks, known }
    }

    /// The subjects of a register, looked up once.
    fn known(&mut self, place: &PlaceCode, kind: Kind) -> Result<&mut Known, StoreError> {
        let key = (place.clone(), kind);
        if !self.known.contains_key(&key) {
            let mut known = Known::default();
            if let Some(manifest) = self.reader.current(self.period, place)?.get(&kind) {
                known.register = true;
                known.now.extend(self.reader.subjects(manifest)?);
                known.ids.extend(known.now.iter().cloned());
            }
            // Names of all kinds stand together; only those of this register count as its names,
            // but no id that anybody has had is given to somebody else.
            for (subject, name) in self.reader.names(place)? {
                if known.ids.contains(&subject) && !name.is_empty() {
                    known.names.insert(name, subject);
                } else if subject.as_str().starts_with(&prefix(place, kind)) {
                    known.ids.insert(subject);
                }
            }
            self.known.insert(key.clone(), known);
        }
        Ok(self.known.entry(key).or_default())
    }

    /// How many subjects the register had before.
    pub(super) fn rows_before(&self, place: &PlaceCode, kind: Kind) -> Result<u64, StoreError> {
        let heads = self.reader.registers(self.period)?;
        let head = heads.iter().find(|head| head.place == *place && head.kind == kind);
        Ok(head.map_or(0, |head| head.rows))
    }

    /// Who has an identity number in a commune, and who has it elsewhere.
    fn of_number(
        &self,
        here: &PlaceCode,
        number: &str,
    ) -> Result<(Option<SubjectId>, Option<Elsewhere>), StoreError> {
        let (mut known, mut elsewhere) = (None, None);
        for (place, subject) in self.transaction.subjects_of_identity(number)? {
            if place == *here {
                known = known.or(Some(subject));
            } else if let Some(unit) = self.workspace.places.unit(&place, self.period.last_day()) {
                // Somebody who was known in a commune that is no more has not moved.
                elsewhere = elsewhere.or_else(|| Some((place, unit_name(unit), subject)));
            }
        }
        Ok((known, elsewhere))
    }

    /// The subject of a row whose file gives no id and whose number nobody has here.
    fn without_id(&mut self, row: &RowSubject<'_>) -> Result<Resolved, StoreError> {
        let by_name = row.identity.is_none();
        if by_name && row.kind == Kind::Commune {
            return Ok(Resolved::Subject(SubjectId::new(row.place.as_str())));
        }
        // A name alone does not tell one person from another.
        if by_name && (row.kind == Kind::Citizen || row.name.is_empty()) {
            return Ok(Resolved::Unknown);
        }
        let (kind, place) = (row.kind, row.place);
        let known = self.known(place, kind)?;
        if by_name && let Some(subject) = known.names.get(row.name) {
            let is_new = known.made.contains(subject);
            let subject = subject.clone();
            return Ok(if is_new { Resolved::New(subject) } else { Resolved::Subject(subject) });
        }
        let subject = loop {
            known.last += 1;
            let id = SubjectId::new(format!("{}{:05}", prefix(place, kind), known.last));
            if known.ids.insert(id.clone()) {
                break id;
            }
        };
        known.made.insert(subject.clone());
        if by_name {
            known.names.insert(row.name.to_owned(), subject.clone());
        }
        Ok(Resolved::New(subject))
    }
}

/// What the ids begin with that are made here: they say nothing of the person.
fn prefix(place: &PlaceCode, kind: Kind) -> String {
    let letter = match kind {
        Kind::Citizen => 'c',
        Kind::Family => 'g',
        Kind::Clan => 'd',
        Kind::Village => 't',
        Kind::Unit => 'v',
        Kind::Commune => 'x',
    };
    format!("{place}-{letter}-")
}

impl Resolve<StoreError> for People<'_> {
    fn row(&mut self) {
        self.advance.row();
    }

    fn subject(&mut self, row: &RowSubject<'_>) -> Result<Resolved, StoreError> {
        let own = row.subject.map(SubjectId::new);
        let Some(number) = row.identity else {
            return own.map_or_else(|| self.without_id(row), |own| Ok(Resolved::Subject(own)));
        };
        let (known, elsewhere) = self.of_number(row.place, number)?;
        // Somebody who was taken in here before has been asked about already.
        let settled = known.is_some();
        let found = match own.or(known) {
            Some(subject) => Resolved::Subject(subject),
            None if elsewhere.is_some() && !self.confirm_moves => Resolved::Unknown,
            None => self.without_id(row)?,
        };
        let Some((place, name, before)) = elsewhere.filter(|_| !settled) else { return Ok(found) };
        if !self.confirm_moves {
            return Ok(Resolved::Moved { place, name });
        }
        let is_there = self.known(&place, row.kind)?.now.contains(&before);
        Ok(match found {
            Resolved::New(subject) if is_there => {
                Resolved::MovedHere { subject, is_new: true, place, name }
            }
            Resolved::Subject(subject) if is_there => {
                Resolved::MovedHere { subject, is_new: false, place, name }
            }
            found => found,
        })
    }

    fn link(&mut self, kind: Kind, place: &PlaceCode, text: &str) -> Result<Linked, StoreError> {
        let looks = self.looks;
        let known = self.known(place, kind)?;
        let id = SubjectId::new(text);
        // Without a register nothing can be held against it; a run warns of what stays open.
        if !known.register || known.ids.contains(&id) {
            return Ok(Linked::Subject(id));
        }
        if let Some(subject) = known.names.get(text) {
            return Ok(Linked::Subject(subject.clone()));
        }
        let candidates = known.names.len() + known.ids.len();
        let Some(left) = looks.checked_sub(candidates) else {
            return Ok(Linked::Unknown { nearest: None });
        };
        let names = known.names.keys().map(String::as_str);
        let all = names.chain(known.ids.iter().map(SubjectId::as_str));
        let near = nearest(text, all.filter(|near| !is_another_of_series(text, near)));
        let near = near.map(str::to_owned);
        self.looks = left;
        Ok(Linked::Unknown { nearest: near })
    }
}

/// Whether two ids or names differ in nothing but a number: `gq-0012` is no slip for `gq-0013`, it
/// is somebody else.
fn is_another_of_series(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|letter: char| letter.is_ascii_digit());
        parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let numbers = |text: &str| -> Vec<String> {
        let parts = text.split(|letter: char| !letter.is_ascii_digit());
        let parts = parts.filter(|number| !number.is_empty());
        parts.map(|number| number.trim_start_matches('0').to_owned()).collect()
    };
    numbers(one) != numbers(other) && words(one) == words(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_number_of_a_series_is_nobodys_slip() {
        for (one, other) in [("gq-0012", "gq-0013"), ("12", "13"), ("Ấp 1", "ấp 2"), ("h7", "h")]
        {
            assert!(is_another_of_series(one, other), "{one} {other}");
        }
        for (one, other) in [("gq-013", "gq-0013"), ("qg-0013", "gq-0013"), ("nha-an", "nha-am")] {
            assert!(!is_another_of_series(one, other), "{one} {other}");
        }
    }
}

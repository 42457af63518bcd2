//! A slow, obvious evaluator: every subject by itself, straight from the documented meaning.
//!
//! It knows no batches, no lowered conditions and no bytes, so that it cannot share a mistake with
//! the columnar engine. Where it says "as documented", `rules/README.md` is meant.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc, sync::Arc};

use tieuchi_core::{
    Catalogue, Checker, CriterionId, History, IndicatorId, Kind, Link, Period, Ruleset, Status,
    Table, TitleId,
};

pub(crate) use crate::oracle::{
    finding::Finding,
    number::Ratio,
    value::{Known, Value},
    verdict::Verdict,
};

mod condition;
mod finding;
mod members;
mod number;
mod past;
mod value;
mod verdict;

/// Checkers by title and criterion.
pub(crate) type Checkers = BTreeMap<(TitleId, CriterionId), Arc<dyn Checker>>;

/// All that can be asked about, and the answers so far.
#[derive(Debug)]
pub(crate) struct Oracle<'a> {
    /// The rulesets of the place.
    pub rulesets: &'a [Ruleset],
    /// The indicators.
    pub catalogue: &'a Catalogue,
    /// The period assessed.
    pub period: Period,
    /// The subjects.
    pub tables: &'a BTreeMap<Kind, Table>,
    /// Earlier decisions.
    pub history: &'a History,
    /// Who judges plugin criteria.
    pub checkers: &'a Checkers,
    /// Titles judged already: judging one for the tenth time would give the same again.
    pub judged: RefCell<BTreeMap<TitleId, Rc<Vec<Verdict>>>>,
}

/// One subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Subject {
    /// Of which kind.
    pub kind: Kind,
    /// Where it stands in the table of its kind.
    pub row: usize,
}

impl Oracle<'_> {
    /// How many subjects of a kind there are.
    pub(crate) fn rows(&self, kind: Kind) -> usize {
        self.tables.get(&kind).map_or(0, Table::rows)
    }

    /// What the register holds of a subject.
    pub(crate) fn register(&self, subject: Subject, id: &IndicatorId) -> Option<i64> {
        let mut row = subject.row;
        for batch in &self.tables.get(&subject.kind)?.batches {
            if row < batch.rows {
                return batch.columns.get(id)?.get(row);
            }
            row -= batch.rows;
        }
        None
    }

    /// The members of a kind that a subject has.
    pub(crate) fn members(&self, owner: Subject, over: Kind) -> Vec<Subject> {
        let mut members = Vec::new();
        let mut row = 0;
        for batch in self.tables.get(&over).into_iter().flat_map(|table| &table.batches) {
            for place in 0..batch.rows {
                let belongs = match batch.links.get(&owner.kind) {
                    // Everybody of a place belongs to its commune, the first and only one.
                    _ if owner.kind == Kind::Commune => owner.row == 0,
                    Some(Link(owners)) => owners[place] as usize == owner.row,
                    None => false,
                };
                if belongs {
                    members.push(Subject { kind: over, row });
                }
                row += 1;
            }
        }
        members
    }

    /// The verdicts on a title, judged when first asked for; none where nobody judges it.
    pub(crate) fn title(&self, title: &TitleId) -> Option<Rc<Vec<Verdict>>> {
        if let Some(verdicts) = self.judged.borrow().get(title) {
            return Some(Rc::clone(verdicts));
        }
        let ruleset = self.rulesets.iter().find(|ruleset| ruleset.title == *title)?;
        let rows = 0..self.rows(ruleset.kind);
        let verdicts = rows.map(|row| self.verdict(ruleset, Subject { kind: ruleset.kind, row }));
        let verdicts = Rc::new(verdicts.collect::<Vec<_>>());
        self.judged.borrow_mut().insert(title.clone(), Rc::clone(&verdicts));
        Some(verdicts)
    }

    /// How many subjects whose title is undetermined lack an exact value of an indicator.
    pub(crate) fn undetermined_without(&self, ruleset: &Ruleset, id: &IndicatorId) -> u64 {
        let verdicts = self.title(&ruleset.title).expect("there is a ruleset");
        let lacks = |row| {
            let value = self.value(Subject { kind: ruleset.kind, row }, id);
            !value.expect("it is in the catalogue").is_exact()
        };
        let rows = verdicts.iter().enumerate();
        let undetermined = rows.filter(|(_, verdict)| verdict.status == Status::Undetermined);
        undetermined.filter(|(row, _)| lacks(*row)).count() as u64
    }
}

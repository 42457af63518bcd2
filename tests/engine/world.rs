//! A made-up place: rules, subjects, decisions.

use std::collections::BTreeMap;

use tieuchi_core::{
    Batch, Catalogue, Column, History, IndicatorId, Kind, Link, Period, Ruleset, Table, ValueType,
};

use crate::oracle::Checkers;

/// A place with everything that a plan and a judgement need.
#[derive(Debug, Clone)]
pub(crate) struct World {
    /// Indicators.
    pub catalogue: Catalogue,
    /// Rulesets.
    pub rulesets: Vec<Ruleset>,
    /// The period.
    pub period: Period,
    /// Register columns that are there, with their types.
    pub columns: BTreeMap<Kind, BTreeMap<IndicatorId, ValueType>>,
    /// Subjects.
    pub people: BTreeMap<Kind, Vec<Person>>,
    /// Earlier decisions.
    pub history: History,
    /// Who judges plugin criteria.
    pub checkers: Checkers,
}

/// A subject of any kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Person {
    /// What is known of it.
    pub values: BTreeMap<IndicatorId, i64>,
    /// The rows of those that it belongs to.
    pub links: BTreeMap<Kind, usize>,
}

impl World {
    /// An empty place in 2024.
    pub(crate) fn new() -> Self {
        Self {
            catalogue: Catalogue::default(),
            rulesets: Vec::new(),
            period: Period::year(2024).unwrap(),
            columns: BTreeMap::new(),
            people: BTreeMap::new(),
            history: History::default(),
            checkers: Checkers::new(),
        }
    }

    /// The registers, cut into batches of so many rows.
    pub(crate) fn tables(&self, cut: usize) -> BTreeMap<Kind, Table> {
        let none = BTreeMap::new();
        self.people
            .iter()
            .map(|(kind, people)| {
                let columns = self.columns.get(kind).unwrap_or(&none);
                let batches = people.chunks(cut).map(|people| batch(*kind, people, columns));
                (*kind, Table { batches: batches.collect() })
            })
            .collect()
    }
}

/// Some subjects as columns.
fn batch(kind: Kind, people: &[Person], columns: &BTreeMap<IndicatorId, ValueType>) -> Batch {
    let column = |(id, value_type): (&IndicatorId, &ValueType)| {
        let values = people.iter().map(|person| person.values.get(id).copied());
        let range = value_type.range().unwrap_or((i64::MIN, i64::MAX));
        (id.clone(), Column::from_values(values, range))
    };
    let link = |owner: Kind| {
        let row = |person: &Person| person.links.get(&owner).map_or(Link::NONE, |row| *row as u32);
        (owner, Link(people.iter().map(row).collect()))
    };
    let owners = Kind::ALL.into_iter().filter(|owner| owner.has_members(kind));
    let linked = owners.filter(|owner| owner.link_column().is_some());
    Batch {
        rows: people.len(),
        columns: columns.iter().map(column).collect(),
        links: linked.map(link).collect(),
    }
}

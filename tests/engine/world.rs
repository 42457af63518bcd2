//! A made-up place: rules, subjects, decisions.

use std::collections::BTreeMap;

use tieuchi_core::{
    Batch, Catalogue, Column, Compute, History, IndicatorId, Kind, Link, Period, Ruleset, Table,
    ValueType,
};

use crate::{engine::draft, oracle::Checkers};

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

    /// Adds an indicator; one that is not computed gets a register column.
    pub(crate) fn indicator(
        &mut self,
        kind: Kind,
        id: &str,
        value_type: ValueType,
        compute: Option<Compute>,
    ) {
        if compute.is_none() && IndicatorId::from(id).title().is_none() {
            let columns = self.columns.entry(kind).or_default();
            columns.insert(IndicatorId::from(id), value_type.clone());
        }
        let indicator = draft::indicator(kind, id, value_type, compute);
        self.catalogue.add(indicator).expect("an indicator is declared once");
    }

    /// Adds whole numbers of a register, `min..=max` each.
    pub(crate) fn numbers(&mut self, kind: Kind, ids: &[&str], (min, max): (i64, i64)) {
        for id in ids {
            self.indicator(kind, id, ValueType::Number { scale: 0, min, max }, None);
        }
    }

    /// Adds a subject with the values that are known of it; says its row.
    pub(crate) fn person(&mut self, kind: Kind, values: &[(&str, i64)]) -> usize {
        let values = values.iter().map(|(id, value)| (IndicatorId::from(*id), *value)).collect();
        let people = self.people.entry(kind).or_default();
        people.push(Person { values, links: BTreeMap::new() });
        people.len() - 1
    }

    /// Makes the last subject of a kind a member of another.
    pub(crate) fn belongs(&mut self, member: Kind, owner: Kind, row: usize) {
        let people = self.people.get_mut(&member).and_then(|people| people.last_mut());
        people.expect("there is a member").links.insert(owner, row);
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
        let row = |person: &Person| match person.links.get(&owner) {
            Some(row) => u32::try_from(*row).unwrap(),
            None => Link::NONE,
        };
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

//! The commune that a code means on a day, and what to say where it means none.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use tieuchi_core::{Diagnostic, OrgUnit, PlaceCode, Places, Tier, nearest};

use crate::{codes, text::quoted, tree::stretch};

/// Org units by code.
#[derive(Debug)]
pub(crate) struct Communes<'a> {
    /// All that is known.
    places: &'a Places,
    /// Every stretch of every unit, by code.
    by_code: BTreeMap<&'a str, Vec<&'a OrgUnit>>,
}

impl<'a> Communes<'a> {
    /// Sorts the units once, for many look-ups.
    pub(crate) fn new(places: &'a Places) -> Self {
        let mut by_code: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for unit in &places.units {
            by_code.entry(unit.code.as_str()).or_default().push(unit);
        }
        Self { places, by_code }
    }

    /// The commune that bears a code on a day.
    pub(crate) fn get(&self, code: &str, day: NaiveDate) -> Option<&'a PlaceCode> {
        let unit = self.stretches(code).find(|unit| is_commune(unit, day))?;
        Some(&unit.code)
    }

    /// What to say of a code that is no commune's on a day.
    #[cold]
    pub(crate) fn unknown(&self, code: &str, day: NaiveDate) -> Diagnostic {
        let message = format!("{} is not a commune on {day}", quoted(code.as_bytes()));
        let mut diagnostic = Diagnostic::error(codes::PLACE_UNKNOWN, message);
        for unit in self.stretches(code) {
            diagnostic = diagnostic.note(stretch(unit));
        }
        if let Some(target) = self.successor(code, day) {
            return diagnostic.help(format!("its ground is in `{target}` on that day"));
        }
        let in_force = self.places.units.iter().filter(|unit| is_commune(unit, day));
        match nearest(code, in_force.map(|unit| unit.code.as_str())) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("write the code of a commune that is there on that day"),
        }
    }

    /// The one commune that a unit's ground has come to by a day; none where there are several.
    fn successor(&self, code: &str, day: NaiveDate) -> Option<&'a str> {
        let mut arrows = self
            .places
            .successions
            .iter()
            .filter(|arrow| arrow.source.as_str() == code && arrow.date <= day);
        let target = arrows.next().filter(|_| arrows.next().is_none())?.target.as_str();
        self.get(target, day).map(PlaceCode::as_str)
    }

    /// The stretches of a code.
    fn stretches(&self, code: &str) -> impl Iterator<Item = &'a OrgUnit> + '_ {
        self.by_code.get(code).into_iter().flatten().copied()
    }
}

/// Whether a unit is a commune on a day.
fn is_commune(unit: &OrgUnit, day: NaiveDate) -> bool {
    unit.tier == Tier::Commune && unit.in_force(day)
}

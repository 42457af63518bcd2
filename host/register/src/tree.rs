//! Whether org units, successions and classes fit together on every day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use tieuchi_core::{Diagnostic, OrgUnit, PlaceClass, PlaceCode, Succession, nearest};

use crate::{
    codes,
    faults::{At, Faults},
    places::Lined,
};

/// Units by code, each code's in the order of their first days.
type ByCode<'a, T> = BTreeMap<&'a PlaceCode, Vec<T>>;

/// One code per day over all tiers, and a unit above on each of a unit's days.
pub(crate) fn check_units(units: &[Lined<OrgUnit>], faults: &mut Faults<'_>) {
    let mut by_code: ByCode<'_, &Lined<OrgUnit>> = BTreeMap::new();
    for unit in units {
        by_code.entry(&unit.1.code).or_default().push(unit);
    }
    for stretches in by_code.values_mut() {
        stretches.sort_by_key(|(_, unit)| unit.from);
        check_overlaps(stretches, faults);
    }
    for (line, unit) in units {
        let Some(parent) = &unit.parent else { continue };
        let stretches = by_code.get(parent).map(Vec::as_slice).unwrap_or_default();
        if let Some(day) = first_day_alone(unit, stretches) {
            faults.add(At::cell(*line, "parent"), || {
                unit_above(unit, parent, day, stretches, by_code.keys().map(|code| code.as_str()))
            });
        }
    }
}

/// Stretches of one code that share a day, told at the one that stands later in the file.
fn check_overlaps(stretches: &[&Lined<OrgUnit>], faults: &mut Faults<'_>) {
    let mut longest: Option<&Lined<OrgUnit>> = None;
    for unit in stretches {
        if let Some(other) = longest
            && other.1.in_force(unit.1.from)
        {
            let (first, again) = if other.0 < unit.0 { (other, *unit) } else { (*unit, other) };
            faults.add(At::cell(again.0, "code"), || code_shared(first, again, unit.1.from));
        }
        // A stretch without a last day is the longest of all.
        let last_day = |unit: &Lined<OrgUnit>| unit.1.until.unwrap_or(NaiveDate::MAX);
        if longest.is_none_or(|other| last_day(other) <= last_day(unit)) {
            longest = Some(unit);
        }
    }
}

/// The first day on which a unit has nothing above it; none where it always has.
fn first_day_alone(unit: &OrgUnit, above: &[&Lined<OrgUnit>]) -> Option<NaiveDate> {
    let mut day = unit.from;
    for (_, parent) in above.iter().filter(|(_, parent)| parent.tier < unit.tier) {
        if parent.in_force(day) {
            let last = parent.until?;
            if unit.until.is_some_and(|until| until <= last) {
                return None;
            }
            day = last.succ_opt()?;
        }
    }
    Some(day)
}

/// Whether each succession leaves a unit that ends and comes to one that begins.
pub(crate) fn check_successions(
    rows: &[Lined<Succession>],
    units: &[OrgUnit],
    faults: &mut Faults<'_>,
) {
    let by_code = sorted(units);
    for (line, row) in rows {
        let source = by_code.get(&row.source).map(Vec::as_slice).unwrap_or_default();
        let eve = row.date.pred_opt();
        if !source.iter().any(|unit| unit.until.is_some() && unit.until == eve) {
            let eve = eve.map(|day| day.to_string()).unwrap_or_default();
            faults.add(At::cell(*line, "source"), || {
                let message = format!("the source `{}` does not end on {eve}", row.source);
                with_stretches(Diagnostic::error(codes::SUCCESSION, message), &row.source, source)
                    .help(format!("correct the date, or write `{eve}` as the unit's last day"))
            });
        }
        let target = by_code.get(&row.target).map(Vec::as_slice).unwrap_or_default();
        if !target.iter().any(|unit| unit.from == row.date) {
            faults.add(At::cell(*line, "target"), || {
                let message = format!("the target `{}` does not begin on {}", row.target, row.date);
                with_stretches(Diagnostic::error(codes::SUCCESSION, message), &row.target, target)
                    .help(format!(
                        "correct the date, or write `{}` as the unit's first day",
                        row.date
                    ))
            });
        }
    }
}

/// Whether each member of a class is there on its first day in it.
pub(crate) fn check_classes(
    rows: &[Lined<PlaceClass>],
    units: &[OrgUnit],
    faults: &mut Faults<'_>,
) {
    let by_code = sorted(units);
    for (line, row) in rows {
        let stretches = by_code.get(&row.place).map(Vec::as_slice).unwrap_or_default();
        if !stretches.iter().any(|unit| unit.in_force(row.from)) {
            faults.add(At::cell(*line, "place"), || {
                let message = format!("no unit has the code `{}` on {}", row.place, row.from);
                let diagnostic = Diagnostic::error(codes::CLASS_MEMBER, message);
                let known = by_code.keys().map(|code| code.as_str());
                let near = nearest(row.place.as_str(), known).filter(|_| stretches.is_empty());
                let help = near.map_or_else(
                    || "write the code that the unit has on that day".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                with_stretches(diagnostic, &row.place, stretches).help(help)
            });
        }
    }
}

/// Units by code.
fn sorted(units: &[OrgUnit]) -> ByCode<'_, &OrgUnit> {
    let mut by_code: ByCode<'_, &OrgUnit> = BTreeMap::new();
    for unit in units {
        by_code.entry(&unit.code).or_default().push(unit);
    }
    by_code
}

/// Adds what is known of a code.
fn with_stretches(mut diagnostic: Diagnostic, code: &PlaceCode, units: &[&OrgUnit]) -> Diagnostic {
    if units.is_empty() {
        return diagnostic.note(format!("no unit ever has the code `{code}`"));
    }
    for unit in units {
        diagnostic = diagnostic.note(stretch(unit));
    }
    diagnostic
}

/// A stretch of a unit's life in words.
pub(crate) fn stretch(unit: &OrgUnit) -> String {
    let OrgUnit { code, name, unit_type, tier, parent: _, from, until } = unit;
    let until = until.map(|day| format!(" until {day}")).unwrap_or_default();
    format!("`{code}` is {unit_type} {name} ({tier}) from {from}{until}")
}

/// Two units of one code.
fn code_shared(first: &Lined<OrgUnit>, again: &Lined<OrgUnit>, day: NaiveDate) -> Diagnostic {
    let message = format!("two units have the code `{}` on {day}", again.1.code);
    Diagnostic::error(codes::CODE_SHARED, message)
        .note(format!("line {}: {}", first.0, stretch(&first.1)))
        .note(format!("line {}: {}", again.0, stretch(&again.1)))
        .help("a code may be used again only from the day after its last day: correct the days")
}

/// A unit with nothing above it on a day.
fn unit_above<'a>(
    unit: &OrgUnit,
    parent: &PlaceCode,
    day: NaiveDate,
    stretches: &[&Lined<OrgUnit>],
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let higher = stretches.iter().any(|(_, above)| above.tier < unit.tier);
    if !stretches.is_empty() && !higher {
        let message = format!("`{parent}` does not stand above a {}", unit.tier);
        let diagnostic = Diagnostic::error(codes::UNIT_ABOVE, message)
            .help("name a unit of a higher tier, or leave the cell empty");
        return stretches.iter().fold(diagnostic, |all, (_, above)| all.note(stretch(above)));
    }
    let message = format!("the unit above, `{parent}`, is not there on {day}");
    let diagnostic = Diagnostic::error(codes::UNIT_ABOVE, message);
    if stretches.is_empty() {
        let diagnostic = diagnostic.note(format!("no unit ever has the code `{parent}`"));
        return match nearest(parent.as_str(), known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("add the unit, or leave the cell empty"),
        };
    }
    stretches
        .iter()
        .fold(diagnostic.note(stretch(unit)), |all, (_, above)| all.note(stretch(above)))
        .help("end this row on the day before, and go on with another unit above in a new row")
}

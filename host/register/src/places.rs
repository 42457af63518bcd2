//! Org units, what became of them, and the classes that they are in.

use std::io::Read;

use tieuchi_core::{
    Diagnostic, OrgUnit, PlaceClass, PlaceCode, Places, Succession, SuccessionKind, Tier,
};

use crate::{
    faults::Faults,
    fixed::{FixedRow, FixedTable},
    stopped::Stopped,
    text::{is_kebab, is_place_code},
    tree::{check_classes, check_successions, check_units},
};

/// A table about places, opened.
#[derive(Debug)]
pub struct PlaceTable<'a, R> {
    /// The file as the user would write it, with `/`.
    pub path: &'a str,
    /// Its bytes.
    pub input: R,
}

/// A row that came from a line.
pub(crate) type Lined<T> = (u64, T);

/// What a code of a unit looks like.
const CODE_SHAPE: &str = "a code: up to 16 letters and digits";

/// Tiers that a unit can have; a class is none.
const TIERS: [(&str, Tier); 4] = [
    ("country", Tier::Country),
    ("province", Tier::Province),
    ("district", Tier::District),
    ("commune", Tier::Commune),
];

/// What can happen to a unit.
const KINDS: [(&str, SuccessionKind); 3] = [
    ("merge", SuccessionKind::Merge),
    ("split", SuccessionKind::Split),
    ("rename", SuccessionKind::Rename),
];

/// Reads org units (`code,name,type,tier,parent,from,until`), successions
/// (`date,kind,source,target,reference`) and classes (`class,place,from,until,reference`).
///
/// Parsing goes on past what is wrong; the places are usable only if no diagnostic is an error.
/// Successions and classes are held against the units only if the units are sound.
pub fn read_places<R: Read>(
    units: PlaceTable<'_, R>,
    successions: Option<PlaceTable<'_, R>>,
    classes: Option<PlaceTable<'_, R>>,
) -> Result<(Places, Vec<Diagnostic>), Stopped> {
    let mut faults = Faults::new(units.path);
    let columns = ["code", "name", "type", "tier", "parent", "from", "until"];
    let units = read_rows(units, &columns, &mut faults, unit_of)?;
    check_units(&units, &mut faults);
    let units_are_sound = faults.none();
    let mut diagnostics = faults.finish();
    let units: Vec<_> = units.into_iter().map(|(_, unit)| unit).collect();
    let mut places = Places { units, ..Places::default() };

    if let Some(table) = successions {
        let mut faults = Faults::new(table.path);
        let columns = ["date", "kind", "source", "target", "reference"];
        let rows = read_rows(table, &columns, &mut faults, succession_of)?;
        if units_are_sound {
            check_successions(&rows, &places.units, &mut faults);
        }
        diagnostics.extend(faults.finish());
        places.successions = rows.into_iter().map(|(_, row)| row).collect();
    }
    if let Some(table) = classes {
        let mut faults = Faults::new(table.path);
        let columns = ["class", "place", "from", "until", "reference"];
        let rows = read_rows(table, &columns, &mut faults, class_of)?;
        if units_are_sound {
            check_classes(&rows, &places.units, &mut faults);
        }
        diagnostics.extend(faults.finish());
        places.classes = rows.into_iter().map(|(_, row)| row).collect();
    }
    Ok((places, diagnostics))
}

/// Reads all sound rows of a table.
fn read_rows<R: Read, T>(
    table: PlaceTable<'_, R>,
    columns: &[&'static str],
    faults: &mut Faults<'_>,
    make: fn(&mut FixedRow<'_, '_, '_>) -> Option<T>,
) -> Result<Vec<Lined<T>>, Stopped> {
    let PlaceTable { path, input } = table;
    let unreadable = Stopped::input(path);
    let mut rows = Vec::new();
    let Some(mut table) = FixedTable::open(input, columns, &[], faults).map_err(&unreadable)?
    else {
        return Ok(rows);
    };
    while let Some(mut row) = table.next(faults).map_err(&unreadable)? {
        if let Some(made) = make(&mut row).filter(|_| row.is_sound()) {
            rows.push((row.line(), made));
        }
    }
    Ok(rows)
}

/// An org unit.
fn unit_of(row: &mut FixedRow<'_, '_, '_>) -> Option<OrgUnit> {
    let code = row.shaped("code", is_place_code, CODE_SHAPE);
    let (name, unit_type) = (row.required("name").to_owned(), row.required("type").to_owned());
    let tier = row.word("tier", &TIERS);
    let parent = Some(row.text("parent")).filter(|parent| !parent.is_empty());
    let (from, until) = row.days("from", "until")?;
    let (code, parent) = (PlaceCode::new(code), parent.map(PlaceCode::new));
    Some(OrgUnit { code, name, unit_type, tier: tier?, parent, from, until })
}

/// A succession.
fn succession_of(row: &mut FixedRow<'_, '_, '_>) -> Option<Succession> {
    let date = row.required_day("date");
    let kind = row.word("kind", &KINDS);
    let source = PlaceCode::new(row.shaped("source", is_place_code, CODE_SHAPE));
    let target = PlaceCode::new(row.shaped("target", is_place_code, CODE_SHAPE));
    let reference = row.text("reference").to_owned();
    Some(Succession { date: date?, kind: kind?, source, target, reference })
}

/// A membership in a class.
fn class_of(row: &mut FixedRow<'_, '_, '_>) -> Option<PlaceClass> {
    let class = row.shaped("class", is_kebab, "an id: lower case, digits, hyphens").to_owned();
    let place = PlaceCode::new(row.shaped("place", is_place_code, CODE_SHAPE));
    let reference = row.text("reference").to_owned();
    let (from, until) = row.days("from", "until")?;
    Some(PlaceClass { class, place, from, until, reference })
}

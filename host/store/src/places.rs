//! Org units, successions and classes of places as rows.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, ToSql};
use tieuchi_core::{
    OrgUnit, PlaceClass, PlaceCode, Places, Succession, SuccessionKind, Tier, parse_date,
};

use crate::{error::StoreError, reader::Reader, store::Transaction};

impl Transaction<'_> {
    /// Makes the store's org units, successions and classes those of the workspace; says whether
    /// anything changed.
    pub fn sync_places(&self, places: &Places) -> Result<bool, StoreError> {
        if read_places(&self.inner).is_ok_and(|stored| stored == *places) {
            return Ok(false);
        }
        let Places { units, successions, classes } = places;
        let day = NaiveDate::to_string;
        let last_day = |until: &Option<NaiveDate>| until.as_ref().map(day);
        self.replace(
            "org_unit (code, name, unit_type, tier, parent, from_day, until_day)",
            units,
            |unit| {
                let OrgUnit { code, name, unit_type, tier, parent, from, until } = unit;
                vec![
                    Some(code.to_string()),
                    Some(name.clone()),
                    Some(unit_type.clone()),
                    Some(tier.to_string()),
                    parent.as_ref().map(ToString::to_string),
                    Some(day(from)),
                    last_day(until),
                ]
            },
        )?;
        self.replace("succession (day, kind, source, target, reference)", successions, |row| {
            let Succession { date, kind, source, target, reference } = row;
            vec![
                Some(day(date)),
                Some(succession_word(*kind).to_owned()),
                Some(source.to_string()),
                Some(target.to_string()),
                Some(reference.clone()),
            ]
        })?;
        self.replace(
            "place_class (class, place, from_day, until_day, reference)",
            classes,
            |row| {
                let PlaceClass { class, place, from, until, reference } = row;
                vec![
                    Some(class.clone()),
                    Some(place.to_string()),
                    Some(day(from)),
                    last_day(until),
                    Some(reference.clone()),
                ]
            },
        )?;
        Ok(true)
    }

    /// Empties a table and fills it; `table` names its columns, too.
    fn replace<T>(
        &self,
        table: &str,
        rows: &[T],
        cells: impl Fn(&T) -> Vec<Option<String>>,
    ) -> Result<(), StoreError> {
        let (name, columns) = table.split_once(' ').unwrap_or((table, ""));
        self.inner.execute(&format!("DELETE FROM {name}"), ())?;
        let marks = vec!["?"; columns.split(',').count()].join(", ");
        let mut insert = self.inner.prepare(&format!("INSERT INTO {table} VALUES ({marks})"))?;
        for row in rows {
            let cells = cells(row);
            let cells: Vec<&dyn ToSql> = cells.iter().map(|cell| cell as &dyn ToSql).collect();
            insert.execute(&cells[..])?;
        }
        Ok(())
    }
}

impl Reader {
    /// The org units, successions and classes that the store knows.
    pub fn places(&self) -> Result<Places, StoreError> {
        read_places(&self.connection)
    }
}

/// Reads everything, in the order in which it came in.
fn read_places(connection: &Connection) -> Result<Places, StoreError> {
    let mut places = Places::default();
    let mut select = connection.prepare_cached(
        "SELECT code, name, unit_type, tier, parent, from_day, until_day
         FROM org_unit ORDER BY position",
    )?;
    let mut rows = select.query(())?;
    while let Some(row) = rows.next()? {
        places.units.push(OrgUnit {
            code: PlaceCode::new(row.get::<_, String>(0)?),
            name: row.get(1)?,
            unit_type: row.get(2)?,
            tier: word(row, 3, Tier::parse)?,
            parent: row.get::<_, Option<String>>(4)?.map(PlaceCode::new),
            from: word(row, 5, parse_date)?,
            until: last_day(row, 6)?,
        });
    }
    let mut select = connection.prepare_cached(
        "SELECT day, kind, source, target, reference FROM succession ORDER BY position",
    )?;
    let mut rows = select.query(())?;
    while let Some(row) = rows.next()? {
        places.successions.push(Succession {
            date: word(row, 0, parse_date)?,
            kind: word(row, 1, succession_kind)?,
            source: PlaceCode::new(row.get::<_, String>(2)?),
            target: PlaceCode::new(row.get::<_, String>(3)?),
            reference: row.get(4)?,
        });
    }
    let mut select = connection.prepare_cached(
        "SELECT class, place, from_day, until_day, reference FROM place_class ORDER BY position",
    )?;
    let mut rows = select.query(())?;
    while let Some(row) = rows.next()? {
        places.classes.push(PlaceClass {
            class: row.get(0)?,
            place: PlaceCode::new(row.get::<_, String>(1)?),
            from: word(row, 2, parse_date)?,
            until: last_day(row, 3)?,
            reference: row.get(4)?,
        });
    }
    Ok(places)
}

/// A cell whose text `parse` must know.
pub(crate) fn word<T>(
    row: &Row<'_>,
    cell: usize,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, StoreError> {
    let text: String = row.get(cell)?;
    parse(&text).ok_or_else(|| StoreError::Damaged(format!("`{text}` is no word of this store")))
}

/// A cell with a last day, or none.
pub(crate) fn last_day(row: &Row<'_>, cell: usize) -> Result<Option<NaiveDate>, StoreError> {
    match row.get_ref(cell)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => word(row, cell, parse_date).map(Some),
    }
}

/// The word in the store for what happened to a unit.
const fn succession_word(kind: SuccessionKind) -> &'static str {
    match kind {
        SuccessionKind::Merge => "merge",
        SuccessionKind::Split => "split",
        SuccessionKind::Rename => "rename",
    }
}

/// What happened to a unit, by the word in the store.
fn succession_kind(text: &str) -> Option<SuccessionKind> {
    [SuccessionKind::Merge, SuccessionKind::Split, SuccessionKind::Rename]
        .into_iter()
        .find(|kind| succession_word(*kind) == text)
}

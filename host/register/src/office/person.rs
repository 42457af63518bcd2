//! Who a row speaks of: the cells that name, place and date somebody.

use chrono::Datelike;
use tieuchi_core::{Kind, PlaceCode, RefusalReason, days_from_date};

use super::{
    columns::Columns,
    day::{self, DayRead},
    fold::{bare, composed, key},
    identity::{self, Known, Sex},
    place::PlaceFinder,
    raw_cell::{Cells, RawCell, Shape},
    shown::{Showing, shown},
    tally::{At, Tally},
    value::{ValueFault, check, day_fault},
};
use crate::text::id_fault;

/// A row that is being read, and whether anything in it was refused.
pub(super) struct RowReading<'t, C> {
    /// Its cells.
    pub(super) cells: &'t C,
    /// Where the table keeps what.
    pub(super) columns: &'t Columns,
    /// Its number.
    pub(super) row: u32,
    /// The report.
    pub(super) tally: &'t mut Tally,
    /// Whether nothing was refused so far.
    pub(super) is_sound: bool,
}

/// What a row says of somebody, beside evidence.
#[derive(Debug, Default)]
pub(super) struct Person {
    /// The id; empty where there is none.
    pub(super) subject: String,
    /// The name; may be empty.
    pub(super) name: String,
    /// The identity number.
    pub(super) identity: Option<String>,
    /// The day of birth as a value of evidence.
    pub(super) born: Option<i64>,
    /// Whether only the year of birth is known.
    pub(super) year_alone: bool,
    /// The sex.
    pub(super) sex: Option<Sex>,
}

impl<C: Cells> RowReading<'_, C> {
    /// Refuses a cell.
    pub(super) fn refuse(&mut self, column: usize, showing: Showing, fault: ValueFault) {
        self.is_sound = false;
        let label = self.columns.label(column);
        let at = At { row: self.row, column: Some(&label), header: self.columns.text(column) };
        let cell = self.cells.cell(column);
        self.tally.refuse(at, (&cell.text(), showing), fault);
    }

    /// Tells of a cell that was taken.
    pub(super) fn notice(&mut self, column: usize, showing: Showing, reason: RefusalReason) {
        let label = self.columns.label(column);
        let at = At { row: self.row, column: Some(&label), header: self.columns.text(column) };
        let read = shown(&self.cells.cell(column).text(), showing);
        self.tally.notice(at, &read, reason);
    }

    /// Refuses the row.
    pub(super) fn refuse_row(&mut self, reason: RefusalReason) {
        self.is_sound = false;
        let at = At { row: self.row, ..At::default() };
        self.tally.refuse(at, ("", Showing::Plain), (reason, None));
    }

    /// Reads who is meant.
    pub(super) fn person(&mut self, last_year: i32) -> Person {
        let mut person = Person {
            subject: self.columns.subject.map(|column| self.id(column)).unwrap_or_default(),
            name: self.name(),
            ..Person::default()
        };
        let (born, born_sex) = self.born(last_year);
        person.sex = self.sex().or(born_sex);
        let year = match born {
            Some(DayRead::Day(day)) => {
                person.born = Some(days_from_date(day));
                Some(day.year())
            }
            Some(DayRead::Year(year)) => {
                person.year_alone = true;
                person.born = chrono::NaiveDate::from_ymd_opt(year, 1, 1).map(days_from_date);
                Some(year)
            }
            None => None,
        };
        let known = Known { year, sex: person.sex, last_year };
        if let Some(column) = self.columns.identity {
            person.identity = self.identity(column, known);
        }
        person
    }

    /// The id of a subject; empty where there is none, or where it is refused.
    pub(super) fn id(&mut self, column: usize) -> String {
        let cell = self.cells.cell(column);
        if cell.is_blank() {
            return String::new();
        }
        if let Err(fault) = check(cell) {
            self.refuse(column, Showing::Plain, fault);
            return String::new();
        }
        let text = cell.text();
        let id = if text.is_ascii() { text.into_owned() } else { composed(&text) };
        let reason = if identity::looks_like_one(&id) {
            RefusalReason::IdIsIdentity
        } else if id_fault(&id).is_some() {
            RefusalReason::IdMalformed
        } else {
            return id;
        };
        self.refuse(column, Showing::Identity, (reason, None));
        String::new()
    }

    /// The name, of all of its parts.
    fn name(&mut self) -> String {
        let mut name = String::new();
        let columns = self.columns;
        for column in &columns.names {
            let cell = self.cells.cell(*column);
            if cell.is_blank() {
                continue;
            }
            if let Err(fault) = check(cell) {
                self.refuse(*column, Showing::Name, fault);
                continue;
            }
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(&composed(&cell.text()));
        }
        name
    }

    /// The identity number.
    fn identity(&mut self, column: usize, known: Known) -> Option<String> {
        let cell = self.cells.cell(column);
        if cell.is_blank() {
            return None;
        }
        let text = match cell {
            // A number that is shown as a day or a share is no identity number.
            RawCell::Number(number, shape) if !matches!(shape, Shape::Zeros(_)) => number.text(),
            other => other.text().into_owned(),
        };
        match check(cell).and_then(|()| identity::read(&text, known)) {
            Ok(number) => Some(number),
            Err(fault) => {
                self.refuse(column, Showing::Identity, fault);
                None
            }
        }
    }

    /// The day or year of birth, and the sex where there is a column for each.
    fn born(&mut self, last_year: i32) -> (Option<DayRead>, Option<Sex>) {
        let columns = self.columns;
        let mut found = (None, None);
        for (column, sex) in &columns.born {
            let cell = self.cells.cell(*column);
            if cell.is_blank() {
                continue;
            }
            let read = check(cell).and_then(|()| day::read(cell).map_err(day_fault));
            let read = read.and_then(|read| {
                let year = match read {
                    DayRead::Day(day) => day.year(),
                    DayRead::Year(year) => year,
                };
                if (FIRST_YEAR..=last_year).contains(&year) {
                    Ok(read)
                } else {
                    Err(not_born(year, last_year))
                }
            });
            match read {
                Ok(_) if found.0.is_some() => {
                    self.refuse(*column, Showing::Plain, (RefusalReason::NotASex, None));
                }
                Ok(read) => found = (Some(read), *sex),
                Err(fault) => self.refuse(*column, Showing::Plain, fault),
            }
        }
        found
    }

    /// The sex.
    fn sex(&mut self) -> Option<Sex> {
        let columns = self.columns;
        let mut found = None;
        for (column, marked) in &columns.sexes {
            let cell = self.cells.cell(*column);
            if cell.is_blank() {
                continue;
            }
            let text = cell.text();
            let sex = match marked {
                // In a column for one sex stands a mark, or the word itself.
                Some(sex) => is_mark(&text, *sex).then_some(*sex),
                None => Sex::parse(&key(&text)).or_else(|| Sex::parse(&bare(&text))),
            };
            match sex {
                Some(sex) if found.is_none_or(|found| found == sex) => found = Some(sex),
                _ if matches!(&*text, "0") && marked.is_some() => {}
                _ => {
                    let fault = check(cell).err().unwrap_or((RefusalReason::NotASex, None));
                    self.refuse(*column, Showing::Plain, fault);
                }
            }
        }
        found
    }

    /// The commune; none where it is refused.
    pub(super) fn place<'p>(
        &mut self,
        finder: &mut PlaceFinder<'p>,
        default: Option<&'p PlaceCode>,
    ) -> Option<&'p PlaceCode> {
        let named = self.columns.place.filter(|column| !self.cells.cell(*column).is_blank());
        let Some(column) = named else {
            if default.is_none() {
                match self.columns.place {
                    Some(column) => {
                        self.refuse(column, Showing::Plain, (RefusalReason::CellEmpty, None));
                    }
                    None => self.is_sound = false,
                }
            }
            return default;
        };
        let cell = self.cells.cell(column);
        let found = check(cell).and_then(|()| finder.find(&cell.text()));
        found.map_err(|fault| self.refuse(column, Showing::Plain, fault)).ok()
    }

    /// Refuses a row of another kind.
    pub(super) fn kind(&mut self, kind: Kind) {
        let Some(column) = self.columns.kind else { return };
        let cell = self.cells.cell(column);
        if cell.is_blank() {
            return;
        }
        let text = cell.text();
        let names: &[&str] = match kind {
            Kind::Citizen => &["citizen", "công dân"],
            Kind::Family => &["family", "gia đình", "hộ", "hộ gia đình"],
            Kind::Clan => &["clan", "dòng họ"],
            Kind::Village => &["village", "ấp", "thôn", "khu phố", "tổ dân phố", "khóm"],
            Kind::Unit => &["unit", "đơn vị", "cơ quan"],
            Kind::Commune => &["commune", "xã", "phường", "thị trấn"],
        };
        if !names.iter().any(|name| key(name) == key(&text)) {
            let expected = kind.as_str().to_owned();
            self.refuse(column, Showing::Plain, (RefusalReason::KindDiffers { expected }, None));
        }
    }
}

/// The first year of a birth that a column of dates can hold.
const FIRST_YEAR: i32 = 1800;

/// Somebody who was born after the period, or before anybody's time.
fn not_born(year: i32, last_year: i32) -> ValueFault {
    let day =
        |year, month, day| chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let (first, last) = (day(FIRST_YEAR, 1, 1), day(last_year, 12, 31));
    if year > last_year {
        return (RefusalReason::BornAfterPeriod { last }, None);
    }
    (RefusalReason::DateOutOfRange { first, last }, None)
}

/// Whether a cell in a column for one sex says that it is that one.
fn is_mark(text: &str, sex: Sex) -> bool {
    matches!(text, "x" | "X" | "1" | "✓" | "✔") || Sex::parse(&key(text)) == Some(sex)
}

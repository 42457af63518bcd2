//! A configured plugin, and how it reads what the host sends.

use crate::{
    Criterion, Date, Fault, Issue,
    border::exports::tieuchi::criterion::checker as border,
    border::tieuchi::criterion::types::{Setting, Values},
    column::{Codes, Column, Dates, Flags, Numbers},
    member::Nested,
    present::Present,
};

/// A plugin that knows its criterion.
#[derive(Debug)]
pub struct State<S> {
    /// The criterion.
    pub criterion: Criterion,
    /// Its settings.
    pub settings: S,
    dictionaries: Vec<Vec<String>>,
}

impl<S> State<S> {
    /// Reads the criterion; says all that is wrong with its settings.
    pub fn configure(
        sent: border::Criterion,
        names: &[&'static str],
        read: fn(&mut SettingReader) -> S,
        check: fn(&S) -> Vec<Issue>,
    ) -> Result<Self, Vec<border::SettingIssue>> {
        let mut reader =
            SettingReader { sent: sent.settings.into_iter(), at: 0, issues: Vec::new() };
        let settings = read(&mut reader);
        let mut issues = reader.issues;
        if issues.is_empty() {
            issues.extend(check(&settings).into_iter().map(|issue| border::SettingIssue {
                setting: place(names, issue.setting),
                message: issue.message,
            }));
        }
        if !issues.is_empty() {
            return Err(issues);
        }
        let criterion = Criterion {
            points: sent.points,
            points_scale: sent.points_scale,
            first_day: Date::from_days(sent.first_day.into()),
            last_day: Date::from_days(sent.last_day.into()),
        };
        Ok(Self { criterion, settings, dictionaries: sent.dictionaries })
    }

    /// Begins to read columns that were sent.
    pub fn reader<'a>(&'a self, columns: &'a [border::Column]) -> ColumnReader<'a> {
        ColumnReader { columns: columns.iter(), dictionaries: self.dictionaries.iter() }
    }
}

/// Where a setting stands in the manifest.
fn place(names: &[&str], name: &str) -> u32 {
    let at = names.iter().position(|known| *known == name).unwrap_or_default();
    u32::try_from(at).unwrap_or_default()
}

/// Reads the settings in the order of the manifest.
#[derive(Debug)]
pub struct SettingReader {
    sent: std::vec::IntoIter<Setting>,
    at: u32,
    issues: Vec<border::SettingIssue>,
}

impl SettingReader {
    /// A number, or a date.
    pub fn number(&mut self) -> i64 {
        self.next(|setting| match setting {
            Setting::Integer(number) => Some(number),
            _ => None,
        })
    }

    /// A date.
    pub fn date(&mut self) -> Date {
        Date::from_days(self.number())
    }

    /// Yes or no.
    pub fn flag(&mut self) -> bool {
        self.next(|setting| match setting {
            Setting::Flag(flag) => Some(flag),
            _ => None,
        })
    }

    /// A word.
    pub fn text(&mut self) -> String {
        self.next(|setting| match setting {
            Setting::Text(text) => Some(text),
            _ => None,
        })
    }

    /// Several numbers.
    pub fn numbers(&mut self) -> Vec<i64> {
        self.next(|setting| match setting {
            Setting::Integers(numbers) => Some(numbers),
            _ => None,
        })
    }

    /// Several words.
    pub fn texts(&mut self) -> Vec<String> {
        self.next(|setting| match setting {
            Setting::Texts(texts) => Some(texts),
            _ => None,
        })
    }

    fn next<T: Default>(&mut self, take: impl FnOnce(Setting) -> Option<T>) -> T {
        let setting = self.at;
        self.at += 1;
        self.sent.next().and_then(take).unwrap_or_else(|| {
            let message = "it was sent in another type than the manifest names".to_owned();
            self.issues.push(border::SettingIssue { setting, message });
            T::default()
        })
    }
}

/// Reads columns in the order of the manifest.
#[derive(Debug)]
pub struct ColumnReader<'a> {
    columns: std::slice::Iter<'a, border::Column>,
    dictionaries: std::slice::Iter<'a, Vec<String>>,
}

impl<'a> ColumnReader<'a> {
    /// A column of numbers.
    pub fn numbers(&mut self) -> Result<Numbers<'a>, Fault> {
        match self.next()? {
            (Values::Integers(values), present) => Ok(Column { values, present }),
            _ => Err(misfit()),
        }
    }

    /// A column of dates.
    pub fn dates(&mut self) -> Result<Dates<'a>, Fault> {
        self.numbers().map(Dates)
    }

    /// A column of flags.
    pub fn flags(&mut self) -> Result<Flags<'a>, Fault> {
        match self.next()? {
            (Values::Flags(values), present) => Ok(Column { values, present }),
            _ => Err(misfit()),
        }
    }

    /// A column of codes.
    pub fn codes(&mut self) -> Result<Codes<'a>, Fault> {
        let dictionary = self.dictionaries.next().ok_or_else(misfit)?;
        match self.next()? {
            (Values::Codes(values), present) => {
                Ok(Codes { column: Column { values, present }, dictionary })
            }
            _ => Err(misfit()),
        }
    }

    /// Members; their columns are read in the same manner, codes after those read before.
    pub fn members<C>(
        &mut self,
        sent: Option<&'a border::Members>,
        read: impl FnOnce(&mut Self) -> Result<C, Fault>,
    ) -> Result<Nested<'a, C>, Fault> {
        let sent = sent.ok_or_else(misfit)?;
        self.columns = sent.columns.iter();
        Ok(Nested { offsets: &sent.offsets, columns: read(self)? })
    }

    fn next(&mut self) -> Result<(&'a Values, Present<'a>), Fault> {
        let border::Column { values, present } = self.columns.next().ok_or_else(misfit)?;
        Ok((values, Present::new(present.as_deref())))
    }
}

/// The host sent something else than the manifest asks for: another manifest is in the component.
fn misfit() -> Fault {
    Fault::new("the columns that were sent are not those of the manifest")
}

impl From<Fault> for border::Fault {
    fn from(fault: Fault) -> Self {
        Self { message: fault.message }
    }
}

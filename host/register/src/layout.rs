//! What the columns of a register are, by its header.

use chrono::NaiveDate;
use tieuchi_core::{Catalogue, Diagnostic, IndicatorId, Kind, nearest};

use crate::{
    cell::CellReader,
    codes,
    faults::{At, Faults},
    register::RegisterFile,
    text::quoted,
};

/// Which column is what.
#[derive(Debug)]
pub(crate) struct Layout<'a> {
    /// The subject's id.
    pub(crate) subject: usize,
    /// The commune's code.
    pub(crate) place: Option<usize>,
    /// The name.
    pub(crate) name: Option<usize>,
    /// The identity number.
    pub(crate) identity: Option<usize>,
    /// Whom the subjects belong to.
    pub(crate) links: Vec<LinkColumn>,
    /// Evidence.
    pub(crate) values: Vec<ValueColumn<'a>>,
}

/// A column that names another subject.
#[derive(Debug)]
pub(crate) struct LinkColumn {
    /// That subject's kind.
    pub(crate) kind: Kind,
    /// Its number.
    pub(crate) column: usize,
}

/// A column of evidence.
#[derive(Debug)]
pub(crate) struct ValueColumn<'a> {
    /// Its number.
    pub(crate) column: usize,
    /// What reads its cells.
    pub(crate) reader: CellReader<'a>,
    /// The greatest value of a day of birth: nobody is judged before being born.
    pub(crate) latest: Option<NaiveDate>,
}

/// Columns that are no indicators and no links.
const RESERVED: [&str; 4] = ["subject", "place", "name", "identity"];

impl<'a> Layout<'a> {
    /// Reads a header and its line; none where a column is missing that must be there.
    pub(crate) fn of(
        (names, line): (&[String], u64),
        register: &RegisterFile<'_>,
        catalogue: &'a Catalogue,
        faults: &mut Faults<'_>,
    ) -> Option<Self> {
        let find = |name: &str| names.iter().position(|column| column == name);
        let (subject, place) = (find("subject"), find("place"));
        let [name, identity] = [find("name"), find("identity")];
        let mut layout =
            Layout { subject: 0, place, name, identity, links: Vec::new(), values: Vec::new() };
        let place_missing = place.is_none() && register.place.is_none();
        let missing = [("subject", subject.is_none()), ("place", place_missing)];
        let missing = missing.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| name);
        let excused = columns_missing(missing, names, line, faults);
        for (column, name) in names.iter().enumerate() {
            let known = RESERVED.contains(&name.as_str()) || excused.contains(&name.as_str());
            if !name.is_empty() && !known {
                layout.add((column, name), line, register.kind, catalogue, faults);
            }
        }
        for value in &mut layout.values {
            let born = value.reader.indicator.id.as_str() == "birth-date";
            value.latest = born.then(|| register.period.last_day());
        }
        layout.subject = subject?;
        Some(layout)
    }

    /// Adds a link or an indicator.
    fn add(
        &mut self,
        (column, name): (usize, &str),
        line: u64,
        kind: Kind,
        catalogue: &'a Catalogue,
        faults: &mut Faults<'_>,
    ) {
        if let Some(owner) = Kind::ALL.into_iter().find(|kind| kind.link_column() == Some(name)) {
            if owner.has_members(kind) {
                self.links.push(LinkColumn { kind: owner, column });
            } else {
                faults.add(At::cell(line, name), || foreign_link(name, owner, kind));
            }
            return;
        }
        let id = IndicatorId::new(name);
        let indicator = catalogue.get(kind, &id);
        let readable = indicator.filter(|found| found.compute.is_none() && id.title().is_none());
        match readable.and_then(CellReader::new) {
            Some(reader) => self.values.push(ValueColumn { column, reader, latest: None }),
            None if indicator.is_some() || id.title().is_some() => {
                faults.add(At::cell(line, name), || computed(name));
            }
            None => faults.add(At::cell(line, name), || unknown(name, &id, kind, catalogue)),
        }
    }
}

/// Reports columns that must be there and are not. Gives the names that are probably them, so that
/// one slip is not reported twice.
pub(crate) fn columns_missing<'a>(
    missing: impl Iterator<Item = &'a str>,
    names: &'a [String],
    line: u64,
    faults: &mut Faults<'_>,
) -> Vec<&'a str> {
    let mut excused = Vec::new();
    for name in missing {
        let help = match names {
            [only] if only.contains([';', '\t']) => {
                excused.push(only.as_str());
                "part the columns with commas: save the file as CSV UTF-8".to_owned()
            }
            _ => match nearest(name, names.iter().map(String::as_str)) {
                Some(near) => {
                    excused.push(near);
                    format!("is it `{near}`? call it `{name}`")
                }
                None => format!("add the column `{name}`"),
            },
        };
        let message = format!("the column `{name}` is missing");
        faults.add(At::row(line), || Diagnostic::error(codes::COLUMN_MISSING, message).help(help));
    }
    excused
}

/// A link that subjects of this kind do not have.
fn foreign_link(name: &str, owner: Kind, kind: Kind) -> Diagnostic {
    let message = format!("the column `{name}` is not for a register of kind `{kind}`");
    Diagnostic::error(codes::COLUMN_FOREIGN, message)
        .note(format!("no {kind} is a member of a {owner}"))
        .help("take the column out")
}

/// An indicator that comes about by itself.
fn computed(name: &str) -> Diagnostic {
    let message = format!("{} is computed and not read from a register", quoted(name.as_bytes()));
    Diagnostic::error(codes::COLUMN_FOREIGN, message)
        .help("take the column out; the run computes it from the other columns")
}

/// A column that is no indicator of the kind.
fn unknown(name: &str, id: &IndicatorId, kind: Kind, catalogue: &Catalogue) -> Diagnostic {
    let message = format!("{} is not an indicator of kind `{kind}`", quoted(name.as_bytes()));
    let mut diagnostic = Diagnostic::error(codes::COLUMN_UNKNOWN, message);
    let elsewhere = Kind::ALL.into_iter().find(|other| catalogue.get(*other, id).is_some());
    if let Some(other) = elsewhere {
        diagnostic = diagnostic.note(format!("`{name}` is an indicator of kind `{other}`"));
    }
    let registered = catalogue.of_kind(kind).filter(|indicator| indicator.compute.is_none());
    let mut names: Vec<&str> = registered.map(|indicator| indicator.id.as_str()).collect();
    let owners = Kind::ALL.into_iter().filter(|owner| owner.has_members(kind));
    let links: Vec<&str> = owners.filter_map(Kind::link_column).collect();
    names.extend_from_slice(&RESERVED);
    names.extend_from_slice(&links);
    match nearest(name, names) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("declare it in the catalogue, or take the column out"),
    }
}

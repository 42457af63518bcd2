//! Registers as offices keep them: workbooks and text files with all their disorder.

use std::{
    collections::BTreeMap,
    io::{self, Read},
};

use tieuchi_core::{
    Catalogue, ImportReport, Kind, Period, PlaceCode, Places, RefusalReason, RegisterChunk,
    SubjectId,
};

pub use again::read_office_rows;
pub use encoding::Encoding;

use crate::stopped::Stopped;
use dictionary::Dictionary;
use shown::Showing;
use tally::{At, Tally};

mod again;
mod columns;
mod day;
mod delimited;
mod dictionary;
mod encoding;
mod fold;
mod gather;
mod heading;
mod identity;
mod number;
mod package;
mod person;
mod place;
mod raw_cell;
mod records;
mod row_kinds;
mod seen;
mod sheet;
mod shown;
mod spreadsheet;
mod style;
mod taking;
mod tally;
mod tcvn3;
mod value;
mod words;
mod workbook;

/// What is known of an office's file before it is read.
#[derive(Debug, Clone)]
pub struct OfficeFile<'a> {
    /// The file as the user would write it, with `/`.
    pub path: &'a str,
    /// Whose register it is.
    pub kind: Kind,
    /// The period that it speaks of.
    pub period: Period,
    /// The commune of rows that name none.
    pub place: Option<PlaceCode>,
    /// The sheet to read; all that look like registers where none is named.
    pub sheet: Option<&'a str>,
    /// The encoding, where it is neither UTF-8 nor UTF-16.
    pub encoding: Option<Encoding>,
    /// Headers that mean what nobody would guess, with the id of the column that they mean: an
    /// indicator, a reserved column, or `-` for nothing.
    pub mapping: &'a BTreeMap<String, String>,
    /// Whether one refusal refuses all.
    pub strict: bool,
}

/// The subject of a row, as the row names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowSubject<'a> {
    /// Whose register it is.
    pub kind: Kind,
    /// The commune.
    pub place: &'a PlaceCode,
    /// The id in the file, if there is one.
    pub subject: Option<&'a str>,
    /// The name; may be empty.
    pub name: &'a str,
    /// The identity number, if there is one; it is sound.
    pub identity: Option<&'a str>,
}

/// Who the subject of a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// This subject.
    Subject(SubjectId),
    /// Somebody new, under this id.
    New(SubjectId),
    /// Somebody who was known in another commune and has moved here; the other office still has
    /// the subject in its register.
    MovedHere {
        /// Who it is from now on.
        subject: SubjectId,
        /// Whether the id was made now.
        is_new: bool,
        /// The commune before.
        place: PlaceCode,
        /// Its name.
        name: String,
    },
    /// Nobody can tell.
    Unknown,
    /// Somebody who is known in another commune.
    Moved {
        /// That commune.
        place: PlaceCode,
        /// Its name.
        name: String,
    },
}

/// Who is meant by a cell that names another subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Linked {
    /// This subject.
    Subject(SubjectId),
    /// Nobody that is known.
    Unknown {
        /// What was meant perhaps.
        nearest: Option<String>,
    },
}

/// Knows the subjects of the store. It is asked once for each row in which nothing is wrong, in
/// the order of the file.
pub trait Resolve<E> {
    /// Hears that a row was read, sound or not, so that somebody who waits can be told.
    fn row(&mut self) {}

    /// Who the subject of a row is: by the file's own id, by identity number, or as somebody new.
    fn subject(&mut self, row: &RowSubject<'_>) -> Result<Resolved, E>;

    /// Who is meant by a cell that names a subject of another kind; by itself, the id that stands
    /// there.
    fn link(&mut self, kind: Kind, place: &PlaceCode, text: &str) -> Result<Linked, E> {
        let _ = (kind, place);
        Ok(Linked::Subject(SubjectId::new(text)))
    }
}

/// Takes the ids of the file as they are; a row without one is refused.
#[derive(Debug, Clone, Copy, Default)]
pub struct FileIds;

impl<E> Resolve<E> for FileIds {
    fn subject(&mut self, row: &RowSubject<'_>) -> Result<Resolved, E> {
        let subject = row.subject.map(|id| Resolved::Subject(SubjectId::new(id)));
        Ok(subject.unwrap_or(Resolved::Unknown))
    }
}

/// Reads a register as an office keeps it, XLSX or text, and hands on its chunks.
///
/// A row with anything wrong in it is refused with all that is wrong; the others are taken. Chunks
/// are cut as [`read_register`](crate::read_register) cuts them: rows by place, full chunks as they
/// fill, in the order of the file, and the rest at the end by code. With
/// [`strict`](OfficeFile::strict) no chunk is handed on after the first refusal. If the report
/// [is refused](ImportReport::is_refused), the caller must undo what it did with the chunks.
///
/// A text file is read as it comes: memory holds a chunk for each place, and the ids and identity
/// numbers of all subjects. A workbook is held as the bytes that it has, its rows are read one by
/// one. Nothing in a file makes this fail; only reading the input and taking the rows can.
pub fn read_office_register<E>(
    mut input: impl Read,
    file: &OfficeFile<'_>,
    catalogue: &Catalogue,
    places: &Places,
    resolve: &mut dyn Resolve<E>,
    sink: &mut dyn FnMut(&PlaceCode, RegisterChunk) -> Result<(), E>,
) -> Result<ImportReport, Stopped<E>> {
    let mut tally = Tally::new(file.path, file.strict);
    let dictionary = Dictionary::new(file.kind, catalogue, file.mapping);
    taking::check_mapping(&dictionary, &mut tally);
    let head = head(&mut input).map_err(Stopped::input(file.path))?;
    let known = (catalogue, places);
    let tally = match Format::of(&head) {
        Format::Zip => {
            spreadsheet::read((head, input), file, known, (&dictionary, tally), (resolve, sink))?
        }
        Format::Text => {
            delimited::read((head, input), file, known, (&dictionary, tally), (resolve, sink))?
        }
        Format::Other(format) => {
            let reason = RefusalReason::FileFormat { format: format.to_owned() };
            tally.refuse(At::default(), ("", Showing::Plain), (reason, Some("xlsx".to_owned())));
            tally
        }
    };
    Ok(tally.finish())
}

/// What a file is, by its first bytes.
enum Format {
    /// A zip file: a workbook, if anything.
    Zip,
    /// Something that is not read.
    Other(&'static str),
    /// Text.
    Text,
}

/// Bytes by which a format is told.
const HEAD: u64 = 8 << 10;

/// The first bytes of an input.
fn head(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

impl Format {
    /// Tells the format.
    fn of(head: &[u8]) -> Self {
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let begins = |word: &str| {
            text.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
        };
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            Self::Zip
        } else if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            // A workbook with a password lies in the same kind of container as an old one.
            let encrypted: Vec<u8> =
                "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let password = head.windows(encrypted.len()).any(|found| found == encrypted);
            Self::Other(if password { "password" } else { "xls" })
        } else if ["<html", "<!doctype", "<table", "<?xml", "<meta"].iter().any(|word| begins(word))
        {
            Self::Other("html")
        } else if head.starts_with(b"%PDF") {
            Self::Other("pdf")
        } else {
            Self::Text
        }
    }
}

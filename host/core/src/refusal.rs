//! What an import took and what it refused: data for messages, tables and marked sheets.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    id::{PlaceCode, SubjectId},
    number::Decimal,
};

/// A cell, a row, a sheet or a file that was not taken, or that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The file, as the caller named it.
    pub file: String,
    /// The sheet; none in a text file.
    pub sheet: Option<String>,
    /// The row as the officer sees it, from 1: the row of the sheet, the line of the text file; 0
    /// where the whole sheet or file is meant.
    pub row: u32,
    /// The column as the officer sees it: letters in a sheet (`C`), a number in a text file (`3`);
    /// none where the whole row is meant.
    pub column: Option<String>,
    /// What the header says above the cell.
    pub header: Option<String>,
    /// What was read: short, on one line, and without what identifies a person.
    pub read: String,
    /// Why.
    pub reason: RefusalReason,
    /// A text to type instead; may hold a whole identity number, so it is only for the officer
    /// who keeps the register.
    pub proposal: Option<String>,
}

impl Refusal {
    /// The message's key, in kebab case.
    pub const fn key(&self) -> &'static str {
        self.reason.key()
    }

    /// What the message speaks of, by name.
    pub fn arguments(&self) -> Vec<(&'static str, RefusalArgument)> {
        self.reason.arguments()
    }
}

/// A value inside a message, for whoever writes it as the reader's country does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalArgument {
    /// Words as they stand.
    Text(String),
    /// An exact number.
    Number(Decimal),
    /// A day.
    Day(NaiveDate),
    /// How many, or which row.
    Count(u64),
}

/// Declares the reasons with their keys and the names of their arguments.
macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$field_doc:meta])* $field:ident: $kind:ident),* })? => $key:literal;)*) => {
        /// Why something was not taken. Each has a key, and arguments of the names of its fields.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum RefusalReason {
            $($(#[$doc])* $name $({ $($(#[$field_doc])* $field: reasons!(@type $kind)),* })?,)*
        }

        impl RefusalReason {
            /// All keys, so that a catalogue of messages can be checked for them.
            pub const KEYS: &[&str] = &[$($key),*];

            /// The message's key, in kebab case.
            pub const fn key(&self) -> &'static str {
                match self {
                    $(Self::$name $({ $($field: _),* })? => $key,)*
                }
            }

            /// What the message speaks of, by name.
            pub fn arguments(&self) -> Vec<(&'static str, RefusalArgument)> {
                match self {
                    $(Self::$name $({ $($field),* })? => vec![
                        $($((stringify!($field), RefusalArgument::$kind($field.clone()))),*)?
                    ],)*
                }
            }
        }
    };
    (@type Text) => { String };
    (@type Number) => { Decimal };
    (@type Day) => { NaiveDate };
    (@type Count) => { u64 };
}

reasons! {
    // Whole files and sheets.
    /// Not a format that is read: `xls`, `xlsb`, `ods`, `html`, `password` or `unknown`; the
    /// proposal is the format to save it as.
    FileFormat {
        /// What it is.
        format: Text
    } => "file-format";
    /// A workbook that is cut off or broken.
    WorkbookBroken {
        /// What the parser says, in English.
        detail: Text
    } => "workbook-broken";
    /// Larger than is read; nothing after the limit was taken.
    TooLarge {
        /// `bytes`, `inflated`, `ratio`, `entries`, `sheets`, `strings`, `merges` or `line`.
        what: Text,
        /// The limit.
        limit: Count
    } => "too-large";
    /// Not UTF-8, and no encoding was named; the proposal is the encoding that it may be.
    NotUtf8 => "not-utf8";
    /// Not in the encoding that was named; the proposal is the right one.
    EncodingNamedWrongly {
        /// The encoding that was named.
        named: Text,
        /// The encoding that it is in.
        right: Text
    } => "encoding-named-wrongly";
    /// No such sheet; the proposal is the nearest.
    SheetUnknown {
        /// The sheets that there are.
        sheets: Text
    } => "sheet-unknown";
    /// No row looks like a header.
    HeaderMissing {
        /// How many rows were looked at.
        rows: Count
    } => "header-missing";
    /// A column that must be there is not: `subject` or `place`.
    ColumnMissing {
        /// Its id.
        missing: Text
    } => "column-missing";
    /// Two columns are the same thing; the second is this one.
    ColumnTwice {
        /// The id that both have.
        id: Text,
        /// The first column.
        first: Text
    } => "column-twice";
    /// A header that nothing is known of; its column was passed over.
    HeaderUnknown {
        /// What it may mean, nearest first, joined by `; `; may be empty.
        nearest: Text
    } => "header-unknown";
    /// The mapping names something that is no column of such a register.
    MappingUnknown {
        /// The id that the mapping gives.
        id: Text,
        /// What it may mean, nearest first, joined by `; `; may be empty.
        nearest: Text
    } => "mapping-unknown";
    /// A header of something that is computed; its column was passed over.
    HeaderComputed => "header-computed";
    /// A header of something that such subjects do not have; its column was passed over.
    HeaderForeign => "header-foreign";
    /// Only the year of birth is known; it was taken as 1 January, which gives the same age on
    /// 31 December.
    YearAlone {
        /// How many rows.
        rows: Count
    } => "year-alone";

    // Rows.
    /// More or fewer cells than the header, so nobody can tell which is which.
    RowWidth {
        /// Cells of the header.
        expected: Count,
        /// Cells of the row.
        found: Count
    } => "row-width";
    /// A quote that is not closed within the row.
    QuoteOpen => "quote-open";
    /// Neither an id nor an identity number by which the subject is known.
    SubjectMissing => "subject-missing";
    /// The subject stands already.
    DuplicateSubject {
        /// The row where it does.
        first_row: Count,
        /// The sheet where it does; empty in a text file.
        first_sheet: Text
    } => "duplicate-subject";
    /// The identity number stands already.
    DuplicateIdentity {
        /// The row where it does.
        first_row: Count,
        /// The sheet where it does; empty in a text file.
        first_sheet: Text
    } => "duplicate-identity";
    /// The person is known in another place.
    Moved {
        /// That place's code.
        place: Text,
        /// Its name.
        name: Text
    } => "moved";
    /// The person was known in another place, and was taken because the officer has confirmed that
    /// such people have moved; the other office still has the person in its register.
    MovedHere {
        /// That place's code.
        place: Text,
        /// Its name.
        name: Text
    } => "moved-here";
    /// The row is of another kind of subject than the register.
    KindDiffers {
        /// The register's kind.
        expected: Text
    } => "kind-differs";

    // Any cell.
    /// Must not be empty.
    CellEmpty => "cell-empty";
    /// Bytes that are no text in the file's encoding.
    NotText => "not-text";
    /// A line break, a NUL or another character that is not seen.
    ControlCharacter => "control-character";
    /// Longer than is read.
    CellTooLong {
        /// The most characters.
        limit: Count
    } => "cell-too-long";
    /// An error of the spreadsheet.
    ErrorCell {
        /// `#N/A`, `#REF!` …
        error: Text
    } => "error-cell";
    /// A formula that was never worked out.
    FormulaWithoutValue => "formula-without-value";
    /// Part of a merged cell, so the value is written once and meant for nobody knows whom.
    MergedCell => "merged-cell";
    /// Text in a font with an encoding of its own; the proposal is the encoding to name.
    OldFont {
        /// The font.
        font: Text
    } => "old-font";

    // Evidence.
    /// Not a number.
    NotANumber => "not-a-number";
    /// Two numbers, according to who reads it.
    NumberAmbiguous {
        /// With the mark between thousands.
        whole: Number,
        /// With the mark before decimals.
        decimal: Number
    } => "number-ambiguous";
    /// A number with words after it; the proposal is the number.
    UnitInCell {
        /// The words.
        unit: Text
    } => "unit-in-cell";
    /// More decimals than are kept.
    TooManyDecimals {
        /// How many are kept.
        decimals: Count
    } => "too-many-decimals";
    /// A number that the indicator cannot have.
    OutOfRange {
        /// The least.
        min: Number,
        /// The greatest.
        max: Number
    } => "out-of-range";
    /// Neither yes nor no.
    NotAFlag => "not-a-flag";
    /// Not on the list.
    UnknownCode {
        /// What it may mean; may be empty.
        nearest: Text,
        /// The list, joined by `; `.
        codes: Text
    } => "unknown-code";
    /// Not a day.
    NotADate => "not-a-date";
    /// A day that nobody was born on, or that is after the period.
    DateOutOfRange {
        /// The first day possible.
        first: Day,
        /// The last day possible.
        last: Day
    } => "date-out-of-range";
    /// A day of birth after the last day of the period.
    BornAfterPeriod {
        /// The last day of the period.
        last: Day
    } => "born-after-period";
    /// A year of two digits.
    YearTooShort => "year-too-short";
    /// Neither male nor female.
    NotASex => "not-a-sex";

    // Ids.
    /// Not an id of a subject: too long, or with spaces around it.
    IdMalformed => "id-malformed";
    /// An identity number where an id should stand that says nothing about the person.
    IdIsIdentity => "id-is-identity";
    /// A subject that the member names is not known.
    LinkUnknown {
        /// What it may mean; may be empty.
        nearest: Text
    } => "link-unknown";

    // Places.
    /// No commune of that code or name on the day.
    UnknownPlace {
        /// What it may mean; may be empty.
        nearest: Text,
        /// The day.
        day: Day
    } => "unknown-place";
    /// Several communes of that name.
    AmbiguousPlace {
        /// Their codes, joined by `; `.
        places: Text
    } => "ambiguous-place";
    /// A commune that is not there any more, or not yet; the proposal is what its ground is in.
    PlaceNotInForce {
        /// The code that its ground has on the day; may be empty.
        code: Text,
        /// That unit's name; may be empty.
        name: Text,
        /// The day.
        day: Day
    } => "place-not-in-force";

    // Identity numbers.
    /// Something beside digits.
    IdentityNotDigits => "identity-not-digits";
    /// Not 12 digits.
    IdentityLength {
        /// How many there are.
        digits: Count
    } => "identity-length";
    /// 11 digits: the spreadsheet has dropped the leading 0; the proposal is the whole number.
    IdentityLeadingZero => "identity-leading-zero";
    /// 9 digits: an old identity card.
    IdentityOld => "identity-old";
    /// A province code that there is none of.
    IdentityProvince {
        /// The first three digits.
        province: Text
    } => "identity-province";
    /// The number is of the other sex.
    IdentitySexMismatch {
        /// What the number says: `male` or `female`.
        number_says: Text
    } => "identity-sex-mismatch";
    /// The number is of somebody born after the period.
    IdentityNotBorn {
        /// The year of birth that it says.
        number_says: Count
    } => "identity-not-born";
    /// The number is of another year of birth.
    IdentityBirthYearMismatch {
        /// What the number says.
        number_says: Count,
        /// What the row says.
        row_says: Count
    } => "identity-birth-year-mismatch";
}

/// Why a row was passed over without being refused: it holds nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IgnoredRow {
    /// Nothing stands in it.
    Blank,
    /// It stands above the header.
    Title,
    /// Numbers of columns under the header: (1), (2), (3).
    ColumnNumbers,
    /// The heading of the rows below, such as a hamlet's name.
    Section,
    /// A sum.
    Total,
    /// Signatures and the like below the table.
    Footer,
}

impl IgnoredRow {
    /// The message's key, in kebab case.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Title => "title",
            Self::ColumnNumbers => "column-numbers",
            Self::Section => "section",
            Self::Total => "total",
            Self::Footer => "footer",
        }
    }
}

/// What a column was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportColumn {
    /// As the officer sees it: `C` or `3`.
    pub column: String,
    /// What the header says.
    pub header: String,
    /// The indicator, or the reserved column (`subject`, `identity`, `hamlet` …); none where it
    /// was passed over.
    pub id: Option<String>,
}

/// What came of one sheet, or of a text file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportSheet {
    /// Its name; none for a text file.
    pub name: Option<String>,
    /// The first and the last row of the header; none where none was found, and then the sheet
    /// was passed over.
    pub header_rows: Option<(u32, u32)>,
    /// Its columns, from the left.
    pub columns: Vec<ImportColumn>,
    /// Rows that hold somebody.
    pub rows_read: u64,
    /// Rows that hold nobody, how many of each.
    pub ignored: BTreeMap<IgnoredRow, u64>,
    /// The first of those rows, without blank ones.
    pub ignored_rows: Vec<(u32, IgnoredRow)>,
}

/// What came of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// The file, as the caller named it.
    pub file: String,
    /// `csv` or `xlsx`; empty where it is neither.
    pub format: &'static str,
    /// The encoding of a text file: `utf-8`, `utf-16`, `windows-1258`, `tcvn3`; else empty.
    pub encoding: &'static str,
    /// Its sheets; one for a text file.
    pub sheets: Vec<ImportSheet>,
    /// Rows that hold somebody: accepted and refused ones.
    pub rows_read: u64,
    /// Rows that were handed on.
    pub rows_accepted: u64,
    /// Rows with at least one refusal.
    pub rows_refused: u64,
    /// Rows that were handed on, by commune.
    pub places: BTreeMap<PlaceCode, u64>,
    /// What was refused, in the order of the file; the first of it where there is very much.
    pub refusals: Vec<Refusal>,
    /// How much was refused in all.
    pub refusals_total: u64,
    /// What somebody should look at, although nothing was refused for it.
    pub notices: Vec<Refusal>,
    /// Ids that were made for subjects of the file, in the order of its rows.
    pub given: Vec<GivenId>,
    /// Whether the caller asked that one refusal refuses all.
    pub strict: bool,
}

/// An id that was made for a subject which the file gives none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenId {
    /// The commune.
    pub place: PlaceCode,
    /// The number of its sheet among [`ImportReport::sheets`], from 0.
    pub sheet: u16,
    /// Its row, from 1.
    pub row: u32,
    /// The id.
    pub subject: SubjectId,
}

impl ImportReport {
    /// Whether nothing of the file may be kept: the caller undoes what was handed on before.
    pub const fn is_refused(&self) -> bool {
        self.refusals_total > 0 && (self.strict || self.rows_accepted == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_a_key_in_kebab_case_and_arguments_named_after_its_fields() {
        let reason = RefusalReason::OutOfRange {
            min: Decimal::integer(0),
            max: Decimal { units: 105, scale: 1 },
        };
        assert_eq!(reason.key(), "out-of-range");
        let number = |units, scale| RefusalArgument::Number(Decimal { units, scale });
        assert_eq!(reason.arguments(), [("min", number(0, 0)), ("max", number(105, 1))]);
        assert_eq!(RefusalReason::NotADate.arguments(), []);
    }

    #[test]
    fn keys_differ_and_are_in_kebab_case() {
        let mut keys = RefusalReason::KEYS.to_vec();
        let is_kebab = |key: &&str| {
            key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        assert!(keys.iter().all(is_kebab));
        keys.sort_unstable();
        let before = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), before);
    }

    #[test]
    fn one_refusal_refuses_all_only_where_that_was_asked_or_nothing_is_left() {
        let report = ImportReport { rows_accepted: 9, refusals_total: 1, ..Default::default() };
        assert!(!report.is_refused());
        assert!(ImportReport { strict: true, ..report.clone() }.is_refused());
        assert!(ImportReport { rows_accepted: 0, ..report }.is_refused());
    }
}

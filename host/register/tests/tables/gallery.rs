//! One table for each thing that can be wrong, and what is said of it.

use std::{collections::BTreeSet, fmt::Write as _, ops::RangeInclusive};

use tieuchi_core::Diagnostic;
use tieuchi_register::{CODES, PlaceTable, read_decisions, read_places};

use crate::fixture::{SUCCESSIONS, UNITS, citizens, draw, places};

/// A table, by what it is about.
#[derive(Debug, Clone, Copy)]
enum Table {
    /// A register of citizens of 2024.
    Citizens(&'static [u8]),
    /// Rows after the example's units.
    Units(&'static str),
    /// Rows after the example's successions.
    Successions(&'static str),
    /// Rows of a class.
    Classes(&'static str),
    /// Rows of decisions.
    Decisions(&'static str),
}

use Table::{Citizens, Classes, Decisions, Successions, Units};

/// What is wrong with each, the code and the table.
const CASES: &[(&str, Table)] = &[
    ("D001", Citizens(b"")),
    ("D002", Citizens(b"subjct,place\n")),
    ("D002", Citizens(b"subject;place;tu-hoc\nc1;30952;5\n")),
    ("D003", Citizens(b"subject,place,tu-hoc,tu-hoc\n")),
    ("D004", Citizens(b"subject,place,tu-hok,so-nguoi,\n")),
    ("D005", Citizens(b"subject,place,tuoi,title.cong-dan-hoc-tap\n")),
    ("D006", Citizens(b"subject,place,tu-hoc\nc1,30952\nc2,30952,5,6\nc3,30952,12,5\n")),
    ("D007", Citizens(b"subject,place,name\nc1,30952,Nguy\xcan\n")),
    ("D008", Citizens(b"subject,place,name\nc1,30952,A\0B\nc2,30952,\"A\nB\"\n")),
    ("D010", Citizens(b"subject,place,gio-hoc,tu-hoc\nc1,30952,\"12,5\",5\nc2,30952,x, 7\n")),
    ("D011", Citizens(b"subject,place,gio-hoc,tu-hoc\nc1,30952,400.1,11\n")),
    ("D012", Citizens(b"subject,place,gio-hoc,tu-hoc\nc1,30952,1.25,1.000\n")),
    ("D013", Citizens("subject,place,chung-chi\nc1,30952,có\n".as_bytes())),
    ("D014", Citizens(b"subject,place,nhom\nc1,30952,nguoi-dam\n")),
    ("D015", Citizens(b"subject,place,birth-date\nc1,30952,31/12/1990\nc2,30952,1790-01-01\n")),
    ("D016", Citizens(b"subject,place,family\n,30952,\nc2 ,30952,\nc3,30952,f\t1\n")),
    ("D017", Citizens(b"subject,place\nc1,30952\nc2,30952\nc1,30979\nc1,30952\n")),
    ("D018", Citizens(b"subject,place\nc1,30925\nc2,907\nc3,30925\n")),
    ("D020", Citizens(b"subject,place\nc1,\n")),
    ("D020", Units("30961,,xã,commune,907,1983-01-01,2025-06-30\n")),
    ("D021", Units("30961,Thới Quản,xã,comune,907,1983-01-01,2025-06-30\n")),
    ("D022", Units("Thới Quản,Thới Quản,xã,commune,907,1983-01-01,2025-06-30\n")),
    ("D023", Units("30961,Thới Quản,xã,commune,907,2025-06-30,1983-01-01\n")),
    ("D024", Units("30961,Thới Quản,xã,commune,907,1983-01-01,\n")),
    ("D024", Units("30961,Thới Quản,xã,commune,908,1983-01-01,2025-06-30\n")),
    ("D024", Units("30961,Thới Quản,xã,commune,30952,1983-01-01,2025-06-30\n")),
    ("D025", Units("907,Thới Quản,xã,commune,91,1990-01-01,1995-12-31\n")),
    ("D026", Successions("2025-07-02,merge,30979,30952,ví dụ\n")),
    ("D027", Classes("vung-kho-khan,30979,2025-07-01,,ví dụ\n")),
    (
        "D028",
        Decisions(
            "2024,a,30952,1/QĐ,2025-01-02,Phó Chủ tịch,2027-12-31,c1,1\n\
             2024,a,30952,1/QĐ,2025-01-03,Chủ tịch,,c2,1\n",
        ),
    ),
    ("D017", Decisions("2024,a,30952,1,2025-01-02,A,,c1,\n2024,a,30952,1,2025-01-02,A,,c1,\n")),
    ("D018", Decisions("2025,a,30979,1,2026-01-02,A,,c1,\n")),
    ("D029", Decisions("24,a,30952,1,2025-01-02,A,,c1,\n")),
    ("D011", Decisions("2024,a,30952,1,2025-01-02,A,,c1,0\n")),
    ("D010", Decisions("2024,a,30952,1,2025-01-02,A,,c1,x\n")),
];

/// What is wrong in a table.
fn wrong(table: Table) -> Vec<Diagnostic> {
    let table_of = |path, text: &'static str| PlaceTable { path, input: text.as_bytes() };
    let joined = |path, head: &str, rows: &str| PlaceTable {
        path,
        // Tables of one call have one type of input; tests may leak a line of text.
        input: format!("{head}{rows}").leak().as_bytes() as &'static [u8],
    };
    let units = || table_of("units.csv", UNITS);
    match table {
        Citizens(text) => citizens(text).1,
        Units(rows) => read_places(joined("units.csv", UNITS, rows), None, None).unwrap().1,
        Successions(rows) => {
            let table = joined("successions.csv", SUCCESSIONS, rows);
            read_places(units(), Some(table), None).unwrap().1
        }
        Classes(rows) => {
            let table = joined("classes.csv", "class,place,from,until,reference\n", rows);
            read_places(units(), None, Some(table)).unwrap().1
        }
        Decisions(rows) => {
            let head = "period,title,place,number,date,signer,valid-until,subject,level\n";
            let text = format!("{head}{rows}");
            read_decisions(text.as_bytes(), "decisions.csv", &places()).unwrap().1
        }
    }
}

/// The cases of some tables and codes, drawn.
fn draw_cases(is_shown: fn(Table) -> bool, codes: RangeInclusive<&str>) -> String {
    let mut text = String::new();
    for (code, table) in CASES {
        if codes.contains(code) && is_shown(*table) {
            writeln!(text, "{}", draw(&wrong(*table))).unwrap();
        }
    }
    text
}

/// Whether a table is a register.
fn is_register(table: Table) -> bool {
    matches!(table, Citizens(_))
}

/// Whether a table is about places.
fn is_about_places(table: Table) -> bool {
    matches!(table, Units(_) | Successions(_) | Classes(_))
}

#[test]
fn every_case_gives_its_code_and_no_other() {
    for (code, table) in CASES {
        let found = wrong(*table);
        assert!(!found.is_empty(), "{table:?}");
        for diagnostic in found {
            assert_eq!(diagnostic.code, *code, "{table:?}");
            assert!(diagnostic.is_error(), "{table:?}");
        }
    }
}

#[test]
fn every_code_has_a_case_here_or_among_the_hostile_tables() {
    let shown: BTreeSet<_> = CASES
        .iter()
        .map(|(code, _)| *code)
        .chain(crate::hostile::CODES_HERE)
        .chain(crate::warnings::CODES_HERE)
        .collect();
    assert_eq!(shown, CODES.iter().map(|(code, _)| *code).collect());
}

#[test]
fn a_wrong_header_is_told_column_by_column() {
    insta::assert_snapshot!(draw_cases(is_register, "D001"..="D005"), @r#"
    D001: the file is empty
      registers/2024/citizens.csv, line 1
      expected a first line with the names of the columns
      help: write the header, such as `subject,place`

    D002: the column `subject` is missing
      registers/2024/citizens.csv, line 1
      help: is it `subjct`? call it `subject`

    D002: the column `subject` is missing
      registers/2024/citizens.csv, line 1
      help: part the columns with commas: save the file as CSV UTF-8
    D002: the column `place` is missing
      registers/2024/citizens.csv, line 1
      help: part the columns with commas: save the file as CSV UTF-8

    D003: column `tu-hoc` stands twice
      registers/2024/citizens.csv, line 1, column `tu-hoc`
      it is column 3 and column 4
      help: keep one of them; nobody could tell which one counts

    D004: column 5 has no name
      registers/2024/citizens.csv, line 1
      help: name the column, or take it out with all of its cells
    D004: `tu-hok` is not an indicator of kind `citizen`
      registers/2024/citizens.csv, line 1, column `tu-hok`
      help: did you mean `tu-hoc`?
    D004: `so-nguoi` is not an indicator of kind `citizen`
      registers/2024/citizens.csv, line 1, column `so-nguoi`
      `so-nguoi` is an indicator of kind `family`
      help: declare it in the catalogue, or take the column out

    D005: `tuoi` is computed and not read from a register
      registers/2024/citizens.csv, line 1, column `tuoi`
      help: take the column out; the run computes it from the other columns
    D005: `title.cong-dan-hoc-tap` is computed and not read from a register
      registers/2024/citizens.csv, line 1, column `title.cong-dan-hoc-tap`
      help: take the column out; the run computes it from the other columns
    "#);
}

#[test]
fn a_wrong_row_is_told_by_its_line() {
    insta::assert_snapshot!(draw_cases(is_register, "D006"..="D009"), @r#"
    D006: the row has too few cells
      registers/2024/citizens.csv, line 2
      expected 3 cells as in the header, found 2
      help: a missing value is an empty cell; a cell with a comma stands in quotes `"`
    D006: the row has too many cells
      registers/2024/citizens.csv, line 3
      expected 3 cells as in the header, found 4
      help: a missing value is an empty cell; a cell with a comma stands in quotes `"`
    D006: the row has too many cells
      registers/2024/citizens.csv, line 4
      expected 3 cells as in the header, found 4
      help: a missing value is an empty cell; a cell with a comma stands in quotes `"`

    D007: the cell is not UTF-8
      registers/2024/citizens.csv, line 2, column `name`
      help: save the file again as CSV UTF-8

    D008: the cell holds a NUL byte
      registers/2024/citizens.csv, line 2, column `name`
      help: save the file again as CSV UTF-8; this is not plain text
    D008: the cell holds a line break, a tab or the like
      registers/2024/citizens.csv, line 3, column `name`
      the text is not shown: it identifies a person
      help: write it on one line; look for a quote `"` that is not closed
    "#);
}

#[test]
fn a_wrong_number_is_told_with_what_was_expected() {
    insta::assert_snapshot!(draw_cases(is_register, "D010"..="D012"), @r#"
    D010: `12,5` is not a number
      registers/2024/citizens.csv, line 2, column `gio-hoc`
      expected a number from -5.0 to 400.0 with at most 1 decimal (giờ)
      help: decimals follow a point: write `12.5`
    D010: `x` is not a number
      registers/2024/citizens.csv, line 3, column `gio-hoc`
      expected a number from -5.0 to 400.0 with at most 1 decimal (giờ)
      help: write digits only; leave the cell empty where it is not known
    D010: ` 7` is not a whole number
      registers/2024/citizens.csv, line 3, column `tu-hoc`
      expected a whole number from 0 to 10 (điểm)
      help: write `7`

    D011: `400.1` is out of range
      registers/2024/citizens.csv, line 2, column `gio-hoc`
      expected a number from -5.0 to 400.0 with at most 1 decimal (giờ)
      help: correct the number, or leave the cell empty where it is not known
    D011: `11` is out of range
      registers/2024/citizens.csv, line 2, column `tu-hoc`
      expected a whole number from 0 to 10 (điểm)
      help: correct the number, or leave the cell empty where it is not known

    D012: `1.25` has more than 1 decimal
      registers/2024/citizens.csv, line 2, column `gio-hoc`
      expected a number from -5.0 to 400.0 with at most 1 decimal (giờ)
      help: write fewer decimals; no digit is cut off silently
    D012: `1.000` has decimals
      registers/2024/citizens.csv, line 2, column `tu-hoc`
      expected a whole number from 0 to 10 (điểm)
      help: if the point parts thousands, write `1000`
    "#);
}

#[test]
fn a_wrong_word_or_date_is_told_with_what_was_meant() {
    insta::assert_snapshot!(draw_cases(is_register, "D013"..="D015"), @r#"
    D013: `có` is neither yes nor no
      registers/2024/citizens.csv, line 2, column `chung-chi`
      expected `1` or `0`, or `true` or `false`
      help: write `1` for yes, `0` for no, nothing where it is not known

    D014: `nguoi-dam` is not a code of `nhom`
      registers/2024/citizens.csv, line 2, column `nhom`
      expected `nguoi-dan` or `nguoi-lao-dong`
      help: did you mean `nguoi-dan`?

    D015: `31/12/1990` is not a date
      registers/2024/citizens.csv, line 2, column `birth-date`
      expected a day as `2024-12-31`, from 1800 to 2199
      help: write year, month and day: `1990-12-31`
    D015: `1790-01-01` is too early or too late a day
      registers/2024/citizens.csv, line 3, column `birth-date`
      expected a day as `2024-12-31`, from 1800 to 2199
      help: correct the year, or leave the cell empty where it is not known
    "#);
}

#[test]
fn a_wrong_subject_or_place_is_told_with_what_is_known_of_it() {
    insta::assert_snapshot!(draw_cases(is_register, "D016"..="D020"), @r#"
    D016: the id of the subject is empty
      registers/2024/citizens.csv, line 2, column `subject`
      expected 1 to 64 visible characters without spaces around them
      help: give every subject an id of its own that says nothing about it
    D016: the id `c2 ` begins or ends with a space
      registers/2024/citizens.csv, line 3, column `subject`
      expected 1 to 64 visible characters without spaces around them
      help: give every subject an id of its own that says nothing about it
    D016: the id `f\t1` holds a control character
      registers/2024/citizens.csv, line 4, column `family`
      expected 1 to 64 visible characters without spaces around them
      help: write the id as the register of that subject has it, or leave the cell empty

    D017: the subject `c1` stands twice in its place
      registers/2024/citizens.csv, line 5, column `subject`
      it stands on line 2 already
      help: keep one of the rows, or give the other subject its own id

    D018: `30925` is not a commune on 2024-12-31
      registers/2024/citizens.csv, line 2, column `place`
      later rows with this code are not reported again
      help: did you mean `30952`?
    D018: `907` is not a commune on 2024-12-31
      registers/2024/citizens.csv, line 3, column `place`
      `907` is huyện Gò Quao (district) from 1983-01-01 until 2025-06-30
      later rows with this code are not reported again
      help: write the code of a commune that is there on that day

    D020: the place is empty
      registers/2024/citizens.csv, line 2, column `place`
      help: write the code of the commune, such as `30952`
    "#);
}

#[test]
fn what_is_wrong_in_a_row_about_a_place_is_told_by_its_cell() {
    insta::assert_snapshot!(draw_cases(is_about_places, "D001"..="D023"), @r#"
    D020: `name` is empty
      units.csv, line 10, column `name`
      help: fill the cell in

    D021: `comune` is not a tier
      units.csv, line 10, column `tier`
      expected `country`, `province`, `district` or `commune`
      help: did you mean `commune`?

    D022: `Thới Quản` is not a code: up to 16 letters and digits
      units.csv, line 10, column `code`
      help: write the code or id, not the name

    D023: the last day `1983-01-01` is before the first day `2025-06-30`
      units.csv, line 10, column `until`
      help: correct `from` or `until`
    "#);
}

#[test]
fn places_that_do_not_fit_together_are_told_with_both_sides() {
    insta::assert_snapshot!(draw_cases(is_about_places, "D024"..="D029"), @r#"
    D024: the unit above, `907`, is not there on 2025-07-01
      units.csv, line 10, column `parent`
      `30961` is xã Thới Quản (commune) from 1983-01-01
      `907` is huyện Gò Quao (district) from 1983-01-01 until 2025-06-30
      help: end this row on the day before, and go on with another unit above in a new row

    D024: the unit above, `908`, is not there on 1983-01-01
      units.csv, line 10, column `parent`
      no unit ever has the code `908`
      help: did you mean `907`?

    D024: `30952` does not stand above a commune
      units.csv, line 10, column `parent`
      `30952` is thị trấn Gò Quao (commune) from 1983-01-01 until 2025-06-30
      `30952` is xã Gò Quao (commune) from 2025-07-01
      help: name a unit of a higher tier, or leave the cell empty

    D025: two units have the code `907` on 1990-01-01
      units.csv, line 10, column `code`
      line 4: `907` is huyện Gò Quao (district) from 1983-01-01 until 2025-06-30
      line 10: `907` is xã Thới Quản (commune) from 1990-01-01 until 1995-12-31
      help: a code may be used again only from the day after its last day: correct the days

    D026: the source `30979` does not end on 2025-07-01
      successions.csv, line 5, column `source`
      `30979` is xã Vĩnh Tuy (commune) from 1983-01-01 until 2025-06-30
      help: correct the date, or write `2025-07-01` as the unit's last day
    D026: the target `30952` does not begin on 2025-07-02
      successions.csv, line 5, column `target`
      `30952` is thị trấn Gò Quao (commune) from 1983-01-01 until 2025-06-30
      `30952` is xã Gò Quao (commune) from 2025-07-01
      help: correct the date, or write `2025-07-02` as the unit's first day

    D027: no unit has the code `30979` on 2025-07-01
      classes.csv, line 2, column `place`
      `30979` is xã Vĩnh Tuy (commune) from 1983-01-01 until 2025-06-30
      help: write the code that the unit has on that day
    "#);
}

#[test]
fn what_is_wrong_in_decisions_is_told_with_both_lines() {
    insta::assert_snapshot!(draw_cases(|table| matches!(table, Decisions(_)), "D001"..="D029"), @r#"
    D028: rows of the decision `1/QĐ` differ in `date`
      decisions.csv, line 3, column `date`
      line 2 has `2025-01-02`, this line has `2025-01-03`
      help: write the same on every row, or another number for another decision
    D028: rows of the decision `1/QĐ` differ in `signer`
      decisions.csv, line 3, column `signer`
      line 2 has `Phó Chủ tịch`, this line has `Chủ tịch`
      help: write the same on every row, or another number for another decision
    D028: rows of the decision `1/QĐ` differ in `valid-until`
      decisions.csv, line 3, column `valid-until`
      line 2 has `2027-12-31`, this line has nothing
      help: write the same on every row, or another number for another decision

    D017: the subject `c1` stands twice in the decision `1`
      decisions.csv, line 3, column `subject`
      it stands on line 2 already
      help: keep one of the rows

    D018: `30979` is not a commune on 2025-12-31
      decisions.csv, line 2, column `place`
      `30979` is xã Vĩnh Tuy (commune) from 1983-01-01 until 2025-06-30
      help: its ground is in `30982` on that day

    D029: `24` is not a period
      decisions.csv, line 2, column `period`
      help: write the year, such as `2024`

    D011: `0` is out of range
      decisions.csv, line 2, column `level`
      expected a level from 1 to 9
      help: levels begin with 1, the lowest

    D010: `x` is not a whole number
      decisions.csv, line 2, column `level`
      expected a level from 1 to 9
      help: write the level as a digit; leave it empty for a title without levels
    "#);
}

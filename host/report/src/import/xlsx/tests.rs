//! The workbook of refusals, read again.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

use calamine::{Data, Reader, Xlsx};
use tieuchi_core::OfficeCell;

use super::*;
use crate::fixture::import;

/// The officer's sheets of the fixture: titles above the header, some rows of people.
fn parts() -> Vec<OfficePart> {
    let text = |text: &str| OfficeCell::Text(text.to_owned());
    let number = |text: &str| OfficeCell::Number(text.to_owned());
    let row = |row, cells: Vec<(u32, OfficeCell)>| OfficePart::Row { row, cells };
    let merges = vec![((1, 1), (1, 6)), ((4, 2), (5, 2))];
    let mut parts = vec![
        OfficePart::Sheet { name: Some("Ấp 1".to_owned()), merges },
        row(1, vec![(1, text("SỔ CÔNG DÂN"))]),
        row(4, vec![(1, text("=Số định danh")), (2, text("Ngày sinh")), (6, text("Nhận xét"))]),
        row(5, vec![(5, text("Tự chấm: ngoại ngữ"))]),
        row(12, vec![(1, text("091090000002")), (2, text("31/02/1990"))]),
        row(15, vec![(1, number("91090000001")), (2, OfficeCell::Day(day())), (5, number("7.5"))]),
    ];
    parts.extend((1200..1207).map(|at| row(at, vec![(1, text("=1+1")), (5, text("11,5"))])));
    parts.push(OfficePart::Sheet { name: Some("Ghi chú".to_owned()), merges: Vec::new() });
    parts.push(row(1, vec![(0, OfficeCell::Flag(true)), (1, OfficeCell::Padded("7".into(), 3))]));
    parts
}

fn day() -> chrono::NaiveDate {
    tieuchi_core::parse_date("1990-10-25").unwrap()
}

/// The workbook of a report whose file has these parts.
fn made(report: &ImportReport, parts: Vec<OfficePart>, lang: Lang) -> Vec<u8> {
    let read = |sink: &mut dyn FnMut(OfficePart) -> bool| {
        for part in parts {
            if !sink(part) {
                break;
            }
        }
    };
    import_xlsx(report, lang, read).unwrap()
}

/// A part of the file as text.
fn xml(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The colour behind a cell of a sheet; empty where there is none.
fn colour(bytes: &[u8], sheet: &str, cell: &str) -> String {
    let (page, styles) = (xml(bytes, sheet), xml(bytes, "xl/styles.xml"));
    let between = |text: &str, from: &str, to: &str| {
        let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("{from} is not there"));
        rest.split_once(to).unwrap().0.to_owned()
    };
    let style: usize = between(&page, &format!("<c r=\"{cell}\" s=\""), "\"").parse().unwrap();
    let formats = between(&styles, "<cellXfs", "</cellXfs>");
    let format = formats.split("<xf ").nth(style + 1).unwrap().to_owned();
    let fill: usize = between(&format, "fillId=\"", "\"").parse().unwrap();
    let fills = between(&styles, "<fills", "</fills>");
    let fill = fills.split("<fill>").nth(fill + 1).unwrap().to_owned();
    fill.split_once("fgColor rgb=\"").map_or(String::new(), |(_, rest)| rest[..8].to_owned())
}

#[test]
fn each_refused_cell_is_listed_with_its_place_and_stays_text() {
    let bytes = made(&import(), parts(), Lang::Vi);
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Ô cần sửa", "Ấp 1", "Ghi chú", "Tóm tắt"]);
    let list = book.worksheet_range("Ô cần sửa").unwrap();
    assert_eq!(list.height(), 1 + 9 + 1);
    let row = |row: usize| list.rows().nth(row).unwrap().iter().map(ToString::to_string);
    let expected = [
        "Từ chối",
        "so-cong-dan.xlsx",
        "Ấp 1",
        "1200",
        "F",
        "Tự chấm: ngoại ngữ",
        "11,5",
        "ngoài khoảng cho phép",
        "số từ 0 đến 10",
        "",
    ];
    assert!(row(1).eq(expected), "{:?}", row(1).collect::<Vec<_>>());
    // An identity number keeps its leading 0, and a header cannot become a formula.
    let ninth = list.rows().nth(9).unwrap();
    assert_eq!(ninth[9], Data::String("091090000001".to_owned()));
    assert_eq!(ninth[5], Data::String("=Số định danh".to_owned()));
    assert_eq!(row(10).next().unwrap(), "Xem lại");
    let summary = book.worksheet_range("Tóm tắt").unwrap();
    let texts: Vec<String> = summary.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for text in ["Ngày sinh → birth-date", "Trang tính “Ghi chú”", "Nhận xét → (bỏ qua)"]
    {
        assert!(texts.iter().any(|found| found == text), "{text}: {texts:?}");
    }
}

#[test]
fn the_officers_own_rows_stand_where_they_stood_with_words_as_words() {
    let bytes = made(&import(), parts(), Lang::Vi);
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("Ấp 1").unwrap();
    let cell = |row, column| sheet.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    let text = |text: &str| Data::String(text.to_owned());
    assert_eq!(cell(3, 1), text("=Số định danh"));
    assert_eq!((cell(11, 2), cell(14, 5)), (text("31/02/1990"), Data::Float(7.5)));
    assert_eq!(cell(14, 2).to_string(), "33171", "a day is no longer a day");
    assert_eq!((cell(1199, 1), cell(1205, 5)), (text("=1+1"), text("11,5")));
    for name in book.sheet_names() {
        assert_eq!(book.worksheet_formula(&name).unwrap().used_cells().count(), 0, "{name}");
    }
}

#[test]
fn refused_cells_are_red_with_a_note_and_others_as_they_were() {
    let bytes = made(&import(), parts(), Lang::Vi);
    let sheet = "xl/worksheets/sheet2.xml";
    for (cell, expected) in [
        ("F1200", "FFFBD5D5"),
        ("C12", "FFFBD5D5"),
        ("B15", "FFFBD5D5"),
        ("G4", "FFFDF0C4"),
        ("B12", ""),
        ("C15", ""),
    ] {
        assert_eq!(colour(&bytes, sheet, cell), expected, "{cell}");
    }
    let notes = xml(&bytes, "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ").count(), 10);
    for text in ["ref=\"F1200\"", "cần: số từ 0 đến 10", "đề nghị ghi: 091090000001"]
    {
        assert!(notes.contains(text), "{text}: {notes}");
    }
    assert!(xml(&bytes, "xl/worksheets/sheet1.xml").contains("location=\"'Ấp 1'!F1200\""));
}

#[test]
fn of_a_very_long_sheet_only_the_header_and_the_marked_rows_are_repeated() {
    let mut report = import();
    report.sheets[0].ignored = BTreeMap::new();
    report.sheets[0].rows_read = 60_000;
    let mut long = parts();
    long.insert(5, OfficePart::Row { row: 13, cells: vec![(1, OfficeCell::Text("x".into()))] });
    let bytes = made(&report, long, Lang::Vi);
    let page = xml(&bytes, "xl/worksheets/sheet2.xml");
    assert!(page.contains("<c r=\"C12\"") && page.contains("<c r=\"B4\""));
    assert!(!page.contains("<c r=\"B13\""), "a row without a fault is repeated");
    assert!(page.contains("Trang này chỉ gồm tiêu đề") && page.contains("zeroHeight=\"1\""));
}

#[test]
fn a_text_file_becomes_one_sheet_and_a_row_that_cannot_be_read_is_marked_in_its_place() {
    let at = |row, column: Option<&str>| Refusal {
        file: "kho/so.csv".to_owned(),
        sheet: None,
        row,
        column: column.map(str::to_owned),
        header: None,
        read: String::new(),
        reason: tieuchi_core::RefusalReason::SubjectMissing,
        proposal: None,
    };
    let sheets = vec![ImportSheet { header_rows: Some((1, 1)), ..ImportSheet::default() }];
    let report = ImportReport {
        file: "kho/so.csv".to_owned(),
        format: "csv",
        sheets,
        refusals: vec![at(2, Some("2")), at(3, None), at(9, None), at(u32::MAX, None)],
        refusals_total: 4,
        ..ImportReport::default()
    };
    let row = |row, text: &str| OfficePart::Row {
        row,
        cells: vec![(0, OfficeCell::Text(text.to_owned())), (4, OfficeCell::Text("8".to_owned()))],
    };
    let parts = vec![
        OfficePart::Sheet { name: None, merges: Vec::new() },
        row(1, "Mã"),
        row(2, "a"),
        row(3, "b"),
        row(u32::MAX, "c"),
    ];
    let bytes = made(&report, parts, Lang::En);
    let mut book = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert_eq!(book.sheet_names(), ["Cells to mend", "so", "Summary"]);
    assert_eq!(book.worksheet_range("so").unwrap().get_value((1, 4)), Some(&Data::from("8")));
    let sheet = "xl/worksheets/sheet2.xml";
    // The cell that is missing, the whole row, the row that could not be read.
    for (cell, is_red) in [("B2", true), ("A2", false), ("A3", true), ("E3", true), ("A9", true)] {
        assert_eq!(colour(&bytes, sheet, cell) == "FFFBD5D5", is_red, "{cell}");
    }
}

#[test]
fn a_table_that_is_too_large_is_cut_off_and_says_where() {
    let text = || OfficeCell::Text("a".to_owned());
    let wide = |row| OfficePart::Row { row, cells: (0..5_000).map(|at| (at, text())).collect() };
    let mut parts = vec![OfficePart::Sheet { name: Some("Ấp 1".to_owned()), merges: Vec::new() }];
    parts.extend((1..10).map(wide));
    let bytes = made(&import(), parts, Lang::Vi);
    let summary = Xlsx::new(Cursor::new(bytes)).unwrap().worksheet_range("Tóm tắt").unwrap();
    let said = |cell: &Data| cell.to_string().contains("trang “Ấp 1” dừng sau dòng 3");
    assert!(summary.used_cells().any(|(_, _, cell)| said(cell)));
}

#[test]
fn an_import_without_refusals_makes_a_workbook_too() {
    let report =
        ImportReport { refusals: Vec::new(), notices: Vec::new(), ..ImportReport::default() };
    assert!(import_xlsx(&report, Lang::En, |_| unreachable!("there is nothing to mark")).is_ok());
}

#[test]
fn a_column_is_a_number_or_letters() {
    let columns = ["A", "Z", "AA", "XFD", "1", "27", "0", "", "é"].map(marked::number);
    let some = [0, 25, 26, 16_383, 0, 26].map(Some);
    assert_eq!(columns[..6], some);
    assert_eq!(columns[6..], [None, None, None]);
}

//! The workbook of refusals, read again.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::fixture::import;

#[test]
fn each_refused_cell_is_listed_with_its_place_and_stays_text() {
    let bytes = import_xlsx(&import(), Lang::Vi).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Ô cần sửa", "Tóm tắt"]);
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
    assert_eq!(book.worksheet_formula("Ô cần sửa").unwrap().used_cells().count(), 0);
    let summary = book.worksheet_range("Tóm tắt").unwrap();
    let texts: Vec<String> = summary.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for text in ["birth-date", "Trang tính “Ghi chú”", "(bỏ qua)"] {
        assert!(texts.iter().any(|found| found == text), "{text}: {texts:?}");
    }
}

#[test]
fn an_import_without_refusals_makes_a_workbook_too() {
    let report =
        ImportReport { refusals: Vec::new(), notices: Vec::new(), ..ImportReport::default() };
    assert!(import_xlsx(&report, Lang::En).is_ok());
}

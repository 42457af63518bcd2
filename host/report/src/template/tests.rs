//! An empty register, read again.

use std::{io::Cursor, sync::Arc};

use calamine::{Reader, Xlsx};
use tieuchi_core::{Compute, Indicator, SourceId};

use super::*;

fn indicator(id: &str, name: &str, value_type: ValueType, at: usize) -> Indicator {
    Indicator {
        id: id.into(),
        kind: Kind::Citizen,
        name: name.to_owned(),
        value_type,
        unit: "điểm".to_owned(),
        reference: "Quyết định ví dụ".to_owned(),
        sensitive: id == "flag",
        compute: None,
        code_names: vec!["Nông dân, lao động".to_owned(), "=1+1".to_owned()],
        source: SourceId(0),
        span: at..at + 1,
    }
}

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    let code: Arc<[String]> = ["nong-dan".to_owned(), "khac".to_owned()].into();
    let number = |scale, max| ValueType::Number { scale, min: 0, max };
    let mut add = |indicator| catalogue.add(indicator).unwrap();
    add(indicator("score", "Tự chấm: ngoại ngữ", number(0, 10), 9));
    add(indicator("hours", "=Số giờ", number(1, 87_840), 3));
    add(indicator("flag", "Bỏ học", ValueType::Flag, 4));
    add(indicator("code", "Nhóm đối tượng", ValueType::Code(code), 5));
    add(indicator("birth-date", "Ngày sinh", ValueType::Date, 1));
    add(indicator("twin-a", "Hai tên", ValueType::Flag, 20));
    add(indicator("twin-b", "hai tên", ValueType::Flag, 21));
    let of = "birth-date".into();
    add(Indicator {
        compute: Some(Compute::Age { of }),
        ..indicator("age", "Tuổi", number(0, 150), 2)
    });
    catalogue
}

/// The text of a part of the file.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn the_first_row_holds_the_headers_and_nothing_stands_below() {
    for lang in Lang::ALL {
        let bytes = template(Kind::Citizen, &catalogue(), lang).unwrap();
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("Sổ").unwrap();
        assert_eq!((sheet.start(), sheet.height()), (Some((0, 0)), 1));
        let headers: Vec<String> =
            sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
        let expected = [
            "Mã số",
            "Họ và tên",
            "Số định danh cá nhân",
            "Giới tính",
            "Ngày sinh",
            "Xã/phường/thị trấn",
            "Mã hộ",
            "Mã dòng họ",
            "Thôn, ấp",
            "Mã đơn vị",
            "=Số giờ",
            "Bỏ học",
            "Nhóm đối tượng",
            "Tự chấm: ngoại ngữ",
            "twin-a",
            "twin-b",
        ];
        assert_eq!(headers, expected);
        assert_eq!(book.worksheet_formula("Sổ").unwrap().used_cells().count(), 0);
    }
}

#[test]
fn cells_offer_lists_and_refuse_what_is_out_of_range() {
    let bytes = template(Kind::Citizen, &catalogue(), Lang::Vi).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for rule in [
        "sqref=\"M2:M1001\"",
        "<formula1>'Danh mục'!$C$3:$C$4</formula1>",
        "<formula1>\"có,không\"</formula1>",
        "<formula1>\"nam,nữ\"</formula1>",
        "<dataValidation type=\"decimal\"",
        "<formula1>0</formula1><formula2>8784</formula2>",
        "<dataValidation type=\"whole\"",
        "<formula1>0</formula1><formula2>10</formula2>",
        "<dataValidation type=\"date\"",
        "<dataValidation type=\"textLength\"",
        "ySplit=\"1\"",
    ] {
        assert!(sheet.contains(rule), "{rule}: {sheet}");
    }
    let notes = part(&bytes, "xl/comments1.xml");
    for note in
        ["số từ 0 đến 8.784, nhiều nhất 1 chữ số sau dấu phẩy (điểm)", "nhạy cảm", "Bắt buộc."]
    {
        assert!(notes.contains(note), "{note}: {notes}");
    }
}

#[test]
fn codes_stand_where_the_lists_look_for_them_and_stay_text() {
    let bytes = template(Kind::Citizen, &catalogue(), Lang::Vi).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Sổ", "Hướng dẫn", "Danh mục"]);
    let codes = book.worksheet_range("Danh mục").unwrap();
    let at = |row, column| codes.get_value((row, column)).unwrap().to_string();
    assert_eq!([at(2, 2), at(3, 2)], ["Nông dân, lao động", "=1+1"]);
    assert_eq!([at(2, 1), at(3, 1)], ["nong-dan", "khac"]);
    assert_eq!(book.worksheet_formula("Danh mục").unwrap().used_cells().count(), 0);
}

#[test]
fn every_kind_has_a_template_even_without_indicators() {
    for kind in Kind::ALL {
        for lang in Lang::ALL {
            assert!(template(kind, &Catalogue::default(), lang).is_ok(), "{kind}");
        }
    }
}

#[test]
fn the_same_catalogue_makes_the_same_file() {
    let bytes = || template(Kind::Citizen, &catalogue(), Lang::Vi).unwrap();
    assert_eq!(bytes(), bytes());
}

//! A file read once more, for its cells to be marked.

use rust_xlsxwriter::{Format, Workbook};
use tieuchi_core::{OfficeCell, OfficePart};
use tieuchi_register::{Encoding, OfficeFile, read_office_rows};

use super::{
    fixture::{catalogue, citizens},
    hostile,
};

/// The parts of a file, drawn: `=name merges`, `row: column=cell …`.
fn drawn(bytes: &[u8], file: &OfficeFile<'_>) -> String {
    let mut text = String::new();
    let mut sink = |part| {
        match part {
            OfficePart::Sheet { name, merges } => {
                text.push_str(&format!("= {} {merges:?}\n", name.as_deref().unwrap_or("-")));
            }
            OfficePart::Row { row, cells } => {
                let cell = |(column, cell): &(u32, OfficeCell)| match cell {
                    OfficeCell::Text(text) => format!("{column}={text}"),
                    other => format!("{column}={other:?}"),
                };
                let cells: Vec<_> = cells.iter().map(cell).collect();
                text.push_str(&format!("{row}: {}\n", cells.join(" | ")));
            }
        }
        true
    };
    read_office_rows(bytes, file, &catalogue(), &mut sink).unwrap();
    text
}

#[test]
fn a_workbook_comes_back_with_its_rows_columns_and_shapes() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Ấp 1").unwrap();
    sheet.merge_range(0, 1, 0, 3, "SỔ CÔNG DÂN", &Format::new()).unwrap();
    for (column, text) in ["Mã", "Họ và tên", "Ngày sinh"].into_iter().enumerate() {
        sheet.write_string(4, u16::try_from(column).unwrap(), text).unwrap();
    }
    let shape = |shape| Format::new().set_num_format(shape);
    sheet.write_string(9, 0, "=1+1").unwrap();
    sheet.write_number_with_format(9, 1, 7.0, &shape("000")).unwrap();
    sheet.write_number_with_format(9, 2, 33_171.0, &shape("dd/mm/yyyy")).unwrap();
    sheet.write_number_with_format(9, 3, 0.5, &shape("0%")).unwrap();
    sheet.write_number(9, 4, 12.5).unwrap().write_boolean(9, 5, true).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    insta::assert_snapshot!(drawn(&bytes, &citizens("a.xlsx")), @r#"
    = Ấp 1 [((1, 1), (1, 3))]
    1: 1=SỔ CÔNG DÂN
    5: 0=Mã | 1=Họ và tên | 2=Ngày sinh
    10: 0==1+1 | 1=Padded("7", 3) | 2=Day(1990-10-25) | 3=Percent("0.5") | 4=Number("12.5") | 5=Flag(true)
    "#);
}

#[test]
fn a_text_comes_back_line_by_line_as_it_was_read() {
    let text = b"Danh s\xe1ch\r\n\r\nsubject;Ho\xf2 t\xean;Ghi ch\xfa\r\na;\"x;y\r\nz\";=1\r\nb;\"c;d\r\ne;f;g\r\n";
    let file = OfficeFile { encoding: Some(Encoding::Windows1258), ..citizens("a.csv") };
    // The row whose quote stays open comes not at all, the next one does.
    let expected = "= - []\n1: 0=Danh sách\n3: 0=subject | 1=Ho\u{323} tên | 2=Ghi chú\n\
        4: 0=a | 1=x;y\r\nz | 2==1\n7: 0=e | 1=f | 2=g\n";
    assert_eq!(drawn(text, &file), expected);
}

#[test]
fn what_cannot_be_read_comes_back_as_far_as_it_can() {
    for bytes in [b"".as_slice(), b"PK\x03\x04 no", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"] {
        let parts = drawn(bytes, &citizens("a.xlsx"));
        assert!(parts.is_empty() || parts == "= - []\n", "{parts}");
    }
    let broken = "<worksheet><sheetData><row r=\"2\"><c r=\"B2\"><v>7</v></c></row><row r=\"3\"><c";
    let bytes = hostile::workbook(&[("xl/worksheets/sheet1.xml", broken)]);
    let parts = drawn(&bytes, &citizens("a.xlsx"));
    assert!(parts.ends_with("2: 1=Number(\"7\")\n"), "{parts}");
}

#[test]
fn whoever_has_enough_gets_no_more() {
    let mut parts = 0;
    let mut sink = |_| {
        parts += 1;
        parts < 3
    };
    let text = "subject\na\nb\nc\nd\n";
    read_office_rows(text.as_bytes(), &citizens("a.csv"), &catalogue(), &mut sink).unwrap();
    assert_eq!(parts, 3);
}

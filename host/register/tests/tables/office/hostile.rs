//! Files that are broken, hostile or absurd: a refusal, never a panic, and nothing without bound.

use std::{fmt::Write as _, io::Read as _, sync::LazyLock};

use insta::assert_snapshot;
use proptest::prelude::*;
use tieuchi_register::OfficeFile;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    fixture::{citizens, draw_report, draw_rows, take},
    sheets::{book, texts},
};

/// Parts that every workbook has.
const PARTS: [(&str, &str); 3] = [
    (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"http://x/styles\" Target=\"styles.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
    ),
    ("xl/workbook.xml", "<workbook><sheets><sheet name=\"S\" r:id=\"rId1\"/></sheets></workbook>"),
];

/// A zip file of some parts.
fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut writer = ZipWriter::new(&mut bytes);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, text) in parts {
        writer.start_file(*path, options).unwrap();
        std::io::Write::write_all(&mut writer, text).unwrap();
    }
    writer.finish().unwrap();
    bytes.into_inner()
}

/// A workbook of the usual parts, and of others.
pub(super) fn workbook(parts: &[(&str, &str)]) -> Vec<u8> {
    let usual = PARTS.iter().filter(|(path, _)| !parts.iter().any(|(own, _)| own == path));
    let all: Vec<_> = usual.chain(parts).map(|(path, text)| (*path, text.as_bytes())).collect();
    zip(&all)
}

/// What is said of a file, which gives no rows.
fn refused(bytes: &[u8]) -> String {
    let (chunks, report) = take(bytes, &citizens("x"));
    assert!(chunks.is_empty() && report.is_refused());
    draw_report(&report)
}

/// A sheet of some XML inside its rows.
fn sheet(rows: &str) -> Vec<u8> {
    let head = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Mã</v></c><c r=\"B1\" t=\"str\"><v>Họ tên</v></c></row>";
    let text = format!("<worksheet><sheetData>{head}{rows}</sheetData></worksheet>");
    workbook(&[("xl/worksheets/sheet1.xml", &text)])
}

#[test]
fn other_formats_are_refused_with_the_one_to_save_as() {
    for (bytes, format) in [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0".to_vec(), "xls"),
        (
            [
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
                "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            ]
            .concat(),
            "password",
        ),
        (b"\xef\xbb\xbf<html><table>".to_vec(), "html"),
        (b"  <!DOCTYPE html>".to_vec(), "html"),
        (b"%PDF-1.7".to_vec(), "pdf"),
        (zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]), "ods"),
        (zip(&[("xl/workbook.bin", b"")]), "xlsb"),
        (zip(&[("word/document.xml", b"<x/>")]), "unknown"),
    ] {
        assert_eq!(refused(&bytes), format!(":0 file-format format={format} -> xlsx\n"));
    }
}

#[test]
fn broken_workbooks_are_refused() {
    let whole = book(|sheet| texts(sheet, 0, &["Mã", "Họ tên"]));
    for cut in [4, 30, whole.len() / 2, whole.len() - 10] {
        assert!(refused(&whole[..cut]).contains("workbook-broken"), "{cut}");
    }
    for rows in [
        "<row r=\"2\"><c",
        "<row r=\"2\"><c r=\"A2\"><v>1",
        "<row r=\"9999999999\">",
        "<row r=\"0\">",
    ] {
        let text = format!("<worksheet><sheetData>{rows}");
        let bytes = workbook(&[("xl/worksheets/sheet1.xml", &text)]);
        assert!(refused(&bytes).contains("S!0 workbook-broken"), "{rows}");
    }
    assert!(refused(&workbook(&[])).contains("a sheet is missing"));
}

#[test]
fn rows_before_a_break_are_kept_and_the_break_is_told() {
    let rows = "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>a1</v></c></row><row r=\"3\"><c r=\"A3\"";
    let text = format!(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>Mã</v></c></row>{rows}"
    );
    let mut long = String::new();
    for row in 2..60 {
        write!(long, "<row r=\"{row}\"><c r=\"A{row}\" t=\"str\"><v>a{row}</v></c></row>").unwrap();
    }
    let long = text.replace(rows, &format!("{long}<row r=\"60\"><c"));
    let bytes = workbook(&[("xl/worksheets/sheet1.xml", &long)]);
    let (chunks, report) = take(bytes.as_slice(), &citizens("x"));
    assert_eq!(chunks[0].1.subjects.len(), 58);
    assert!(draw_report(&report).starts_with("S!0 workbook-broken"), "{}", draw_report(&report));
}

#[test]
fn zip_bombs_are_refused_before_they_are_inflated() {
    let bomb = vec![b' '; 40 << 20];
    let bytes = zip(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &bomb)]);
    assert!(bytes.len() < 1 << 20);
    assert_snapshot!(refused(&bytes), @":0 too-large what=ratio limit=250");

    let mut lying = zip(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &bomb)]);
    let size = u32::try_from(bomb.len()).unwrap().to_le_bytes();
    let found: Vec<_> = (0..lying.len() - 4).filter(|at| lying[*at..*at + 4] == size).collect();
    for at in found {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(
        refused(&lying).contains("workbook-broken") || refused(&lying).contains("header-missing")
    );

    let many: Vec<_> = (0..10_001).map(|part| format!("{part}.xml")).collect();
    let many: Vec<_> = many.iter().map(|path| (path.as_str(), b"".as_slice())).collect();
    assert_snapshot!(refused(&zip(&many)), @":0 too-large what=entries limit=10000");
}

#[test]
fn one_endless_element_is_refused_and_deep_ones_too() {
    // Letters that hardly repeat, so that the text is no bomb by its density.
    let mut state = 1_u32;
    let mut letters = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + u8::try_from((state >> 24) % 26).unwrap())
    };
    let long: String = (0..3 << 20).map(|_| letters()).collect();
    for rows in [
        format!("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>{long}</v></c></row>"),
        format!("<row r=\"2\" x=\"{long}\"></row>"),
        format!("<row r=\"2\"><!-- {long} --></row>"),
    ] {
        assert!(refused(&sheet(&rows)).contains("what=element"));
    }
    let deep = "<a>".repeat(100);
    assert!(refused(&sheet(&deep)).contains("too deep"));
}

#[test]
fn a_very_long_cell_is_refused_and_its_neighbours_are_not() {
    let long = "ab".repeat(20_000);
    let bytes = sheet(&format!(
        "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>a1</v></c><c r=\"B2\" t=\"str\"><v>{long}</v></c></row>\
         <row r=\"3\"><c r=\"A3\" t=\"str\"><v>a2</v></c><c r=\"B3\" t=\"e\"><v>#SPILL!</v></c></row>\
         <row r=\"4\"><c r=\"A4\" t=\"str\"><v>a3</v></c><c r=\"B4\"><f>1+1</f></c></row>\
         <row r=\"5\"><c r=\"A5\" t=\"s\"><v>99</v></c><c r=\"B5\" t=\"str\"><f>A1</f><v></v></c></row>\
         <row r=\"6\"><c r=\"A6\" t=\"str\"><v>a5</v></c><c r=\"B6\" t=\"str\"><f>A1</f><v></v></c></row>"
    ));
    let (chunks, report) = take(bytes.as_slice(), &citizens("x"));
    assert_snapshot!(draw_rows(&chunks), @"30952 a5 @6:");
    assert_snapshot!(draw_report(&report), @r"
    S!B2 [Họ tên] `a•` cell-too-long limit=32767
    S!B3 [Họ tên] `••` error-cell error=#SPILL!
    S!B4 [Họ tên] formula-without-value
    ");
}

#[test]
fn a_million_empty_rows_are_nothing() {
    let mut rows = String::new();
    for row in 2..=1_048_575 {
        write!(rows, "<row r=\"{row}\" spans=\"1:3\"/>").unwrap();
    }
    rows.push_str("<row r=\"1048576\"><c r=\"A1048576\" t=\"str\"><v>a1</v></c></row>");
    let (chunks, report) = take(sheet(&rows).as_slice(), &citizens("x"));
    assert_snapshot!(draw_rows(&chunks), @"30952 a1 @1048576:");
    assert_eq!(report.rows_read, 1);
}

#[test]
fn far_columns_and_overlapping_merges_cost_nothing() {
    let mut rows = String::new();
    for row in 2..2_000 {
        write!(rows, "<row r=\"{row}\"><c r=\"A{row}\" t=\"str\"><v>a{row}</v></c><c r=\"XFD{row}\"><v>1</v></c></row>").unwrap();
    }
    let mut merges = String::new();
    for row in 2..20_000 {
        write!(merges, "<mergeCell ref=\"B{row}:XFD1048576\"/>").unwrap();
    }
    let bytes = sheet(&rows);
    let (chunks, _) = take(bytes.as_slice(), &citizens("x"));
    assert_eq!(chunks[0].1.subjects.len(), 1_998);
    let text = format!(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>Mã</v></c><c r=\"B1\" t=\"str\"><v>Hộ</v></c></row>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    );
    let (chunks, _) =
        take(workbook(&[("xl/worksheets/sheet1.xml", &text)]).as_slice(), &citizens("x"));
    assert_eq!(chunks[0].1.subjects.len(), 1_998);
}

#[test]
fn macros_are_not_read() {
    let whole = book(|sheet| {
        texts(sheet, 0, &["Mã", "Họ tên"]);
        texts(sheet, 1, &["1", "=cmd|' /C calc'!A0"]);
    });
    let (chunks, _) = take(whole.as_slice(), &citizens("x.xlsm"));
    assert_snapshot!(draw_rows(&chunks), @"30952 1 @2: (=cmd|' /C calc'!A0, -)");
}

#[test]
fn refusals_are_kept_up_to_a_bound_and_counted_beyond() {
    let mut text = String::from("Mã;Bỏ học trong kỳ\n");
    for row in 0..100_500 {
        writeln!(text, "{row};?").unwrap();
    }
    let (_, report) = take(text.as_bytes(), &citizens("x"));
    assert_eq!((report.refusals.len(), report.refusals_total), (100_000, 100_500));
}

#[test]
fn an_endless_line_is_passed_over_in_bounded_memory() {
    let start = "Mã;Họ tên\na1;An\n".as_bytes();
    let endless = std::io::repeat(b'x').take(200 << 20);
    let (chunks, report) = take(start.chain(endless), &citizens("x"));
    assert_snapshot!(draw_rows(&chunks), @"30952 a1 @2: (An, -)");
    assert_snapshot!(draw_report(&report), @":3 too-large what=line limit=1048576");
}

proptest! {
    #[test]
    fn any_bytes_as_text_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        take(bytes.as_slice(), &citizens("x"));
        let strict = OfficeFile { strict: true, ..citizens("x") };
        take(bytes.as_slice(), &strict);
    }

    #[test]
    fn any_lines_under_a_header_are_read_or_refused(
        rows in "([-a-z0-9;,\"\r\n ./%ăệữx\u{0}]|;|;|\n){0,600}",
        encoding in prop::option::of(prop::sample::select(tieuchi_register::Encoding::ALL.to_vec())),
    ) {
        let header = "Mã;Họ và tên;CCCD;Ngày sinh;Giới tính;Thu nhập;Bỏ học trong kỳ;Nhóm đối tượng;Xã;Hộ";
        let file = OfficeFile { encoding, ..citizens("x") };
        let (_, report) = take(format!("{header}\n{rows}").as_bytes(), &file);
        prop_assert!(report.rows_read <= rows.len() as u64 + 1);
    }

    #[test]
    fn any_bytes_as_a_workbook_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        take([b"PK\x03\x04".as_slice(), &bytes].concat().as_slice(), &citizens("x"));
    }

    #[test]
    fn a_workbook_with_changed_bytes_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = WHOLE.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        take(bytes.as_slice(), &citizens("x"));
    }

    #[test]
    fn any_xml_in_a_workbook_is_read_or_refused(
        pieces in prop::collection::vec(prop::sample::select(XML.to_vec()), 0..60),
        at in 0_usize..5,
    ) {
        let text = pieces.concat();
        let rows = format!("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>Mã</v></c><c r=\"B1\" t=\"str\"><v>Hộ</v></c></row>{text}");
        let paths = [
            "xl/worksheets/sheet1.xml",
            "xl/styles.xml",
            "xl/sharedStrings.xml",
            "xl/workbook.xml",
            "_rels/.rels",
        ];
        let own = if at == 0 { &rows } else { &text };
        let mut parts = vec![(paths[at], own.as_str())];
        if at != 0 {
            parts.push((paths[0], "<worksheet><sheetData/></worksheet>"));
        }
        take(workbook(&parts).as_slice(), &citizens("x"));
    }
}

/// A sound workbook.
static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    book(|sheet| {
        texts(sheet, 0, &["Mã", "Họ tên", "Ngày cấp chứng chỉ"]);
        for row in 1..40 {
            texts(sheet, row, &[&format!("a{row}"), "Nguyễn Văn An", "01/02/2024"]);
        }
    })
});

/// Pieces of workbooks, sound and not.
const XML: [&str; 44] = [
    "<row>",
    "<row r=\"2\">",
    "<row r=\"4294967295\">",
    "<row r=\"x\"/>",
    "</row>",
    "<c>",
    "<c r=\"A2\">",
    "<c r=\"ZZZZZZZ9\">",
    "<c r=\"B3\" t=\"s\">",
    "<c t=\"b\" s=\"9\">",
    "<c t=\"e\">",
    "<c t=\"inlineStr\">",
    "</c>",
    "<v>",
    "1",
    "-1E999",
    "99999999999999999999",
    "0.1",
    "abc",
    "</v>",
    "<is>",
    "<t>",
    "</t>",
    "</is>",
    "<f>",
    "<f/>",
    "</f>",
    "</sheetData>",
    "<mergeCells>",
    "<mergeCell ref=\"A2:B3\"/>",
    "<mergeCell ref=\"B3:A1\"/>",
    "<mergeCell ref=\"x:\"/>",
    "&amp;",
    "&#0;",
    "&x;",
    "&#x110000;",
    "<!--",
    "<![CDATA[x]]>",
    "<si>",
    "</si>",
    "<sheet name=\"S\" id=\"rId1\"/>",
    "<numFmt numFmtId=\"1\" formatCode=\"[[[[\"/>",
    "<cellXfs><xf numFmtId=\"1\" fontId=\"9\"/>",
    "<Relationship Id=\"rId1\" Type=\"/officeDocument\" Target=\"../..\"/>",
];

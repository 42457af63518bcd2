//! Workbooks, made as offices make them.

use insta::assert_snapshot;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use tieuchi_register::{Encoding, OfficeFile};

use super::fixture::{citizens, draw_report, draw_rows, take};

/// A workbook of one sheet.
pub(super) fn book(write: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    write(workbook.add_worksheet().set_name("Sổ").unwrap());
    workbook.save_to_buffer().unwrap()
}

/// Writes a row of texts; an empty one is left out.
pub(super) fn texts(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, text) in (0..).zip(cells) {
        if !text.is_empty() {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
}

#[test]
fn a_register_with_titles_merges_and_signatures_is_read() {
    let bold = Format::new().set_bold();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let bytes = book(|sheet| {
        sheet.merge_range(0, 0, 0, 8, "DANH SÁCH CÔNG DÂN", &bold).unwrap();
        for (column, text) in
            [(0, "STT"), (1, "Mã số"), (4, "Ngày sinh"), (5, "Hộ"), (8, "Bỏ học trong kỳ")]
        {
            sheet.merge_range(2, column, 3, column, text, &bold).unwrap();
        }
        // One header over both halves of the name.
        sheet.merge_range(2, 2, 3, 3, "Họ và tên", &bold).unwrap();
        sheet.merge_range(2, 6, 2, 7, "Tự chấm", &bold).unwrap();
        texts(sheet, 3, &["", "", "", "", "", "", "Ngoại ngữ", "Tin học"]);
        sheet.merge_range(4, 0, 4, 8, "Ấp Hoà Bình", &bold).unwrap();
        for (row, id, front, name, day, points) in
            [(5, "a1", "Nguyễn Văn", "An", 32874.0, 7.0), (6, "a2", "Lê Thị", "Bé", 36526.0, 8.0)]
        {
            sheet.write_number(row, 0, f64::from(row) - 4.0).unwrap();
            texts(sheet, row, &["", id, front, name]);
            sheet.write_number_with_format(row, 4, day, &date).unwrap();
            sheet.write_number(row, 6, points).unwrap();
            sheet.write_boolean(row, 8, row == 5).unwrap();
        }
        sheet.merge_range(5, 5, 6, 5, "h1", &bold).unwrap();
        sheet.merge_range(7, 0, 7, 5, "Tổng cộng", &bold).unwrap();
        sheet.write_formula(7, 6, Formula::new("=SUM(G6:G7)").set_result("15")).unwrap();
        texts(sheet, 9, &["", "", "", "", "", "", "CHỦ TỊCH"]);
    });
    let (chunks, report) = take(bytes.as_slice(), &citizens("so.xlsx"));
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 a1 @6: birth-date=7305 bo-hoc=1 tu-cham.ngoai-ngu=7 family:h1 (Nguyễn Văn An, -)
    30952 a2 @7: birth-date=10957 bo-hoc=0 tu-cham.ngoai-ngu=8 family:h1 (Lê Thị Bé, -)
    ");
    assert_snapshot!(draw_report(&report), @r"
    title 1
    section 5
    total 8
    footer 10
    ");
    assert_eq!((report.format, report.sheets[0].header_rows), ("xlsx", Some((3, 4))));
    let columns: Vec<_> = report.sheets[0]
        .columns
        .iter()
        .map(|column| {
            format!("{} {} {}", column.column, column.header, column.id.as_deref().unwrap_or(""))
        })
        .collect();
    assert_snapshot!(columns.join("\n"), @r"
    A STT 
    B Mã số subject
    C Họ và tên name
    E Ngày sinh birth-date
    F Hộ family
    G Tự chấm: Ngoại ngữ tu-cham.ngoai-ngu
    H Tự chấm: Tin học tu-cham.tin-hoc
    I Bỏ học trong kỳ bo-hoc
    ");
}

#[test]
fn formulas_errors_and_merges_are_read_or_refused_for_what_they_are() {
    let plain = Format::new();
    let bytes = book(|sheet| {
        texts(sheet, 0, &["Mã", "Số giờ học trong năm", "Bỏ học trong kỳ", "Ngày cấp chứng chỉ"]);
        texts(sheet, 1, &["1"]);
        sheet.write_formula(1, 1, Formula::new("=10+2.5").set_result("12.5")).unwrap();
        texts(sheet, 2, &["2"]);
        sheet.write_formula(2, 1, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        texts(sheet, 3, &["3", "5"]);
        sheet.merge_range(3, 2, 4, 2, "x", &plain).unwrap();
        texts(sheet, 4, &["4"]);
        texts(sheet, 5, &["5", "", "", "09/5/2023"]);
        sheet.write_number(5, 1, 0.1 + 0.2).unwrap();
    });
    let (chunks, report) = take(bytes.as_slice(), &citizens("so.xlsx"));
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 1 @2: gio-hoc=125
    30952 3 @4: bo-hoc=1 gio-hoc=50
    30952 5 @6: gio-hoc=3 ngay-cap=19486
    ");
    assert_snapshot!(draw_report(&report), @r"
    Sổ!B3 [Số giờ học trong năm] `#DIV/0!` error-cell error=#DIV/0!
    Sổ!C5 [Bỏ học trong kỳ] merged-cell
    ");
}

#[test]
fn numbers_are_read_as_they_are_shown() {
    let zeros = Format::new().set_num_format("000000000000");
    let percent = Format::new().set_num_format("0.00%");
    let bytes = book(|sheet| {
        texts(sheet, 0, &["Mã", "Số CCCD", "Tỉ lệ tham gia", "Năm sinh", "Xã"]);
        for (row, id) in [(1, 1.0), (2, 2.0), (3, 3.0)] {
            sheet.write_number(row, 0, id).unwrap();
        }
        sheet.write_number_with_format(1, 1, 91_052_000_001.0, &zeros).unwrap();
        sheet.write_number_with_format(1, 2, 0.7167, &percent).unwrap();
        sheet.write_number(1, 3, 1952).unwrap();
        sheet.write_number(1, 4, 30979).unwrap();
        sheet.write_number(2, 1, 91_052_000_002.0).unwrap();
        texts(sheet, 3, &["", "091052000003", "71,67%"]);
    });
    let (chunks, report) = take(bytes.as_slice(), &citizens("so.xlsx"));
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 3 @4: ti-le=7167 (, 091052000003)
    30979 1 @2: birth-date=-6575 ti-le=7167 (, 091052000001)
    ");
    assert_snapshot!(draw_report(&report), @r"
    Sổ!B3 [Số CCCD] `••••••••002` identity-leading-zero -> 091052000002
    ? Sổ!D2 [Năm sinh] year-alone rows=1
    ");
}

#[test]
fn all_sheets_with_a_header_are_read_and_one_may_be_chosen() {
    let mut workbook = Workbook::new();
    texts(workbook.add_worksheet().set_name("Bìa").unwrap(), 0, &["Sổ theo dõi", "năm 2024"]);
    let one = workbook.add_worksheet().set_name("Ấp 1").unwrap();
    texts(one, 0, &["Mã", "Họ tên", "Bỏ học trong kỳ"]);
    texts(one, 1, &["a1", "An", "x"]);
    let two = workbook.add_worksheet().set_name("Ấp 2").unwrap();
    texts(two, 1, &["Mã", "Họ tên", "Tự chấm: tin học"]);
    texts(two, 2, &["a2", "Bé", "7"]);
    texts(two, 3, &["a1", "An", "8"]);
    let hidden = workbook.add_worksheet().set_name("Danh mục").unwrap().set_hidden(true);
    texts(hidden, 0, &["Mã", "Họ tên"]);
    texts(hidden, 1, &["a3", "Cả"]);
    let bytes = workbook.save_to_buffer().unwrap();
    let (chunks, report) = take(bytes.as_slice(), &citizens("so.xlsx"));
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 a1 @2: bo-hoc=1 (An, -)
    30952 a2 @3: tu-cham.tin-hoc=7 (Bé, -)
    ");
    assert_snapshot!(draw_report(&report), @"Ấp 2!A4 [Mã] `a1` duplicate-subject first_row=2 first_sheet=Ấp 1");
    let names: Vec<_> = report.sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
    assert_eq!(names, ["Bìa", "Ấp 1", "Ấp 2"]);

    let one = OfficeFile { sheet: Some("ấp 2"), ..citizens("so.xlsx") };
    let (chunks, _) = take(bytes.as_slice(), &one);
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 a2 @3: tu-cham.tin-hoc=7 (Bé, -)
    30952 a1 @4: tu-cham.tin-hoc=8 (An, -)
    ");
    let none = OfficeFile { sheet: Some("Ấp 3"), ..citizens("so.xlsx") };
    let (_, report) = take(bytes.as_slice(), &none);
    assert_snapshot!(draw_report(&report), @":0 `Ấp 3` sheet-unknown sheets=Bìa; Ấp 1; Ấp 2; Danh mục -> Ấp 1");
}

#[test]
fn fonts_of_old_encodings_are_seen() {
    let old = Format::new().set_font_name(".VnTime");
    let capitals = Format::new().set_font_name(".VnTimeH");
    let bytes = book(|sheet| {
        texts(sheet, 0, &["Mã", "Họ tên"]);
        texts(sheet, 1, &["1"]);
        sheet.write_string_with_format(1, 1, "Nguy\u{d4}n V\u{a8}n B\u{d7}nh", &old).unwrap();
        texts(sheet, 2, &["2", "Lê Văn Út"]);
        texts(sheet, 3, &["3"]);
        sheet.write_string_with_format(3, 1, "b\u{d7}nh", &capitals).unwrap();
        texts(sheet, 4, &["4"]);
        sheet.write_string_with_format(4, 1, "Nguyễn Văn Bốn", &old).unwrap();
    });
    let (_, report) = take(bytes.as_slice(), &citizens("cu.xlsx"));
    assert_snapshot!(draw_report(&report), @r"
    Sổ!B2 [Họ tên] `N• V• B•` old-font font=.VnTime -> tcvn3
    Sổ!B4 [Họ tên] `b•` old-font font=.VnTimeH -> tcvn3
    ");
    let named = OfficeFile { encoding: Some(Encoding::Tcvn3), ..citizens("cu.xlsx") };
    let (chunks, report) = take(bytes.as_slice(), &named);
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 1 @2: (Nguyễn Văn Bình, -)
    30952 2 @3: (Lê Văn Út, -)
    30952 3 @4: (BÌNH, -)
    30952 4 @5: (Nguyễn Văn Bốn, -)
    ");
    assert_eq!(draw_report(&report), "");
}

#[test]
fn a_column_without_a_header_is_told() {
    let bytes = book(|sheet| {
        texts(sheet, 0, &["Mã", "Bỏ học trong kỳ"]);
        texts(sheet, 1, &["1", "x", "ghi thêm"]);
        texts(sheet, 2, &["2", "", "", "nữa"]);
    });
    let (chunks, report) = take(bytes.as_slice(), &citizens("so.xlsx"));
    assert_eq!(chunks[0].1.subjects.len(), 2);
    assert_snapshot!(draw_report(&report), @"");
}

#[test]
fn days_count_from_1904_where_the_workbook_says_so() {
    let bytes = super::hostile::workbook(&[
        (
            "xl/workbook.xml",
            "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"S\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Mã</t></is></c><c t=\"inlineStr\"><is><r><t>Ngày </t></r><r><t>sinh</t></r></is></c></row>\
             <row r=\"2\"><c r=\"A2\" t=\"str\"><v>a&amp;1</v></c><c r=\"B2\" s=\"1\"><v>0</v></c></row></sheetData></worksheet>",
        ),
    ]);
    let (chunks, report) = take(bytes.as_slice(), &citizens("mac.xlsx"));
    assert_eq!(draw_report(&report), "");
    // 1904-01-01
    assert_snapshot!(draw_rows(&chunks), @"30952 a&1 @2: birth-date=-24107");
}

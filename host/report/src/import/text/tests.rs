//! Imports as text, whole.

use super::*;
use crate::fixture::import;

#[test]
fn an_import_tells_what_was_taken_and_what_was_not_in_vietnamese() {
    insta::assert_snapshot!(import_text(&import(), Lang::Vi), @"
    KẾT QUẢ NHẬP SỔ: so-cong-dan.xlsx
    Dạng tệp: xlsx
    Đã đọc 1.230 dòng có người hoặc đơn vị; nhận 1.221, từ chối 9.
      30964: 1.221 dòng
      Đã cấp mã cho 1 dòng chưa có mã ở 30964: 30964-c-00001. Lần nhập sau, vẫn những người ấy giữ
      nguyên mã.

    Trang tính “Ấp 1”
    Tiêu đề ở dòng 4 đến 5; 1.230 dòng được đọc.
    Cột  Tiêu đề trong tệp   Được hiểu là
    ──────────────────────────────────────────
    B    =Số định danh       identity
    C    Ngày sinh           birth-date
    F    Tự chấm: ngoại ngữ  tu-cham.ngoai-ngu
    G    Nhận xét            (bỏ qua)
    Dòng không tính: 12 dòng trống; 1 dòng cộng.

    Trang tính “Ghi chú”
    Bỏ qua: không thấy dòng tiêu đề.

    Bị từ chối (11)
    Sửa các ô sau trong tệp rồi nhập lại; những dòng đã nhận không bị nhập hai lần.
      so-cong-dan.xlsx, trang “Ấp 1”, ô F1200 (cột “Tự chấm: ngoại ngữ”): ngoài khoảng cho phép
          đã đọc: “11,5”
          cần: số từ 0 đến 10
      so-cong-dan.xlsx, trang “Ấp 1”, ô F1201 (cột “Tự chấm: ngoại ngữ”): ngoài khoảng cho phép
          đã đọc: “11,5”
          cần: số từ 0 đến 10
      so-cong-dan.xlsx, trang “Ấp 1”, ô F1202 (cột “Tự chấm: ngoại ngữ”): ngoài khoảng cho phép
          đã đọc: “11,5”
          cần: số từ 0 đến 10
      so-cong-dan.xlsx, trang “Ấp 1”, ô F1203 (cột “Tự chấm: ngoại ngữ”): ngoài khoảng cho phép
          đã đọc: “11,5”
          cần: số từ 0 đến 10
      so-cong-dan.xlsx, trang “Ấp 1”, ô F1204 (cột “Tự chấm: ngoại ngữ”): ngoài khoảng cho phép
          đã đọc: “11,5”
          cần: số từ 0 đến 10
      … và 2 chỗ nữa
      so-cong-dan.xlsx, trang “Ấp 1”, ô C12 (cột “Ngày sinh”): không phải là một ngày
          đã đọc: “31/02/1990”
          cần: một ngày như 25/10/1990
      so-cong-dan.xlsx, trang “Ấp 1”, ô B15 (cột “=Số định danh”): số định danh có 11 chữ số: có lẽ bảng
      tính đã bỏ số 0 đứng đầu
          đã đọc: “91*******01”
          cần: 12 chữ số; xác nhận rồi ghi lại trong ô dạng chữ (Text)
          đề nghị ghi: 091090000001
    Ngoài ra còn 2 chỗ bị từ chối không liệt kê.

    Cần xem lại (1)
    Các ô, cột sau vẫn được nhận; hãy xem đã đúng ý chưa.
      so-cong-dan.xlsx, trang “Ấp 1”, ô G4 (cột “Nhận xét”): không rõ tiêu đề này nghĩa là gì; cột bị bỏ
      qua
          cần: tên một chỉ số hoặc cột đã biết; gần giống: Ghi nhớ; Ghi chú
    ");
}

#[test]
fn an_import_speaks_english_where_asked() {
    insta::assert_snapshot!(import_text(&import(), Lang::En), @"
    IMPORT: so-cong-dan.xlsx
    Format: xlsx
    Read 1,230 rows that hold somebody; took 1,221, refused 9.
      30964: 1,221 rows
      1 row without an id was given one in 30964: 30964-c-00001. The same people keep their ids when
      they are imported again.

    Sheet “Ấp 1”
    The header is rows 4 to 5; 1,230 rows were read.
    Column  Header in the file  Taken for
    ─────────────────────────────────────────────
    B       =Số định danh       identity
    C       Ngày sinh           birth-date
    F       Tự chấm: ngoại ngữ  tu-cham.ngoai-ngu
    G       Nhận xét            (passed over)
    Rows that hold nobody: 12 blank; 1 total.

    Sheet “Ghi chú”
    Passed over: no header was found.

    Refused (11)
    Mend these cells in the file and import it again; rows that were taken are not taken twice.
      so-cong-dan.xlsx, sheet “Ấp 1”, cell F1200 (column “Tự chấm: ngoại ngữ”): outside the range
          read: “11,5”
          expected: a number from 0 to 10
      so-cong-dan.xlsx, sheet “Ấp 1”, cell F1201 (column “Tự chấm: ngoại ngữ”): outside the range
          read: “11,5”
          expected: a number from 0 to 10
      so-cong-dan.xlsx, sheet “Ấp 1”, cell F1202 (column “Tự chấm: ngoại ngữ”): outside the range
          read: “11,5”
          expected: a number from 0 to 10
      so-cong-dan.xlsx, sheet “Ấp 1”, cell F1203 (column “Tự chấm: ngoại ngữ”): outside the range
          read: “11,5”
          expected: a number from 0 to 10
      so-cong-dan.xlsx, sheet “Ấp 1”, cell F1204 (column “Tự chấm: ngoại ngữ”): outside the range
          read: “11,5”
          expected: a number from 0 to 10
      … and 2 more places
      so-cong-dan.xlsx, sheet “Ấp 1”, cell C12 (column “Ngày sinh”): not a day
          read: “31/02/1990”
          expected: a day such as 25/10/1990
      so-cong-dan.xlsx, sheet “Ấp 1”, cell B15 (column “=Số định danh”): the identity number has 11
      digits: the spreadsheet has probably dropped the leading 0
          read: “91*******01”
          expected: 12 digits; confirm it and write it into a cell of the format Text
          proposal: 091090000001
    2 more refusals are not listed.

    To be looked at (1)
    These cells and columns were taken; see whether that is what you meant.
      so-cong-dan.xlsx, sheet “Ấp 1”, cell G4 (column “Nhận xét”): nothing is known of this header; its
      column was passed over
          expected: the name of an indicator or of a known column; nearest: Ghi nhớ; Ghi chú
    ");
}

#[test]
fn an_import_that_may_not_be_kept_says_so() {
    let report = ImportReport { strict: true, ..import() };
    assert!(import_text(&report, Lang::Vi).contains("(--strict)"));
    let report = ImportReport { rows_accepted: 0, ..import() };
    assert!(import_text(&report, Lang::Vi).contains("Không dòng nào được nhập: hãy sửa"));
    let report = ImportReport {
        refusals: Vec::new(),
        refusals_total: 0,
        notices: Vec::new(),
        encoding: "tcvn3",
        format: "csv",
        ..import()
    };
    let text = import_text(&report, Lang::Vi);
    assert!(text.contains("Không có gì bị từ chối.") && text.contains("csv, bảng mã tcvn3"));
}

#[test]
fn a_cell_cannot_steer_the_terminal() {
    let mut report = import();
    report.refusals[0].read = "\u{1b}[2J\n\u{202e}A".to_owned();
    report.refusals[0].header = Some("\u{7}".to_owned());
    assert!(!import_text(&report, Lang::Vi).contains(['\u{1b}', '\u{202e}', '\u{7}']));
}

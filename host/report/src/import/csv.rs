//! What an import refused, as CSV.

use tieuchi_core::{ImportReport, Refusal};

use crate::{
    import::wording::{expected, reason},
    lang::Lang,
    messages::Messages,
    separated::record,
};

/// The columns, as programs may rely on them.
const HEADER: [&str; 11] = [
    "file", "sheet", "row", "column", "header", "read", "reason", "message", "expected",
    "proposal", "severity",
];

/// What an import refused, and what somebody should look at, as CSV (RFC 4180): a line for each.
/// Messages are in a language; a cell that a spreadsheet would take for a formula gets an
/// apostrophe in front. UTF-8 without a byte order mark.
pub fn import_csv(report: &ImportReport, lang: Lang) -> String {
    let messages = Messages::of(lang);
    let mut text = record(HEADER);
    for (refusals, severity) in [(&report.refusals, "refused"), (&report.notices, "notice")] {
        for refusal in refusals {
            text.push_str(&record(cells(refusal, severity, messages)));
        }
    }
    text
}

/// The cells of a line in the order of the header.
fn cells(refusal: &Refusal, severity: &str, messages: &Messages) -> [String; 11] {
    let Refusal { file, sheet, row, column, header, read, reason: _, proposal } = refusal;
    [
        file.clone(),
        sheet.clone().unwrap_or_default(),
        if *row == 0 { String::new() } else { row.to_string() },
        column.clone().unwrap_or_default(),
        header.clone().unwrap_or_default(),
        read.clone(),
        refusal.key().to_owned(),
        reason(refusal, messages),
        expected(refusal, messages),
        proposal.clone().unwrap_or_default(),
        severity.to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::import;

    #[test]
    fn each_refusal_has_a_line_that_cannot_become_a_formula() {
        let report = import();
        let report =
            ImportReport { refusals: report.refusals.into_iter().skip(7).collect(), ..report };
        insta::assert_snapshot!(import_csv(&report, Lang::Vi).replace('\r', ""), @r#"
        file,sheet,row,column,header,read,reason,message,expected,proposal,severity
        so-cong-dan.xlsx,Ấp 1,1206,F,Tự chấm: ngoại ngữ,"11,5",out-of-range,ngoài khoảng cho phép,số từ 0 đến 10,,refused
        so-cong-dan.xlsx,Ấp 1,15,B,'=Số định danh,91*******01,identity-leading-zero,số định danh có 11 chữ số: có lẽ bảng tính đã bỏ số 0 đứng đầu,"12 chữ số; xác nhận rồi ghi lại trong ô dạng chữ (Text)",091090000001,refused
        so-cong-dan.xlsx,Ấp 1,4,G,Nhận xét,,header-unknown,"không rõ tiêu đề này nghĩa là gì; cột bị bỏ qua","tên một chỉ số hoặc cột đã biết; gần giống: Ghi nhớ; Ghi chú",,notice
        "#);
    }
}

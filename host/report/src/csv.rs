//! A run as CSV for spreadsheets.

use tieuchi_core::{RunSummary, TitleSummary};

use crate::{count::Count, lang::plain_percent};

/// The columns, as programs may rely on them.
const HEADER: [&str; 15] = [
    "run",
    "period",
    "place",
    "place-name",
    "title",
    "title-name",
    "kind",
    "edition",
    "assessed",
    "recognised",
    "not-recognised",
    "undetermined",
    "not-applicable",
    "recognised-percent",
    "levels",
];

/// A run as CSV (RFC 4180): a header and a line for each commune and title.
///
/// `recognised-percent` is out of the subjects assessed and empty where there are none. A cell that
/// a spreadsheet would take for a formula gets an apostrophe in front.
pub fn csv(summary: &RunSummary) -> String {
    let mut text = record(HEADER);
    for line in &summary.lines {
        text.push_str(&record(cells(summary, line)));
    }
    text
}

/// The cells of a line in the order of the header.
fn cells(summary: &RunSummary, line: &TitleSummary) -> [String; 15] {
    let count = Count::of(line);
    let level = |(name, subjects): &(String, u64)| format!("{name}: {subjects}");
    [
        summary.run.to_string(),
        summary.period.to_string(),
        line.place.to_string(),
        line.place_name.clone(),
        line.title.to_string(),
        line.title_name.clone(),
        line.kind.to_string(),
        line.edition.to_string(),
        count.assessed().to_string(),
        count.recognised.to_string(),
        count.not_recognised.to_string(),
        count.undetermined.to_string(),
        count.not_applicable.to_string(),
        count.rate().map(plain_percent).unwrap_or_default(),
        count.levels.iter().map(level).collect::<Vec<_>>().join("; "),
    ]
}

/// One line with its end.
fn record<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| quoted(cell.as_ref())).collect();
    format!("{}\r\n", cells.join(","))
}

/// A cell as it may stand in a file.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = format!("{}{cell}", if formula { "'" } else { "" });
    if safe.contains([',', '"', '\r', '\n', ';', '\t']) {
        return format!("\"{}\"", safe.replace('"', "\"\""));
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::run;

    #[test]
    fn a_line_stands_for_each_commune_and_title() {
        let text = csv(&run());
        assert_eq!(text.matches("\r\n").count(), 6);
        insta::assert_snapshot!(text.replace('\r', ""), @r#"
        run,period,place,place-name,title,title-name,kind,edition,assessed,recognised,not-recognised,undetermined,not-applicable,recognised-percent,levels
        3,2024,30952,Thị trấn Gò Quao,cong-dan-hoc-tap,Công dân học tập,citizen,2023-10-25,1847,1385,400,62,0,74.99,
        3,2024,30952,Thị trấn Gò Quao,don-vi-hoc-tap,Đơn vị học tập,unit,2023-12-11,9,6,1,2,0,66.67,"Mức độ 1 (Khá): 4; Mức độ 2 (Tốt): 2"
        3,2024,30964,Xã Định An,cong-dan-hoc-tap,Công dân học tập,citizen,2023-10-25,12034,8000,4000,34,1530,66.48,
        3,2024,30964,Xã Định An,don-vi-hoc-tap,Đơn vị học tập,unit,2023-12-11,4,4,0,0,0,100.00,"Mức độ 1 (Khá): 3; Mức độ 2 (Tốt): 1"
        3,2024,30964,Xã Định An,dong-ho-hoc-tap,Dòng họ học tập,clan,2023-10-25,0,0,0,0,0,,
        "#);
    }

    #[test]
    fn a_cell_cannot_become_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            let written = quoted(cell);
            let open = written.trim_start_matches('"');
            assert!(open.starts_with('\''), "{cell:?} was written as {written:?}");
        }
        assert_eq!(quoted("Xã A - B"), "Xã A - B");
    }

    #[test]
    fn quotes_commas_and_line_ends_stay_inside_their_cell() {
        assert_eq!(quoted("a \"b\", c\r\nd"), "\"a \"\"b\"\", c\r\nd\"");
        assert_eq!(record(["a", "", "b,c"]), "a,,\"b,c\"\r\n");
    }
}

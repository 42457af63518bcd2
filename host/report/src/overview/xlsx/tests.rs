//! The workbook of a report, read again.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::fixture::overview;

type Workbook = Xlsx<Cursor<Vec<u8>>>;

fn read(overview: &Overview, lang: Lang) -> Workbook {
    Xlsx::new(Cursor::new(overview_xlsx(overview, lang).unwrap())).unwrap()
}

/// The value of a cell as text.
fn value(book: &mut Workbook, sheet: &str, at: (u32, u32)) -> String {
    book.worksheet_range(sheet).unwrap().get_value(at).map(ToString::to_string).unwrap_or_default()
}

/// The formula of a cell.
fn formula(book: &mut Workbook, sheet: &str, at: (u32, u32)) -> String {
    book.worksheet_formula(sheet).unwrap().get_value(at).cloned().unwrap_or_default()
}

const TITLES: &str = "Kết quả theo xã và danh hiệu";

#[test]
fn every_section_has_a_sheet() {
    for lang in Lang::ALL {
        let messages = Messages::of(lang);
        let names = read(&overview(), lang).sheet_names();
        let mut expected = vec![messages.word("report-sheet-summary")];
        for section in Section::ALL {
            expected.push(messages.word(&format!("report-section-{}", section.as_str())));
        }
        expected.push(messages.word("report-sheet-charts"));
        assert_eq!(names, expected);
    }
}

#[test]
fn sums_and_rates_are_formulas_with_their_values() {
    let mut book = read(&overview(), Lang::Vi);
    // Thị trấn Gò Quao, citizens: 1,385 + 400 + 62.
    assert_eq!(value(&mut book, TITLES, (5, 2)), "1847");
    assert_eq!(formula(&mut book, TITLES, (5, 2)), "SUM(D6,E6,F6)");
    assert_eq!(value(&mut book, TITLES, (5, 6)), "0.74986465");
    assert_eq!(formula(&mut book, TITLES, (5, 6)), "IF(C6=0,\"–\",D6/C6)");
    assert_eq!(formula(&mut book, TITLES, (5, 7)), "IF(C6=0,\"–\",SUM(D6,F6)/C6)");
    // Of nobody there is no rate.
    assert_eq!(value(&mut book, TITLES, (9, 6)), "–");
    let sum = formula(&mut book, "Tóm tắt", (5, 2));
    assert_eq!(sum, format!("SUMIFS('{TITLES}'!$D$6:$D$10,'{TITLES}'!$B$6:$B$10,A6)"));
    assert_eq!(value(&mut book, "Tóm tắt", (5, 2)), "9385");
    assert_eq!(value(&mut book, "Tóm tắt", (5, 1)), "13881");
    // Targets: those who perhaps count belong to the whole.
    let rate = formula(&mut book, "So với chỉ tiêu", (6, 9));
    assert_eq!(rate, "IF(SUM(G7,H7)=0,\"–\",SUM(E7,F7,H7)/SUM(G7,H7))");
    assert_eq!(value(&mut book, "So với chỉ tiêu", (6, 9)), "0.69064748");
}

#[test]
fn names_stay_text_whatever_they_begin_with() {
    let mut overview = overview();
    let evil = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-1", "{=1}"];
    for (line, evil) in overview.summary.lines.iter_mut().zip(evil) {
        line.place_name = evil.to_owned();
        line.title_name = evil.to_owned();
        line.title = evil.into();
    }
    let mut book = read(&overview, Lang::En);
    let sheets = book.sheet_names();
    let texts = book.worksheet_range(&sheets[1]).unwrap();
    let names: Vec<String> = texts.rows().skip(5).take(5).map(|row| row[0].to_string()).collect();
    for evil in evil {
        assert!(names.iter().any(|name| name == evil), "{names:?}");
    }
    assert!(texts.rows().skip(5).take(5).all(|row| matches!(row[0], Data::String(_))));
    for sheet in &sheets {
        let formulas = book.worksheet_formula(sheet).unwrap();
        for (_, _, formula) in formulas.used_cells() {
            let known =
                ["SUM(", "SUMIFS(", "IF(", "'"].iter().any(|word| formula.starts_with(word));
            assert!(known && !formula.contains("cmd"), "{sheet}: {formula}");
        }
    }
    // A title that would be taken for a comparison is not summed by its name.
    assert!(!formula(&mut book, &sheets[0], (5, 2)).contains("SUMIFS"));
}

#[test]
fn the_same_figures_make_the_same_file() {
    assert_eq!(
        overview_xlsx(&overview(), Lang::Vi).unwrap(),
        overview_xlsx(&overview(), Lang::Vi).unwrap()
    );
}

#[test]
fn a_run_without_titles_makes_a_workbook_that_says_so() {
    let mut overview = overview();
    overview.summary.lines.clear();
    overview.years.clear();
    let mut book = read(&overview, Lang::En);
    assert_eq!(value(&mut book, "Summary", (2, 0)), "No title was assessed in this period.");
}

#[test]
fn absurd_figures_and_long_names_still_make_a_workbook() {
    let mut overview = overview();
    for line in &mut overview.summary.lines {
        line.recognised = u64::MAX;
        line.place_name = "x\u{1}".repeat(40_000);
    }
    let mut book = read(&overview, Lang::Vi);
    assert_eq!(value(&mut book, TITLES, (5, 6)), "1");
}

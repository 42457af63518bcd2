//! `template`: an empty register that can be filled in and imports as it is.

use std::fs;

use calamine::{Reader, Xlsx, open_workbook};

use super::office::{self, OFFICE};
use crate::house::House;

/// Every kind of subject.
const KINDS: [&str; 6] = ["citizen", "family", "clan", "village", "unit", "commune"];

/// Writes the template of a kind.
#[track_caller]
fn write(house: &House, kind: &str, lang: &str) -> String {
    let file = format!("{kind}-{lang}.xlsx");
    let said = house.run(&["template", kind, &file, "--workspace", OFFICE, "--lang", lang]).data();
    assert_eq!(said, "");
    file
}

/// The headers of a template.
#[track_caller]
fn headers(house: &House, file: &str) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(house.path(file)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let first = sheet.rows().next().expect("a template has headers");
    first.iter().map(ToString::to_string).collect()
}

/// A line of a text file.
fn line(cells: &[String]) -> String {
    let cells: Vec<String> =
        cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    format!("{}\n", cells.join(","))
}

#[test]
fn the_template_of_every_kind_imports_as_it_is() {
    let house = office::house();
    for kind in KINDS {
        for lang in ["vi", "en"] {
            let file = write(&house, kind, lang);
            let output = office::import(&house, &file, kind, &["--lang", "en"]);
            assert_eq!(output.code, Some(0), "{}{}", output.stdout, output.stderr);
            assert!(!output.stdout.contains("nothing is known"), "{}", output.stdout);
            assert!(output.stdout.contains("Nothing was refused."), "{}", output.stdout);
        }
    }
}

#[test]
fn rows_under_the_headers_of_a_template_are_taken_in() {
    let house = office::house();
    let file = write(&house, "family", "vi");
    let headers = headers(&house, &file);
    let mut text = line(&headers);
    for (id, name) in [("h1", "Hộ ông An"), ("h2", "Hộ bà Bình")] {
        let cells: Vec<String> = headers
            .iter()
            .map(|header| match header.as_str() {
                "Là hộ nghèo đa chiều" => "có".to_owned(),
                "Số nội dung đạt trong phần còn lại của bộ tiêu chí 2021-2030 (bình xét)" => {
                    "4".to_owned()
                }
                text if text == headers[0] => id.to_owned(),
                text if text == headers[1] => name.to_owned(),
                _ => String::new(),
            })
            .collect();
        text.push_str(&line(&cells));
    }
    house.write("filled.csv", &text);
    office::import(&house, "filled.csv", "family", &[]).data();
    let rows = "select subject, indicator, value from v_evidence order by 1, 2";
    insta::assert_snapshot!(house.rows(OFFICE, rows), @r"
    h1|ho-ngheo-da-chieu|1
    h1|noi-dung-con-lai-dat|4
    h2|ho-ngheo-da-chieu|1
    h2|noi-dung-con-lai-dat|4
    ");
}

#[test]
fn a_file_that_is_there_is_not_overwritten() {
    let house = office::house();
    house.write("mine.xlsx", "mine");
    let message = house
        .run(&["template", "citizen", "mine.xlsx", "--workspace", OFFICE, "--lang", "en"])
        .refused(1);
    assert!(message.contains("cannot write `mine.xlsx`"), "{message}");
    assert_eq!(fs::read_to_string(house.path("mine.xlsx")).unwrap(), "mine");
}

#[test]
fn a_kind_that_there_is_not_and_a_folder_that_is_no_workspace_are_refused() {
    let house = office::house();
    let message = house.run(&["template", "citizne", "t.xlsx", "--workspace", OFFICE]).refused(2);
    assert!(message.contains("did you mean `citizen`?"), "{message}");
    let output = house.run(&["template", "citizen", "t.xlsx"]);
    assert_ne!(output.code, Some(0));
    assert!(output.stderr.contains("tieuchi.toml"), "{}", output.stderr);
    assert!(!house.path("t.xlsx").exists());
}

//! What an import refused, handed back in the officer's own table.

use std::{
    fs::{self, File},
    io::BufReader,
};

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::{
    super::office::{self, REGISTERS},
    workbook,
};

/// Cells of a sheet as text, by their place.
fn cell(book: &mut Xlsx<BufReader<File>>, sheet: &str, at: (u32, u32)) -> String {
    let range = book.worksheet_range(sheet).unwrap();
    range.get_value(at).map(ToString::to_string).unwrap_or_default()
}

#[test]
fn the_officers_own_workbook_is_handed_back_marked_and_can_be_imported_itself() {
    let house = office::house();
    let flags = ["--dry-run", "--format", "csv", "--refusals", "back.xlsx"];
    let first = office::import(&house, &workbook(), "citizen", &flags);
    assert_eq!(first.code, Some(3), "{}", first.stderr);
    let mut own: Xlsx<_> = open_workbook(house.path(&workbook())).unwrap();
    let mut back: Xlsx<_> = open_workbook(house.path("back.xlsx")).unwrap();
    let names = back.sheet_names();
    assert_eq!(names.first().map(String::as_str), Some("Ô cần sửa"));
    let own_names: Vec<String> =
        own.sheet_names().into_iter().filter(|name| names.contains(name)).collect();
    assert!(!own_names.is_empty(), "{names:?}");
    for name in own_names {
        let range = own.worksheet_range(&name).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let number = |at: usize| u32::try_from(at).unwrap();
            let at = (top + number(row), left + number(column));
            // A formula comes back as its value, an error as its words.
            if !matches!(value, Data::Error(_)) {
                assert_eq!(cell(&mut back, &name, at), value.to_string(), "{name} {at:?}");
            }
        }
    }
    // What was refused in it is refused in the copy, cell by cell, and nothing else.
    let again = office::import(&house, "back.xlsx", "citizen", &["--dry-run", "--format", "csv"]);
    let without_file = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.ends_with("refused"));
        lines.filter_map(|line| Some(line.split_once(',')?.1.to_owned())).collect()
    };
    assert_eq!(without_file(&again.stdout), without_file(&first.stdout));
    assert_eq!(without_file(&first.stdout).len(), 11);
}

#[test]
fn no_file_is_overwritten_by_what_is_handed_back() {
    let house = office::house();
    let flags = ["--dry-run", "--refusals", "back.xlsx"];
    assert_eq!(office::import(&house, &workbook(), "citizen", &flags).code, Some(3));
    let before = fs::read(house.path("back.xlsx")).unwrap();
    let output = office::import(&house, &workbook(), "citizen", &flags);
    assert_eq!(output.code, Some(1), "{}", output.stderr);
    assert_eq!(fs::read(house.path("back.xlsx")).unwrap(), before);
}

#[test]
fn a_text_of_an_old_machine_is_handed_back_with_its_marks() {
    let house = office::house();
    let file = format!("{REGISTERS}/ho-gia-dinh-2024.csv");
    let flags = ["--encoding", "windows-1258", "--refusals", "back.xlsx", "--format", "csv"];
    let output = office::import(&house, &file, "family", &flags);
    assert_eq!(output.code, Some(3), "{}", output.stderr);
    let mut back: Xlsx<_> = open_workbook(house.path("back.xlsx")).unwrap();
    assert_eq!(back.sheet_names()[1], "ho-gia-dinh-2024");
    let again = office::import(&house, "back.xlsx", "family", &["--dry-run", "--format", "csv"]);
    let count = |text: &str| text.lines().filter(|line| line.ends_with("refused")).count();
    assert_eq!(count(&again.stdout), count(&output.stdout), "{}", again.stdout);
    assert_ne!(cell(&mut back, "ho-gia-dinh-2024", (0, 0)), "");
}

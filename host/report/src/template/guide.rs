//! The sheets beside an empty register: how to fill it in, and its codes.
//!
//! INVARIANT: no row of these sheets can be taken for the header of a register. An import looks for
//! rows whose cells are names of columns; here a name always follows the letters of its column, and
//! codes stand beside their numbers.

use rust_xlsxwriter::{Color, Format};

use super::{
    CODES,
    column::{Column, Content},
    rows,
};
use crate::{
    book::{Book, Formats, Unwritten, letters},
    messages::Messages,
};

/// The widths of the guide's columns, in letters.
const WIDTHS: [u8; 5] = [46, 12, 34, 44, 44];

/// The header of a column that may stay empty.
pub(super) fn optional(formats: &Formats) -> Format {
    formats
        .header
        .clone()
        .set_background_color(Color::RGB(0x00dc_e6f1))
        .set_font_color(Color::Black)
}

/// The sheet that explains.
pub(super) fn write(
    book: &mut Book,
    title: &str,
    columns: &[Column],
    messages: &Messages,
) -> Result<(), Unwritten> {
    let mut sheet = book.sheet(&messages.word("template-sheet-guide"))?;
    sheet.page.set_landscape();
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.page.set_column_width(column, width)?;
    }
    sheet.words((0, 0), title, &sheet.formats.heading)?;
    let mut row = 1;
    for number in 1..=7 {
        let key = format!("template-guide-{number}");
        let text = format!("{number}. {}", messages.text(&key, &[("rows", rows())]));
        sheet.words((row, 0), &text, &sheet.formats.note)?;
        row += 1;
    }
    row += 1;
    let header = ["column", "required", "meaning", "write", "reference"];
    for (column, key) in (0_u16..).zip(header) {
        let word = messages.word(&format!("template-guide-{key}"));
        sheet.words((row, column), &word, &sheet.formats.header)?;
    }
    let words = sheet.formats.words.clone();
    for (at, column) in (0_u16..).zip(columns) {
        row += 1;
        let name = format!("{}: {}", letters(at), column.header);
        let required = messages.word(if column.required { "common-yes" } else { "common-no" });
        let how = column.how(messages);
        let texts = [&name, &required, &column.meaning, &how, &column.reference];
        let widths = WIDTHS.map(usize::from);
        let texts: Vec<(&str, usize)> =
            texts.iter().map(|text| text.as_str()).zip(widths).collect();
        sheet.line(row, &texts, &words)?;
    }
    Ok(())
}

/// Where the codes of each column stand in the sheet of codes; none for what has no codes.
pub(super) fn places_of_lists(columns: &[Column]) -> Vec<Option<String>> {
    let mut row = 1;
    let place = |column: &Column| {
        let count = column.codes.len();
        if count == 0 {
            return None;
        }
        // After the heading of the list.
        let (first, last) = (row + 2, row + 1 + count);
        row = last + 1;
        Some(format!("='{CODES}'!$C${first}:$C${last}"))
    };
    columns.iter().map(place).collect()
}

/// The sheet of codes, if there are any: lists under each other, as [`places_of_lists`] says.
pub(super) fn write_lists(
    book: &mut Book,
    columns: &[Column],
    messages: &Messages,
) -> Result<(), Unwritten> {
    let listed = || columns.iter().filter(|column| !column.codes.is_empty());
    if listed().next().is_none() {
        return Ok(());
    }
    let mut sheet = book.sheet(CODES)?;
    for (column, width) in (0_u16..).zip([6_u8, 26, 70]) {
        sheet.page.set_column_width(column, width)?;
    }
    let (words, header) = (sheet.formats.words.clone(), sheet.formats.header.clone());
    let heads = [messages.word("template-code-column"), messages.word("template-code-name")];
    sheet.line(0, &[("", 6), (&heads[0], 26), (&heads[1], 70)], &header)?;
    let mut row = 1;
    for column in listed() {
        let is_sex = column.content == Content::Sex;
        debug_assert!(!is_sex, "sex without an indicator has no list");
        let heading =
            messages.text("template-guide-codes", &[("name", crate::part::words(&column.header))]);
        sheet.words((row, 0), &heading, &sheet.formats.note)?;
        row += 1;
        for (number, (code, name)) in (1..).zip(&column.codes) {
            let number = format!("{number}.");
            sheet.line(row, &[(&number, 6), (code, 26), (name, 70)], &words)?;
            row += 1;
        }
        row += 1;
    }
    Ok(())
}

//! An empty register as a workbook: headers as an import knows them, drop-downs, ranges, notes.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, Formula, Note,
};
use tieuchi_core::{Catalogue, Kind, ValueType};

use crate::{
    book::{Book, Sheet, Unwritten, excel_day, floating},
    lang::Lang,
    messages::{Argument, Messages},
    part::words,
    template::column::{Column, Content, columns},
};

mod column;
mod guide;
#[cfg(test)]
mod tests;

/// Rows that are prepared for subjects.
const ROWS: u32 = 1000;

/// The sheet that is filled in. Its name and its headers are Vietnamese in every language.
const REGISTER: &str = "Sổ";

/// The sheet of codes.
const CODES: &str = "Danh mục";

/// An empty register of a kind as a workbook (XLSX) that imports as it is: the headers of a kind's
/// indicators and of the columns that every register has in the first row, drop-downs for codes and
/// flags, ranges for numbers and days, a note on every header, and a second sheet that explains.
pub fn template(kind: Kind, catalogue: &Catalogue, lang: Lang) -> Result<Vec<u8>, Unwritten> {
    let messages = Messages::of(lang);
    let columns = columns(kind, catalogue, messages);
    let kind_name = messages.word(&format!("common-kind-{kind}"));
    let title = messages.text("template-guide-heading", &[("kind", words(&kind_name))]);
    // A template has no day of its own; any fixed one makes the same file of the same catalogue.
    let mut book =
        Book::new(&title, chrono::NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default())?;
    let lists = guide::places_of_lists(&columns);
    register(&mut book, &columns, &lists, messages)?;
    guide::write(&mut book, &title, &columns, messages)?;
    guide::write_lists(&mut book, &columns, messages)?;
    book.bytes()
}

/// The sheet that is filled in.
fn register(
    book: &mut Book,
    columns: &[Column],
    lists: &[Option<String>],
    messages: &Messages,
) -> Result<(), Unwritten> {
    let mut sheet = book.sheet(REGISTER)?;
    sheet.page.set_landscape().set_repeat_rows(0, 0)?;
    sheet.page.set_freeze_panes(1, 2)?;
    let headers: Vec<(&str, usize)> = columns
        .iter()
        .map(|column| (column.header.as_str(), usize::from(column.width())))
        .collect();
    sheet.fit(0, &headers)?;
    sheet.page.set_default_note_author("tieuchi");
    let optional = guide::optional(sheet.formats);
    for ((at, column), list) in (0_u16..).zip(columns).zip(lists) {
        let header = if column.required { &sheet.formats.header } else { &optional };
        sheet.words((0, at), &column.header, header)?;
        sheet.page.set_column_width(at, column.width())?;
        sheet.page.set_column_format(at, &format(column))?;
        let note = Note::new(column.note(messages))
            .add_author_prefix(false)
            .set_width(300)
            .set_height(150)
            .set_font_name("Times New Roman")
            .set_font_size(11);
        sheet.page.insert_note(0, at, &note)?;
        if let Some(rule) = rule(column, list.as_deref(), messages)? {
            sheet.page.add_data_validation(1, at, ROWS, at, &rule)?;
        }
    }
    Ok(())
}

/// How the cells of a column show what is typed. Ids and identity numbers are text: a number would
/// lose the 0 at its front.
fn format(column: &Column) -> Format {
    let plain = Format::new().set_font_name("Times New Roman").set_font_size(11);
    match &column.content {
        Content::Id | Content::Name | Content::Identity | Content::Place | Content::Link(_) => {
            plain.set_num_format("@")
        }
        Content::Value(ValueType::Date) => plain.set_num_format("dd/mm/yyyy"),
        Content::Sex | Content::Value(_) => plain,
    }
}

/// What may be typed into a column; none where anything may.
fn rule(
    column: &Column,
    list: Option<&str>,
    messages: &Messages,
) -> Result<Option<DataValidation>, Unwritten> {
    // A warning lets through what an import reads as well: a code's id, `x`, a date as text.
    let (rule, style) = match (&column.content, list) {
        (Content::Identity, _) => {
            let twelve = DataValidation::new().allow_text_length(DataValidationRule::EqualTo(12));
            (twelve, DataValidationErrorStyle::Warning)
        }
        (Content::Sex, None) => {
            let list = DataValidation::new().allow_list_strings(&["nam", "nữ"])?;
            (list, DataValidationErrorStyle::Warning)
        }
        (Content::Value(ValueType::Flag), _) => {
            let list = [messages.word("template-yes"), messages.word("template-no")];
            let list = DataValidation::new().allow_list_strings(&list)?;
            (list, DataValidationErrorStyle::Warning)
        }
        (_, Some(list)) => {
            let list = DataValidation::new().allow_list_formula(Formula::new(list));
            (list, DataValidationErrorStyle::Warning)
        }
        (Content::Value(ValueType::Number { scale, min, max }), _) => {
            (number(*scale, *min, *max), DataValidationErrorStyle::Stop)
        }
        (Content::Value(ValueType::Date), _) => {
            let day = |text| tieuchi_core::parse_date(text).and_then(excel_day);
            let (Some(first), Some(end)) = (day("1900-01-01"), day("2199-12-31")) else {
                return Ok(None);
            };
            let between = DataValidationRule::Between(first, end);
            (DataValidation::new().allow_date(between), DataValidationErrorStyle::Warning)
        }
        _ => return Ok(None),
    };
    let how = column.how(messages);
    let message = messages.text("template-error", &[("how", words(&how))]);
    let message: String = message.chars().take(250).collect();
    let title: String = messages.word("template-error-title").chars().take(30).collect();
    let rule = rule.set_error_title(title)?.set_error_message(message)?;
    Ok(Some(rule.set_error_style(style)))
}

/// A number between two bounds given in units.
fn number(scale: u8, min: i64, max: i64) -> DataValidation {
    if let (0, Ok(min), Ok(max)) = (scale, i32::try_from(min), i32::try_from(max)) {
        return DataValidation::new().allow_whole_number(DataValidationRule::Between(min, max));
    }
    let bound = |units| floating(&tieuchi_core::Decimal { units, scale }.to_string());
    let between = DataValidationRule::Between(bound(min), bound(max));
    DataValidation::new().allow_decimal_number(between)
}

/// How many, as a message takes it.
const fn rows() -> Argument<'static> {
    Argument::Count(ROWS as u64 + 1)
}

impl Sheet<'_> {
    /// Writes a row of words and makes it tall enough for columns of the widths.
    fn line(
        &mut self,
        row: u32,
        texts: &[(&str, usize)],
        format: &Format,
    ) -> Result<(), Unwritten> {
        for (column, (text, _)) in (0_u16..).zip(texts) {
            self.words((row, column), text, format)?;
        }
        self.fit(row, texts)
    }
}

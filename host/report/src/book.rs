//! A workbook: sheets, formats, and cells that no name can turn into a formula.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};
use tieuchi_core::Decimal;

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// A sheet, a cell or the file is beyond what a workbook can hold.
    #[error("the workbook cannot be made")]
    Workbook(#[from] XlsxError),
}

/// The colour of headers and charts.
pub(crate) const DARK: Color = Color::RGB(0x001d_4f80);

/// A cell of a spreadsheet holds no longer text.
const TEXT_MAX: usize = 32_000;

/// The longest name of a sheet.
const NAME_MAX: usize = 31;

/// The formats of a workbook; all in the font of offices, which has every Vietnamese letter.
#[derive(Debug)]
pub(crate) struct Formats {
    /// The heading of a sheet.
    pub(crate) heading: Format,
    /// Running text.
    pub(crate) note: Format,
    /// A header.
    pub(crate) header: Format,
    /// Words in a table.
    pub(crate) words: Format,
    /// Whole numbers.
    pub(crate) count: Format,
    /// Rates.
    pub(crate) percent: Format,
    /// Days.
    pub(crate) day: Format,
}

impl Formats {
    /// All of them.
    fn new() -> Self {
        let plain = || Format::new().set_font_name("Times New Roman").set_font_size(11);
        let cell = || plain().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        Self {
            heading: plain().set_bold().set_font_size(14),
            note: plain(),
            header: cell()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_font_color(Color::White)
                .set_background_color(DARK),
            words: cell().set_text_wrap(),
            count: cell().set_num_format("#,##0"),
            percent: cell().set_num_format("0.00%"),
            day: cell().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Left),
        }
    }

    /// A number with so many decimals.
    fn decimal(&self, digits: u8) -> Format {
        if digits == 0 {
            return self.count.clone();
        }
        let zeros = "0".repeat(usize::from(digits));
        self.count.clone().set_num_format(format!("#,##0.{zeros}"))
    }
}

/// A workbook that is being written.
pub(crate) struct Book {
    /// So far.
    workbook: Workbook,
    /// Its formats.
    pub(crate) formats: Formats,
    /// Names of its sheets.
    names: Vec<String>,
}

impl Book {
    /// An empty workbook. The day stands in its properties instead of the present, so that the
    /// same figures always make the same file.
    pub(crate) fn new(title: &str, day: NaiveDate) -> Result<Self, Unwritten> {
        let mut workbook = Workbook::new();
        let year = u16::try_from(day.year()).unwrap_or(1900).max(1900);
        let [month, day] = [day.month(), day.day()].map(|part| u8::try_from(part).unwrap_or(1));
        let created = ExcelDateTime::from_ymd(year, month, day)?;
        let title: String = title.chars().take(200).collect();
        let properties = DocProperties::new().set_title(title).set_creation_datetime(&created);
        workbook.set_properties(&properties);
        Ok(Self { workbook, formats: Formats::new(), names: Vec::new() })
    }

    /// Adds a sheet; gives it and its name, which is cut and made unlike the others.
    pub(crate) fn sheet(&mut self, name: &str) -> Result<Sheet<'_>, Unwritten> {
        let name = self.free_name(name);
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(&name)?;
        sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.6, 0.5, 0.7, 0.6, 0.3, 0.3);
        sheet.set_footer("&C&P/&N");
        self.names.push(name.clone());
        Ok(Sheet { page: sheet, name, formats: &self.formats })
    }

    /// How many sheets it has.
    pub(crate) const fn sheets(&self) -> usize {
        self.names.len()
    }

    /// A sheet that was added before, by its place from 0, to be written on.
    pub(crate) fn page(&mut self, index: usize) -> Result<Sheet<'_>, Unwritten> {
        let page = self.workbook.worksheet_from_index(index)?;
        let name = self.names.get(index).cloned().unwrap_or_default();
        Ok(Sheet { page, name, formats: &self.formats })
    }

    /// A name for a sheet that a workbook may have and that none has yet.
    fn free_name(&self, name: &str) -> String {
        let clean = |letter: char| {
            !letter.is_control() && !['[', ']', ':', '*', '?', '/', '\\', '\''].contains(&letter)
        };
        let name: String = name.chars().filter(|letter| clean(*letter)).take(NAME_MAX).collect();
        let name = if name.trim().is_empty() { "-".to_owned() } else { name.trim().to_owned() };
        let taken =
            |name: &str| self.names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
        if !taken(&name) {
            return name;
        }
        let numbered = (2_usize..).map(|number| {
            let kept: String = name.chars().take(NAME_MAX - 6).collect();
            format!("{kept} {number}")
        });
        numbered.take(9999).find(|name| !taken(name)).unwrap_or(name)
    }

    /// The file.
    pub(crate) fn bytes(mut self) -> Result<Vec<u8>, Unwritten> {
        Ok(self.workbook.save_to_buffer()?)
    }
}

/// A sheet that is being written.
pub(crate) struct Sheet<'a> {
    /// So far.
    pub(crate) page: &'a mut Worksheet,
    /// Its name.
    pub(crate) name: String,
    /// The workbook's formats.
    pub(crate) formats: &'a Formats,
}

impl Sheet<'_> {
    /// Writes words. They stay words whatever they begin with.
    pub(crate) fn words(
        &mut self,
        (row, column): (u32, u16),
        text: &str,
        format: &Format,
    ) -> Result<(), Unwritten> {
        let text: String = text
            .chars()
            .filter(|letter| !letter.is_control() || *letter == '\n')
            .take(TEXT_MAX)
            .collect();
        if text.is_empty() {
            self.page.write_blank(row, column, format)?;
        } else {
            self.page.write_string_with_format(row, column, text, format)?;
        }
        Ok(())
    }

    /// Writes how many.
    pub(crate) fn count(&mut self, (row, column): (u32, u16), count: u64) -> Result<(), Unwritten> {
        let number = floating(&count.to_string());
        self.page.write_number_with_format(row, column, number, &self.formats.count)?;
        Ok(())
    }

    /// Writes a number.
    pub(crate) fn number(
        &mut self,
        (row, column): (u32, u16),
        number: Decimal,
    ) -> Result<(), Unwritten> {
        let format = self.formats.decimal(number.scale);
        let number = floating(&number.to_string());
        self.page.write_number_with_format(row, column, number, &format)?;
        Ok(())
    }

    /// Writes a day; one that spreadsheets do not know, as words.
    pub(crate) fn day(&mut self, at: (u32, u16), day: NaiveDate) -> Result<(), Unwritten> {
        let Some(date) = excel_day(day) else {
            return self.words(at, &day.to_string(), &self.formats.words);
        };
        self.page.write_datetime_with_format(at.0, at.1, &date, &self.formats.day)?;
        Ok(())
    }

    /// Writes a formula with the value that it has.
    pub(crate) fn formula(
        &mut self,
        (row, column): (u32, u16),
        formula: &str,
        value: &str,
        format: &Format,
    ) -> Result<(), Unwritten> {
        let formula = Formula::new(formula).set_result(value);
        self.page.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }

    /// Makes a row as tall as its longest text needs: not every program does so by itself. Each
    /// text comes with the width of its column in letters.
    pub(crate) fn fit(&mut self, row: u32, texts: &[(&str, usize)]) -> Result<(), Unwritten> {
        let lines = |(text, width): &(&str, usize)| -> usize {
            // The letters of the font are narrower than the digits that widths are told in.
            let room = (width + width / 8).max(1);
            let of = |line: &str| line.chars().count().div_ceil(room).max(1);
            text.lines().map(of).sum()
        };
        let lines = texts.iter().map(lines).max().unwrap_or(1).clamp(1, 20);
        if lines > 1 {
            let lines = u8::try_from(lines).unwrap_or(20);
            self.page.set_row_height(row, f64::from(lines) * 15.0)?;
        }
        Ok(())
    }

    /// The sheet's name as formulas write it.
    pub(crate) fn reference(&self) -> String {
        format!("'{}'!", self.name.replace('\'', "''"))
    }
}

/// A day as spreadsheets know it: from 1900 on.
pub(crate) fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    let [month, day] = [day.month(), day.day()].map(|part| u8::try_from(part).unwrap_or(1));
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// Decimal text as the only kind of number that a spreadsheet has.
pub(crate) fn floating(text: &str) -> f64 {
    text.parse().unwrap_or(f64::MAX)
}

/// The name of a cell: `C12`.
pub(crate) fn cell((row, column): (u32, u16)) -> String {
    format!("{}{}", letters(column), row.saturating_add(1))
}

/// The letters of a column: `A`, `Z`, `AA`.
pub(crate) fn letters(column: u16) -> String {
    let mut rest = u32::from(column) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 51, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "ZZ", "AAA"]);
        assert_eq!(cell((0, 2)), "C1");
    }

    #[test]
    fn names_of_sheets_are_cut_cleaned_and_unlike() {
        let mut book = Book::new("a", NaiveDate::default()).unwrap();
        let long = "Cộng đồng học tập [cấp xã]: tất cả các nơi";
        let names: Vec<String> =
            [long, long, "?'", "", "A", "a"].map(|name| book.sheet(name).unwrap().name).into();
        assert_eq!(names[0], "Cộng đồng học tập cấp xã tất cả");
        assert_eq!(names[1], "Cộng đồng học tập cấp xã  2");
        assert_eq!(names[2..], ["-", "- 2", "A", "a 2"]);
        assert!(book.bytes().is_ok());
    }
}

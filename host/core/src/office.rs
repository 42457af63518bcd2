//! An office's own table as it stands in its file, to be shown again.

use chrono::NaiveDate;

/// A part of a file, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfficePart {
    /// A sheet begins.
    Sheet {
        /// Its name; none for a text file.
        name: Option<String>,
        /// Its merged cells: first row and column, last row and column; rows from 1, columns from
        /// 0.
        merges: Vec<((u32, u32), (u32, u32))>,
    },
    /// A row of the sheet that began last; only rows that hold something come.
    Row {
        /// Its number as the officer sees it, from 1: the line of a text file.
        row: u32,
        /// Its cells from the left, with their columns from 0.
        cells: Vec<(u32, OfficeCell)>,
    },
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfficeCell {
    /// Words, or a number of a text file: they are shown as they stand.
    Text(String),
    /// A number of a spreadsheet, as plain digits.
    Number(String),
    /// A number of a spreadsheet that is shown times a hundred, as plain digits.
    Percent(String),
    /// A whole number of a spreadsheet that is shown with zeros before it, to so many digits.
    Padded(String, u8),
    /// A day.
    Day(NaiveDate),
    /// True or false.
    Flag(bool),
}

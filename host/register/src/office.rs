//! Registers as offices keep them.

pub use encoding::Encoding;

mod day;
mod dictionary;
mod encoding;
mod fold;
mod heading;
mod identity;
mod number;
mod package;
mod raw_cell;
mod records;
mod sheet;
mod shown;
mod style;
mod tcvn3;
mod words;
mod workbook;

//! How the cells of a repeated sheet look: made once for each colour and shape.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatBorder};

use crate::book::Formats;

/// What a cell is painted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Paint {
    /// Above the table.
    Plain,
    /// The header.
    Header,
    /// The table.
    Cell,
    /// Refused.
    Refused,
    /// To be looked at.
    Noticed,
}

/// The formats so far.
pub(super) struct Paints {
    /// Above the table.
    plain: Format,
    /// The table.
    cell: Format,
    /// The header.
    header: Format,
    /// By paint and shape; true for words that look like a formula.
    made: BTreeMap<(Paint, String, bool), Format>,
}

impl Paints {
    /// From the formats of a book.
    pub(super) fn new(formats: &Formats) -> Self {
        let plain = formats.note.clone();
        let cell = plain.clone().set_border(FormatBorder::Thin);
        let header = formats.header.clone();
        Self { plain, cell, header, made: BTreeMap::new() }
    }

    /// The format of a number with a shape; of words, where there is none.
    pub(super) fn get(&mut self, paint: Paint, shape: &str) -> &Format {
        self.made(paint, shape, false)
    }

    /// The format of words. Those that look like a formula are marked as words, so that they stay
    /// words even after somebody has typed in the cell.
    pub(super) fn words(&mut self, paint: Paint, text: &str) -> &Format {
        self.made(paint, "", text.trim_start().starts_with(['=', '+', '-', '@']))
    }

    /// The format of merged cells.
    pub(super) const fn merged(&self) -> &Format {
        &self.cell
    }

    /// A format, made where it is not there yet.
    fn made(&mut self, paint: Paint, shape: &str, quoted: bool) -> &Format {
        let Self { plain, cell, header, made } = self;
        made.entry((paint, shape.to_owned(), quoted)).or_insert_with(|| {
            let format = match paint {
                Paint::Plain => plain.clone(),
                Paint::Header => header.clone(),
                Paint::Cell => cell.clone(),
                Paint::Refused => cell.clone().set_background_color(super::REFUSED),
                Paint::Noticed => cell.clone().set_background_color(super::NOTICED),
            };
            let format = if shape.is_empty() { format } else { format.set_num_format(shape) };
            if quoted { format.set_quote_prefix() } else { format }
        })
    }
}

//! A part of a report: a heading, a table, notes. Every format draws it in its own way.

use chrono::NaiveDate;
use tieuchi_core::Decimal;

use crate::{
    lang::{Lang, NOTHING},
    messages::{Argument, Messages},
    overview::section::Section,
    rate::Rate,
};

/// A part of a report.
#[derive(Debug)]
pub(crate) struct Part {
    /// Which.
    pub(crate) section: Section,
    /// How many things it is about, where that is worth saying.
    pub(crate) count: Option<u64>,
    /// Its columns.
    pub(crate) columns: Vec<Column>,
    /// Whether the first column only says to which group a row belongs.
    pub(crate) grouped: bool,
    /// Its rows.
    pub(crate) rows: Vec<Row>,
    /// What has to be said of it.
    pub(crate) notes: Vec<String>,
}

/// One column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Its header, in lines.
    pub(crate) header: Vec<String>,
    /// What stands in it.
    pub(crate) figure: Figure,
    /// On a screen longer words go on in the next line.
    pub(crate) width_max: usize,
    /// Where there is room for it.
    pub(crate) room: Room,
}

/// Where there is room for a column: nowhere less than in those after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Room {
    /// Only in a spreadsheet.
    Sheet,
    /// On paper, too.
    Paper,
    /// Even on a terminal.
    Screen,
}

/// What stands in a column. Where a number comes from others, it names their columns, so that a
/// spreadsheet can work it out again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Figure {
    /// Words.
    Words,
    /// Numbers.
    Count,
    /// The sum of other columns.
    Sum(&'static [usize]),
    /// Rates: the columns of the least part, of the greatest part, of the whole.
    Rate(&'static [usize], &'static [usize], &'static [usize]),
}

/// One row.
#[derive(Debug, Clone)]
pub(crate) enum Row {
    /// A cell for each column.
    Body(Vec<Cell>),
    /// More of the row above.
    Sub(Vec<Cell>),
    /// The sum of rows whose cell in the column of titles says the same.
    Total(Vec<Cell>),
    /// A new group begins.
    Gap,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// How many.
    Count(u64),
    /// How many: at least, at most.
    Span(u64, u64),
    /// A number.
    Number(Decimal),
    /// A day.
    Day(NaiveDate),
    /// A rate.
    Rate(Rate),
}

impl Part {
    /// Its heading.
    pub(crate) fn heading(&self, messages: &Messages) -> String {
        messages.word(&format!("report-section-{}", self.section.as_str()))
    }

    /// What it means, where that is not plain.
    pub(crate) fn why(&self, messages: &Messages) -> Option<String> {
        let key = format!("report-section-{}.why", self.section.as_str());
        messages.has(&key).then(|| messages.word(&key))
    }
}

impl Column {
    /// A column of words.
    pub(crate) fn words(messages: &Messages, name: &str, width_max: usize) -> Self {
        Self::of(messages, name, Figure::Words, width_max)
    }

    /// A column of numbers; these are never cut.
    pub(crate) fn counts(messages: &Messages, name: &str) -> Self {
        Self::of(messages, name, Figure::Count, usize::MAX)
    }

    /// A column of numbers that come from others.
    pub(crate) fn figures(messages: &Messages, name: &str, figure: Figure) -> Self {
        Self::of(messages, name, figure, usize::MAX)
    }

    /// A column.
    fn of(messages: &Messages, name: &str, figure: Figure, width_max: usize) -> Self {
        let header = messages.word(&format!("report-column-{name}"));
        Self {
            header: header.lines().map(str::to_owned).collect(),
            figure,
            width_max,
            room: Room::Screen,
        }
    }

    /// The column, with less room.
    pub(crate) fn only(mut self, room: Room) -> Self {
        self.room = room;
        self
    }

    /// Its header on one line.
    pub(crate) fn title(&self) -> String {
        self.header.join(" ")
    }
}

impl Row {
    /// Its cells.
    pub(crate) fn cells(&self) -> &[Cell] {
        match self {
            Self::Body(cells) | Self::Sub(cells) | Self::Total(cells) => cells,
            Self::Gap => &[],
        }
    }
}

impl Row {
    /// The cells of a row that is neither a sum nor a part of another.
    pub(crate) fn body(&self) -> Option<&Vec<Cell>> {
        match self {
            Self::Body(cells) => Some(cells),
            Self::Sub(_) | Self::Total(_) | Self::Gap => None,
        }
    }
}

impl Cell {
    /// Words.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The cell as a reader of a language reads it.
    pub(crate) fn written(&self, lang: Lang) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Count(count) => lang.number(*count),
            Self::Span(low, high) if low == high => lang.number(*low),
            Self::Span(low, high) => format!("{}–{}", lang.number(*low), lang.number(*high)),
            Self::Number(number) => lang.decimal(*number),
            Self::Day(day) => lang.day(*day),
            Self::Rate(rate) => lang.rate(*rate),
        }
    }
}

/// `–`, and what it means.
pub(crate) fn no_rate_note(messages: &Messages) -> String {
    format!("{NOTHING} {}", messages.word("report-no-rate"))
}

/// Words as an argument.
pub(crate) const fn words(text: &str) -> Argument<'_> {
    Argument::Text(text)
}

//! Charts of a workbook, with the figures that they are drawn from.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartMarker, ChartPatternFill, ChartPatternFillType, ChartSolidFill, ChartType, Color,
};

use super::{HEAD_ROWS, Placed, cached};
use crate::{
    book::{Book, DARK, Sheet, Unwritten, cell, letters},
    lang::NOTHING,
    messages::Messages,
    overview::section::Section,
    part::{Cell, Figure, Part, Row},
    rate::Rate,
};

/// The most series of one chart: more colours nobody can tell apart.
const SERIES_MAX: usize = 8;

/// Colours of series, dark enough on white.
const COLORS: [u32; SERIES_MAX] = [
    0x001d_4f80,
    0x00b4_5309,
    0x0004_7857,
    0x007c_3aed,
    0x009b_1c1c,
    0x0047_5569,
    0x000e_7490,
    0x00a2_1caf,
];

/// The chart of the summary: sure and open rates by title. The open part has its own column.
pub(super) fn of_summary(
    sheet: &mut Sheet<'_>,
    rates: &[Rate],
    places: &[u16],
    messages: &Messages,
) -> Result<(), Unwritten> {
    let first = HEAD_ROWS + 1;
    let last = HEAD_ROWS + u32::try_from(rates.len()).unwrap_or(0);
    // Title, assessed, recognised, not recognised, undetermined, rate (two columns), outside.
    let (Some(low), Some(outside)) = (places.get(5), places.get(6)) else { return Ok(()) };
    let open = outside + 1;
    sheet.words(
        (first - 1, open),
        &messages.word("report-chart-open-column"),
        &sheet.formats.header,
    )?;
    sheet.page.set_column_width(open, 16)?;
    for (row, rate) in (first..).zip(rates) {
        let (low, high) = (cell((row, *low)), cell((row, low + 1)));
        let formula = format!("=IF({low}=\"{NOTHING}\",\"{NOTHING}\",{high}-{low})");
        let value = cached(rate.high.min(rate.of).saturating_sub(rate.low), rate.of);
        sheet.formula((row, open), &formula, &value, &sheet.formats.percent)?;
    }
    let mut pattern = ChartPatternFill::new();
    pattern
        .set_pattern(ChartPatternFillType::DiagonalStripesDarkUpwards)
        .set_foreground_color(DARK)
        .set_background_color(Color::White);
    let mut hatched = ChartFormat::new();
    hatched.set_pattern_fill(&pattern);
    let mut solid = ChartFormat::new();
    solid.set_solid_fill(ChartSolidFill::new().set_color(DARK));
    let mut chart = Chart::new(ChartType::BarStacked);
    let name = sheet.name.as_str();
    let series = [(*low, "report-chart-low", solid), (open, "report-chart-range", hatched)];
    for (column, key, mut format) in series {
        chart
            .add_series()
            .set_categories((name, first, 0, last, 0))
            .set_values((name, first, column, last, column))
            .set_name(messages.word(key).as_str())
            .set_gap(60)
            .set_format(&mut format);
    }
    // Lying bars: the upright axis holds the titles, the first on top, as in the table.
    chart.y_axis().set_reverse();
    chart.x_axis().set_min(0).set_max(1).set_num_format("0%");
    finish(&mut chart, &messages.word("report-chart-titles"));
    chart.set_width(900).set_height(120 + 40 * (last - first + 1));
    sheet.page.insert_chart(last + 2, 0, &chart)?;
    Ok(())
}

/// The sheet of charts: rates by commune and title, and year against year, each under the table
/// that it is drawn from.
pub(super) fn write(
    book: &mut Book,
    placed: &[(&Part, Placed)],
    messages: &Messages,
) -> Result<(), Unwritten> {
    let of = |section| placed.iter().find(|(part, _)| part.section == section);
    let communes = of(Section::Titles).map(|(part, placed)| Pivot::of(part, placed, (0, 1)));
    let years = of(Section::Years).map(|(part, placed)| Pivot::of(part, placed, (1, 0)));
    let told = |pivot: &Pivot| pivot.rows.len() > 1 && !pivot.columns.is_empty();
    let (communes, years) = (communes.filter(told), years.filter(told));
    if communes.is_none() && years.is_none() {
        return Ok(());
    }
    let mut sheet = book.sheet(&messages.word("report-sheet-charts"))?;
    sheet.page.set_landscape();
    sheet.page.set_column_width(0, 26)?;
    sheet.page.set_column_range_width(1, u16::try_from(SERIES_MAX).unwrap_or(8), 15)?;
    let mut row = 0;
    if let Some(pivot) = communes {
        let title = messages.word("report-section-titles");
        row = pivot.write(&mut sheet, row, (ChartType::Column, &title), messages)?;
    }
    if let Some(pivot) = years {
        let title = messages.word("report-section-years");
        pivot.write(&mut sheet, row, (ChartType::Line, &title), messages)?;
    }
    Ok(())
}

/// A lowest rate: in which row and column of a table it stands, and from which cell it comes.
#[derive(Debug, Clone)]
struct Taken {
    /// The row.
    row: usize,
    /// The column.
    column: usize,
    /// The cell.
    source: String,
    /// What it holds.
    rate: Rate,
}

/// A table of lowest rates, one cell for each pair of names.
#[derive(Debug, Default)]
struct Pivot {
    /// Names down the side.
    rows: Vec<String>,
    /// Names along the top; each becomes a series.
    columns: Vec<String>,
    /// The rates.
    cells: Vec<Taken>,
}

impl Pivot {
    /// Takes the rates of a section; two of its columns name the row and the column of each.
    fn of(part: &Part, placed: &Placed, (down_at, along_at): (usize, usize)) -> Self {
        let mut pivot = Self::default();
        let is_rate = |column: &crate::part::Column| matches!(column.figure, Figure::Rate(..));
        let rate_at = part.columns.iter().position(is_rate);
        let (Some(rate_at), Some((first, _))) = (rate_at, placed.rows) else { return pivot };
        let bodies = part.rows.iter().filter_map(Row::body);
        for (row, cells) in (first..).zip(bodies) {
            let (Some(Cell::Rate(rate)), Some(Cell::Text(down)), Some(Cell::Text(along))) =
                (cells.get(rate_at), cells.get(down_at), cells.get(along_at))
            else {
                continue;
            };
            let at = (row, placed.columns.get(rate_at).copied().unwrap_or(0));
            pivot.cells.push(Taken {
                row: position(&mut pivot.rows, down),
                column: position(&mut pivot.columns, along),
                source: format!("{}{}", placed.reference, cell(at)),
                rate: *rate,
            });
        }
        pivot.without_what_tells_nothing()
    }

    /// Leaves out columns where each rate is of one subject, or all are nothing.
    fn without_what_tells_nothing(self) -> Self {
        let told = |column: &usize| {
            let mut of = self.cells.iter().filter(|cell| cell.column == *column);
            of.any(|cell| cell.rate.of > 1 && cell.rate.high > 0)
        };
        let kept: Vec<usize> = (0..self.columns.len()).filter(told).take(SERIES_MAX).collect();
        let cells = self.cells.iter().filter_map(|cell| {
            let column = kept.iter().position(|kept| *kept == cell.column)?;
            Some(Taken { column, ..cell.clone() })
        });
        let cells = cells.collect();
        let columns = kept.iter().filter_map(|kept| self.columns.get(*kept).cloned()).collect();
        Self { rows: self.rows, columns, cells }
    }

    /// Writes the table and its chart below it; gives the row after them.
    fn write(
        &self,
        sheet: &mut Sheet<'_>,
        top: u32,
        (kind, title): (ChartType, &str),
        messages: &Messages,
    ) -> Result<u32, Unwritten> {
        sheet.words((top, 0), title, &sheet.formats.heading)?;
        let note = messages.word("report-chart-sure-rate");
        sheet.words((top + 1, 0), &note, &sheet.formats.note)?;
        let header = top + 2;
        sheet.words((header, 0), "", &sheet.formats.header)?;
        sheet.page.set_row_height(header, 48)?;
        for (column, name) in (1_u16..).zip(&self.columns) {
            sheet.words((header, column), name, &sheet.formats.header)?;
        }
        let mut last = header;
        for (row, name) in (header + 1..).zip(&self.rows) {
            sheet.words((row, 0), name, &sheet.formats.words)?;
            last = row;
        }
        for taken in &self.cells {
            let row = header + 1 + u32::try_from(taken.row).unwrap_or(0);
            let column = 1 + u16::try_from(taken.column).unwrap_or(0);
            let value = cached(taken.rate.low, taken.rate.of);
            let formula = format!("={}", taken.source);
            sheet.formula((row, column), &formula, &value, &sheet.formats.percent)?;
        }
        let mut chart = self.chart(sheet, (header, last), kind);
        chart.y_axis().set_min(0).set_max(1).set_num_format("0%");
        chart.y_axis().set_name(messages.word("report-chart-rate").as_str());
        finish(&mut chart, title);
        chart.show_empty_cells_as(ChartEmptyCells::Gaps);
        chart.set_width(1100).set_height(380);
        sheet.page.insert_chart(last + 2, 0, &chart)?;
        Ok(last + 24)
    }

    /// The chart of the table that stands from its header to its last row.
    fn chart(&self, sheet: &Sheet<'_>, (header, last): (u32, u32), kind: ChartType) -> Chart {
        let mut chart = Chart::new(kind);
        let name = sheet.name.as_str();
        for (column, color) in (1..=self.columns.len()).zip(COLORS) {
            let column = u16::try_from(column).unwrap_or(1);
            let color = Color::RGB(color);
            let mut format = ChartFormat::new();
            if kind == ChartType::Line {
                format.set_line(ChartLine::new().set_color(color).set_width(2.25));
            } else {
                format.set_solid_fill(ChartSolidFill::new().set_color(color));
            }
            let title = format!("={}${}${}", sheet.reference(), letters(column), header + 1);
            let series = chart.add_series();
            series
                .set_categories((name, header + 1, 0, last, 0))
                .set_values((name, header + 1, column, last, column))
                .set_name(title.as_str())
                .set_format(&mut format);
            if kind == ChartType::Line {
                let mut label = ChartDataLabel::new();
                series.set_data_label(label.show_value().set_num_format("0.0%"));
                series.set_marker(ChartMarker::new().set_automatic());
            }
        }
        chart
    }
}

/// Where a name stands; at the end if it is new.
fn position(names: &mut Vec<String>, name: &str) -> usize {
    names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    })
}

/// Title and legend.
fn finish(chart: &mut Chart, title: &str) {
    let mut font = ChartFont::new();
    font.set_name("Times New Roman").set_size(12).set_bold();
    chart.title().set_name(title).set_font(&font);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_alt_text(title);
}

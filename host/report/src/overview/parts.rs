//! The sections of a report as tables, before any format.

use tieuchi_core::{Counts, Overview, RunSummary, TitleSummary};

use crate::{
    collation,
    count::{Count, Total, totals},
    messages::Messages,
    overview::section::Section,
    part::{Cell, Column, Figure, Part, Room, Row, no_rate_note, words},
    rate::Rate,
};

mod against;
mod judged;
mod lists;

pub(crate) use judged::fail_rate;
pub(crate) use lists::{editions, evidence, faults, grouped_papers, outstanding, papers};

/// All sections of an overview that have something to tell, in the order of a report.
pub(crate) fn of(overview: &Overview, messages: &Messages) -> Vec<Part> {
    let summary = &overview.summary;
    let parts = [
        titles(summary, overview.place.is_none(), messages),
        levels(summary, messages),
        editions(summary, messages),
        against::targets(overview, messages),
        hamlets_of_one_commune(overview, messages),
        judged::people(overview, messages),
        judged::criteria(overview, messages),
        evidence(summary, messages),
        papers(summary, messages),
        against::years(overview, messages),
        outstanding(overview, messages),
        faults(summary, messages),
    ];
    parts.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

/// The six columns of figures from `assessed` on, behind two columns of words.
fn figures(messages: &Messages) -> [Column; 6] {
    [
        Column::figures(messages, "assessed", Figure::Sum(&[3, 4, 5])),
        Column::counts(messages, "recognised"),
        Column::counts(messages, "not-recognised"),
        Column::counts(messages, "undetermined"),
        Column::figures(messages, "rate", Figure::Rate(&[3], &[3, 5], &[2])),
        Column::counts(messages, "not-applicable").only(Room::Paper),
    ]
}

/// The cells of those columns.
fn figure_cells(counts: Counts) -> [Cell; 6] {
    [
        Cell::Count(counts.assessed()),
        Cell::Count(counts.recognised),
        Cell::Count(counts.not_recognised),
        Cell::Count(counts.undetermined),
        Cell::Rate(Rate::of_counts(counts)),
        Cell::Count(counts.not_applicable),
    ]
}

/// A row of words and figures.
fn row(first: impl IntoIterator<Item = String>, counts: Counts) -> Vec<Cell> {
    first.into_iter().map(Cell::Text).chain(figure_cells(counts)).collect()
}

/// Lines by the name of their commune, titles in the order of judging.
pub(crate) fn sorted_lines(summary: &RunSummary) -> Vec<&TitleSummary> {
    let mut lines: Vec<&TitleSummary> = summary.lines.iter().collect();
    lines.sort_by_cached_key(|line| (collation::key(&line.place_name), line.place.clone()));
    lines
}

/// A line for each commune and title, and one for each title over all communes.
pub(crate) fn titles(summary: &RunSummary, with_totals: bool, messages: &Messages) -> Part {
    let mut columns =
        vec![Column::words(messages, "commune", 22), Column::words(messages, "title", 30)];
    columns.extend(figures(messages));
    let mut rows = Vec::new();
    let lines = sorted_lines(summary);
    for (position, line) in lines.iter().enumerate() {
        if position > 0 && lines[position - 1].place != line.place {
            rows.push(Row::Gap);
        }
        let count = Count::of(line);
        rows.push(Row::Body(row([line.place_name.clone(), line.title_name.clone()], count.counts)));
        rows.extend(level_rows(&count));
    }
    if with_totals {
        for total in totals(summary) {
            let first = [messages.word("common-total"), total.name.to_owned()];
            rows.push(Row::Total(row(first, total.count.counts)));
            rows.extend(level_rows(&total.count));
        }
    }
    let mut notes = Vec::new();
    if summary.lines.iter().any(|line| Count::of(line).counts.assessed() == 0) {
        notes.push(no_rate_note(messages));
    }
    let lang = messages.lang();
    let outside: Vec<String> = totals(summary)
        .iter()
        .filter(|total| total.count.counts.not_applicable > 0)
        .map(|total| format!("{} {}", total.name, lang.number(total.count.counts.not_applicable)))
        .collect();
    if !outside.is_empty() {
        let titles = outside.join("; ");
        notes.push(messages.text("report-not-applicable", &[("titles", words(&titles))]));
    }
    Part { section: Section::Titles, count: None, columns, grouped: true, rows, notes }
}

/// A line for each title over all communes, without a commune before it.
pub(crate) fn totals_alone(totals: &[Total<'_>], messages: &Messages) -> Part {
    let mut columns = vec![Column::words(messages, "title", 40)];
    columns.extend(figures(messages));
    columns[1].figure = Figure::Sum(&[2, 3, 4]);
    columns[5].figure = Figure::Rate(&[2], &[2, 4], &[1]);
    let line = |total: &Total<'_>| Row::Body(row([total.name.to_owned()], total.count.counts));
    let rows = totals.iter().map(line).collect();
    Part { section: Section::Titles, count: None, columns, grouped: false, rows, notes: Vec::new() }
}

/// A row for each level, under the row of its title.
fn level_rows(count: &Count) -> impl Iterator<Item = Row> + '_ {
    count.levels.iter().map(|(name, subjects)| {
        Row::Sub(vec![
            Cell::Empty,
            Cell::text(format!("  {name}")),
            Cell::Empty,
            Cell::Count(*subjects),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ])
    })
}

/// Subjects by level, a row for each.
pub(crate) fn levels(summary: &RunSummary, messages: &Messages) -> Part {
    let columns = vec![
        Column::words(messages, "commune", 22),
        Column::words(messages, "title", 30),
        Column::words(messages, "level", 24),
        Column::counts(messages, "recognised"),
    ];
    let mut rows = Vec::new();
    for line in sorted_lines(summary) {
        for (name, subjects) in &line.levels {
            let words = [&line.place_name, &line.title_name, name].map(Cell::text);
            rows.push(Row::Body(words.into_iter().chain([Cell::Count(*subjects)]).collect()));
        }
    }
    Part { section: Section::Levels, count: None, columns, grouped: false, rows, notes: Vec::new() }
}

/// A line for each hamlet and title, where the report is of one commune; of several it would take
/// most of the report.
fn hamlets_of_one_commune(overview: &Overview, messages: &Messages) -> Part {
    let mut part = hamlets(overview, messages);
    let first = overview.hamlets.first().map(|line| &line.place);
    if overview.hamlets.iter().any(|line| Some(&line.place) != first) {
        part.rows.clear();
    }
    part
}

/// A line for each hamlet and title.
pub(crate) fn hamlets(overview: &Overview, messages: &Messages) -> Part {
    let mut columns =
        vec![Column::words(messages, "hamlet", 26), Column::words(messages, "title", 30)];
    columns.extend(figures(messages));
    let mut lines: Vec<_> = overview.hamlets.iter().collect();
    lines.sort_by_cached_key(|line| {
        (line.hamlet.is_none(), collation::key(&line.name), line.hamlet.clone())
    });
    let mut rows = Vec::new();
    for (position, line) in lines.iter().enumerate() {
        if position > 0 && lines[position - 1].hamlet != line.hamlet {
            rows.push(Row::Gap);
        }
        let name = match line.hamlet {
            Some(_) => line.name.clone(),
            None => messages.word("report-no-hamlet"),
        };
        rows.push(Row::Body(row([name, line.title_name.clone()], line.counts)));
    }
    let nobody = lines.iter().any(|line| line.counts.assessed() == 0);
    let notes = nobody.then(|| no_rate_note(messages)).into_iter().collect();
    Part { section: Section::Hamlets, count: None, columns, grouped: true, rows, notes }
}

//! A report as a page of text.

use tieuchi_core::{Overview, RunSummary};

use crate::{
    lang::Lang,
    layout::{self, clean, grid, paragraph},
    messages::Messages,
    overview::{parts, section::Section},
    part::{Cell, Column, Figure, Part, Room, Row, words},
};

#[cfg(test)]
mod tests;

/// A report as a page of text: each section with its table and its notes.
///
/// Rates are exact, rounded half up to two digits, and out of what their header says; where the
/// missing evidence decides, a rate is a range.
pub fn overview_text(overview: &Overview, lang: Lang) -> String {
    let messages = Messages::of(lang);
    let parts = parts::of(overview, messages);
    page(&title_lines(overview, messages), &overview.summary, &parts, messages)
}

/// A run as a page of text: a line for each commune and title, totals, and what is missing.
pub fn table(summary: &RunSummary, lang: Lang) -> String {
    let messages = Messages::of(lang);
    let parts = [
        parts::titles(summary, true, messages),
        parts::editions(summary, messages),
        parts::papers(summary, messages),
        parts::evidence(summary, messages),
        parts::faults(summary, messages),
    ];
    let lines = [messages.word("report-heading"), run_line(summary, None, messages)];
    page(&lines, summary, &parts, messages)
}

/// The heading of a report: what it is, and of what.
pub(crate) fn title_lines(overview: &Overview, messages: &Messages) -> [String; 2] {
    let place = overview.place.as_ref().map(|code| {
        let line = overview.summary.lines.iter().find(|line| line.place == *code);
        line.map_or(code.as_str(), |line| line.place_name.as_str())
    });
    [messages.word("report-heading"), run_line(&overview.summary, place, messages)]
}

/// Workspace, period and run.
fn run_line(summary: &RunSummary, place: Option<&str>, messages: &Messages) -> String {
    let (period, run) = (summary.period.to_string(), summary.run.to_string());
    let mut arguments = vec![
        ("workspace", words(&summary.workspace)),
        ("period", words(&period)),
        ("run", words(&run)),
    ];
    let Some(place) = place else { return messages.text("report-of", &arguments) };
    arguments.push(("place", words(place)));
    messages.text("report-of-place", &arguments)
}

/// The whole page.
fn page(title: &[String], summary: &RunSummary, parts: &[Part], messages: &Messages) -> String {
    let mut text = String::new();
    for line in title {
        text.push_str(&clean(line));
        text.push('\n');
    }
    text.push('\n');
    if summary.lines.is_empty() {
        text.push_str(&paragraph(&messages.word("report-nothing")));
    }
    for part in parts.iter().filter(|part| !part.rows.is_empty()) {
        match part.section {
            // The first table needs no heading; levels stand in it.
            Section::Titles => text.push_str(&table_of(part, messages)),
            Section::Levels => {}
            section => {
                text.push_str(&heading(part, messages));
                text.push_str(&match section {
                    Section::Editions => editions(part, messages),
                    Section::Papers => papers(summary, messages),
                    _ => table_of(part, messages),
                });
            }
        }
        let notes = part.notes.iter().map(|note| paragraph(&clean(note)));
        text.extend(notes);
    }
    text
}

/// The heading of a section with how many things stand in it, and what it means.
fn heading(part: &Part, messages: &Messages) -> String {
    let lang = messages.lang();
    let count = part.count.map(|count| format!(" ({})", lang.number(count))).unwrap_or_default();
    let why = part.why(messages).map(|why| paragraph(&why)).unwrap_or_default();
    format!("\n{}{count}\n{why}", part.heading(messages))
}

/// The table of a section.
fn table_of(part: &Part, messages: &Messages) -> String {
    let lang = messages.lang();
    let shown = |column: &&Column| column.room == Room::Screen;
    let columns: Vec<layout::Column> = part
        .columns
        .iter()
        .filter(shown)
        .map(|column| layout::Column {
            header: column.header.clone(),
            right: column.figure != Figure::Words,
            width_max: column.width_max,
        })
        .collect();
    let cells = |row: &Row| {
        let cells = part.columns.iter().zip(row.cells()).filter(|(column, _)| shown(column));
        layout::Row::Cells(cells.map(|(_, cell)| Cell::written(cell, lang)).collect())
    };
    let mut rows = Vec::new();
    let mut in_totals = false;
    for row in &part.rows {
        if matches!(row, Row::Total(_)) && !in_totals {
            in_totals = true;
            rows.push(layout::Row::Rule);
        }
        rows.push(if matches!(row, Row::Gap) { layout::Row::Blank } else { cells(row) });
    }
    grid(&columns, &rows)
}

/// Which edition of each ruleset was applied, a line each.
fn editions(part: &Part, messages: &Messages) -> String {
    let lang = messages.lang();
    let line = |row: &Row| {
        let [name, day] = row.cells() else { return String::new() };
        let day = day.written(lang);
        let from = messages.text("report-in-force-from", &[("day", words(&day))]);
        paragraph(&format!("  {}: {from}", clean(&name.written(lang))))
    };
    part.rows.iter().map(line).collect()
}

/// Values that no source gives, under the paper that would give them.
fn papers(summary: &RunSummary, messages: &Messages) -> String {
    let mut text = String::new();
    let mut last = None;
    for (title, paper, values) in parts::grouped_papers(summary, messages) {
        if last.as_ref() != Some(&title) {
            text.push_str(&paragraph(&format!("  {}", clean(&title))));
        }
        text.push_str(&paragraph(&format!("    {}", clean(paper))));
        for value in values {
            text.push_str(&paragraph(&format!("      {}", clean(&value))));
        }
        last = Some(title);
    }
    text
}

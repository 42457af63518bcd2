//! Sections that hold the figures against something: targets, the years before.

use tieuchi_core::Overview;

use super::{figure_cells, figures};
use crate::{
    messages::{Argument, Messages},
    overview::section::Section,
    part::{Cell, Column, Figure, Part, Room, Row, words},
    rate::{Rate, Standing},
};

/// A line for each target.
pub(super) fn targets(overview: &Overview, messages: &Messages) -> Part {
    let columns = vec![
        Column::words(messages, "target", 22),
        Column::words(messages, "year", 4),
        Column::words(messages, "of", 19),
        Column::words(messages, "wanted", 8),
        Column::counts(messages, "reached"),
        Column::counts(messages, "open").only(Room::Sheet),
        Column::counts(messages, "counted"),
        Column::counts(messages, "uncertain").only(Room::Sheet),
        Column::figures(messages, "target-rate", Figure::Rate(&[4], &[4, 5, 7], &[6, 7])),
        Column::words(messages, "standing", 17),
        Column::words(messages, "reference", 30).only(Room::Sheet),
    ];
    let rows = overview.targets.iter().map(|line| {
        let rate = Rate::of_target(line);
        let wanted = match line.percent {
            Some(percent) => {
                messages.text("report-target-wanted", &[("percent", Argument::Number(percent))])
            }
            None => messages.word("report-target-no-value"),
        };
        let paper = line.missing.as_deref().unwrap_or(&line.reference);
        Row::Body(vec![
            Cell::text(&line.name),
            Cell::Text(line.year.to_string()),
            Cell::text(&line.of),
            Cell::Text(wanted),
            Cell::Count(line.recognised),
            Cell::Count(line.undetermined),
            Cell::Span(line.counted, line.counted.saturating_add(line.uncertain)),
            Cell::Count(line.uncertain),
            Cell::Rate(rate),
            Cell::Text(standing(rate.standing(line.percent), paper, messages)),
            Cell::text(&line.reference),
        ])
    });
    let rows = rows.collect();
    let notes = references(overview, messages).into_iter().collect();
    Part { section: Section::Targets, count: None, columns, grouped: false, rows, notes }
}

/// How a target stands, in words.
fn standing(standing: Standing, paper: &str, messages: &Messages) -> String {
    let key = format!("report-standing-{}", standing.as_str());
    messages.text(&key, &[("paper", words(paper))])
}

/// The papers that set the targets; none where there are no targets.
fn references(overview: &Overview, messages: &Messages) -> Option<String> {
    let mut papers: Vec<&str> = Vec::new();
    for line in &overview.targets {
        if !papers.contains(&line.reference.as_str()) {
            papers.push(&line.reference);
        }
    }
    let papers = papers.join("; ");
    let note = || messages.text("report-references", &[("papers", words(&papers))]);
    (!papers.is_empty()).then(note)
}

/// Year against year.
pub(super) fn years(overview: &Overview, messages: &Messages) -> Part {
    let mut columns =
        vec![Column::words(messages, "title", 26), Column::words(messages, "period", 8)];
    columns.extend(figures(messages));
    columns.push(Column::counts(messages, "decided"));
    let mut rows = Vec::new();
    for (position, line) in overview.years.iter().enumerate() {
        if position > 0 && overview.years[position - 1].title != line.title {
            rows.push(Row::Gap);
        }
        let mut cells = vec![Cell::text(&line.title_name), Cell::Text(line.period.to_string())];
        match line.counts {
            Some(counts) => cells.extend(figure_cells(counts)),
            None => cells.extend([const { Cell::Empty }; 6]),
        }
        cells.push(line.decided.map_or(Cell::Empty, Cell::Count));
        rows.push(Row::Body(cells));
    }
    Part { section: Section::Years, count: None, columns, grouped: true, rows, notes: Vec::new() }
}

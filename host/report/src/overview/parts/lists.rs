//! Sections that list things: editions, papers, evidence, outstanding subjects, faults.

use tieuchi_core::{MissingPaper, Overview, PlaceCode, RunSummary, TitleId};

use crate::{
    messages::{Argument, Messages},
    overview::section::Section,
    part::{Cell, Column, Part, Row, words},
};

/// Kinds of missing evidence that are told one by one.
pub(super) const EVIDENCE_MAX: usize = 20;

/// Which edition of each ruleset was applied.
pub(crate) fn editions(summary: &RunSummary, messages: &Messages) -> Part {
    let columns = vec![Column::words(messages, "title", 60), Column::words(messages, "from", 12)];
    let mut applied: Vec<(&TitleId, &str, chrono::NaiveDate)> = Vec::new();
    for line in &summary.lines {
        let edition = (&line.title, line.title_name.as_str(), line.edition);
        if !applied.contains(&edition) {
            applied.push(edition);
        }
    }
    let rows: Vec<Row> = applied
        .iter()
        .map(|(_, name, from)| Row::Body(vec![Cell::text(*name), Cell::Day(*from)]))
        .collect();
    let count = Some(rows.len() as u64);
    Part { section: Section::Editions, count, columns, grouped: false, rows, notes: Vec::new() }
}

/// Values that no source gives, with the paper that would give them.
pub(crate) fn papers(summary: &RunSummary, messages: &Messages) -> Part {
    let columns = vec![
        Column::words(messages, "title", 26),
        Column::words(messages, "paper", 44),
        Column::words(messages, "value", 44),
    ];
    let mut rows = Vec::new();
    for (title, paper, values) in grouped_papers(summary, messages) {
        let cells = [title, paper.to_owned(), values.join("; ")];
        rows.push(Row::Body(cells.map(Cell::Text).into()));
    }
    let count = Some(summary.papers.len() as u64);
    Part { section: Section::Papers, count, columns, grouped: false, rows, notes: Vec::new() }
}

/// Title, paper, and the values that it would give.
pub(crate) fn grouped_papers<'a>(
    summary: &'a RunSummary,
    messages: &Messages,
) -> Vec<(String, &'a str, Vec<String>)> {
    let mut groups = Vec::new();
    for group in group_by(&summary.papers, |paper| &paper.title) {
        let title = title_name(summary, &group[0].title).to_owned();
        for group in group_by(group, |paper| &paper.paper) {
            let paper = group[0].paper.as_str();
            let values = group_by(group, |paper| &paper.parameter)
                .iter()
                .map(|group| value(group, messages))
                .collect();
            groups.push((title.clone(), paper, values));
        }
    }
    groups
}

/// A value that is missing, with the levels at which it is.
fn value(group: &[&MissingPaper], messages: &Messages) -> String {
    let levels: Vec<String> =
        group.iter().filter_map(|paper| paper.level).map(|level| level.to_string()).collect();
    let name = &group[0].name;
    if levels.is_empty() {
        return name.clone();
    }
    let levels = levels.join(", ");
    format!("{name} ({})", messages.text("report-levels", &[("levels", words(&levels))]))
}

/// What is missing most often.
pub(crate) fn evidence(summary: &RunSummary, messages: &Messages) -> Part {
    let columns = vec![
        Column::words(messages, "title", 34),
        Column::words(messages, "indicator", 52),
        Column::counts(messages, "without-it"),
    ];
    let rows = summary
        .evidence
        .iter()
        .take(EVIDENCE_MAX)
        .map(|item| {
            let title = title_name(summary, &item.title);
            Row::Body(vec![Cell::text(title), Cell::text(&item.name), Cell::Count(item.subjects)])
        })
        .collect();
    let more = summary.evidence.len().saturating_sub(EVIDENCE_MAX) as u64;
    let count = Argument::Count(more);
    let notes = (more > 0).then(|| messages.text("report-more-evidence", &[("count", count)]));
    Part {
        section: Section::Evidence,
        count: Some(summary.evidence.len() as u64),
        columns,
        grouped: false,
        rows,
        notes: notes.into_iter().collect(),
    }
}

/// Outstanding subjects.
pub(crate) fn outstanding(overview: &Overview, messages: &Messages) -> Part {
    let columns = vec![
        Column::words(messages, "title", 30),
        Column::words(messages, "commune", 22),
        Column::words(messages, "subject", 28),
        Column::words(messages, "kind", 16),
        Column::counts(messages, "points"),
    ];
    let mut rows = Vec::new();
    for (position, line) in overview.outstanding.iter().enumerate() {
        if position > 0 && overview.outstanding[position - 1].title != line.title {
            rows.push(Row::Gap);
        }
        rows.push(Row::Body(vec![
            Cell::text(&line.title_name),
            Cell::text(&line.place_name),
            Cell::text(line.subject.as_str()),
            Cell::Text(messages.word(&format!("common-kind-{}", line.kind))),
            line.points.map_or(Cell::Empty, Cell::Number),
        ]));
    }
    let count = Some(overview.outstanding.len() as u64);
    Part { section: Section::Outstanding, count, columns, grouped: true, rows, notes: Vec::new() }
}

/// Checks that broke.
pub(crate) fn faults(summary: &RunSummary, messages: &Messages) -> Part {
    let columns = vec![
        Column::words(messages, "commune", 20),
        Column::words(messages, "title", 24),
        Column::words(messages, "criterion", 20),
        Column::counts(messages, "findings"),
        Column::words(messages, "fault", 36),
    ];
    let rows: Vec<Row> = summary
        .faults
        .iter()
        .map(|fault| {
            Row::Body(vec![
                Cell::text(place_name(summary, &fault.place)),
                Cell::text(title_name(summary, &fault.title)),
                Cell::text(fault.criterion.as_str()),
                Cell::Count(fault.subjects),
                Cell::text(&fault.message),
            ])
        })
        .collect();
    let count = Some(rows.len() as u64);
    Part { section: Section::Faults, count, columns, grouped: false, rows, notes: Vec::new() }
}

/// What people call a title; its id where the run has no line for it.
pub(crate) fn title_name<'a>(summary: &'a RunSummary, title: &'a TitleId) -> &'a str {
    let line = summary.lines.iter().find(|line| line.title == *title);
    line.map_or(title.as_str(), |line| &line.title_name)
}

/// What people call a commune; its code where the run has no line for it.
fn place_name<'a>(summary: &'a RunSummary, place: &'a PlaceCode) -> &'a str {
    let line = summary.lines.iter().find(|line| line.place == *place);
    line.map_or(place.as_str(), |line| &line.place_name)
}

/// Items with the same key together, groups and items in the order in which they appear.
fn group_by<'a, T, K: PartialEq>(
    items: impl IntoIterator<Item = &'a T>,
    key: impl Fn(&T) -> &K,
) -> Vec<Vec<&'a T>> {
    let mut groups: Vec<Vec<&T>> = Vec::new();
    for item in items {
        match groups.iter_mut().find(|group| key(group[0]) == key(item)) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fixture::run, lang::Lang};

    #[test]
    fn only_the_evidence_that_is_missing_most_often_is_told_one_by_one() {
        let mut run = run();
        run.evidence = vec![run.evidence[0].clone(); EVIDENCE_MAX + 5];
        let part = evidence(&run, Messages::of(Lang::Vi));
        assert_eq!((part.rows.len(), part.count), (EVIDENCE_MAX, Some(25)));
        assert_eq!(part.notes, ["… 5 minh chứng khác còn thiếu."]);
    }
}

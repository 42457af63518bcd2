//! Sections that look closer at what was judged: by sex and age, by criterion.

use std::cmp::Reverse;

use tieuchi_core::{CriterionLine, Overview, PeopleGroup};

use super::{figures, row};
use crate::{
    messages::{Argument, Messages},
    overview::section::Section,
    part::{Cell, Column, Figure, Part, Room, Row, no_rate_note, words},
    rate::Rate,
};

/// Criteria of one title that are told one by one.
const CRITERIA_MAX: usize = 10;

/// Titles of citizens by sex and age.
pub(super) fn people(overview: &Overview, messages: &Messages) -> Part {
    let mut columns =
        vec![Column::words(messages, "title", 30), Column::words(messages, "group", 26)];
    columns.extend(figures(messages));
    let mut rows = Vec::new();
    for (position, line) in overview.people.iter().enumerate() {
        if position > 0 && overview.people[position - 1].title != line.title {
            rows.push(Row::Gap);
        }
        rows.push(Row::Body(row(
            [line.title_name.clone(), group(line.group, messages)],
            line.counts,
        )));
    }
    let nobody = overview.people.iter().any(|line| line.counts.assessed() == 0);
    let notes = nobody.then(|| no_rate_note(messages)).into_iter().collect();
    Part { section: Section::People, count: None, columns, grouped: true, rows, notes }
}

/// A group of people, in words.
fn group(group: PeopleGroup, messages: &Messages) -> String {
    match group {
        PeopleGroup::Women => messages.word("report-group-women"),
        PeopleGroup::Men => messages.word("report-group-men"),
        PeopleGroup::SexUnknown => messages.word("report-group-sex-unknown"),
        PeopleGroup::AgeUnknown => messages.word("report-group-age-unknown"),
        PeopleGroup::Age(from, to) => {
            let from = ("from", Argument::Count(from.into()));
            match to {
                Some(to) => {
                    messages.text("report-group-age", &[from, ("to", Argument::Count(to.into()))])
                }
                None => messages.text("report-group-age-from", &[from]),
            }
        }
    }
}

/// The criteria of each title that fail most.
pub(super) fn criteria(overview: &Overview, messages: &Messages) -> Part {
    let columns = vec![
        Column::words(messages, "title", 22),
        Column::words(messages, "criterion", 36),
        Column::counts(messages, "fail"),
        Column::counts(messages, "unknown"),
        Column::counts(messages, "pass"),
        Column::figures(messages, "fail-rate", Figure::Rate(&[2], &[2, 3], &[2, 3, 4])),
        Column::counts(messages, "exempt").only(Room::Sheet),
        Column::counts(messages, "error").only(Room::Sheet),
    ];
    let (mut rows, mut cut) = (Vec::new(), false);
    for (first, lines) in by_title(&overview.criteria) {
        let told = lines.iter().filter(|line| line.fail > 0 || line.unknown > 0);
        cut |= told.clone().count() > CRITERIA_MAX;
        if !rows.is_empty() && told.clone().next().is_some() {
            rows.push(Row::Gap);
        }
        rows.extend(told.take(CRITERIA_MAX).map(|line| {
            Row::Body(vec![
                Cell::text(&first.title_name),
                Cell::Text(criterion_name(line, messages)),
                Cell::Count(line.fail),
                Cell::Count(line.unknown),
                Cell::Count(line.pass),
                Cell::Rate(fail_rate(line)),
                Cell::Count(line.not_applicable),
                Cell::Count(line.error),
            ])
        }));
    }
    let most = Argument::Count(CRITERIA_MAX as u64);
    let notes = cut.then(|| messages.text("report-more-criteria", &[("count", most)]));
    let notes = notes.into_iter().collect();
    Part { section: Section::Criteria, count: None, columns, grouped: true, rows, notes }
}

/// What a criterion is called, with the level for which it is asked where its id names one.
fn criterion_name(line: &CriterionLine, messages: &Messages) -> String {
    let Some((_, level)) = line.criterion.as_str().rsplit_once('@') else {
        return line.name.clone();
    };
    format!("{} ({})", line.name, messages.text("report-levels", &[("levels", words(level))]))
}

/// How often a criterion fails, out of those judged by it.
pub(crate) fn fail_rate(line: &CriterionLine) -> Rate {
    let high = line.fail.saturating_add(line.unknown);
    Rate { low: line.fail, high, of: high.saturating_add(line.pass) }
}

/// Criteria of one title together, those that fail most first.
fn by_title(lines: &[CriterionLine]) -> Vec<(&CriterionLine, Vec<&CriterionLine>)> {
    let mut titles: Vec<(&CriterionLine, Vec<&CriterionLine>)> = Vec::new();
    for line in lines {
        match titles.iter_mut().find(|(first, _)| first.title == line.title) {
            Some((_, lines)) => lines.push(line),
            None => titles.push((line, vec![line])),
        }
    }
    for (_, lines) in &mut titles {
        lines.sort_by_key(|line| Reverse(line.fail));
    }
    titles
}

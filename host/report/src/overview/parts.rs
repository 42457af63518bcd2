//! The sections of a report as tables, before any format.

use std::cmp::Reverse;

use tieuchi_core::{Counts, CriterionLine, Overview, PeopleGroup, RunSummary, TitleSummary};

use crate::{
    collation,
    count::{Count, totals},
    messages::{Argument, Messages},
    overview::section::Section,
    part::{Cell, Column, Figure, Part, Room, Row, no_rate_note, words},
    rate::{Rate, Standing},
};

mod lists;

pub(crate) use lists::{editions, evidence, faults, grouped_papers, outstanding, papers};

/// Criteria of one title that are told one by one.
const CRITERIA_MAX: usize = 10;

/// All sections of an overview that have something to tell, in the order of a report.
pub(crate) fn of(overview: &Overview, messages: &Messages) -> Vec<Part> {
    let summary = &overview.summary;
    let parts = [
        titles(summary, overview.place.is_none(), messages),
        levels(summary, messages),
        editions(summary, messages),
        targets(overview, messages),
        hamlets_of_one_commune(overview, messages),
        people(overview, messages),
        criteria(overview, messages),
        evidence(summary, messages),
        papers(summary, messages),
        years(overview, messages),
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
            let words = [&line.place_name, &line.title_name, name].map(|text| Cell::text(text));
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

/// A line for each target.
fn targets(overview: &Overview, messages: &Messages) -> Part {
    let columns = vec![
        Column::words(messages, "target", 24),
        Column::words(messages, "year", 4),
        Column::words(messages, "of", 22),
        Column::words(messages, "wanted", 8),
        Column::counts(messages, "reached"),
        Column::counts(messages, "open").only(Room::Sheet),
        Column::counts(messages, "counted"),
        Column::counts(messages, "uncertain").only(Room::Sheet),
        Column::figures(messages, "target-rate", Figure::Rate(&[4], &[4, 5, 7], &[6, 7])),
        Column::words(messages, "standing", 18),
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
            Cell::Count(line.counted),
            Cell::Count(line.uncertain),
            Cell::Rate(rate),
            Cell::Text(standing(rate.standing(line.percent), paper, messages)),
            Cell::text(&line.reference),
        ])
    });
    let rows = rows.collect();
    Part {
        section: Section::Targets,
        count: None,
        columns,
        grouped: false,
        rows,
        notes: Vec::new(),
    }
}

/// How a target stands, in words.
fn standing(standing: Standing, paper: &str, messages: &Messages) -> String {
    let key = format!("report-standing-{}", standing.as_str());
    messages.text(&key, &[("paper", words(paper))])
}

/// Titles of citizens by sex and age.
fn people(overview: &Overview, messages: &Messages) -> Part {
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
fn criteria(overview: &Overview, messages: &Messages) -> Part {
    let columns = vec![
        Column::words(messages, "title", 24),
        Column::words(messages, "criterion", 38),
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

/// Year against year.
fn years(overview: &Overview, messages: &Messages) -> Part {
    let mut columns =
        vec![Column::words(messages, "title", 30), Column::words(messages, "period", 8)];
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

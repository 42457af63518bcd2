//! A report as CSV: one tidy table for each section, with columns that programs may rely on.

use tieuchi_core::{Counts, Overview, PeopleGroup, RunSummary};

use crate::{
    count::Count,
    overview::{
        parts::{fail_rate, sorted_lines},
        section::Section,
    },
    rate::{Rate, plain_percent},
    separated::record,
};

#[cfg(test)]
mod tests;

/// The columns of figures.
const FIGURES: [&str; 7] = [
    "assessed",
    "recognised",
    "not-recognised",
    "undetermined",
    "not-applicable",
    "recognised-percent-low",
    "recognised-percent-high",
];

/// A section as CSV (RFC 4180): a header, then its rows; the header alone where there are none.
///
/// Percents are out of the subjects assessed (of a target: counted; of a criterion: judged), from
/// the least to the most that the missing evidence allows, and empty where there are none. Names
/// of columns stay as they are in every language. A cell that a spreadsheet would take for a
/// formula gets an apostrophe in front. UTF-8 without a byte order mark.
pub fn overview_csv(overview: &Overview, section: Section) -> String {
    let summary = &overview.summary;
    match section {
        Section::Titles => csv(summary),
        Section::Levels => levels(summary),
        Section::Editions => editions(summary),
        Section::Targets => targets(overview),
        Section::Hamlets => hamlets(overview),
        Section::People => people(overview),
        Section::Criteria => criteria(overview),
        Section::Evidence => evidence(summary),
        Section::Papers => papers(summary),
        Section::Years => years(overview),
        Section::Outstanding => outstanding(overview),
        Section::Faults => faults(summary),
    }
}

/// A run as CSV: a header and a line for each commune and title.
pub fn csv(summary: &RunSummary) -> String {
    let own = ["place", "place-name", "title", "title-name", "kind", "edition"];
    let mut file = Table::new(summary, own.iter().chain(&FIGURES).chain(&["levels"]));
    for line in sorted_lines(summary) {
        let count = Count::of(line);
        let level = |(name, subjects): &(String, u64)| format!("{name}: {subjects}");
        let mut cells = vec![
            line.place.to_string(),
            line.place_name.clone(),
            line.title.to_string(),
            line.title_name.clone(),
            line.kind.to_string(),
            line.edition.to_string(),
        ];
        cells.extend(figures(count.counts));
        cells.push(count.levels.iter().map(level).collect::<Vec<_>>().join("; "));
        file.push(cells);
    }
    file.text
}

/// Subjects by level.
fn levels(summary: &RunSummary) -> String {
    let own = ["place", "place-name", "title", "title-name", "level-name", "recognised"];
    let mut file = Table::new(summary, &own);
    for line in sorted_lines(summary) {
        for (name, subjects) in &line.levels {
            let ids =
                [line.place.as_str(), &line.place_name, line.title.as_str(), &line.title_name];
            let ids = ids.map(str::to_owned).into_iter();
            file.push(ids.chain([name.clone(), subjects.to_string()]));
        }
    }
    file.text
}

/// Which edition of each ruleset was applied.
fn editions(summary: &RunSummary) -> String {
    let mut file = Table::new(summary, &["title", "title-name", "edition"]);
    let mut applied = Vec::new();
    for line in &summary.lines {
        let cells = [line.title.to_string(), line.title_name.clone(), line.edition.to_string()];
        if !applied.contains(&cells) {
            applied.push(cells);
        }
    }
    applied.into_iter().for_each(|cells| file.push(cells));
    file.text
}

/// Targets of the year.
fn targets(overview: &Overview) -> String {
    let header = [
        "title",
        "target",
        "year",
        "of",
        "wanted-percent",
        "recognised",
        "undetermined",
        "counted",
        "uncertain",
        "percent-low",
        "percent-high",
        "standing",
        "missing-paper",
        "reference",
    ];
    let mut file = Table::new(&overview.summary, &header);
    for line in &overview.targets {
        let rate = Rate::of_target(line);
        let [low, high] = percents(rate);
        file.push([
            line.title.to_string(),
            line.name.clone(),
            line.year.to_string(),
            line.of.clone(),
            line.percent.map(|percent| percent.to_string()).unwrap_or_default(),
            line.recognised.to_string(),
            line.undetermined.to_string(),
            line.counted.to_string(),
            line.uncertain.to_string(),
            low,
            high,
            rate.standing(line.percent).as_str().to_owned(),
            line.missing.clone().unwrap_or_default(),
            line.reference.clone(),
        ]);
    }
    file.text
}

/// A line for each hamlet and title.
fn hamlets(overview: &Overview) -> String {
    let own = ["place", "hamlet", "hamlet-name", "title", "title-name"];
    let mut file = Table::new(&overview.summary, own.iter().chain(&FIGURES));
    for line in &overview.hamlets {
        let hamlet = line.hamlet.as_ref().map(ToString::to_string).unwrap_or_default();
        let own = [
            line.place.to_string(),
            hamlet,
            line.name.clone(),
            line.title.to_string(),
            line.title_name.clone(),
        ];
        file.push(own.into_iter().chain(figures(line.counts)));
    }
    file.text
}

/// Citizens by sex and age.
fn people(overview: &Overview) -> String {
    let own = ["title", "title-name", "group", "age-from", "age-to"];
    let mut file = Table::new(&overview.summary, own.iter().chain(&FIGURES));
    for line in &overview.people {
        let (group, from, to) = group(line.group);
        let age = |age: Option<u8>| age.map(|age| age.to_string()).unwrap_or_default();
        let own =
            [line.title.to_string(), line.title_name.clone(), group.to_owned(), age(from), age(to)];
        file.push(own.into_iter().chain(figures(line.counts)));
    }
    file.text
}

/// The word of a group and its ages.
pub(crate) const fn group(group: PeopleGroup) -> (&'static str, Option<u8>, Option<u8>) {
    match group {
        PeopleGroup::Women => ("women", None, None),
        PeopleGroup::Men => ("men", None, None),
        PeopleGroup::SexUnknown => ("sex-unknown", None, None),
        PeopleGroup::Age(from, to) => ("age", Some(from), to),
        PeopleGroup::AgeUnknown => ("age-unknown", None, None),
    }
}

/// All criteria, not only those that fail most.
fn criteria(overview: &Overview) -> String {
    let header = [
        "title",
        "title-name",
        "criterion",
        "criterion-name",
        "pass",
        "fail",
        "unknown",
        "not-applicable",
        "error",
        "fail-percent-low",
        "fail-percent-high",
    ];
    let mut file = Table::new(&overview.summary, &header);
    for line in &overview.criteria {
        let ids = [
            line.title.to_string(),
            line.title_name.clone(),
            line.criterion.to_string(),
            line.name.clone(),
        ];
        let counts = [line.pass, line.fail, line.unknown, line.not_applicable, line.error];
        let counts = counts.map(|count| count.to_string());
        file.push(ids.into_iter().chain(counts).chain(percents(fail_rate(line))));
    }
    file.text
}

/// What is missing.
fn evidence(summary: &RunSummary) -> String {
    let mut file = Table::new(summary, &["title", "indicator", "indicator-name", "subjects"]);
    for line in &summary.evidence {
        let ids = [line.title.to_string(), line.indicator.to_string(), line.name.clone()];
        file.push(ids.into_iter().chain([line.subjects.to_string()]));
    }
    file.text
}

/// Values that no source gives.
fn papers(summary: &RunSummary) -> String {
    let header = ["title", "parameter", "parameter-name", "level", "paper"];
    let mut file = Table::new(summary, &header);
    for line in &summary.papers {
        file.push([
            line.title.to_string(),
            line.parameter.to_string(),
            line.name.clone(),
            line.level.map(|level| level.to_string()).unwrap_or_default(),
            line.paper.clone(),
        ]);
    }
    file.text
}

/// Year against year. The first two columns are the run of this report, not of the year.
fn years(overview: &Overview) -> String {
    let own = ["title", "title-name", "year"];
    let mut file = Table::new(&overview.summary, own.iter().chain(&FIGURES).chain(&["decided"]));
    for line in &overview.years {
        let mut cells =
            vec![line.title.to_string(), line.title_name.clone(), line.period.to_string()];
        match line.counts {
            Some(counts) => cells.extend(figures(counts)),
            None => cells.extend([const { String::new() }; 7]),
        }
        cells.push(line.decided.map(|count| count.to_string()).unwrap_or_default());
        file.push(cells);
    }
    file.text
}

/// Outstanding subjects.
fn outstanding(overview: &Overview) -> String {
    let header = ["place", "place-name", "subject", "kind", "title", "title-name", "points"];
    let mut file = Table::new(&overview.summary, &header);
    for line in &overview.outstanding {
        file.push([
            line.place.to_string(),
            line.place_name.clone(),
            line.subject.to_string(),
            line.kind.to_string(),
            line.title.to_string(),
            line.title_name.clone(),
            line.points.map(|points| points.to_string()).unwrap_or_default(),
        ]);
    }
    file.text
}

/// Checks that broke.
fn faults(summary: &RunSummary) -> String {
    let mut file = Table::new(summary, &["place", "title", "criterion", "subjects", "message"]);
    for line in &summary.faults {
        let ids = [line.place.to_string(), line.title.to_string(), line.criterion.to_string()];
        file.push(ids.into_iter().chain([line.subjects.to_string(), line.message.clone()]));
    }
    file.text
}

/// A file whose rows begin with run and period.
#[derive(Debug)]
struct Table {
    /// So far.
    text: String,
    /// Run and period.
    first: [String; 2],
}

impl Table {
    /// A file with its header.
    fn new<'a>(summary: &RunSummary, header: impl IntoIterator<Item = &'a &'static str>) -> Self {
        let text = record(["run", "period"].iter().chain(header));
        Self { text, first: [summary.run.to_string(), summary.period.to_string()] }
    }

    /// Adds a row.
    fn push(&mut self, cells: impl IntoIterator<Item = String>) {
        self.text.push_str(&record(self.first.iter().cloned().chain(cells)));
    }
}

/// The cells of the columns of figures.
fn figures(counts: Counts) -> [String; 7] {
    let [low, high] = percents(Rate::of_counts(counts));
    [
        counts.assessed().to_string(),
        counts.recognised.to_string(),
        counts.not_recognised.to_string(),
        counts.undetermined.to_string(),
        counts.not_applicable.to_string(),
        low,
        high,
    ]
}

/// The least and the greatest rate; empty where there is none.
fn percents(rate: Rate) -> [String; 2] {
    let Some((low, high)) = rate.percents() else { return [String::new(), String::new()] };
    [plain_percent(low), plain_percent(high)]
}

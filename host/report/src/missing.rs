//! What a run lacks: papers that would give values, evidence, checks that broke.

use tieuchi_core::{PlaceCode, RunSummary, TitleId};

use crate::{
    lang::Lang,
    layout::{Column, Row, clean, grid, heading, paragraph},
};

/// Kinds of missing evidence that are told one by one.
const EVIDENCE_MAX: usize = 20;

/// Values that no source gives, under the paper that would give them.
pub(crate) fn papers(summary: &RunSummary, lang: Lang) -> String {
    if summary.papers.is_empty() {
        return String::new();
    }
    let words = lang.words();
    let mut text = heading(words.papers, &lang.number(summary.papers.len() as u64));
    text.push_str(&paragraph(words.papers_why));
    for group in group_by(&summary.papers, |paper| &paper.title) {
        text.push_str(&paragraph(&format!("  {}", clean(title_name(summary, &group[0].title)))));
        for group in group_by(&group, |paper| &paper.paper) {
            text.push_str(&paragraph(&format!("    {}", clean(&group[0].paper))));
            for group in group_by(&group, |paper| &paper.parameter) {
                let levels: Vec<String> =
                    group.iter().filter_map(|paper| paper.level).map(|n| n.to_string()).collect();
                let level = if levels.is_empty() {
                    String::new()
                } else {
                    format!(" ({} {})", words.level, levels.join(", "))
                };
                text.push_str(&paragraph(&format!("      {}{level}", clean(&group[0].name))));
            }
        }
    }
    text
}

/// What is missing most often.
pub(crate) fn evidence(summary: &RunSummary, lang: Lang) -> String {
    if summary.evidence.is_empty() {
        return String::new();
    }
    let words = lang.words();
    let mut text = heading(words.evidence, &lang.number(summary.evidence.len() as u64));
    text.push_str(&paragraph(words.evidence_why));
    let columns = [
        Column::words(words.title, 34),
        Column::words(words.indicator, 52),
        Column::numbers(words.without_it),
    ];
    let rows: Vec<Row> = summary
        .evidence
        .iter()
        .take(EVIDENCE_MAX)
        .map(|item| {
            let title = title_name(summary, &item.title).to_owned();
            Row::Cells(vec![title, item.name.clone(), lang.number(item.subjects)])
        })
        .collect();
    text.push_str(&grid(&columns, &rows));
    let more = summary.evidence.len().saturating_sub(EVIDENCE_MAX);
    if more > 0 {
        let sentence = format!("… {} {}.", lang.number(more as u64), words.more_evidence);
        text.push_str(&paragraph(&sentence));
    }
    text
}

/// Checks that broke.
pub(crate) fn faults(summary: &RunSummary, lang: Lang) -> String {
    if summary.faults.is_empty() {
        return String::new();
    }
    let words = lang.words();
    let mut text = heading(words.faults, &lang.number(summary.faults.len() as u64));
    text.push_str(&paragraph(words.faults_why));
    let columns = [
        Column::words(words.commune, 20),
        Column::words(words.title, 24),
        Column::words(words.criterion, 20),
        Column::numbers(words.findings),
        Column::words(words.fault, 36),
    ];
    let rows: Vec<Row> = summary
        .faults
        .iter()
        .map(|fault| {
            Row::Cells(vec![
                place_name(summary, &fault.place).to_owned(),
                title_name(summary, &fault.title).to_owned(),
                fault.criterion.to_string(),
                lang.number(fault.subjects),
                fault.message.clone(),
            ])
        })
        .collect();
    text.push_str(&grid(&columns, &rows));
    text
}

/// What people call a title; its id where the run has no line for it.
fn title_name<'a>(summary: &'a RunSummary, title: &'a TitleId) -> &'a str {
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
    use crate::fixture::run;

    #[test]
    fn only_the_evidence_that_is_missing_most_often_is_told_one_by_one() {
        let mut run = run();
        run.evidence = vec![run.evidence[0].clone(); EVIDENCE_MAX + 5];
        let page = evidence(&run, Lang::Vi);
        assert_eq!(page.matches("ngoại ngữ").count(), EVIDENCE_MAX);
        assert!(page.contains("Minh chứng còn thiếu nhiều nhất (25)"), "{page}");
        assert!(page.contains("… 5 minh chứng khác còn thiếu."), "{page}");
    }
}

//! A report as JSON for programs.

use serde_json::{Value, json};
use tieuchi_core::{
    Counts, CriterionLine, HamletLine, MissingEvidence, MissingPaper, OutstandingLine, Overview,
    PeopleLine, PlaceCode, RunFault, RunSummary, SubjectId, TargetLine, TitleSummary, YearLine,
};

use crate::{
    count::{Count, Total, totals},
    overview::{csv::group, parts::fail_rate},
    rate::{Rate, plain_percent},
};

/// A report as JSON: the run with all sections.
///
/// One object with stable keys, numbers as integers, decimals as text, days as `2024-12-31`. A rate
/// is exact (`numerator`, `undetermined`, `denominator`) and told in percent as decimal text, from
/// the least to the most that the missing evidence allows; it is `null` of nobody.
pub fn overview_json(overview: &Overview) -> String {
    let Overview { summary, place, hamlets, targets, people, criteria, years, outstanding } =
        overview;
    let mut object = run(summary);
    let sections = json!({
        "place": place.as_ref().map(PlaceCode::as_str),
        "hamlets": hamlets.iter().map(hamlet).collect::<Vec<_>>(),
        "targets": targets.iter().map(target).collect::<Vec<_>>(),
        "people": people.iter().map(group_of_people).collect::<Vec<_>>(),
        "criteria": criteria.iter().map(criterion).collect::<Vec<_>>(),
        "years": years.iter().map(year).collect::<Vec<_>>(),
        "outstanding": outstanding.iter().map(stands_out).collect::<Vec<_>>(),
    });
    object = join(object, sections);
    format!("{object:#}\n")
}

/// A run as JSON, in the manner of [`overview_json`].
pub fn json(summary: &RunSummary) -> String {
    format!("{:#}\n", run(summary))
}

/// A run.
fn run(summary: &RunSummary) -> Value {
    let RunSummary { run, workspace, period, lines, papers, evidence, faults } = summary;
    json!({
        "run": run,
        "workspace": workspace,
        "period": period.number(),
        "lines": lines.iter().map(line).collect::<Vec<_>>(),
        "totals": totals(summary).iter().map(total).collect::<Vec<_>>(),
        "papers": papers.iter().map(paper).collect::<Vec<_>>(),
        "evidence": evidence.iter().map(missing).collect::<Vec<_>>(),
        "faults": faults.iter().map(fault).collect::<Vec<_>>(),
    })
}

/// One title in one commune.
fn line(line: &TitleSummary) -> Value {
    let own = json!({
        "place": line.place.as_str(),
        "place-name": line.place_name,
        "title": line.title.as_str(),
        "title-name": line.title_name,
        "kind": line.kind.as_str(),
        "edition": line.edition.to_string(),
    });
    join(own, figures(&Count::of(line)))
}

/// One title over the workspace.
fn total(total: &Total<'_>) -> Value {
    let own = json!({
        "title": total.title.as_str(),
        "title-name": total.name,
        "kind": total.kind.as_str(),
    });
    join(own, figures(&total.count))
}

/// How many came to what, and at which level.
fn figures(count: &Count) -> Value {
    let level = |(name, subjects): &(String, u64)| json!({ "name": name, "subjects": subjects });
    let levels = json!({ "levels": count.levels.iter().map(level).collect::<Vec<_>>() });
    join(counts(count.counts), levels)
}

/// How many came to what.
fn counts(counts: Counts) -> Value {
    json!({
        "assessed": counts.assessed(),
        "recognised": counts.recognised,
        "not-recognised": counts.not_recognised,
        "undetermined": counts.undetermined,
        "not-applicable": counts.not_applicable,
        "rate": rate(Rate::of_counts(counts)),
    })
}

/// A rate; null of nobody.
fn rate(rate: Rate) -> Value {
    let Some((low, high)) = rate.percents() else { return Value::Null };
    json!({
        "numerator": rate.low,
        "undetermined": rate.high.saturating_sub(rate.low),
        "denominator": rate.of,
        "percent-low": plain_percent(low),
        "percent-high": plain_percent(high),
    })
}

/// One title in a hamlet.
fn hamlet(line: &HamletLine) -> Value {
    let HamletLine { place, hamlet, name, title, title_name, counts: figures } = line;
    let own = json!({
        "place": place.as_str(),
        "hamlet": hamlet.as_ref().map(SubjectId::as_str),
        "hamlet-name": name,
        "title": title.as_str(),
        "title-name": title_name,
    });
    join(own, counts(*figures))
}

/// A target.
fn target(line: &TargetLine) -> Value {
    let against = Rate::of_target(line);
    let TargetLine { name, title, year, percent, missing, of, .. } = line;
    json!({
        "name": name,
        "title": title.as_str(),
        "year": year,
        "wanted-percent": percent.map(|percent| percent.to_string()),
        "missing-paper": missing,
        "of": of,
        "recognised": line.recognised,
        "undetermined": line.undetermined,
        "counted": line.counted,
        "uncertain": line.uncertain,
        "rate": rate(against),
        "standing": against.standing(*percent).as_str(),
        "reference": line.reference,
    })
}

/// One title in a group of people.
fn group_of_people(line: &PeopleLine) -> Value {
    let PeopleLine { title, title_name, group: of, counts: figures } = line;
    let (group, age_from, age_to) = group(*of);
    let own = json!({
        "title": title.as_str(),
        "title-name": title_name,
        "group": group,
        "age-from": age_from,
        "age-to": age_to,
    });
    join(own, counts(*figures))
}

/// A criterion.
fn criterion(line: &CriterionLine) -> Value {
    let CriterionLine { title, title_name, criterion, name, .. } = line;
    json!({
        "title": title.as_str(),
        "title-name": title_name,
        "criterion": criterion.as_str(),
        "criterion-name": name,
        "pass": line.pass,
        "fail": line.fail,
        "unknown": line.unknown,
        "not-applicable": line.not_applicable,
        "error": line.error,
        "fail-rate": rate(fail_rate(line)),
    })
}

/// A title in a year.
fn year(line: &YearLine) -> Value {
    let YearLine { title, title_name, period, counts: figures, decided } = line;
    json!({
        "title": title.as_str(),
        "title-name": title_name,
        "period": period.number(),
        "figures": figures.map(counts),
        "decided": decided,
    })
}

/// A subject that stands out.
fn stands_out(line: &OutstandingLine) -> Value {
    let OutstandingLine { place, place_name, subject, kind, title, title_name, points } = line;
    json!({
        "place": place.as_str(),
        "place-name": place_name,
        "subject": subject.as_str(),
        "kind": kind.as_str(),
        "title": title.as_str(),
        "title-name": title_name,
        "points": points.map(|points| points.to_string()),
    })
}

/// A paper that would give a value.
fn paper(paper: &MissingPaper) -> Value {
    let MissingPaper { title, parameter, name, level, paper } = paper;
    json!({
        "title": title.as_str(),
        "parameter": parameter.as_str(),
        "name": name,
        "level": level,
        "paper": paper,
    })
}

/// Evidence that would settle something.
fn missing(evidence: &MissingEvidence) -> Value {
    let MissingEvidence { title, indicator, name, subjects } = evidence;
    json!({
        "title": title.as_str(),
        "indicator": indicator.as_str(),
        "name": name,
        "subjects": subjects,
    })
}

/// A check that broke.
fn fault(fault: &RunFault) -> Value {
    let RunFault { place, title, criterion, message, subjects } = fault;
    json!({
        "place": place.as_str(),
        "title": title.as_str(),
        "criterion": criterion.as_str(),
        "message": message,
        "subjects": subjects,
    })
}

/// The entries of both objects in one.
pub(crate) fn join(mut left: Value, mut right: Value) -> Value {
    if let (Some(left), Some(right)) = (left.as_object_mut(), right.as_object_mut()) {
        left.append(right);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{overview, run};

    fn parsed() -> Value {
        serde_json::from_str(&json(&run())).unwrap()
    }

    #[test]
    fn a_line_tells_exact_figures_under_stable_keys() {
        let expected = json!({
            "place": "30952", "place-name": "Thị trấn Gò Quao",
            "title": "don-vi-hoc-tap", "title-name": "Đơn vị học tập",
            "kind": "unit", "edition": "2023-12-11",
            "assessed": 9, "recognised": 6, "not-recognised": 1, "undetermined": 2,
            "not-applicable": 0,
            "rate": { "numerator": 6, "undetermined": 2, "denominator": 9,
                "percent-low": "66.67", "percent-high": "88.89", },
            "levels": [
                { "name": "Mức độ 1 (Khá)", "subjects": 4 },
                { "name": "Mức độ 2 (Tốt)", "subjects": 2 },
            ],
        });
        assert_eq!(parsed()["lines"][1], expected);
    }

    #[test]
    fn where_nobody_was_assessed_there_is_no_rate() {
        assert_eq!(parsed()["lines"][4]["rate"], Value::Null);
        assert_eq!(parsed()["totals"][2]["assessed"], 0);
    }

    #[test]
    fn totals_papers_evidence_and_faults_stand_beside_the_lines() {
        let run = parsed();
        assert_eq!((&run["run"], &run["period"]), (&json!(3), &json!(2024)));
        assert_eq!(run["totals"][0]["rate"]["numerator"], 9385);
        assert_eq!(run["papers"][1]["level"], 2);
        assert_eq!(run["papers"][3]["level"], Value::Null);
        assert_eq!(run["evidence"][0]["indicator"], "tu-cham.ngoai-ngu");
        assert_eq!(run["faults"][0]["message"], "plugin `literacy` ran past its time limit");
    }

    #[test]
    fn an_overview_adds_its_sections_to_the_run() {
        let overview: Value = serde_json::from_str(&overview_json(&overview())).unwrap();
        assert_eq!(overview["lines"], parsed()["lines"]);
        assert_eq!(overview["place"], Value::Null);
        assert_eq!(overview["hamlets"][0]["rate"]["percent-high"], "85.00");
        assert_eq!(overview["people"][2]["age-to"], 25);
        assert_eq!(overview["years"][0]["figures"], Value::Null);
        assert_eq!(overview["years"][0]["decided"], 4200);
        assert_eq!(overview["outstanding"][0]["points"], "98.5");
        let target = &overview["targets"][0];
        let rate = json!({
            "numerator": 9000, "undetermined": 400, "denominator": 13_900,
            "percent-low": "64.75", "percent-high": "67.63",
        });
        assert_eq!((&target["rate"], &target["standing"]), (&rate, &json!("met")));
    }
}

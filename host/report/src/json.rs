//! A run as JSON for programs.

use serde_json::{Value, json};
use tieuchi_core::{MissingEvidence, MissingPaper, RunFault, RunSummary, TitleSummary};

use crate::{
    count::{Count, Total, totals},
    lang::plain_percent,
};

/// A run as JSON: one object with stable keys, numbers as integers, days as `2024-12-31`.
///
/// A rate is exact (`numerator`, `denominator`) and told in percent as decimal text; it is `null`
/// where nobody was assessed.
pub fn json(summary: &RunSummary) -> String {
    let RunSummary { run, workspace, period, lines, papers, evidence, faults } = summary;
    let value = json!({
        "run": run,
        "workspace": workspace,
        "period": period.number(),
        "lines": lines.iter().map(line).collect::<Vec<_>>(),
        "totals": totals(summary).iter().map(total).collect::<Vec<_>>(),
        "papers": papers.iter().map(paper).collect::<Vec<_>>(),
        "evidence": evidence.iter().map(missing).collect::<Vec<_>>(),
        "faults": faults.iter().map(fault).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
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

/// How many came to what.
fn figures(count: &Count) -> Value {
    let rate = count.rate().map(|hundredths| {
        json!({
            "numerator": count.recognised,
            "denominator": count.assessed(),
            "percent": plain_percent(hundredths),
        })
    });
    let level = |(name, subjects): &(String, u64)| json!({ "name": name, "subjects": subjects });
    json!({
        "assessed": count.assessed(),
        "recognised": count.recognised,
        "not-recognised": count.not_recognised,
        "undetermined": count.undetermined,
        "not-applicable": count.not_applicable,
        "rate": rate,
        "levels": count.levels.iter().map(level).collect::<Vec<_>>(),
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
fn join(mut left: Value, mut right: Value) -> Value {
    if let (Some(left), Some(right)) = (left.as_object_mut(), right.as_object_mut()) {
        left.append(right);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::run;

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
            "rate": { "numerator": 6, "denominator": 9, "percent": "66.67" },
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
}

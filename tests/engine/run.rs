//! Runs the engine over a place and lays what it says beside what the oracle says, row by row.

use std::{cell::RefCell, collections::BTreeMap};

use tieuchi_core::{CriterionId, FindingColumn, Kind, Outcome, Status, Table, TitleId};
use tieuchi_engine::{PlanError, PlanInput, Scope, judge, plan};

use crate::{
    engine::world::World,
    oracle::{Finding, Oracle, Verdict},
};

/// Findings by criterion: outcome, least and most points.
pub(crate) type Findings = BTreeMap<CriterionId, (Outcome, i32, i32)>;

/// What is said of one subject and one title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// Findings.
    pub findings: Findings,
    /// The status.
    pub status: Status,
    /// The level surely and perhaps reached.
    pub levels: (u8, u8),
    /// The least and the most points, and what can be earned.
    pub points: (i32, i32, i32),
}

/// What is said of all subjects of a title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// By row.
    pub rows: Vec<Said>,
    /// How many undetermined subjects lack each indicator.
    pub missing: BTreeMap<String, u64>,
    /// Messages of checks that broke.
    pub faults: Vec<String>,
}

/// What is said of all titles.
pub(crate) type Sheets = BTreeMap<TitleId, Sheet>;

/// Asks the engine, with batches of so many rows.
pub(crate) fn ask_engine(world: &World, cut: usize) -> Result<Sheets, PlanError> {
    ask_engine_about(world, &world.tables(cut))
}

/// Asks the engine about tables.
pub(crate) fn ask_engine_about(
    world: &World,
    tables: &BTreeMap<Kind, Table>,
) -> Result<Sheets, PlanError> {
    let plan = plan(&PlanInput {
        rulesets: &world.rulesets,
        catalogue: &world.catalogue,
        period: world.period,
        checkers: &world.checkers,
    })?;
    let mut sheets: Sheets =
        plan.titles().iter().map(|title| (title.title.clone(), Sheet::default())).collect();
    judge(&plan, Scope { tables, history: &world.history }, &mut |judged| {
        let sheet = sheets.get_mut(&judged.title.title).expect("it is in the plan");
        let verdicts = &judged.verdicts;
        for row in 0..verdicts.statuses.len() {
            let finding =
                |column: &FindingColumn| (column.outcomes[row], column.low[row], column.high[row]);
            let names = judged.title.steps.iter().map(|step| step.criterion.clone());
            sheet.rows.push(Said {
                findings: names.zip(judged.findings.iter().map(finding)).collect(),
                status: verdicts.statuses[row],
                levels: (verdicts.levels[row], verdicts.levels_high[row]),
                points: (verdicts.low[row], verdicts.high[row], verdicts.max[row]),
            });
        }
        for (id, count) in plan.leaves(judged.title).zip(&judged.missing) {
            *sheet.missing.entry(id.to_string()).or_default() += count;
        }
        sheet.faults.extend(judged.faults.into_iter().map(|(_, message)| message));
    });
    Ok(sheets)
}

/// An oracle about a place.
pub(crate) fn oracle<'a>(world: &'a World, tables: &'a BTreeMap<Kind, Table>) -> Oracle<'a> {
    Oracle {
        rulesets: &world.rulesets,
        catalogue: &world.catalogue,
        period: world.period,
        tables,
        history: &world.history,
        checkers: &world.checkers,
        judged: RefCell::default(),
    }
}

/// Where the engine and the oracle do not say the same.
pub(crate) fn differences(world: &World, sheets: &Sheets) -> Vec<String> {
    let tables = world.tables(usize::MAX);
    let oracle = oracle(world, &tables);
    let mut differences = Vec::new();
    for ruleset in &world.rulesets {
        let title = &ruleset.title;
        let verdicts = oracle.title(title).expect("there is a ruleset");
        let sheet = &sheets[title];
        if verdicts.len() != sheet.rows.len() {
            differences.push(format!("{title}: {} subjects", sheet.rows.len()));
        }
        for (row, (verdict, said)) in verdicts.iter().zip(&sheet.rows).enumerate() {
            let ids = ruleset.criteria.iter().map(|criterion| &criterion.id);
            for (place, id) in ids.enumerate() {
                compare_findings(id, place, verdict, said, &mut |what| {
                    differences.push(format!("{title}, row {row}, {what}"));
                });
            }
            let expected = (
                verdict.status,
                (verdict.level, verdict.level_high),
                (verdict.points.0, verdict.points.1, verdict.max),
            );
            let (low, high, max) = said.points;
            let got = (said.status, said.levels, (low.into(), high.into(), max.into()));
            if expected != got {
                differences.push(format!("{title}, row {row}: {got:?}, not {expected:?}"));
            }
        }
        for (id, missing) in &sheet.missing {
            let lacking = oracle.undetermined_without(ruleset, &id.as_str().into());
            // Only those count for whom it decides something.
            if lacking < *missing {
                differences.push(format!("{title}: {missing} of {lacking} lack {id}"));
            }
        }
    }
    differences
}

/// Compares the findings of one criterion at every level.
fn compare_findings(
    id: &CriterionId,
    place: usize,
    verdict: &Verdict,
    said: &Said,
    different: &mut dyn FnMut(String),
) {
    let expected = |finding: &Finding| {
        let points = finding.points;
        (finding.outcome, i32::try_from(points.0).unwrap(), i32::try_from(points.1).unwrap())
    };
    let at_level = |number: usize| {
        CriterionId::new(if number == 1 { id.to_string() } else { format!("{id}@{number}") })
    };
    let levels = verdict.findings.len();
    for (number, findings) in (1..).zip(&verdict.findings) {
        let expected = expected(&findings[place]);
        // A level that asks for the same as one before it has no finding of its own.
        let own = said.findings.get(&at_level(number));
        let known = match own {
            Some(own) => *own == expected,
            None => (1..=levels)
                .filter_map(|number| said.findings.get(&at_level(number)))
                .any(|finding| *finding == expected),
        };
        if !known || (number == 1 && own.is_none()) {
            different(format!("{}: {own:?}, not {expected:?}", at_level(number)));
        }
    }
}

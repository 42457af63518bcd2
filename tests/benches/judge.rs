//! Judging a million citizens by ten criteria, in memory, against a loop written by hand.
//!
//! Both read the same evidence (the loop as i64 columns, the engine as the narrow columns of the
//! catalogue) and produce the same findings, which are compared first. Printed is the ratio of the
//! best of several interleaved rounds; nothing is asserted about time.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and stops where it cannot go on"
)]

use std::{
    collections::BTreeMap,
    hint::black_box,
    time::{Duration, Instant},
};

use tieuchi_core::{
    Batch, Bound, Catalogue, Check, Column, Criterion, Decimal, History, Indicator, IndicatorId,
    Kind, Otherwise, Outcome, Period, Recognition, Ruleset, Scalar, SourceId, Status, Table,
    TitleId, ValueType,
};
use tieuchi_engine::{PlanInput, Scope, judge, plan};

/// Citizens.
const SUBJECTS: usize = 1_000_000;
/// Subjects in a batch.
const BATCH: usize = 4096;
/// Criteria.
const CRITERIA: usize = 10;
/// Rounds of each side.
const ROUNDS: usize = 15;
/// A missing value in the loop's columns.
const MISSING: i64 = i64::MIN;

/// What the loop writes for one batch.
#[derive(Default)]
struct Findings {
    /// Outcomes by criterion.
    outcomes: [Vec<Outcome>; CRITERIA],
    /// Least points by criterion.
    low: [Vec<i32>; CRITERIA],
    /// Most points by criterion.
    high: [Vec<i32>; CRITERIA],
    /// Verdicts.
    statuses: Vec<Status>,
    /// Whether every criterion surely reaches the floor.
    floor_low: Vec<bool>,
    /// Whether every criterion may reach it.
    floor_high: Vec<bool>,
    /// Least sums.
    sum_low: Vec<i32>,
    /// Most sums.
    sum_high: Vec<i32>,
}

/// The loop: column by column over i64, into memory that is used again for every batch.
fn by_hand(columns: &[Vec<i64>], rows: std::ops::Range<usize>, found: &mut Findings) {
    let count = rows.len();
    found.sum_low.clear();
    found.sum_low.resize(count, 0);
    found.sum_high.clear();
    found.sum_high.resize(count, 0);
    found.floor_low.clear();
    found.floor_low.resize(count, true);
    found.floor_high.clear();
    found.floor_high.resize(count, true);
    found.statuses.resize(count, Status::Undetermined);
    for (index, column) in columns.iter().enumerate() {
        let outcomes = &mut found.outcomes[index];
        let (lows, highs) = (&mut found.low[index], &mut found.high[index]);
        outcomes.resize(count, Outcome::Unknown);
        lows.resize(count, 0);
        highs.resize(count, 0);
        // Slices of one known length: the compiler drops the bound checks and uses vectors.
        let values = &column[rows.clone()][..count];
        let (outcomes, lows, highs) =
            (&mut outcomes[..count], &mut lows[..count], &mut highs[..count]);
        let (sum_low, sum_high) = (&mut found.sum_low[..count], &mut found.sum_high[..count]);
        let floor_low = &mut found.floor_low[..count];
        let floor_high = &mut found.floor_high[..count];
        for row in 0..count {
            let missing = values[row] == MISSING;
            let points = values[row].clamp(0, 10) as i32;
            let low = if missing { 0 } else { points };
            let high = if missing { 10 } else { points };
            outcomes[row] = if low >= 5 {
                Outcome::Pass
            } else if high < 5 {
                Outcome::Fail
            } else {
                Outcome::Unknown
            };
            lows[row] = low;
            highs[row] = high;
            floor_low[row] &= low >= 5;
            floor_high[row] &= high >= 5;
            sum_low[row] += low;
            sum_high[row] += high;
        }
    }
    for row in 0..count {
        found.statuses[row] = if found.floor_low[row] && found.sum_low[row] >= 80 {
            Status::Recognised
        } else if !found.floor_high[row] || found.sum_high[row] < 80 {
            Status::NotRecognised
        } else {
            Status::Undetermined
        };
    }
}

/// A number that follows from a seed (`SplitMix64`).
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *seed;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Scores of which most reach the floor and a few are missing.
fn scores() -> Vec<Vec<i64>> {
    let mut seed = 1;
    let mut score = || {
        let draw = next(&mut seed);
        if draw.is_multiple_of(50) {
            MISSING
        } else {
            4 + i64::try_from(draw >> 8 & 7).unwrap_or(0).min(6)
        }
    };
    (0..CRITERIA).map(|_| (0..SUBJECTS).map(|_| score()).collect()).collect()
}

/// The indicator of a criterion.
fn indicator(index: usize) -> IndicatorId {
    IndicatorId::new(format!("tu-cham.{index}"))
}

/// The ruleset: ten criteria of ten points, 80 to pass, none below 5.
fn ruleset() -> Ruleset {
    let number = |number| Some(Bound::Literal(Scalar::Number(Decimal::integer(number))));
    let criterion = |index| Criterion {
        id: format!("c{index}").as_str().into(),
        group: None,
        name: String::new(),
        reference: String::new(),
        points: Some(10),
        check: Check::Score { of: indicator(index) },
        applies: None,
        otherwise: Otherwise::Exclude,
        required: false,
        optional: false,
        removed: false,
        slot: None,
        origins: Vec::new(),
        source: SourceId(0),
        span: 0..0,
    };
    Ruleset {
        title: TitleId::new("cong-dan-hoc-tap"),
        name: String::new(),
        kind: Kind::Citizen,
        reference: String::new(),
        authority: String::new(),
        from: Period::year(2024).unwrap().first_day(),
        until: None,
        source: SourceId(0),
        digest: String::new(),
        points_total: Some(100),
        points_scale: 0,
        applies: None,
        valid_months: None,
        recognition: Recognition { pass_mark: number(80), floor: number(5) },
        levels: Vec::new(),
        parameters: BTreeMap::new(),
        groups: Vec::new(),
        criteria: (0..CRITERIA).map(criterion).collect(),
        slots: BTreeMap::new(),
        overlays: Vec::new(),
    }
}

/// The catalogue of the ten scores.
fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for index in 0..CRITERIA {
        catalogue
            .add(Indicator {
                id: indicator(index),
                kind: Kind::Citizen,
                name: String::new(),
                value_type: ValueType::Number { scale: 0, min: 0, max: 10 },
                unit: String::new(),
                reference: String::new(),
                sensitive: false,
                compute: None,
                code_names: Vec::new(),
                source: SourceId(0),
                span: 0..0,
            })
            .unwrap();
    }
    catalogue
}

/// The same evidence as narrow columns in batches.
fn table(columns: &[Vec<i64>]) -> Table {
    let batch = |start: usize| {
        let rows = start..(start + BATCH).min(SUBJECTS);
        let column = |values: &Vec<i64>| {
            let values = values[rows.clone()].iter();
            Column::from_values(values.map(|value| (*value != MISSING).then_some(*value)), (0, 10))
        };
        let columns = columns.iter().enumerate();
        Batch {
            rows: rows.len(),
            columns: columns.map(|(index, values)| (indicator(index), column(values))).collect(),
            links: BTreeMap::new(),
        }
    };
    Table { batches: (0..SUBJECTS).step_by(BATCH).map(batch).collect() }
}

fn main() {
    let columns = scores();
    let tables = BTreeMap::from([(Kind::Citizen, table(&columns))]);
    let (rulesets, catalogue, history) = ([ruleset()], catalogue(), History::default());
    let input = PlanInput {
        rulesets: &rulesets,
        catalogue: &catalogue,
        period: Period::year(2024).unwrap(),
        checkers: &BTreeMap::new(),
    };
    let plan = plan(&input).unwrap();
    let scope = Scope { tables: &tables, history: &history };

    let mut found = Findings::default();
    let mut recognised = 0;
    judge(&plan, scope, &mut |judged| {
        let start = judged.batch * BATCH;
        by_hand(&columns, start..start + judged.verdicts.statuses.len(), &mut found);
        for (index, finding) in judged.findings.iter().enumerate() {
            assert_eq!(finding.outcomes, found.outcomes[index]);
            assert_eq!(finding.low, found.low[index]);
            assert_eq!(finding.high, found.high[index]);
        }
        assert_eq!(judged.verdicts.statuses, found.statuses);
        assert_eq!(judged.verdicts.low, found.sum_low);
        assert_eq!(judged.verdicts.high, found.sum_high);
        recognised += found.statuses.iter().filter(|s| **s == Status::Recognised).count();
    });

    let (mut hand, mut engine) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for start in (0..SUBJECTS).step_by(BATCH) {
            by_hand(&columns, start..(start + BATCH).min(SUBJECTS), &mut found);
            black_box(&found.statuses);
        }
        hand = hand.min(start.elapsed());
        let start = Instant::now();
        judge(&plan, scope, &mut |judged| {
            black_box(&judged);
        });
        engine = engine.min(start.elapsed());
    }
    let each = |time: Duration| time.as_secs_f64() * 1e9 / 1e6;
    println!("{SUBJECTS} citizens, {CRITERIA} criteria, {recognised} recognised");
    println!("by hand  {:6.1} ns per citizen", each(hand));
    println!("engine   {:6.1} ns per citizen", each(engine));
    println!("ratio    {:6.2}", engine.as_secs_f64() / hand.as_secs_f64());
}

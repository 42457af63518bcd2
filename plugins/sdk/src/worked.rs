//! Worked cases and measurements, natively: the same code without a sandbox.

use std::time::{Duration, Instant};

use crate::{
    Date,
    border::exports::tieuchi::criterion::checker::{Column, Criterion, Guest, Members},
    border::tieuchi::criterion::types::{Setting, Values},
};

/// A case of `cases.toml`.
#[derive(Debug, Clone)]
pub struct WorkedCase {
    /// A sentence.
    pub name: &'static str,
    /// The most points, in units.
    pub points: Option<i64>,
    /// Decimals of points.
    pub points_scale: u8,
    /// The year assessed.
    pub period: i32,
    /// Every setting in the order of the manifest.
    pub settings: Vec<Setting>,
    /// The codes of each input whose type is code.
    pub dictionaries: Vec<Vec<String>>,
    /// How many rows.
    pub rows: usize,
    /// The inputs of the rows.
    pub columns: Vec<Column>,
    /// The members of the rows.
    pub members: Vec<Members>,
    /// What is expected of each row.
    pub expected: Vec<Expected>,
}

/// What is expected of a row; what is none is not looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Expected {
    /// `pass`, `fail`, `unknown` or `not-applicable`.
    pub outcome: Option<&'static str>,
    /// The least points, in units.
    pub low: Option<i64>,
    /// The most points, in units.
    pub high: Option<i64>,
    /// The reason: 0 for none, else its place in the manifest from 1.
    pub reason: Option<u8>,
}

/// What came of a row: the words of [`Expected`], all of them told.
type Found = (&'static str, i64, i64, u8);

/// Judges a case as a whole and each of its rows alone.
pub fn run<G: Guest>(case: &WorkedCase) {
    configure::<G>(case);
    let whole = judge::<G>(case, case);
    for (row, expected) in case.expected.iter().enumerate() {
        let (outcome, low, high, reason) = whole[row];
        let told = Expected {
            outcome: expected.outcome.map(|_| outcome),
            low: expected.low.map(|_| low),
            high: expected.high.map(|_| high),
            reason: expected.reason.map(|_| reason),
        };
        assert_eq!(
            format!("{told:?}"),
            format!("{expected:?}"),
            "`{}`, row {}: left is what the plugin says, right what is expected",
            case.name,
            row + 1
        );
        let alone = judge::<G>(case, &repeated(case, row..row + 1, 1));
        assert_eq!(alone, [whole[row]], "`{}`: row {} alone", case.name, row + 1);
        let crowd = judge::<G>(case, &repeated(case, row..row + 1, 37));
        assert_eq!(crowd, [whole[row]; 37], "`{}`: row {}, 37 times", case.name, row + 1);
    }
}

/// Nanoseconds for a row: the rows of the first case, again and again up to 4,096.
pub fn bench<G: Guest>(cases: &[WorkedCase]) -> Option<f64> {
    const ROWS: usize = 4096;
    let case = cases.iter().find(|case| case.rows > 0)?;
    configure::<G>(case);
    let case = repeated(case, 0..case.rows, ROWS.div_ceil(case.rows));
    let rows = u32::try_from(case.rows).ok()?;
    let mut best = Duration::MAX;
    let began = Instant::now();
    while began.elapsed() < Duration::from_millis(500) {
        let (columns, members) = (case.columns.clone(), case.members.clone());
        let start = Instant::now();
        let found = G::evaluate(rows, columns, members);
        best = best.min(start.elapsed());
        drop(std::hint::black_box(found));
    }
    Some(best.as_secs_f64() * 1e9 / f64::from(rows))
}

fn configure<G: Guest>(case: &WorkedCase) {
    let day = |month, day| Date::from_ymd(case.period, month, day).expect("a year has this day");
    let configured = G::configure(Criterion {
        points: case.points,
        points_scale: case.points_scale,
        first_day: day(1, 1).days(),
        last_day: day(12, 31).days(),
        settings: case.settings.clone(),
        dictionaries: case.dictionaries.clone(),
    });
    let issues: Vec<String> =
        configured.err().into_iter().flatten().map(|issue| issue.message).collect();
    assert!(issues.is_empty(), "`{}`: settings: {}", case.name, issues.join("; "));
}

fn judge<G: Guest>(case: &WorkedCase, rows: &WorkedCase) -> Vec<Found> {
    let count = u32::try_from(rows.rows).expect("a case has few rows");
    let found = G::evaluate(count, rows.columns.clone(), rows.members.clone());
    let found = found.map_err(|fault| fault.message).expect("the plugin judges its own cases");
    assert_eq!(found.outcomes.len(), rows.rows, "one finding for each row");
    let reasons = found.reasons.unwrap_or_else(|| vec![0; rows.rows]);
    let Some(full) = case.points else {
        let outcomes = found.outcomes.iter().zip(reasons);
        return outcomes
            .map(|(outcome, reason)| match outcome {
                0 => ("pass", 1, 1, reason),
                1 => ("fail", 0, 0, reason),
                2 => ("unknown", 0, 1, reason),
                _ => ("not-applicable", 0, 0, reason),
            })
            .collect();
    };
    let high = found.high.unwrap_or_else(|| found.low.clone());
    let rows = found.outcomes.iter().zip(found.low).zip(high).zip(reasons);
    rows.map(|(((outcome, low), high), reason)| {
        let fits = 0 <= low && low <= high && high <= full;
        assert!(fits, "`{}`: {low} to {high} does not lie within 0 and {full}", case.name);
        let outcome = match (outcome, low > 0, high > 0) {
            (3, ..) => "not-applicable",
            (_, true, _) => "pass",
            (_, _, false) => "fail",
            _ => "unknown",
        };
        (outcome, low, high, reason)
    })
    .collect()
}

/// Some rows of a case, so many times.
fn repeated(case: &WorkedCase, rows: std::ops::Range<usize>, times: usize) -> WorkedCase {
    let picked: Vec<usize> = (0..times).flat_map(|_| rows.clone()).collect();
    let members = case.members.iter().map(|members| {
        let of = |row: usize| members.offsets[row] as usize..members.offsets[row + 1] as usize;
        let owned: Vec<usize> = picked.iter().flat_map(|row| of(*row)).collect();
        let mut offsets = vec![0];
        offsets.extend(picked.iter().scan(0, |end, row| {
            *end += u32::try_from(of(*row).len()).unwrap_or_default();
            Some(*end)
        }));
        Members { offsets, columns: members.columns.iter().map(|c| pick(c, &owned)).collect() }
    });
    WorkedCase {
        rows: picked.len(),
        columns: case.columns.iter().map(|column| pick(column, &picked)).collect(),
        members: members.collect(),
        ..case.clone()
    }
}

/// Some rows of a column.
fn pick(column: &Column, rows: &[usize]) -> Column {
    fn of<T: Copy>(values: &[T], rows: &[usize]) -> Vec<T> {
        rows.iter().map(|row| values[*row]).collect()
    }
    let present = column
        .present
        .as_ref()
        .map(|bits| bits_of(rows.iter().map(|row| bits[row / 8] >> (row % 8) & 1 != 0)));
    let values = match &column.values {
        Values::Integers(values) => Values::Integers(of(values, rows)),
        Values::Flags(values) => Values::Flags(of(values, rows)),
        Values::Codes(values) => Values::Codes(of(values, rows)),
    };
    Column { values, present }
}

fn bits_of(present: impl Iterator<Item = bool>) -> Vec<u8> {
    let mut bits = Vec::new();
    for (at, present) in present.enumerate() {
        if at % 8 == 0 {
            bits.push(0);
        }
        if let Some(byte) = bits.last_mut() {
            *byte |= u8::from(present) << (at % 8);
        }
    }
    bits
}

/// A column; where a value is missing stands what no plugin may trust.
fn column<T: Copy>(values: &[Option<T>], rubbish: T, wrap: fn(Vec<T>) -> Values) -> Column {
    let missing = values.iter().any(Option::is_none);
    let present = missing.then(|| bits_of(values.iter().map(Option::is_some)));
    let values = values.iter().map(|value| value.unwrap_or(rubbish)).collect();
    Column { values: wrap(values), present }
}

/// Numbers, or dates as days.
pub fn numbers(values: &[Option<i64>]) -> Column {
    column(values, 987_654_321, Values::Integers)
}

/// Flags.
pub fn flags(values: &[Option<bool>]) -> Column {
    let values: Vec<Option<u8>> = values.iter().map(|flag| flag.map(u8::from)).collect();
    column(&values, 1, Values::Flags)
}

/// Codes.
pub fn codes(values: &[Option<u32>]) -> Column {
    column(values, 0, Values::Codes)
}

/// Members: how many each row has, and their columns.
pub fn members(counts: &[u32], columns: Vec<Column>) -> Members {
    let mut offsets = vec![0];
    offsets.extend(counts.iter().scan(0, |end, count| {
        *end += count;
        Some(*end)
    }));
    Members { offsets, columns }
}

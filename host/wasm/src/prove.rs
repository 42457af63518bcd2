//! Proving a plugin: its worked cases come out, and nothing but the rows decides what it finds.

use std::{fmt, sync::Arc};

use tieuchi_core::{Diagnostic, Session};

use crate::{
    Assignment, Plugin,
    cases::Case,
    checker::PluginChecker,
    codes::{CASES, UNSTEADY},
    prove::{
        found::{Found, differences},
        rows::{Batch, Random, Row, multiply},
    },
    session::{PluginSession, Usage},
};

mod found;
mod rows;

/// Differences of one case that are told.
const TOLD_MAX: usize = 20;

/// What came of proving a plugin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// Each case, in its order.
    pub cases: Vec<CaseProof>,
    /// Each law, tried on the rows of all cases.
    pub laws: Vec<LawProof>,
    /// The most fuel that a row adds to a call; none without a case.
    pub fuel_per_row: Option<u64>,
    /// The most bytes of memory that an instance had.
    pub memory_bytes: usize,
}

/// What came of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseProof {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: usize,
    /// What is wrong; empty where it came out as it says.
    pub problems: Vec<Diagnostic>,
}

/// Something that must not change a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Law {
    /// The order of the rows.
    Order,
    /// Which rows come together.
    Batches,
    /// Calls before this one.
    EarlierCalls,
    /// What stands where a value is missing.
    MissingValues,
}

impl Law {
    /// All laws.
    pub const ALL: [Self; 4] =
        [Self::Order, Self::Batches, Self::EarlierCalls, Self::MissingValues];

    /// What must not change a finding, in words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Order => "the order of the rows",
            Self::Batches => "which rows come together",
            Self::EarlierCalls => "earlier calls",
            Self::MissingValues => "what stands where a value is missing",
        }
    }
}

impl fmt::Display for Law {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What came of one law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawProof {
    /// The law.
    pub law: Law,
    /// Findings that were held against one another.
    pub checked: usize,
    /// The first that broke it.
    pub broken: Option<Diagnostic>,
}

impl Proof {
    /// Whether every case came out and every law held.
    pub fn holds(&self) -> bool {
        self.problems().next().is_none()
    }

    /// All that is wrong.
    pub fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        let cases = self.cases.iter().flat_map(|case| &case.problems);
        cases.chain(self.laws.iter().filter_map(|law| law.broken.as_ref()))
    }
}

/// Runs the worked cases of a plugin, then tries on their rows, multiplied, whether anything but the
/// rows changes a finding.
///
/// Where a criterion gives points, a row passes if it surely earns some and fails if it surely earns
/// none, as in a ruleset without a floor.
pub fn prove(plugin: &Arc<Plugin>, cases: &[Case]) -> Proof {
    let mut proof = Proof {
        laws: Law::ALL.map(|law| LawProof { law, checked: 0, broken: None }).into(),
        ..Proof::default()
    };
    for case in cases {
        let (name, rows) = (case.name.clone(), case.rows.len());
        let problems = match PluginChecker::new(plugin, &assignment(plugin, case)) {
            Ok(checker) => prove_case(&checker, case, &mut proof),
            Err(problems) => {
                let noted = |problem: Diagnostic| problem.note(format!("in case `{name}`"));
                problems.into_iter().map(noted).collect()
            }
        };
        proof.cases.push(CaseProof { name, rows, problems });
    }
    proof
}

/// The job of a case.
fn assignment(plugin: &Plugin, case: &Case) -> Assignment {
    let manifest = plugin.manifest();
    let first = tieuchi_core::days_from_date(case.period.first_day());
    let last = tieuchi_core::days_from_date(case.period.last_day());
    let bind = |inputs: &[crate::Input], given: &[crate::cases::CaseInput]| {
        let pairs = inputs.iter().zip(given);
        pairs.map(|(input, given)| (input.indicator.clone(), given.catalogue_type())).collect()
    };
    let members = manifest.members.iter().zip(&case.members);
    Assignment {
        points: case.points,
        points_scale: case.points_scale,
        first_day: i32::try_from(first).unwrap_or(i32::MAX),
        last_day: i32::try_from(last).unwrap_or(i32::MAX),
        settings: case.settings.clone(),
        own: bind(&manifest.inputs, &case.own),
        members: members
            .map(|(declared, given)| (declared.kind, bind(&declared.inputs, given)))
            .collect(),
    }
}

/// Runs one case and tries the laws on it.
fn prove_case(checker: &PluginChecker, case: &Case, proof: &mut Proof) -> Vec<Diagnostic> {
    let manifest = checker.plugin.manifest();
    let given: Vec<Row> = case.rows.iter().map(Row::from).collect();
    let trial = Trial { checker, case };
    let mut session = PluginSession::new(checker);
    let found = match trial.judge(&mut session, &all(&given)) {
        Ok(found) => found,
        Err(problem) => return vec![problem],
    };
    let pairs = found.iter().zip(&case.rows).enumerate();
    let problems: Vec<_> = pairs
        .flat_map(|(row, (found, given))| differences(found, &given.expect, row, manifest))
        .take(TOLD_MAX)
        .map(|difference| {
            Diagnostic::error(CASES, format!("case `{}` does not come out", case.name))
                .note(difference)
        })
        .collect();
    let rows = multiply(case, &mut Random::new());
    let mut session = PluginSession::new(checker);
    // Rows that nobody has written may be more than the plugin takes; then its own must do.
    let (rows, reference) = match trial.judge(&mut session, &all(&rows)) {
        Ok(reference) => (rows, reference),
        Err(_) => (given, found),
    };
    if let Some(usage) = session.usage() {
        let fuel = trial.fuel_per_row(&rows, usage);
        proof.fuel_per_row = proof.fuel_per_row.max(Some(fuel));
        proof.memory_bytes = proof.memory_bytes.max(usage.memory);
    }
    for law in &mut proof.laws {
        if law.broken.is_none() {
            law.broken = trial.hold(law.law, &rows, &reference, &mut law.checked);
        }
    }
    problems
}

/// Every row.
fn all(rows: &[Row]) -> Vec<&Row> {
    rows.iter().collect()
}

/// A case on its way through a checker.
struct Trial<'a> {
    /// The checker.
    checker: &'a PluginChecker,
    /// The case.
    case: &'a Case,
}

impl Trial<'_> {
    /// The findings of some rows in one batch.
    fn judge(
        &self,
        session: &mut PluginSession<'_>,
        rows: &[&Row],
    ) -> Result<Vec<Found>, Diagnostic> {
        let batch = Batch::new(self.case, rows);
        let column = session.check(&batch.input()).map_err(|fault| {
            Diagnostic::error(fault.code, fault.message)
                .note(format!("in case `{}`", self.case.name))
        })?;
        Ok(Found::all(&column, self.case.points.is_some()))
    }

    /// The fuel that a row adds to a call: what half of the rows take is left out, and with it what
    /// every call takes.
    fn fuel_per_row(&self, rows: &[Row], all: Usage) -> u64 {
        let mut session = PluginSession::new(self.checker);
        let half = self.judge(&mut session, &self::all(&rows[..rows.len() / 2]));
        let half = half.ok().and_then(|_| session.usage());
        let half = half.filter(|half| half.rows < all.rows);
        let (rows, fuel) = half.map_or((all.rows, all.fuel), |half| {
            (all.rows - half.rows, all.fuel.saturating_sub(half.fuel))
        });
        fuel.div_ceil(rows.max(1))
    }

    /// Tries a law; tells the first finding that breaks it.
    fn hold(
        &self,
        law: Law,
        rows: &[Row],
        reference: &[Found],
        checked: &mut usize,
    ) -> Option<Diagnostic> {
        for order in Self::orders(law, rows.len()) {
            let mut session = PluginSession::new(self.checker);
            if law == Law::MissingValues {
                session.scribble();
            }
            let last = order.len().saturating_sub(1);
            for (call, part) in order.iter().enumerate() {
                let sent: Vec<_> = part.iter().map(|row| &rows[*row]).collect();
                let found = match self.judge(&mut session, &sent) {
                    Ok(found) => found,
                    Err(problem) => return Some(problem.note(format!("it depends on {law}"))),
                };
                // Earlier calls may be of any rows: only the last is held against anything.
                if law == Law::EarlierCalls && call < last {
                    continue;
                }
                *checked += part.len();
                let mut pairs = found.iter().zip(part);
                if let Some((found, row)) = pairs.find(|(found, row)| **found != reference[**row]) {
                    let manifest = self.checker.plugin.manifest();
                    let (usual, shown) = (reference[*row], rows[*row].show(manifest));
                    return Some(
                        Diagnostic::error(UNSTEADY, format!("a finding depends on {law}"))
                            .note(format!("case `{}`, a row with {shown}", self.case.name))
                            .note(format!("among all rows it is: {}", usual.show(manifest)))
                            .note(format!("otherwise it is: {}", found.show(manifest))),
                    );
                }
            }
        }
        None
    }

    /// Ways to send the rows that a law says are one; each a list of batches for one instance.
    fn orders(law: Law, rows: usize) -> Vec<Vec<Vec<usize>>> {
        let mut random = Random::new();
        let all: Vec<usize> = (0..rows).collect();
        let cut = |size: usize| all.chunks(size).map(<[usize]>::to_vec).collect::<Vec<_>>();
        match law {
            Law::Order => {
                let reversed = all.iter().rev().copied().collect();
                vec![vec![reversed], vec![random.order(rows)], vec![random.order(rows)]]
            }
            Law::Batches => vec![cut(1), cut(7), cut(16), cut(65)],
            Law::EarlierCalls => {
                let shuffled = random.order(rows);
                let parts = shuffled.chunks(13).map(<[usize]>::to_vec);
                vec![vec![all.clone(); 3], parts.chain([all.clone()]).collect()]
            }
            Law::MissingValues => vec![vec![all.clone()]],
        }
    }
}

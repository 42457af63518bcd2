//! What a row of a worked case expects.

use tieuchi_core::Outcome;

use crate::{
    cases::Expect,
    fields::{Fields, as_number, as_text, shown},
    manifest::Manifest,
    problem::{Problem, Problems},
    tree::{Entry, Node},
    words::suggestion_or_list,
};

/// The outcomes that a plugin can answer.
const OUTCOMES: [Outcome; 4] =
    [Outcome::Pass, Outcome::Fail, Outcome::Unknown, Outcome::NotApplicable];

/// What a row expects.
pub(super) fn read_expect(
    entry: &Entry,
    scored: Scored,
    manifest: &Manifest,
    problems: &mut Problems,
) -> Option<Expect> {
    let mut fields = Fields::of(entry, "`expect`", problems)?;
    let outcome = fields.entry("outcome").and_then(|entry| outcome(entry, problems));
    let mut units = |key| {
        let entry = fields.entry(key)?;
        scored.units(entry, key, problems)
    };
    let (both, low, high) = (units("points"), units("low"), units("high"));
    let reason = fields.entry("reason").and_then(|entry| reason(entry, manifest, problems));
    fields.finish(problems);
    let expect = Expect { outcome, low: low.or(both), high: high.or(both), reason };
    if expect == Expect::default() && problems.is_empty() {
        let help = "add `outcome`, `points`, `low`, `high` or `reason`";
        problems.push(Problem::new("row expects nothing", entry.key_span.clone()).help(help));
    }
    if expect.low.zip(expect.high).is_some_and(|(low, high)| low > high) {
        let message = "row expects a `low` above its `high`";
        problems.push(Problem::new(message, entry.key_span.clone()));
    }
    Some(expect)
}

/// What the criterion of a case gives.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    /// The most points, in units.
    pub(super) points: Option<i32>,
    /// Decimal digits.
    pub(super) scale: u8,
}

impl Scored {
    /// Points that are expected, which the criterion must be able to give.
    fn units(self, entry: &Entry, key: &str, problems: &mut Problems) -> Option<i32> {
        let Some(most) = self.points else {
            let message = format!("row expects `{key}` but its case gives no points");
            let help = "add `points = …` to the case, or expect an `outcome`";
            problems.push(Problem::new(message, entry.key_span.clone()).help(help));
            return None;
        };
        let units = points(&entry.node, key, self.scale, problems)?;
        if units > most {
            let message = format!("row expects more {key} than its case gives");
            problems.push(Problem::new(message, entry.node.span.clone()));
            return None;
        }
        Some(units)
    }
}

/// Points in units, at least 0.
pub(super) fn points(node: &Node, key: &str, scale: u8, problems: &mut Problems) -> Option<i32> {
    let number = as_number(node, key, problems)?;
    let units = number
        .exact_units(scale)
        .and_then(|units| i32::try_from(units).ok())
        .filter(|units| *units >= 0);
    if units.is_none() {
        let message = format!("`{key}` must be points with {scale} digits, not {number}");
        problems.push(Problem::new(message, node.span.clone()));
    }
    units
}

/// An outcome that a plugin can answer.
fn outcome(entry: &Entry, problems: &mut Problems) -> Option<Outcome> {
    let text = as_text(&entry.node, "outcome", problems)?;
    let found = OUTCOMES.into_iter().find(|outcome| outcome.as_str() == text);
    if found.is_none() {
        let message = format!("unknown outcome `{}`", shown(text));
        let help = suggestion_or_list(text, OUTCOMES.map(Outcome::as_str), "outcomes");
        problems.push(Problem::new(message, entry.node.span.clone()).help(help));
    }
    found
}

/// A reason by its id; 0 where the finding shall have none.
fn reason(entry: &Entry, manifest: &Manifest, problems: &mut Problems) -> Option<u8> {
    let text = as_text(&entry.node, "reason", problems)?;
    if text.is_empty() {
        return Some(0);
    }
    let place = manifest.reasons.iter().position(|reason| reason.id == text);
    if place.is_none() {
        let message = format!("plugin has no reason `{}`", shown(text));
        let ids = manifest.reasons.iter().map(|reason| reason.id.as_str());
        let help = suggestion_or_list(text, ids, "reasons");
        problems.push(Problem::new(message, entry.node.span.clone()).help(help));
    }
    u8::try_from(place?.checked_add(1)?).ok()
}

//! What can be proved of rules before anybody is judged by them: what can never happen, what
//! always does, and what nothing reads.
//!
//! Each indicator's range is cut wherever something is held against it; no condition tells the
//! values inside a cell apart, so one of them stands for all. Indicators are taken for independent
//! of each other, computed ones too: more may seem possible than is, never less, so *never*,
//! *always*, *nobody* and *everybody* hold. What is too large is said to be unproved.

use tieuchi_core::{Diagnostic, Ruleset, Sources};

use crate::{
    proof::{
        criterion::prove_criterion, open::prove_open_terms, prover::Prover, space::Space,
        spans::Spans, title::prove_title,
    },
    rules::Rules,
};

mod budget;
mod cond;
mod criterion;
mod declared;
mod fraction;
mod item;
mod open;
mod prover;
mod solve;
mod space;
mod spans;
#[cfg(test)]
mod tests;
mod title;
mod unused;
mod words;

/// Proves what there is to prove of rules and of all that was resolved from them, on all days and
/// in all places, each ruleset once. An overlay that `told` speaks of is not said to apply nowhere.
///
/// Errors are what can never work, warnings the rest; each once, sorted by file and place.
pub fn prove(
    rules: &Rules,
    resolved: &[Ruleset],
    told: &[Diagnostic],
    sources: &Sources,
) -> Vec<Diagnostic> {
    let mut spans = Spans::new(sources);
    let mut found: Vec<Diagnostic> = Vec::new();
    for ruleset in resolved {
        for diagnostic in prove_ruleset(rules, ruleset, &mut spans) {
            // What holds in one place mostly holds in the next.
            if !found.contains(&diagnostic) {
                found.push(diagnostic);
            }
        }
    }
    found.extend(unused::parameters(rules));
    found.extend(unused::indicators(rules));
    found.extend(unused::overlays(rules, resolved, told));
    found.extend(budget::points(rules));
    found.extend(declared::conditions(rules));
    Diagnostic::sort(&mut found, sources);
    found
}

/// Proves what there is to prove of one ruleset.
fn prove_ruleset(rules: &Rules, ruleset: &Ruleset, spans: &mut Spans<'_>) -> Vec<Diagnostic> {
    let space = Space::new(rules.catalogue(), ruleset.kind);
    let mut prover = Prover::new(ruleset, &space, spans);
    let answered = prove_title(&mut prover);
    for criterion in ruleset.criteria.iter().filter(|criterion| !criterion.removed) {
        let doc = prover.spans.criterion(ruleset.source, criterion.source, &criterion.id);
        if let Some(doc) = doc {
            prove_criterion(&mut prover, criterion, &doc);
        }
    }
    if answered {
        prove_open_terms(&mut prover);
    }
    prover.found
}

//! Conditions outside rulesets that are the same for everybody: of computed indicators and targets.

use tieuchi_core::{Compute, Condition, Diagnostic, Kind, SourceId, Span, Truth};

use crate::{
    codes,
    proof::{
        cond::{Constants, Names},
        prover::told_when_read,
        space::Space,
        words::ranges,
    },
    rules::Rules,
};

/// Reports conditions that are always true or never, each at the id of what it belongs to.
pub(crate) fn conditions(rules: &Rules) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for indicator in rules.catalogue.iter() {
        let (over, conditions): (Kind, Vec<&Condition>) = match &indicator.compute {
            Some(Compute::Share { over, filter, having }) => {
                (*over, filter.iter().chain([having]).collect())
            }
            Some(
                Compute::Count { over, filter }
                | Compute::Total { over, filter, of: _ }
                | Compute::Mean { over, filter, of: _ },
            ) => (*over, filter.iter().collect()),
            _ => continue,
        };
        let place = (indicator.source, &indicator.span);
        let what = format!("indicator `{}`", indicator.id);
        found.extend(conditions.iter().filter_map(|item| prove(rules, over, item, &what, place)));
    }
    for target in &rules.targets {
        let Some(title) = rules.known.titles.get(&target.title) else { continue };
        let place = (target.source, &target.span);
        let what = format!("target `{}`", target.id);
        let filter = target.filter.iter();
        found.extend(filter.filter_map(|item| prove(rules, title.kind, item, &what, place)));
    }
    found
}

/// A condition that is the same for everybody.
fn prove(
    rules: &Rules,
    kind: Kind,
    condition: &Condition,
    what: &str,
    (source, span): (SourceId, &Span),
) -> Option<Diagnostic> {
    let space = Space::new(&rules.catalogue, kind);
    let var = |id: &_| space.var(id);
    let lowered = Names { var: &var, constants: &Constants::new() }.condition(condition);
    let truth = space.possible(&lowered).constant()?;
    if told_when_read(condition, &space) {
        return None;
    }
    let (word, label, help) = match truth {
        Truth::True => ("always", "its condition leaves nobody out", "remove the condition"),
        _ => ("never", "its condition leaves nobody in", "mend its bounds"),
    };
    let message = format!("condition is {word} true in {what}");
    let wrong = Diagnostic::warning(codes::CONSTANT_CONDITION, message);
    let wrong = wrong.label(source, span.clone(), label);
    let wrong = ranges(condition, &space).into_iter().fold(wrong, Diagnostic::note);
    Some(wrong.help(help))
}

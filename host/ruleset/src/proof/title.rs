//! What can be proved of a title: whether anybody can be given it, at each of its levels, and
//! whether a level asks for more than the one below.

use std::collections::BTreeSet;

use tieuchi_core::{Bound, Check, Decimal, Diagnostic, SourceId, Span, Truth};

use crate::{
    codes,
    proof::{
        cond::Cond,
        item::{Earn, Item, Stage},
        prover::{Prover, levels, origin, parameter_id, parameters_of},
        solve::{Solved, reads_of, solve},
        space::{CELLS_MAX, Space},
        spans::{condition_span, labelled},
        unused::conditions as conditions_of,
        words::{SHOWN_MAX, range_text, witness_text},
    },
};

/// Proves what there is to prove of the title; says whether every question was answered.
pub(crate) fn prove_title(prover: &mut Prover<'_, '_>) -> bool {
    let ruleset = prover.ruleset;
    if let Some(condition) = &ruleset.applies
        && let Some(doc) = prover.spans.edition(ruleset.source).applies.clone()
    {
        let place = format!("`applies` of `{}`", ruleset.title);
        prover.condition(condition, &doc, ruleset.source, &place);
    }
    for level in &ruleset.levels {
        let docs = &prover.spans.edition(ruleset.source).levels;
        let doc = docs.iter().find(|doc| doc.number.value == level.number);
        if let (Some(condition), Some(doc)) =
            (&level.requires, doc.and_then(|doc| doc.requires.clone()))
        {
            let place = format!("`requires` of level {}", level.number);
            prover.condition(condition, &doc, ruleset.source, &place);
        }
    }
    let mut incomplete = false;
    for at in 0..prover.stages.len() {
        let solved = solve(&prover.stages[at], prover.space, ruleset.points_scale);
        incomplete |= !solved.complete;
        if !solved.feasible() {
            let wrong = impossible(prover, at, &solved);
            prover.tell(wrong);
            // The levels above need this one.
            return !incomplete;
        }
        if at > 0 && asks_no_more(prover, at) {
            let wrong = idle_level(prover, at);
            prover.tell(wrong);
        }
    }
    if incomplete {
        let wrong = unproved(prover, "its criteria combine too many indicators at once");
        prover.tell(wrong);
    }
    !incomplete
}

/// Says that a title was too large to be proved.
pub(crate) fn unproved(prover: &mut Prover<'_, '_>, label: &str) -> Diagnostic {
    let ruleset = prover.ruleset;
    let message = format!("not everything could be proved of title `{}`", ruleset.title);
    let wrong = Diagnostic::warning(codes::UNPROVED, message);
    let head = prover.spans.edition(ruleset.source).title.as_ref();
    let span = head.map(|title| title.span.clone());
    let wrong = labelled(wrong, ruleset.source, span, label);
    let note = format!("at most {CELLS_MAX} combinations of values are looked at in one question");
    wrong.note(note).help("nothing need be done: it is judged all the same")
}

/// Where a level is declared; the title itself where there is none.
pub(crate) fn level_span(prover: &mut Prover<'_, '_>, at: usize) -> (SourceId, Option<Span>) {
    let source = prover.ruleset.source;
    let number = levels(prover.ruleset).get(at).copied().flatten().map(|level| level.number);
    let doc = prover.spans.edition(source);
    let span = match number {
        None => doc.title.as_ref().map(|title| title.span.clone()),
        Some(number) => {
            let found = doc.levels.iter().find(|level| level.number.value == number);
            found.map(|level| level.number.span.clone())
        }
    };
    (source, span)
}

/// What cannot be had at a stage, in words.
pub(crate) fn what_cannot(prover: &Prover<'_, '_>, at: usize) -> String {
    let title = &prover.ruleset.title;
    match levels(prover.ruleset).get(at).copied().flatten() {
        Some(level) if at > 0 => format!("nobody can reach level {} of `{title}`", level.number),
        _ => format!("nobody can be given title `{title}`"),
    }
}

/// A level that nobody reaches, with why.
fn impossible(prover: &mut Prover<'_, '_>, at: usize, solved: &Solved) -> Diagnostic {
    let ruleset = prover.ruleset;
    let code = if at > 0 { codes::NO_SUCH_LEVEL } else { codes::NOBODY_RECOGNISED };
    let mut wrong = Diagnostic::error(code, what_cannot(prover, at));
    let mut help = "mend what it asks for";
    let (mut vars, mut bounds) = (BTreeSet::new(), Vec::new());
    if solved.constraints_impossible {
        let requires = levels(ruleset).get(at).copied().flatten().map(|level| level.number);
        let doc = prover.spans.edition(ruleset.source);
        let level = doc.levels.iter().find(|level| Some(level.number.value) == requires);
        let span = level.and_then(|level| level.requires.as_ref()).or(doc.applies.as_ref());
        let span = span.and_then(condition_span);
        wrong = labelled(wrong, ruleset.source, span, "nobody is so");
    }
    for group in &solved.impossible {
        let stage = &prover.stages[at];
        for item in group.iter().filter_map(|index| stage.items.get(*index)) {
            let label = match group.as_slice() {
                [_] => "nobody can pass it, and it must be passed".to_owned(),
                _ => "no subject passes all of these".to_owned(),
            };
            let criterion = item.criterion;
            wrong = wrong.label(criterion.source, criterion.span.clone(), label);
            vars.extend(reads_of(item));
            for condition in conditions_of(criterion) {
                parameters_of(condition, &mut bounds);
            }
        }
    }
    for id in bounds.into_iter().filter_map(parameter_id).collect::<BTreeSet<_>>() {
        let fixed = levels(ruleset).get(at).copied().flatten();
        if fixed.is_some_and(|level| level.values.contains_key(id)) {
            continue;
        }
        if let Some((source, span)) = origin(ruleset.parameters.get(id)) {
            wrong = wrong.label(source, span, format!("`{id}` is set here"));
        }
    }
    if at > 0 {
        let (source, span) = level_span(prover, at);
        wrong = labelled(wrong, source, span, "declared here");
    }
    for var in vars.into_iter().take(SHOWN_MAX) {
        wrong = range_text(var, prover.space).into_iter().fold(wrong, Diagnostic::note);
    }
    if solved.impossible.is_empty() && !solved.constraints_impossible {
        let (mark, total) = prover.stages[at].mark.unwrap_or_default();
        let scale = ruleset.points_scale;
        let points = |units: i64| Decimal { units, scale }.to_string();
        let mut span = prover.spans.edition(ruleset.source).pass_mark.as_ref();
        let span = span.take().map(|mark| mark.span.clone());
        if let Some(Bound::Parameter(id)) = &ruleset.recognition.pass_mark
            && let Some((source, span)) = origin(ruleset.parameters.get(id))
        {
            wrong = wrong.label(source, span, "set here");
        }
        wrong = labelled(wrong, ruleset.source, span, "cannot be met");
        let (earned, counted) = (points(solved.earned), points(solved.counted));
        wrong = wrong.note(format!(
            "the best that anybody can have is {earned} of {counted} points that count for them"
        ));
        wrong = wrong.note(format!("the pass mark asks for {mark} of {total}"));
        let witness = witness_text(&solved.witness, prover.space);
        wrong = wrong.note(format!("one who has the best: {witness}"));
        help = "lower the pass mark, or let the criteria give what they say";
    }
    if wrong.labels.is_empty() {
        let (source, span) = level_span(prover, at);
        wrong = labelled(wrong, source, span, "declared here");
    }
    wrong.help(help)
}

/// Reports a level that everybody has who has the one below.
fn idle_level(prover: &mut Prover<'_, '_>, at: usize) -> Diagnostic {
    let level = |at: usize| {
        let level = levels(prover.ruleset).get(at).copied().flatten();
        level.map_or(0, |level| level.number)
    };
    let (number, below) = (level(at), level(at - 1));
    let message = format!("level {number} asks for no more than level {below}");
    let wrong = Diagnostic::warning(codes::IDLE_LEVEL, message);
    let (source, span) = level_span(prover, at);
    let wrong = labelled(wrong, source, span, "everybody at the level below is here, too");
    let help = "give it other values of parameters, or something that it `requires`";
    wrong.help(help)
}

/// Whether everybody who meets a level's own conditions meets those of the next.
fn asks_no_more(prover: &Prover<'_, '_>, at: usize) -> bool {
    let (below, here) = (&prover.stages[at - 1], &prover.stages[at]);
    let own = levels(prover.ruleset).get(at).copied().flatten();
    if own.is_some_and(|level| level.requires.is_some()) {
        // Who the ruleset is about comes first, what the level requires after.
        let requires = here.constraints.last();
        let always = requires.map(|condition| prover.space.possible(condition).constant());
        if always.flatten() != Some(Truth::True) {
            return false;
        }
    }
    let marks = match (&prover.ruleset.recognition.pass_mark, below.mark, here.mark) {
        (None, ..) => true,
        (_, Some((below, total)), Some((here, other))) => {
            i128::from(here) * i128::from(total) <= i128::from(below) * i128::from(other)
        }
        _ => false,
    };
    let rounded = |item: &Item<'_>| item.pass_from;
    marks
        && below.items.len() == here.items.len()
        && below.items.iter().zip(&here.items).all(|(below, here)| {
            let floors = match (rounded(below), rounded(here)) {
                (Some(below), Some(here)) => here <= below,
                _ => false,
            };
            floors && gives_no_less(below, here, prover.space)
        })
}

/// Whether a criterion surely gives at one level what it gives at another.
fn gives_no_less(below: &Item<'_>, here: &Item<'_>, space: &Space<'_>) -> bool {
    if below.applies != here.applies || unsure(&here.applies) {
        return false;
    }
    match (&below.earn, &here.earn) {
        (Earn::Steps(below), Earn::Steps(here)) => match (below.as_slice(), here.as_slice()) {
            ([(below, less)], [(here, more)]) => {
                let lost = Cond::All(vec![below.clone(), Cond::Not(Box::new(here.clone()))]);
                let lost = space.possible(&lost);
                less <= more && !lost.can(Truth::True) && !lost.can(Truth::Unknown)
            }
            _ => below == here && !here.iter().any(|(when, _)| unsure(when)),
        },
        (Earn::Score(below, ..), Earn::Score(here, ..)) => below == here,
        (Earn::Scale(below, ..), Earn::Scale(here, ..)) if below != here => false,
        (Earn::Scale(_, below, _), Earn::Scale(_, here, _)) => here <= below,
        // A plugin without parameters says the same at every level.
        (Earn::Free, Earn::Free) => match &here.criterion.check {
            Check::Plugin { settings, .. } => {
                let mut bounds = settings.values().flat_map(tieuchi_core::Setting::bounds);
                bounds.all(|bound| matches!(bound, Bound::Literal(_)))
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether some parameter in it has no value.
fn unsure(condition: &Cond) -> bool {
    match condition {
        Cond::Constant(truth) => *truth == Truth::Unknown,
        Cond::All(list) | Cond::Any(list) => list.iter().any(unsure),
        Cond::Not(inner) => unsure(inner),
        Cond::Within(..) | Cond::Ratio(..) | Cond::Present(_) => false,
    }
}

/// The first level that nobody reaches in some stages, if every question was answered.
pub(crate) fn first_impossible(
    stages: &[Stage<'_>],
    space: &Space<'_>,
    points_scale: u8,
) -> Option<usize> {
    stages.iter().position(|stage| !solve(stage, space, points_scale).feasible())
}

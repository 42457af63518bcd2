//! What can be proved of one criterion: steps, bands and choices that nobody falls in, and whether
//! everybody or nobody passes it.

use std::ops::ControlFlow;

use tieuchi_core::{Check, Criterion, Diagnostic, Span, Truth};

use crate::{
    codes,
    document::criterion::{CheckDoc, CriterionDoc},
    proof::{
        cond::Cond,
        item::{Earn, Item, Stage},
        prover::Prover,
        solve::reads_of,
        space::{CELLS_MAX, vars_of},
        spans::{condition_span, labelled},
        words::{SHOWN_MAX, range_text, witness_text},
    },
};

/// The most steps, bands or codes of a criterion that are held against each other.
const STEPS_MAX: usize = 200;

/// Proves what there is to prove of a criterion.
pub(crate) fn prove_criterion(
    prover: &mut Prover<'_, '_>,
    criterion: &Criterion,
    doc: &CriterionDoc,
) {
    let place = format!("criterion `{}`", criterion.id);
    if let (Some(condition), Some(doc)) = (&criterion.applies, &doc.applies) {
        prover.condition(condition, &doc.value, criterion.source, &place);
    }
    let mut told = false;
    let check = doc.checks.first().map(|check| &check.value);
    match (&criterion.check, check) {
        (Check::Holds(condition), Some(CheckDoc::Holds(doc))) => {
            told = prover.condition(condition, doc, criterion.source, &place).is_some();
        }
        (Check::Steps(steps), Some(CheckDoc::Steps(docs))) => {
            let mut never = Vec::with_capacity(steps.len());
            for (step, (doc, _)) in steps.iter().zip(docs) {
                let truth = prover.condition(&step.when, doc, criterion.source, &place);
                never.push(truth == Some(Truth::False));
            }
            let spans: Vec<_> = docs.iter().map(|(doc, _)| condition_span(doc)).collect();
            steps_reached(prover, criterion, &never, &spans);
        }
        (Check::Bands { .. }, Some(CheckDoc::Bands(_, bands))) => {
            let spans: Vec<_> = bands.iter().map(|band| Some(band.span.clone())).collect();
            cells_reached(prover, criterion, "band", &spans);
        }
        (Check::Choices { of, points }, Some(CheckDoc::Choices(_, choices))) => {
            let codes = prover.space.var(of).map(|(_, value_type)| value_type);
            let Some(tieuchi_core::ValueType::Code(codes)) = codes else { return };
            let span = |code: &String| {
                let found = choices.iter().find(|(choice, _)| choice.value == *code);
                found.map(|(choice, _)| choice.span.clone())
            };
            let spans: Vec<_> = codes.iter().take(points.len()).map(span).collect();
            cells_reached(prover, criterion, "code", &spans);
        }
        _ => {}
    }
    if !told {
        everybody_or_nobody(prover, criterion);
    }
}

/// Whom the criterion is about, at a level: the ruleset's own and its. What shares no indicator
/// with the criterion says nothing of it, unless it leaves nobody at all.
fn guard(prover: &Prover<'_, '_>, stage: &Stage<'_>, item: &Item<'_>) -> Vec<Cond> {
    let mut reads = vars_of(item.conditions());
    reads.extend(item.measure());
    let mut left: Vec<&Cond> = stage.constraints.iter().collect();
    let mut own = vec![item.applies.clone()];
    loop {
        let shares = |condition: &&&Cond| !vars_of([**condition]).is_disjoint(&reads);
        let (near, far): (Vec<&Cond>, Vec<&Cond>) =
            left.iter().partition(|condition| shares(condition));
        if near.is_empty() {
            break;
        }
        reads.extend(vars_of(near.iter().copied()));
        own.extend(near.into_iter().cloned());
        left = far;
    }
    let others = Cond::All(left.into_iter().cloned().collect());
    if prover.space.possible(&others).constant() == Some(Truth::False) {
        own.push(Cond::Constant(Truth::False));
    }
    own
}

/// The item of a criterion in a stage.
fn item_of<'s, 'r>(stage: &'s Stage<'r>, criterion: &Criterion) -> Option<&'s Item<'r>> {
    stage.items.iter().find(|item| item.criterion.id == criterion.id)
}

/// Reports steps that nobody reaches at any level.
fn steps_reached(
    prover: &mut Prover<'_, '_>,
    criterion: &Criterion,
    never: &[bool],
    spans: &[Option<Span>],
) {
    let mut said = Vec::new();
    let mut bounded = never.len() > STEPS_MAX;
    for (index, _) in never.iter().enumerate().take(STEPS_MAX).filter(|(_, never)| !**never) {
        let mut taken = None;
        let mut live = false;
        for stage in &prover.closed {
            let Some(item) = item_of(stage, criterion) else { continue };
            let Earn::Steps(steps) = &item.earn else { continue };
            let Some((when, _)) = steps.get(index) else { continue };
            let own = guard(prover, stage, item);
            let earlier = steps.iter().take(index);
            let not_earlier =
                earlier.clone().map(|(earlier, _)| Cond::Not(Box::new(earlier.clone())));
            let mut reach = own.clone();
            reach.extend(not_earlier);
            reach.push(when.clone());
            let found = prover.space.possible(&Cond::All(reach));
            if found.can(Truth::True) || found.can(Truth::Unknown) {
                live = true;
                bounded |= !found.exact;
                break;
            }
            let mut alone = own;
            alone.push(when.clone());
            let alone = prover.space.possible(&Cond::All(alone));
            taken = alone.witness(Truth::True).map(|at| {
                let first = earlier.clone().position(|(when, _)| when.truth(at) == Truth::True);
                (first, witness_text(at, prover.space))
            });
        }
        if live {
            continue;
        }
        let (number, id) = (index + 1, &criterion.id);
        let message = format!("step {number} of criterion `{id}` can never be reached");
        let wrong = Diagnostic::warning(codes::STEP_UNREACHABLE, message);
        let span = spans.get(index).cloned().flatten();
        let wrong = match &taken {
            None => labelled(wrong, criterion.source, span, "nobody to judge meets it")
                .help("remove it, or mend `applies`"),
            Some((first, text)) => {
                let wrong = labelled(wrong, criterion.source, span, "comes too late");
                let earlier = first.and_then(|first| spans.get(first).cloned().flatten());
                let first = first.map_or(1, |first| first + 1);
                labelled(wrong, criterion.source, earlier, "takes them first")
                    .note(format!("{text} meets it, and step {first} before it"))
                    .help(format!("put it before step {first}, or remove it"))
            }
        };
        said.push(wrong);
    }
    prover.found.extend(said);
    if bounded {
        unproved(prover, criterion);
    }
}

/// Reports bands and codes that give points to nobody.
fn cells_reached(
    prover: &mut Prover<'_, '_>,
    criterion: &Criterion,
    what: &str,
    spans: &[Option<Span>],
) {
    let mut said = Vec::new();
    for (index, span) in spans.iter().enumerate() {
        let (mut inside, mut judged, mut gives, mut range) = (false, false, 0, None);
        for stage in &prover.closed {
            let Some(item) = item_of(stage, criterion) else { continue };
            let Earn::Steps(steps) = &item.earn else { continue };
            let Some((when, points)) = steps.get(index) else { continue };
            inside |= !matches!(prover.space.possible(when).constant(), Some(Truth::False));
            let mut together = guard(prover, stage, item);
            together.push(when.clone());
            let found = prover.space.possible(&Cond::All(together));
            judged |= found.can(Truth::True) || found.can(Truth::Unknown);
            gives = *points;
            range = vars_of([when]).first().and_then(|var| range_text(*var, prover.space));
        }
        let id = &criterion.id;
        let wrong = |message| Diagnostic::warning(codes::NOBODY_INSIDE, message);
        if !inside {
            let message = format!("{what} of criterion `{id}` holds no value");
            let wrong = wrong(message);
            let wrong = labelled(wrong, criterion.source, span.clone(), "no value falls in it");
            let wrong = wrong.help("remove it, and let the one beside it end where it ended");
            said.push(range.into_iter().fold(wrong, Diagnostic::note));
        } else if !judged && gives > 0 {
            let message =
                format!("{what} of criterion `{id}` gives points to nobody that it applies to");
            let label = "whom it applies to never falls in it";
            let wrong = labelled(wrong(message), criterion.source, span.clone(), label);
            said.push(wrong.help("give it 0 points, or let the criterion apply to them"));
        }
    }
    prover.found.extend(said);
}

/// What can become of those to whom a criterion applies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Ends {
    /// Passing, and failing.
    passed: Both,
    /// Having all the points, and having less.
    full: Both,
    /// Whether it was too large to be sure of anything.
    rough: bool,
}

/// Whether something can be so, and can be otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Both {
    /// Can be so.
    yes: bool,
    /// Can be otherwise.
    no: bool,
}

impl Both {
    /// Takes in what lies between two ends, of which those from `from` on are so.
    fn take(&mut self, (least, most): (i64, i64), from: i64) {
        self.yes |= most >= from;
        self.no |= least < from;
    }
}

/// What can become of a criterion at a level; none where the floor has no value.
fn ends(prover: &Prover<'_, '_>, stage: &Stage<'_>, item: &Item<'_>) -> Option<Ends> {
    let from = item.pass_from?;
    let own = guard(prover, stage, item);
    let mut ends = Ends::default();
    let mut take = |points: (i64, i64)| {
        ends.passed.take(points, from);
        ends.full.take(points, item.points);
    };
    let rough = if let Earn::Steps(steps) = &item.earn {
        if steps.len() > STEPS_MAX {
            return Some(Ends { rough: true, ..ends });
        }
        let (mut before, mut rough) = (own, false);
        let always = (Cond::Constant(Truth::True), 0);
        for (when, points) in steps.iter().chain([&always]) {
            let here = before.iter().chain([when]).cloned().collect();
            let found = prover.space.possible(&Cond::All(here));
            if found.can(Truth::True) || found.can(Truth::Unknown) {
                take((*points, *points));
                rough |= !found.exact;
            }
            before.push(Cond::Not(Box::new(when.clone())));
        }
        rough
    } else {
        let conditions = item.conditions().chain(&own);
        !prover.space.each(conditions, item.measure(), |at| {
            if own.iter().all(|condition| condition.truth(at) != Truth::False) {
                take(item.ends(at, prover.space, prover.ruleset.points_scale));
            }
            ControlFlow::Continue(())
        })
    };
    Some(Ends { rough, ..ends })
}

/// Reports a criterion that everybody passes, or nobody, whatever the level.
fn everybody_or_nobody(prover: &mut Prover<'_, '_>, criterion: &Criterion) {
    let all = |stages: &[Stage<'_>]| -> Option<Vec<Ends>> {
        let items = stages.iter().map(|stage| ends(prover, stage, item_of(stage, criterion)?));
        items.collect()
    };
    let Some(settled) = all(&prover.stages) else { return };
    if settled.iter().any(|ends| ends.rough) {
        return unproved(prover, criterion);
    }
    let closed = all(&prover.closed).unwrap_or_default();
    let first = prover.stages.first().and_then(|stage| item_of(stage, criterion));
    let Some(needed) = first.map(|item| item.needed) else { return };
    if settled.iter().any(|ends| ends.passed == Both::default()) {
        return;
    }
    let id = &criterion.id;
    if settled.iter().all(|ends| !ends.passed.yes) {
        // What cannot be had at all is told of the title.
        if !needed {
            let message = format!("nobody can pass criterion `{id}`");
            let wrong = Diagnostic::warning(codes::NOBODY_PASSES, message);
            let label = "gives nothing to anybody";
            let wrong = wrong.label(criterion.source, criterion.span.clone(), label);
            let wrong = with_ranges(prover, criterion, wrong);
            prover.found.push(wrong.help("mend what it asks for, or remove it"));
        }
        return;
    }
    let same = |ends: &Ends| {
        let passed = !ends.passed.no && (criterion.points.is_none() || criterion.required);
        !ends.rough && (passed || !ends.full.no)
    };
    if !closed.is_empty() && closed.iter().all(same) {
        let message = format!("everybody passes criterion `{id}`");
        let label = "nobody whom it applies to can fail it";
        let wrong = Diagnostic::warning(codes::EVERYBODY_PASSES, message);
        let wrong = wrong.label(criterion.source, criterion.span.clone(), label);
        let wrong = with_ranges(prover, criterion, wrong);
        prover.found.push(wrong.help("mend what it asks for: as it stands it tells nobody apart"));
    }
}

/// Adds what the indicators of a criterion may be.
fn with_ranges(prover: &Prover<'_, '_>, criterion: &Criterion, wrong: Diagnostic) -> Diagnostic {
    let item = prover.stages.first().and_then(|stage| item_of(stage, criterion));
    let vars = item.map(reads_of).unwrap_or_default();
    let ranges = vars.into_iter().take(SHOWN_MAX).filter_map(|var| range_text(var, prover.space));
    ranges.fold(wrong, Diagnostic::note)
}

/// Says that a criterion was too large to be proved.
fn unproved(prover: &mut Prover<'_, '_>, criterion: &Criterion) {
    let message = format!("not everything could be proved of criterion `{}`", criterion.id);
    let wrong = Diagnostic::warning(codes::UNPROVED, message);
    let label = "combines too many indicators at once";
    let wrong = wrong.label(criterion.source, criterion.span.clone(), label);
    let note = format!("at most {CELLS_MAX} combinations of values are looked at in one question");
    prover.tell(wrong.note(note).help("nothing need be done: it is judged all the same"));
}

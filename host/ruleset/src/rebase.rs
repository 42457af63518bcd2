//! Overlays whose base has changed: what changed in it, and which of their terms still fit.

use tieuchi_core::{Diagnostic, Parameter, Ruleset, Scalar, Tier};

use crate::{
    document::overlay::OverlayDoc,
    edition::{Edition, Term},
    known::Known,
    local::lower_local,
    overlay::{Overlay, TermId},
    parameters::plain,
    sink::Sink,
    sums::points_text,
    terms::lower_terms,
};

/// The most changes that are told one by one.
const CHANGES_MAX: usize = 8;

/// Whether each term of an overlay as written fits an edition that it was not written on, in words.
pub(crate) fn written_terms(
    doc: &OverlayDoc,
    edition: &Edition,
    tier: Tier,
    known: &Known,
    sink: &Sink,
) -> Vec<String> {
    let mut notes = Vec::new();
    for change in &doc.parameters {
        let alone = OverlayDoc { parameters: vec![change.clone()], ..OverlayDoc::default() };
        let mut said = Sink::new(sink.source);
        lower_terms(&alone, edition, tier, &mut said);
        notes.push(verdict(&format!("`{}`", change.id.value), said));
    }
    for criterion in &doc.criteria {
        let id = &criterion.id.value;
        let mut said = Sink::new(sink.source);
        let name = if edition.points.contains_key(&id.as_str().into()) && criterion.slot.is_none() {
            let alone = OverlayDoc { criteria: vec![criterion.clone()], ..OverlayDoc::default() };
            lower_terms(&alone, edition, tier, &mut said);
            format!("what it says of `{id}`")
        } else {
            let head = tieuchi_core::Origin {
                source: sink.source,
                span: 0..0,
                value: String::new(),
                basis: String::new(),
                from: edition.base.from,
            };
            lower_local(criterion, edition, tier, &head, known, &mut said);
            format!("local criterion `{id}`")
        };
        notes.push(verdict(&name, said));
    }
    notes
}

/// Whether a term fits, by what was said of it.
fn verdict(name: &str, said: Sink) -> String {
    match said.into_diagnostics().into_iter().find(Diagnostic::is_error) {
        None => format!("{name} still fits"),
        Some(wrong) => format!("{name} does not fit: {}", wrong.message),
    }
}

/// Whether each term of an overlay fits an edition that it was not written on, in words.
pub(crate) fn terms(overlay: &Overlay, edition: &Edition) -> Vec<String> {
    let settings = overlay.settings.iter().map(|setting| {
        let wrong = match term(edition, &setting.term) {
            None => Some("there is no such term".to_owned()),
            Some(term) => {
                term_refuses(term, overlay.tier, setting.value.as_ref().map(|at| &at.value))
            }
        };
        match &setting.term {
            TermId::Points(id) => told(&format!("what it says of the points of `{id}`"), wrong),
            TermId::Parameter(_) => told(&setting.term.to_string(), wrong),
        }
    });
    let removals = overlay.removals.iter().map(|removal| {
        let wrong = match edition.base.criterion(&removal.value) {
            None => Some("the criterion is gone".to_owned()),
            Some(found) if !found.optional => Some("it is not optional".to_owned()),
            Some(_) => None,
        };
        told(&format!("the removal of `{}`", removal.value), wrong)
    });
    let locals = overlay.locals.iter().map(|local| {
        let criterion = &local.criterion;
        let slot = criterion.slot.as_ref().and_then(|slot| edition.base.slots.get(slot));
        let wrong = match slot {
            None => Some("its slot is gone".to_owned()),
            Some(slot) if !slot.to.contains(&overlay.tier) => {
                Some(format!("its slot is not open to a {}", overlay.tier))
            }
            Some(slot) if criterion.points.is_some_and(|points| points > slot.points) => {
                Some("its slot has fewer points".to_owned())
            }
            Some(_) if edition.base.criterion(&criterion.id).is_some() => {
                Some("its id is taken".to_owned())
            }
            Some(_) => None,
        };
        told(&format!("local criterion `{}`", criterion.id), wrong)
    });
    settings.chain(removals).chain(locals).collect()
}

/// Whether a term fits, in words.
fn told(name: &str, wrong: Option<String>) -> String {
    match wrong {
        None => format!("{name} still fits"),
        Some(why) => format!("{name} does not fit: {why}"),
    }
}

/// A term of an edition.
fn term<'e>(edition: &'e Edition, id: &TermId) -> Option<&'e Term> {
    match id {
        TermId::Parameter(id) => edition.parameters.get(id),
        TermId::Points(id) => edition.points.get(id),
    }
}

/// Why a term cannot be set so by a tier.
fn term_refuses(term: &Term, tier: Tier, value: Option<&Scalar>) -> Option<String> {
    match &term.bounds {
        None => Some("it is closed".to_owned()),
        Some(bounds) if !bounds.to.contains(&tier) => Some(format!("it is not open to a {tier}")),
        Some(bounds) if value.is_some_and(|value| !bounds.admits(value)) => {
            Some(format!("it is open to {}", bounds.describe()))
        }
        Some(_) => None,
    }
}

/// What changed from one edition to another, in words: parameters and points with both values,
/// criteria that came and went. Texts of checks are not told.
pub(crate) fn changes(before: &Ruleset, after: &Ruleset) -> Vec<String> {
    let mut found = Vec::new();
    for (id, old) in &before.parameters {
        match after.parameters.get(id) {
            None => found.push(format!("parameter `{id}` is gone")),
            Some(new) if old.value != new.value || old.open != new.open => {
                found.push(format!("`{id}` was {}, is {}", state(old), state(new)));
            }
            Some(_) => {}
        }
    }
    let added = after.parameters.keys().filter(|id| !before.parameters.contains_key(*id));
    found.extend(added.map(|id| format!("parameter `{id}` is new")));
    for old in &before.criteria {
        let id = &old.id;
        let points = |ruleset: &Ruleset, points: Option<i32>| {
            points.map_or_else(|| "none".to_owned(), |units| points_text(ruleset, units.into()))
        };
        match after.criterion(id) {
            None => found.push(format!("criterion `{id}` is gone")),
            Some(new) if points(before, old.points) != points(after, new.points) => {
                let (was, is) = (points(before, old.points), points(after, new.points));
                found.push(format!("points of `{id}` were {was}, are {is}"));
            }
            Some(new) if old.check != new.check || old.applies != new.applies => {
                found.push(format!("criterion `{id}` is judged otherwise"));
            }
            Some(_) => {}
        }
    }
    let added = after.criteria.iter().filter(|new| before.criterion(&new.id).is_none());
    found.extend(added.map(|new| format!("criterion `{}` is new", new.id)));
    if before.recognition != after.recognition {
        found.push("what a recognition asks for is written otherwise".to_owned());
    }
    let more = found.len().saturating_sub(CHANGES_MAX);
    found.truncate(CHANGES_MAX);
    if more > 0 {
        found.push(format!("and {more} more changes"));
    }
    if found.is_empty() {
        found.push("no parameter, criterion or mark changed between the two editions".to_owned());
    }
    found
}

/// The value of a parameter and who may set it, in words.
fn state(parameter: &Parameter) -> String {
    let value = parameter.value.as_ref().map_or_else(|| "without a value".to_owned(), plain);
    let Some(open) = &parameter.open else { return format!("{value} (closed)") };
    let range = match (open.min, open.max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("from {min}"),
        (None, Some(max)) => format!("up to {max}"),
        (None, None) if open.one_of.is_empty() => "any value".to_owned(),
        (None, None) => open.one_of.iter().map(plain).collect::<Vec<_>>().join(", "),
    };
    format!("{value} (open: {range})")
}

//! What an overlay sets, narrows and removes, held against the terms that its base opens.

use std::collections::BTreeMap;

use tieuchi_core::{CriterionId, Decimal, Diagnostic, ParameterId, Scalar, Tier};

use crate::{
    bounds::{Bounds, text},
    codes,
    criteria::units,
    document::{criterion::CriterionDoc, overlay::OverlayDoc, term::OpenDoc},
    edition::{Edition, Term},
    overlay::{Setting, TermId},
    parameters::check_uses,
    sink::{At, Sink},
    words::suggestion,
};

/// Settings and removals of an overlay; whatever is wrong is reported.
pub(crate) fn lower_terms(
    doc: &OverlayDoc,
    edition: &Edition,
    tier: Tier,
    sink: &mut Sink,
) -> (Vec<Setting>, Vec<At<CriterionId>>) {
    let mut settings = Vec::new();
    for change in &doc.parameters {
        let id = ParameterId::new(&change.id.value);
        let Some(term) = edition.parameters.get(&id) else {
            unknown_term(&change.id, "parameter", edition, tier, sink);
            continue;
        };
        let value = change.value.as_ref();
        let value = value.map(|value| At::new(value.value.scalar(), value.span.clone()));
        let term_id = TermId::Parameter(id.clone());
        let setting = (term_id, value, change.open.as_ref());
        if let Some(setting) = lower_setting(setting, &change.id, term, edition, tier, sink) {
            if let Some(value) = &setting.value {
                check_uses(&id, &value.value, &value.span, &edition.expects, sink);
            }
            settings.push(setting);
        }
    }
    let mut removals = Vec::new();
    for criterion in &doc.criteria {
        let id = CriterionId::new(&criterion.id.value);
        let Some(term) = edition.points.get(&id).filter(|_| criterion.slot.is_none()) else {
            continue;
        };
        foreign_keys(criterion, sink);
        if let Some(points) = &criterion.points {
            let value = points.value.as_ref();
            if let Some(value) = value {
                check_points(value, edition, sink);
            }
            let value = value.map(|value| At::new(Scalar::Number(value.value), value.span.clone()));
            let setting = (TermId::Points(id.clone()), value, points.open.as_ref());
            settings.extend(lower_setting(setting, &criterion.id, term, edition, tier, sink));
        }
        if let Some(removed) = &criterion.removed {
            removals.extend(lower_removal(&id, removed, term, edition, sink));
        }
    }
    (settings, removals)
}

/// Reports points of an overlay that are not above 0 or cannot be kept.
fn check_points(value: &At<Decimal>, edition: &Edition, sink: &mut Sink) {
    if edition.base.points_total.is_some()
        && units(value, edition.base.points_scale, sink).is_some_and(|units| units <= 0)
    {
        let message = format!("points are outside their limits: {}", value.value);
        sink.push(sink.at(codes::POINTS_LIMIT, message, &value.span, "must be above 0"));
    }
}

/// Reports what an overlay says of a criterion of its base beside points and removal.
fn foreign_keys(criterion: &CriterionDoc, sink: &mut Sink) {
    let keys = [
        ("name", criterion.name.as_ref().map(|at| &at.span)),
        ("group", criterion.group.as_ref().map(|at| &at.span)),
        ("reference", criterion.reference.as_ref().map(|at| &at.span)),
        ("applies", criterion.applies.as_ref().map(|at| &at.span)),
        ("otherwise", criterion.otherwise.as_ref().map(|at| &at.span)),
        ("required", criterion.required.as_ref().map(|at| &at.span)),
        ("optional", criterion.optional.as_ref().map(|at| &at.span)),
    ];
    let keys = keys.into_iter().filter_map(|(key, span)| Some((key, span?)));
    let checks = criterion.check_keys.iter().map(|check| (check.value, &check.span));
    for (key, span) in keys.chain(checks) {
        let id = &criterion.id.value;
        let message = format!("overlay sets a term that its base keeps closed: `{key}` of `{id}`");
        let help = "remove it; of a criterion an overlay may set `points` and `remove`";
        let label = format!("`{key}` is not open");
        sink.push(sink.at(codes::CLOSED_TERM, message, span, label).help(help));
    }
}

/// A removal, if the base allows it.
fn lower_removal(
    id: &CriterionId,
    removed: &At<bool>,
    term: &Term,
    edition: &Edition,
    sink: &mut Sink,
) -> Option<At<CriterionId>> {
    if !removed.value {
        return None;
    }
    if !edition.base.criterion(id).is_some_and(|criterion| criterion.optional) {
        let message = format!("overlay removes criterion `{id}`, which is not optional");
        let wrong = sink.at(codes::NOT_OPTIONAL, message, &removed.span, "cannot be removed");
        let source = edition.base.source;
        let wrong = wrong.label(source, term.span.clone(), "declared without `optional = true`");
        sink.push(wrong.help("remove this line"));
        return None;
    }
    Some(At::new(id.clone(), removed.span.clone()))
}

/// Reports a name that is no term of the base.
pub(crate) fn unknown_term(
    id: &At<String>,
    what: &str,
    edition: &Edition,
    tier: Tier,
    sink: &mut Sink,
) {
    let message = format!("base has no {what} `{}`", id.value.escape_debug());
    let near = if what == "parameter" {
        suggestion(&id.value, edition.parameters.keys().map(ParameterId::as_str))
    } else {
        suggestion(&id.value, edition.points.keys().map(CriterionId::as_str))
    };
    let wrong = sink.at(codes::UNKNOWN_TERM, message, &id.span, "not in the base");
    sink.push(wrong.help(near.unwrap_or_else(|| open_terms(edition, tier))));
}

/// What a tier may set, in words.
fn open_terms(edition: &Edition, tier: Tier) -> String {
    let parameters = edition.parameters.iter();
    let parameters = parameters.map(|(id, term)| (TermId::Parameter(id.clone()), term));
    let points = edition.points.iter().map(|(id, term)| (TermId::Points(id.clone()), term));
    let open: Vec<_> = parameters
        .chain(points)
        .filter_map(|(id, term)| Some((id, term.bounds.as_ref()?)))
        .filter(|(_, bounds)| bounds.to.contains(&tier))
        .map(|(id, bounds)| format!("{id} ({})", bounds.describe()))
        .collect();
    if open.is_empty() {
        format!("the base opens nothing to a {tier}")
    } else {
        format!("the terms that you may set here are {}", open.join(", "))
    }
}

/// What is said of a term: its name, its value, its narrower bounds.
type Said<'a> = (TermId, Option<At<Scalar>>, Option<&'a OpenDoc>);

/// A value or narrower bounds, if the base allows them; what two overlays do to each other is seen
/// only where both are in force.
fn lower_setting(
    (id, value, open): Said<'_>,
    name: &At<String>,
    term: &Term,
    edition: &Edition,
    tier: Tier,
    sink: &mut Sink,
) -> Option<Setting> {
    let source = edition.base.source;
    let place = value.as_ref().map(|value| &value.span).or(open.map(|open| &open.span));
    let place = place.unwrap_or(&name.span).clone();
    let Some(bounds) = &term.bounds else {
        let message = "overlay sets a term that its base keeps closed";
        let wrong = sink.at(codes::CLOSED_TERM, message, &place, id.not_open());
        let mut wrong = wrong.label(source, term.span.clone(), "declared here without `open`");
        if let Some(span) = &term.value_span {
            let label = format!("in force since {}", edition.base.from);
            wrong = wrong.label(source, span.clone(), label);
        }
        let wrong = wrong.note(format!("it rests on {}", term.reference));
        sink.push(wrong.help(format!("remove it; {}", open_terms(edition, tier))));
        return None;
    };
    if !bounds.to.contains(&tier) {
        let message = format!("overlay of a {tier} sets a term that is open to another tier");
        let wrong = sink.at(codes::OTHER_TIER, message, &place, format!("{} here", id.not_open()));
        let label = format!("open to {}", bounds.tiers());
        let wrong = wrong.label(source, term.span.clone(), label);
        sink.push(wrong.help(format!("remove it; {}", open_terms(edition, tier))));
        return None;
    }
    if value.is_none() && open.is_none() {
        let message = format!("overlay says nothing of {id}");
        let help = "add `value = …`, or narrow the bounds with `open = { … }`";
        sink.push(sink.at(codes::MISSING_KEY, message, &name.span, "no value").help(help));
    }
    if let Some(value) = value.as_ref().filter(|value| !bounds.admits(&value.value)) {
        let out = out_of_bounds(&id, value, bounds, sink.source);
        sink.push(out.label(source, term.span.clone(), format!("allows {}", bounds.describe())));
    }
    let narrowed = open.map(|open| At::new(Bounds::read(open), open.span.clone()));
    if let Some(narrowed) = &narrowed {
        check_narrowed(&id, narrowed, bounds, term, edition, sink);
    }
    Some(Setting { term: id, value, narrowed })
}

/// A value outside bounds; the reason is another label.
pub(crate) fn out_of_bounds(
    id: &TermId,
    value: &At<Scalar>,
    bounds: &Bounds,
    source: tieuchi_core::SourceId,
) -> Diagnostic {
    let message = format!("value {} is outside the bounds of {id}", text(&value.value));
    Diagnostic::error(codes::OUT_OF_BOUNDS, message)
        .label(source, value.span.clone(), "outside")
        .help(format!("set {}", bounds.describe()))
}

/// Reports bounds that widen, or that leave nothing.
fn check_narrowed(
    id: &TermId,
    narrowed: &At<Bounds>,
    bounds: &Bounds,
    term: &Term,
    edition: &Edition,
    sink: &mut Sink,
) {
    let label = format!("allows {}", bounds.describe());
    let (code, message, why) = if let Some(beyond) = narrowed.value.beyond(bounds) {
        (codes::WIDENED, format!("overlay widens the bounds of {id}"), beyond)
    } else if narrowed.value.meet(bounds).is_empty() {
        let why = "nothing is left".to_owned();
        (codes::NARROWED_AWAY, format!("narrowed bounds leave no value for {id}"), why)
    } else {
        return;
    };
    let wrong = sink.at(code, message, &narrowed.span, why);
    sink.push(wrong.label(edition.base.source, term.span.clone(), label));
}

/// Values of terms by their names, as a resolved ruleset gathers them.
pub(crate) type ByTerm<T> = BTreeMap<TermId, Vec<T>>;

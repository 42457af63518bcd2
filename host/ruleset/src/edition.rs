//! Editions as meant: a resolved ruleset without overlays, and what overlays must know of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use tieuchi_core::{
    Bound, CriterionId, Decimal, Diagnostic, Group, GroupId, IndicatorId, Kind, Level, Origin,
    Parameter, ParameterId, Recognition, Ruleset, Scalar, Slot, SlotId, Span, TitleId,
};

use crate::{
    bounds::{Bounds, check_own, text},
    codes,
    conditions::{Expectation, Scope, fits, lower},
    criteria::{Frame, lower_criterion, units},
    document::{
        criterion::Home,
        edition::{EditionDoc, ParameterDoc},
    },
    known::Known,
    sink::{At, Sink},
    sums::check_sum,
    words::suggestion_or_list,
};

/// An edition.
#[derive(Debug)]
pub(crate) struct Edition {
    /// What it says where no overlay says otherwise.
    pub(crate) base: Ruleset,
    /// Whether something is wrong in it, so that nothing is resolved from it.
    pub(crate) broken: bool,
    /// Where it says since when it is in force.
    pub(crate) from_span: Span,
    /// Where it says what its points sum to; where it says its first day, if it has no points.
    pub(crate) total_span: Span,
    /// The last day in force: its own, or the day before its successor's first.
    pub(crate) last: Option<NaiveDate>,
    /// Parameters, as terms.
    pub(crate) parameters: BTreeMap<ParameterId, Term>,
    /// Points of criteria, as terms.
    pub(crate) points: BTreeMap<CriterionId, Term>,
    /// Where slots are declared.
    pub(crate) slots: BTreeMap<SlotId, Span>,
    /// Groups with their names.
    pub(crate) groups: BTreeMap<GroupId, String>,
    /// What parameters are used for.
    pub(crate) expects: Vec<Expectation>,
    /// Indicators that it reads.
    pub(crate) uses: Vec<At<IndicatorId>>,
}

/// A value that an overlay may set if it is open.
#[derive(Debug)]
pub(crate) struct Term {
    /// Where its id stands.
    pub(crate) span: Span,
    /// Where its value stands.
    pub(crate) value_span: Option<Span>,
    /// To whom it is open, and within what; none where it is closed.
    pub(crate) bounds: Option<Bounds>,
    /// The paper it rests on.
    pub(crate) reference: String,
}

impl Edition {
    /// The ids of its parameters.
    pub(crate) fn parameter_ids(&self) -> BTreeSet<ParameterId> {
        self.parameters.keys().cloned().collect()
    }

    /// Whether it is in force on a day.
    pub(crate) fn in_force(&self, day: NaiveDate) -> bool {
        self.base.from <= day && self.last.is_none_or(|last| day <= last)
    }
}

/// An edition as meant; none where its title, kind or first day is not known.
pub(crate) fn lower_edition(
    doc: &EditionDoc,
    digest: &str,
    home: Home,
    known: &Known,
    sink: &mut Sink,
) -> Option<Edition> {
    let mut base = lower_head(doc, digest, sink)?;
    let from = doc.from.as_ref()?;
    check_dates(from, doc.until.as_ref(), sink);
    let head = Origin {
        source: sink.source,
        span: from.span.clone(),
        value: String::new(),
        basis: base.reference.clone(),
        from: from.value,
    };
    let scale = doc.points.as_ref().map(|points| points.scale);
    base.points_total =
        doc.points.as_ref().and_then(|points| units(&points.total, points.scale, sink));
    let (parameters, terms) = lower_parameters(doc, home, &head, sink);
    let ids: BTreeSet<_> = parameters.keys().cloned().collect();
    base.parameters = with_papers_of_levels(parameters, doc);
    let mut scope = Scope::new(known, base.kind, Some(&ids));
    let groups: BTreeMap<_, _> =
        base.groups.iter().map(|group| (group.id.clone(), group.name.clone())).collect();
    let (total, reference) = (base.points_total, &base.reference);
    let frame = Frame { scale, total, groups: &groups, origin: head, reference };
    let criteria = doc.criteria.iter();
    base.criteria = criteria.map(|doc| lower_criterion(doc, &frame, &mut scope, sink)).collect();
    let points = point_terms(doc, &base.reference, home, sink);
    base.slots = lower_slots(doc, scale, sink);
    base.applies = doc.applies.as_ref().map(|applies| lower(applies, &mut scope, sink));
    base.recognition = lower_recognition(doc, &mut scope, sink);
    base.levels = lower_levels(doc, &ids, &mut scope, sink);
    let Scope { uses, expects, .. } = scope;
    check_values(&base, &terms, &expects, doc, sink);
    check_sum(&base, &points, doc, home, sink);
    let slots = doc.slots.iter();
    Some(Edition {
        broken: sink.failed(),
        from_span: from.span.clone(),
        total_span: doc.points.as_ref().map_or(&from.span, |points| &points.total.span).clone(),
        last: base.until,
        slots: slots.map(|slot| (SlotId::new(&slot.id.value), slot.id.span.clone())).collect(),
        base,
        parameters: terms,
        points,
        groups,
        expects,
        uses,
    })
}

/// What an edition says in its head; all the rest is empty.
fn lower_head(doc: &EditionDoc, digest: &str, sink: &Sink) -> Option<Ruleset> {
    let text = |text: &Option<At<String>>| {
        text.as_ref().map_or_else(String::new, |text| text.value.clone())
    };
    let group = |(id, name): &(At<String>, String)| Group {
        id: GroupId::new(&id.value),
        name: name.clone(),
    };
    Some(Ruleset {
        title: TitleId::new(&doc.title.as_ref()?.value),
        name: text(&doc.name),
        kind: doc.kind.as_ref()?.value,
        reference: text(&doc.reference),
        authority: text(&doc.authority),
        from: doc.from.as_ref()?.value,
        until: doc.until.as_ref().map(|until| until.value),
        source: sink.source,
        digest: digest.to_owned(),
        points_total: None,
        points_scale: doc.points.as_ref().map_or(0, |points| points.scale),
        applies: None,
        valid_months: doc.valid_months,
        recognition: Recognition::default(),
        levels: Vec::new(),
        parameters: BTreeMap::new(),
        groups: doc.groups.iter().map(group).collect(),
        criteria: Vec::new(),
        slots: BTreeMap::new(),
        overlays: Vec::new(),
    })
}

/// Reports a last day before the first.
pub(crate) fn check_dates(from: &At<NaiveDate>, until: Option<&At<NaiveDate>>, sink: &mut Sink) {
    if let Some(until) = until.filter(|until| until.value < from.value) {
        let message = "`until` lies before `from`";
        let wrong = sink.at(codes::DATES_REVERSED, message, &until.span, "the last day");
        sink.push(wrong.label(sink.source, from.span.clone(), "the first day"));
    }
}

/// Parameters, and the same as terms.
fn lower_parameters(
    doc: &EditionDoc,
    home: Home,
    head: &Origin,
    sink: &mut Sink,
) -> (BTreeMap<ParameterId, Parameter>, BTreeMap<ParameterId, Term>) {
    let (mut parameters, mut terms) = (BTreeMap::new(), BTreeMap::new());
    for doc in &doc.parameters {
        let ParameterDoc { id, name, unit, value, missing, open, reference } = doc;
        let text = |text: &Option<At<String>>| {
            text.as_ref().map_or_else(String::new, |text| text.value.clone())
        };
        let scalar = value.as_ref().map(|value| value.value.scalar());
        let bounds = open.as_ref().map(Bounds::read);
        if let (Some(bounds), Some(open), false) = (&bounds, open, home == Home::Resolved) {
            check_own(bounds, scalar.as_ref(), open, sink);
        }
        let span = value.as_ref().map_or_else(|| id.span.clone(), |value| value.span.clone());
        let written = scalar.as_ref().map_or_else(String::new, plain);
        let origin = Origin { span, value: written, basis: text(reference), ..head.clone() };
        let key = ParameterId::new(&id.value);
        terms.insert(
            key.clone(),
            Term {
                span: id.span.clone(),
                value_span: value.as_ref().map(|value| value.span.clone()),
                bounds: bounds.clone(),
                reference: text(reference),
            },
        );
        parameters.insert(
            key.clone(),
            Parameter {
                id: key,
                name: text(name),
                value: scalar,
                missing: missing.as_ref().map(|missing| missing.value.clone()),
                unit: unit.clone(),
                open: bounds.as_ref().map(Bounds::to_open),
                reference: text(reference),
                origins: vec![origin],
            },
        );
    }
    (parameters, terms)
}

/// A constant as it is printed in an origin.
pub(crate) fn plain(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Code(code) => code.to_string(),
        other => text(other),
    }
}

/// Parameters that lack a value at some level name the paper of that level, too.
fn with_papers_of_levels(
    mut parameters: BTreeMap<ParameterId, Parameter>,
    doc: &EditionDoc,
) -> BTreeMap<ParameterId, Parameter> {
    for (id, _, missing) in doc.levels.iter().flat_map(|level| &level.values) {
        let Some(paper) = missing else { continue };
        let Some(parameter) = parameters.get_mut(&ParameterId::new(&id.value)) else { continue };
        parameter.missing = Some(match parameter.missing.take() {
            None => paper.value.clone(),
            Some(papers)
                if papers.split("; ").any(|known| known == paper.value)
                    || papers == paper.value =>
            {
                papers
            }
            Some(papers) => format!("{papers}; {}", paper.value),
        });
    }
    parameters
}

/// Points of criteria, as terms.
fn point_terms(
    doc: &EditionDoc,
    reference: &str,
    home: Home,
    sink: &mut Sink,
) -> BTreeMap<CriterionId, Term> {
    let mut terms = BTreeMap::new();
    for doc in &doc.criteria {
        let value = doc.points.as_ref().and_then(|points| points.value.as_ref());
        let open = doc.points.as_ref().and_then(|points| points.open.as_ref());
        let bounds = open.map(Bounds::read);
        if let (Some(bounds), Some(open), false) = (&bounds, open, home == Home::Resolved) {
            let scalar = value.map(|value| Scalar::Number(value.value));
            check_own(bounds, scalar.as_ref(), open, sink);
        }
        let reference =
            doc.reference.as_ref().map_or_else(|| reference.to_owned(), |text| text.value.clone());
        terms.insert(
            CriterionId::new(&doc.id.value),
            Term {
                span: doc.id.span.clone(),
                value_span: value.map(|value| value.span.clone()),
                bounds,
                reference,
            },
        );
    }
    terms
}

/// Slots.
fn lower_slots(doc: &EditionDoc, scale: Option<u8>, sink: &mut Sink) -> BTreeMap<SlotId, Slot> {
    let mut slots = BTreeMap::new();
    for slot in &doc.slots {
        let budget = match (&slot.points, scale) {
            (Some(points), Some(scale)) => units(points, scale, sink).filter(|budget| {
                let right = *budget > 0;
                if !right {
                    let message =
                        format!("points of slot `{}` are outside their limits", slot.id.value);
                    let label = "must be above 0";
                    sink.push(sink.at(codes::POINTS_LIMIT, message, &points.span, label));
                }
                right
            }),
            (None, Some(_)) => {
                let message = format!("slot `{}` has no `points`", slot.id.value);
                let help = "add `points = 10`: the most that its criteria may have together";
                let label = "not said";
                sink.push(sink.at(codes::MISSING_KEY, message, &slot.id.span, label).help(help));
                None
            }
            (Some(points), None) => {
                let message =
                    format!("slot `{}` has points in a ruleset without points", slot.id.value);
                let label = "nothing to sum up to";
                let wrong = sink.at(codes::POINTS_MISPLACED, message, &points.span, label);
                sink.push(wrong.help("remove `points`"));
                None
            }
            (None, None) => None,
        };
        let bounds = slot.open.as_ref().map(Bounds::read);
        let id = SlotId::new(&slot.id.value);
        let name = slot.name.as_ref().map_or_else(String::new, |name| name.value.clone());
        let to = bounds.map(|bounds| bounds.to.into_iter().collect()).unwrap_or_default();
        slots.insert(id.clone(), Slot { id, name, points: budget.unwrap_or(0), to });
    }
    for criterion in &doc.criteria {
        let Some(slot) = &criterion.slot else { continue };
        if !slots.contains_key(&SlotId::new(&slot.value)) {
            unknown_slot(slot, slots.keys(), sink);
        }
    }
    slots
}

/// Reports a slot that there is not.
pub(crate) fn unknown_slot<'a>(
    slot: &At<String>,
    slots: impl Iterator<Item = &'a SlotId> + Clone,
    sink: &mut Sink,
) {
    let message = format!("unknown slot `{}`", slot.value.escape_debug());
    let help = suggestion_or_list(&slot.value, slots.map(SlotId::as_str), "slots");
    sink.push(sink.at(codes::UNKNOWN_SLOT, message, &slot.span, "not declared").help(help));
}

/// Pass mark and floor.
fn lower_recognition(doc: &EditionDoc, scope: &mut Scope<'_>, sink: &mut Sink) -> Recognition {
    let head = doc.title.as_ref().map(|title| title.span.clone()).unwrap_or_default();
    match (&doc.points, &doc.pass_mark, &doc.floor) {
        (Some(_), None, _) => {
            let help = "add `pass-mark = …` under `[recognition]`, a number or a parameter";
            let message = "ruleset with points has no `pass-mark`";
            sink.push(sink.at(codes::MISSING_KEY, message, &head, "not said").help(help));
        }
        (None, Some(mark), _) | (None, None, Some(mark)) => {
            let message = "recognition asks for points in a ruleset without points";
            let label = "there are no points";
            sink.push(sink.at(codes::POINTS_MISPLACED, message, &mark.span, label));
        }
        _ => {}
    }
    let mut bound = |operand: &Option<_>, what: &str| {
        operand.as_ref().and_then(|operand| scope.number(operand, what, sink))
    };
    Recognition { pass_mark: bound(&doc.pass_mark, "pass mark"), floor: bound(&doc.floor, "floor") }
}

/// Levels, from the lowest.
fn lower_levels(
    doc: &EditionDoc,
    parameters: &BTreeSet<ParameterId>,
    scope: &mut Scope<'_>,
    sink: &mut Sink,
) -> Vec<Level> {
    let mut docs: Vec<_> = doc.levels.iter().collect();
    docs.sort_by_key(|level| level.number.value);
    let mut levels = Vec::with_capacity(docs.len());
    for (expected, doc) in (1_u16..).zip(docs) {
        if u16::from(doc.number.value) != expected {
            let message = format!("level {expected} is missing before level {}", doc.number.value);
            let help = "number the levels 1, 2, 3 …, the lowest first";
            let label = "comes too early";
            sink.push(sink.at(codes::LEVELS, message, &doc.number.span, label).help(help));
        }
        let mut values = BTreeMap::new();
        for (id, value, _) in &doc.values {
            let key = ParameterId::new(&id.value);
            if !parameters.contains(&key) {
                let message = format!("unknown parameter `{}`", id.value.escape_debug());
                let names = parameters.iter().map(ParameterId::as_str);
                let help = suggestion_or_list(&id.value, names, "parameters");
                let label = "not declared";
                sink.push(sink.at(codes::UNKNOWN_PARAMETER, message, &id.span, label).help(help));
            }
            values.insert(key, value.as_ref().map(|value| value.value.scalar()));
        }
        levels.push(Level {
            number: doc.number.value,
            name: doc.name.as_ref().map_or_else(String::new, |name| name.value.clone()),
            requires: doc.requires.as_ref().map(|requires| lower(requires, scope, sink)),
            values,
        });
    }
    levels
}

/// Holds the values of parameters against their uses, and the marks against the total.
fn check_values(
    base: &Ruleset,
    terms: &BTreeMap<ParameterId, Term>,
    expects: &[Expectation],
    doc: &EditionDoc,
    sink: &mut Sink,
) {
    for (id, term) in terms {
        let value = base.parameters.get(id).and_then(|parameter| parameter.value.as_ref());
        if let (Some(value), Some(span)) = (value, &term.value_span) {
            check_uses(id, value, span, expects, sink);
        }
        for item in term.bounds.iter().flat_map(|bounds| bounds.one_of.iter().flatten()) {
            check_uses(id, item, &term.span, expects, sink);
        }
    }
    for (id, value, _) in doc.levels.iter().flat_map(|level| &level.values) {
        if let Some(value) = value {
            let scalar = value.value.scalar();
            check_uses(&ParameterId::new(&id.value), &scalar, &value.span, expects, sink);
        }
    }
    let marks = [("pass mark", &doc.pass_mark), ("floor", &doc.floor)];
    for ((what, operand), bound) in
        marks.into_iter().zip([&base.recognition.pass_mark, &base.recognition.floor])
    {
        let (Some(operand), Some(bound)) = (operand, bound) else { continue };
        if let Some(wrong) = mark_beyond(base, bound) {
            let message = format!("{what} of {wrong} cannot be");
            let total = base.points_total.unwrap_or(0);
            let total = Decimal { units: total.into(), scale: base.points_scale };
            let label = format!("must be 0 to the total of {total}");
            sink.push(sink.at(codes::MARK, message, &operand.span, label));
        }
    }
}

/// The value of a mark, at any level, that is below 0 or above the total.
pub(crate) fn mark_beyond(ruleset: &Ruleset, bound: &Bound) -> Option<Decimal> {
    let total = Decimal { units: ruleset.points_total?.into(), scale: ruleset.points_scale };
    let values: Vec<&Scalar> = match bound {
        Bound::Literal(scalar) => vec![scalar],
        Bound::Parameter(id) => {
            let at_levels =
                ruleset.levels.iter().filter_map(|level| level.values.get(id)?.as_ref());
            let own = ruleset.parameters.get(id).and_then(|parameter| parameter.value.as_ref());
            own.into_iter().chain(at_levels).collect()
        }
    };
    values.into_iter().find_map(|value| match value {
        Scalar::Number(number) if !(Decimal::integer(0)..=total).contains(number) => Some(*number),
        _ => None,
    })
}

/// Reports a value of a parameter that does not fit some use of it.
pub(crate) fn check_uses(
    id: &ParameterId,
    value: &Scalar,
    span: &Span,
    expects: &[Expectation],
    sink: &mut Sink,
) {
    let uses = expects.iter().filter(|expectation| expectation.parameter == *id);
    for Expectation { value_type, against, .. } in uses {
        if !fits(value, value_type) {
            let message = format!("value of parameter `{id}` does not fit where it is used");
            let label = format!("{} is held against {against}", text(value));
            let diagnostic: Diagnostic = sink.at(codes::PARAMETER_TYPE, message, span, label);
            sink.push(diagnostic);
            return;
        }
    }
}

/// Whether a kind of subject is the one that earlier editions of the title judge.
pub(crate) fn check_kind(doc: &EditionDoc, known: &Known, kind: Kind, sink: &mut Sink) {
    let (Some(title), Some(own)) = (&doc.title, &doc.kind) else { return };
    let Some(first) = known.titles.get(&TitleId::new(&title.value)) else { return };
    if first.kind != kind {
        let message = format!("editions of `{}` judge different kinds", title.value);
        let wrong = sink.at(codes::TITLE_KIND, message, &own.span, format!("judges a {kind}"));
        let label = format!("judges a {}", first.kind);
        sink.push(wrong.label(first.source, first.span.clone(), label));
    }
}

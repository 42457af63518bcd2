//! Editions as meant: a resolved ruleset without overlays, and what overlays must know of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use tieuchi_core::{
    CriterionId, Group, GroupId, IndicatorId, Kind, Level, Origin, ParameterId, Recognition,
    Ruleset, SlotId, Span, TitleId,
};

use crate::{
    bounds::Bounds,
    codes,
    conditions::{Expectation, Scope, lower},
    criteria::{Frame, lower_criterion, units},
    document::{criterion::Home, edition::EditionDoc},
    known::Known,
    marks::{check_values, lower_recognition},
    parameters::{lower_parameters, point_terms, with_papers_of_levels},
    sink::{At, Sink},
    slots::lower_slots,
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

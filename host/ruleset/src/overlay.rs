//! Overlays as meant, held against the edition that they stand on.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use tieuchi_core::{
    Catalogue, Criterion, CriterionId, Diagnostic, IndicatorId, Origin, ParameterId, PlaceCode,
    Places, Scalar, SourceId, Span, Tier, TitleId,
};

use crate::{
    bounds::Bounds,
    codes,
    document::overlay::OverlayDoc,
    edition::{Edition, check_dates},
    known::Known,
    local::lower_local,
    rebase,
    sink::{At, Sink},
    terms::lower_terms,
    titles::{Needs, needs},
};

/// An overlay.
#[derive(Debug)]
pub(crate) struct Overlay {
    /// Its file.
    pub(crate) source: SourceId,
    /// The path of its file: overlays of one tier are told apart by it.
    pub(crate) path: String,
    /// sha-256 of its file, in hex.
    pub(crate) digest: String,
    /// The title.
    pub(crate) title: TitleId,
    /// The first day of the edition that it stands on.
    pub(crate) base: NaiveDate,
    /// Where it names its base.
    pub(crate) base_span: Span,
    /// Where it applies.
    pub(crate) reach: At<Reach>,
    /// Whose it is.
    pub(crate) tier: Tier,
    /// First day.
    pub(crate) from: NaiveDate,
    /// Last day.
    pub(crate) until: Option<NaiveDate>,
    /// The paper.
    pub(crate) decision: String,
    /// What it sets or narrows.
    pub(crate) settings: Vec<Setting>,
    /// What it removes.
    pub(crate) removals: Vec<At<CriterionId>>,
    /// What it adds.
    pub(crate) locals: Vec<Local>,
    /// Titles that its local criteria need.
    pub(crate) needs: Needs,
}

/// Where an overlay applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reach {
    /// In a place and all below it.
    Place(PlaceCode),
    /// In all places of a class.
    Class(String),
}

/// A term, named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TermId {
    /// The value of a parameter.
    Parameter(ParameterId),
    /// The points of a criterion.
    Points(CriterionId),
}

impl std::fmt::Display for TermId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Parameter(id) => write!(f, "`{id}`"),
            Self::Points(id) => write!(f, "the points of `{id}`"),
        }
    }
}

impl TermId {
    /// That it is not open, in words.
    pub(crate) fn not_open(&self) -> String {
        let verb = if matches!(self, Self::Points(_)) { "are" } else { "is" };
        format!("{self} {verb} not open")
    }
}

/// What an overlay says of a term.
#[derive(Debug)]
pub(crate) struct Setting {
    /// The term.
    pub(crate) term: TermId,
    /// Its value.
    pub(crate) value: Option<At<Scalar>>,
    /// Narrower bounds for the tiers below.
    pub(crate) narrowed: Option<At<Bounds>>,
}

/// A local criterion.
#[derive(Debug)]
pub(crate) struct Local {
    /// As meant.
    pub(crate) criterion: Criterion,
    /// Where its points stand, or its id.
    pub(crate) points_span: Span,
    /// Indicators that it reads.
    pub(crate) uses: Vec<At<IndicatorId>>,
}

impl Overlay {
    /// Whether it is in force on a day.
    pub(crate) fn in_force(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// A link of a chain of origins.
    pub(crate) fn origin(&self, span: &Span, value: String) -> Origin {
        Origin {
            source: self.source,
            span: span.clone(),
            value,
            basis: self.decision.clone(),
            from: self.from,
        }
    }
}

/// What overlays are held against.
#[derive(Debug)]
pub(crate) struct Ground<'a> {
    /// All names.
    pub(crate) known: &'a Known,
    /// Editions by title, by first day.
    pub(crate) editions: &'a BTreeMap<TitleId, Vec<Edition>>,
    /// All indicators.
    pub(crate) catalogue: &'a Catalogue,
    /// All org units; none at all if the caller has none.
    pub(crate) places: &'a Places,
}

/// An overlay as meant; none where something is wrong in it.
pub(crate) fn lower_overlay(
    doc: &OverlayDoc,
    path: &str,
    digest: String,
    ground: &Ground<'_>,
    sink: &mut Sink,
) -> Option<Overlay> {
    if let Some(from) = &doc.from {
        check_dates(from, doc.until.as_ref(), sink);
    }
    let reach = lower_reach(doc, ground.places, sink);
    let title = doc.of.as_ref().and_then(|of| ground.known.title(of, sink));
    let edition = title.and_then(|(title, _)| {
        let editions = ground.editions.get(&title)?;
        let base = doc.base.as_ref()?;
        let found = pinned(base, editions);
        if found.is_none() {
            let tier = reach.as_ref().map(|(_, tier)| *tier);
            sink.push(no_such_base(doc, base, (&title, editions), (tier, ground.known), sink));
        }
        found
    });
    let (from, (reach, tier), edition) = (doc.from.as_ref()?, reach?, edition?);
    check_inside(from, edition, sink);
    let head = Origin {
        source: sink.source,
        span: from.span.clone(),
        value: String::new(),
        basis: doc.decision.as_ref().map_or_else(String::new, |text| text.value.clone()),
        from: from.value,
    };
    let (settings, removals) = lower_terms(doc, edition, tier, sink);
    let locals = doc.criteria.iter().filter(|doc| {
        !edition.points.contains_key(&CriterionId::new(&doc.id.value)) || doc.slot.is_some()
    });
    let locals: Vec<_> = locals
        .filter_map(|doc| lower_local(doc, edition, tier, &head, ground.known, sink))
        .collect();
    let uses = locals.iter().flat_map(|local| &local.uses).cloned().collect::<Vec<_>>();
    let needs = needs(&uses, edition.base.kind, sink.source, ground.catalogue);
    // A broken edition is silent: the overlay may be right, but nothing can be resolved anyway.
    if sink.failed() || edition.broken {
        return None;
    }
    Some(Overlay {
        source: sink.source,
        path: path.to_owned(),
        digest,
        title: edition.base.title.clone(),
        base: edition.base.from,
        base_span: doc.base.as_ref()?.span.clone(),
        reach,
        tier,
        from: from.value,
        until: doc.until.as_ref().map(|until| until.value),
        decision: head.basis,
        settings,
        removals,
        locals,
        needs,
    })
}

/// Where an overlay applies, and whose it is.
fn lower_reach(doc: &OverlayDoc, places: &Places, sink: &mut Sink) -> Option<(At<Reach>, Tier)> {
    let code = codes::PLACE_OR_CLASS;
    match (&doc.place, &doc.class) {
        (Some(place), Some(class)) => {
            let message = "overlay names a place and a class";
            let wrong = sink.at(code, message, &class.span, "a class");
            let wrong = wrong.label(sink.source, place.span.clone(), "and a place");
            sink.push(wrong.help("write two overlays"));
            None
        }
        (None, None) => {
            // Without a head, its absence was reported already.
            let span = doc.of.as_ref().or(doc.base.as_ref())?.span.clone();
            let message = "overlay names neither a place nor a class";
            let help = "add `place = \"30958\"` or `class = \"…\"` under `[overlay]`";
            sink.push(sink.at(code, message, &span, "applies nowhere").help(help));
            None
        }
        (Some(place), None) => {
            let day = doc.from.as_ref()?.value;
            let tier = place_tier(place, day, places, sink)?;
            let reach = Reach::Place(PlaceCode::new(&place.value));
            Some((At::new(reach, place.span.clone()), tier))
        }
        (None, Some(class)) => {
            // Shipped packs name classes that a workspace without any need not know.
            let known = places.classes.iter().any(|row| row.class == class.value);
            if !known && !places.classes.is_empty() {
                let message = format!("unknown class of places `{}`", class.value.escape_debug());
                let names = places.classes.iter().map(|row| row.class.as_str());
                let help = crate::words::suggestion(&class.value, names);
                let label = "no place is in it";
                let wrong = Diagnostic::warning(codes::UNKNOWN_CLASS, message);
                let wrong = wrong.label(sink.source, class.span.clone(), label);
                sink.push(match help {
                    Some(help) => wrong.help(help),
                    None => wrong.help("list its places in the file of classes"),
                });
            }
            let reach = Reach::Class(class.value.clone());
            Some((At::new(reach, class.span.clone()), Tier::Class))
        }
    }
}

/// The tier of a place on a day, or a report.
fn place_tier(
    place: &At<String>,
    day: NaiveDate,
    places: &Places,
    sink: &mut Sink,
) -> Option<Tier> {
    let code = PlaceCode::new(&place.value);
    if let Some(unit) = places.unit(&code, day) {
        return Some(unit.tier);
    }
    let message = format!("no place has the code `{}` on {day}", place.value.escape_debug());
    let mut wrong = sink.at(codes::UNKNOWN_PLACE, message, &place.span, "unknown on that day");
    for unit in places.units.iter().filter(|unit| unit.code == code) {
        let until = unit.until.map_or_else(|| "now".to_owned(), |until| until.to_string());
        let note = format!("{} {} has it from {} to {until}", unit.unit_type, unit.name, unit.from);
        wrong = wrong.note(note);
    }
    let codes = places.units.iter().filter(|unit| unit.in_force(day));
    let near = crate::words::suggestion(&place.value, codes.map(|unit| unit.code.as_str()));
    sink.push(match near.filter(|_| wrong.notes.is_empty()) {
        Some(help) => wrong.help(help),
        None => wrong,
    });
    None
}

/// The edition that an overlay pins.
fn pinned<'e>(base: &At<String>, editions: &'e [Edition]) -> Option<&'e Edition> {
    let digest = base.value.strip_prefix("sha256:");
    editions.iter().find(|edition| Some(edition.base.digest.as_str()) == digest)
}

/// An overlay whose base is no edition any more: which of its terms fit the edition that is in
/// force when it begins.
fn no_such_base(
    doc: &OverlayDoc,
    base: &At<String>,
    (title, editions): (&TitleId, &[Edition]),
    (tier, known): (Option<Tier>, &Known),
    sink: &Sink,
) -> Diagnostic {
    let message = format!("overlay needs review: its base is no edition of `{title}`");
    let label = "no edition has this digest";
    let mut wrong = sink.at(codes::BASE_DIGEST, message, &base.span, label);
    for edition in editions {
        let (from, digest) = (edition.base.from, &edition.base.digest);
        wrong = wrong.note(format!("the edition from {from} is `sha256:{digest}`"));
    }
    let begins = doc.from.as_ref().map(|from| from.value);
    let then = editions.iter().find(|edition| begins.is_some_and(|day| edition.in_force(day)));
    let Some(now) = then.or(editions.last()) else {
        return wrong.help("the title has no edition that could be read");
    };
    if let Some(tier) = tier.filter(|_| !now.broken) {
        let from = now.base.from;
        for note in rebase::written_terms(doc, now, tier, known, sink) {
            wrong = wrong.note(format!("on the edition from {from}: {note}"));
        }
    }
    let digest = &now.base.digest;
    wrong.help(format!(
        "read what changed; if the overlay still stands, write `base = \"sha256:{digest}\"`"
    ))
}

/// Reports an overlay that begins where its edition is not in force.
fn check_inside(from: &At<NaiveDate>, edition: &Edition, sink: &mut Sink) {
    if edition.in_force(from.value) {
        return;
    }
    let first = edition.base.from;
    let message = "overlay begins where its base is not in force";
    let label = format!("begins on {}", from.value);
    let wrong = sink.at(codes::OUTSIDE_BASE, message, &from.span, label);
    let until = edition.last.map_or_else(String::new, |last| format!(" until {last}"));
    let label = format!("in force from {first}{until}");
    sink.push(wrong.label(edition.base.source, edition.from_span.clone(), label));
}

//! All rules of a workspace, read and checked once, so that resolving is cheap.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use tieuchi_core::{Catalogue, Diagnostic, PlaceCode, Places, Ruleset, SourceId, Sources, TitleId};

use crate::{
    codes, digest,
    document::{criterion::Home, edition},
    edition::{Edition, lower_edition},
    known::Known,
    overlay::Overlay,
    resolve,
    sink::Sink,
    syntax,
    target::Target,
    titles::Needs,
    words::suggestion_or_list,
};

/// All rules.
#[derive(Debug, Default)]
pub struct Rules {
    /// Indicators.
    pub(crate) catalogue: Catalogue,
    /// What names mean.
    pub(crate) known: Known,
    /// Editions by title, by first day.
    pub(crate) editions: BTreeMap<TitleId, Vec<Edition>>,
    /// The titles that each edition needs first.
    pub(crate) needs: BTreeMap<(TitleId, NaiveDate), Needs>,
    /// Overlays that are right in themselves, from the highest tier, by first day and path.
    pub(crate) overlays: Vec<Overlay>,
    /// National targets.
    pub(crate) targets: Vec<Target>,
    /// All org units.
    pub(crate) places: Places,
}

impl Rules {
    /// All indicators, those of titles included.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The titles that have an edition.
    pub fn titles(&self) -> impl Iterator<Item = &TitleId> {
        self.editions.keys()
    }

    /// The editions of a title without overlays, by first day.
    pub fn editions(&self, title: &TitleId) -> impl Iterator<Item = &Ruleset> {
        self.editions.get(title).into_iter().flatten().map(|edition| &edition.base)
    }

    /// The days on which an edition or an overlay begins, or has just ended.
    pub fn change_days(&self) -> BTreeSet<NaiveDate> {
        let editions = self.editions.values().flatten();
        let editions = editions.map(|edition| (edition.base.from, edition.base.until));
        let overlays = self.overlays.iter().map(|overlay| (overlay.from, overlay.until));
        editions
            .chain(overlays)
            .flat_map(|(from, until)| [Some(from), until.and_then(|until| until.succ_opt())])
            .flatten()
            .collect()
    }

    /// National targets, by id.
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// The edition of a title that is in force on a day, without overlays; else what was in force
    /// last or will be first.
    pub fn in_force(&self, title: &TitleId, day: NaiveDate) -> Result<&Ruleset, Box<Diagnostic>> {
        let Some(editions) = self.editions.get(title) else {
            let message = format!("unknown title `{title}`");
            let titles = self.editions.keys().map(TitleId::as_str);
            let help = suggestion_or_list(title.as_str(), titles, "titles");
            return Err(Box::new(Diagnostic::error(codes::UNKNOWN_TITLE, message).help(help)));
        };
        if let Some(edition) = editions.iter().find(|edition| edition.in_force(day)) {
            return Ok(&edition.base);
        }
        let message = format!("no edition of `{title}` is in force on {day}");
        let mut diagnostic = Diagnostic::error(codes::NO_EDITION, message);
        let before = editions
            .iter()
            .rev()
            .find_map(|edition| Some((edition, edition.last.filter(|last| *last < day)?)));
        if let Some((edition, last)) = before {
            let label = "the edition before";
            diagnostic = diagnostic
                .label(edition.base.source, edition.from_span.clone(), label)
                .note(format!("the last day in force was {last}"));
        }
        if let Some(next) = editions.iter().find(|edition| day < edition.base.from) {
            let label = format!("in force from {}", next.base.from);
            diagnostic = diagnostic.label(next.base.source, next.from_span.clone(), label);
        }
        let help = "write the edition that is in force then, or choose another period";
        Err(Box::new(diagnostic.help(help)))
    }

    /// Rulesets for a place on a day with every overlay settled, one for each title that has an
    /// edition in force, needed titles before those that need them.
    ///
    /// A ruleset with an error of its own is left out. Equal diagnostics come for each place that
    /// they concern; [`Rules::resolve_all`] tells them once.
    pub fn resolve(&self, place: &PlaceCode, day: NaiveDate) -> (Vec<Ruleset>, Vec<Diagnostic>) {
        resolve::resolve(self, place, day)
    }

    /// [`Rules::resolve`] for all communes of a day, each diagnostic once.
    pub fn resolve_all(
        &self,
        day: NaiveDate,
        sources: &Sources,
    ) -> (BTreeMap<PlaceCode, Vec<Ruleset>>, Vec<Diagnostic>) {
        let mut resolved = BTreeMap::new();
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for commune in self.places.communes(day) {
            let (rulesets, found) = self.resolve(&commune.code, day);
            resolved.insert(commune.code.clone(), rulesets);
            for diagnostic in found {
                if !diagnostics.contains(&diagnostic) {
                    diagnostics.push(diagnostic);
                }
            }
        }
        Diagnostic::sort(&mut diagnostics, sources);
        (resolved, diagnostics)
    }

    /// Reads a resolved ruleset as [`crate::render`] wrote it; none if something is wrong in it.
    pub fn read_resolved(
        &self,
        sources: &Sources,
        source: SourceId,
    ) -> (Option<Ruleset>, Vec<Diagnostic>) {
        let mut sink = Sink::new(source);
        let table = syntax::parse(sources, &mut sink);
        let doc = edition::read(&table, Home::Resolved, &mut sink);
        let text = sources.get(source).map_or("", |source| &source.text);
        let digest = digest::sha256(text);
        let edition = lower_edition(&doc, &digest, Home::Resolved, &self.known, &mut sink);
        let ruleset = edition.filter(|edition| !edition.broken).map(|edition| edition.base);
        let ruleset = ruleset.zip(doc.resolved).map(|(mut ruleset, (edition, overlays))| {
            ruleset.digest = edition;
            ruleset.overlays = overlays.into_iter().map(|digest| (digest, source)).collect();
            ruleset
        });
        (ruleset, sink.into_diagnostics())
    }
}

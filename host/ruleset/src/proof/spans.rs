//! Where the parts of a ruleset stand in its files: they are read again, since a resolved ruleset
//! keeps no more than it needs for judging.

use std::collections::BTreeMap;

use tieuchi_core::{CriterionId, Diagnostic, SourceId, Sources, Span};

use crate::{
    document::{
        condition::ConditionDoc,
        criterion::{CriterionDoc, Home},
        edition::{self, EditionDoc},
        overlay::{self, OverlayDoc},
    },
    sink::Sink,
    syntax,
};

/// Files as written.
#[derive(Debug)]
pub(crate) struct Spans<'s> {
    /// All files.
    sources: &'s Sources,
    /// Editions read so far.
    editions: BTreeMap<SourceId, EditionDoc>,
    /// Overlays read so far.
    overlays: BTreeMap<SourceId, OverlayDoc>,
}

impl<'s> Spans<'s> {
    /// Nothing is read yet.
    pub(crate) const fn new(sources: &'s Sources) -> Self {
        Self { sources, editions: BTreeMap::new(), overlays: BTreeMap::new() }
    }

    /// An edition.
    pub(crate) fn edition(&mut self, source: SourceId) -> &EditionDoc {
        let sources = self.sources;
        self.editions.entry(source).or_insert_with(|| {
            let mut sink = Sink::new(source);
            edition::read(&syntax::parse(sources, &mut sink), Home::Edition, &mut sink)
        })
    }

    /// An overlay.
    pub(crate) fn overlay(&mut self, source: SourceId) -> &OverlayDoc {
        let sources = self.sources;
        self.overlays.entry(source).or_insert_with(|| {
            let mut sink = Sink::new(source);
            overlay::read(&syntax::parse(sources, &mut sink), &mut sink)
        })
    }

    /// A criterion of a base, or a local one.
    pub(crate) fn criterion(
        &mut self,
        base: SourceId,
        source: SourceId,
        id: &CriterionId,
    ) -> Option<CriterionDoc> {
        let criteria = if base == source {
            &self.edition(source).criteria
        } else {
            &self.overlay(source).criteria
        };
        criteria.iter().find(|criterion| criterion.id.value == id.as_str()).cloned()
    }
}

/// Where a condition stands.
pub(crate) fn condition_span(doc: &ConditionDoc) -> Option<Span> {
    match doc {
        ConditionDoc::All(docs) | ConditionDoc::Any(docs) | ConditionDoc::None(docs) => {
            let first = condition_span(docs.first()?)?;
            let last = condition_span(docs.last()?)?;
            Some(if first.start < last.end { first.start..last.end } else { first })
        }
        ConditionDoc::Compare { indicator, comparison, bounds } => {
            let last = bounds.last().map_or(&comparison.span, |bound| &bound.span);
            let start = &comparison.span.start;
            Some(if *start < last.end { *start..last.end } else { indicator.span.clone() })
        }
        ConditionDoc::Present { indicator, present } => {
            let (start, end) = (indicator.span.start, present.span.end);
            Some(if start < end { start..end } else { indicator.span.clone() })
        }
    }
}

/// Adds a place if it is known.
pub(crate) fn labelled(
    diagnostic: Diagnostic,
    source: SourceId,
    span: Option<Span>,
    text: impl Into<String>,
) -> Diagnostic {
    match span {
        Some(span) => diagnostic.label(source, span, text),
        None => diagnostic,
    }
}

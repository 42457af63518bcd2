//! National targets: which part of whom shall hold a title in a year.

use std::collections::BTreeMap;

use tieuchi_core::{Condition, Decimal, SourceId, Span, TitleId};

use crate::{
    codes,
    conditions::{Scope, lower},
    document::target::TargetDoc,
    known::Known,
    sink::Sink,
};

/// A target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its id.
    pub id: String,
    /// The title that shall be held.
    pub title: TitleId,
    /// What people call it.
    pub name: String,
    /// The year at whose end it shall be reached.
    pub year: u32,
    /// The part in percent; none where the sources do not give it.
    pub percent: Option<Decimal>,
    /// The paper that would give the percentage, where it is missing.
    pub missing: Option<String>,
    /// The denominator in words.
    pub of: String,
    /// The subjects of the title's kind that count; all where there is none.
    pub filter: Option<Condition>,
    /// The paper.
    pub reference: String,
    /// Its file.
    pub source: SourceId,
    /// Its id there.
    pub span: Span,
}

/// Targets as meant, by id, of one file; those of files before it stand in `targets`.
pub(crate) fn lower_targets(
    docs: Vec<TargetDoc>,
    known: &Known,
    targets: &mut BTreeMap<String, Target>,
    sink: &mut Sink,
) {
    for doc in docs {
        if let Some(first) = targets.get(&doc.id.value) {
            let message = format!("target `{}` is declared twice", doc.id.value);
            let twice = sink.at(codes::TARGET_TWICE, message, &doc.id.span, "again here");
            sink.push(twice.label(first.source, first.span.clone(), "declared here"));
            continue;
        }
        let title = doc.title.as_ref().and_then(|title| known.title(title, sink));
        let Some((title, found)) = title else { continue };
        let mut scope = Scope::new(known, found.kind, None);
        let filter = doc.filter.as_ref().map(|filter| lower(filter, &mut scope, sink));
        let target = Target {
            id: doc.id.value.clone(),
            title,
            name: doc.name,
            year: doc.year,
            percent: doc.percent.map(|percent| percent.value),
            missing: doc.missing.map(|missing| missing.value),
            of: doc.of,
            filter,
            reference: doc.reference,
            source: sink.source,
            span: doc.id.span,
        };
        targets.insert(doc.id.value, target);
    }
}

//! Parameters and points of an edition as terms that overlays may set.

use std::collections::BTreeMap;

use tieuchi_core::{CriterionId, Diagnostic, Origin, Parameter, ParameterId, Scalar, Span};

use crate::{
    bounds::{Bounds, check_own, text},
    codes,
    conditions::{Expectation, fits},
    document::{
        criterion::Home,
        edition::{EditionDoc, ParameterDoc},
    },
    edition::Term,
    sink::{At, Sink},
};

/// Parameters, and the same as terms.
pub(crate) fn lower_parameters(
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
pub(crate) fn with_papers_of_levels(
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
pub(crate) fn point_terms(
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

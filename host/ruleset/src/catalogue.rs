//! The catalogue as meant: types of indicators, and what computed ones are computed from.

use std::sync::Arc;

use tieuchi_core::{
    Catalogue, Decimal, Diagnostic, Indicator, IndicatorId, Kind, SourceId, ValueType,
};

use crate::{
    codes,
    computed::{inputs, lower_compute},
    document::indicator::{IndicatorDoc, TypeWord, misplaced},
    graph::{Graph, cycles},
    known::{Known, KnownIndicator},
    sink::{At, Sink},
};

/// Declares the indicators of one file.
pub(crate) fn declare(docs: &[IndicatorDoc], known: &mut Known, sink: &mut Sink) {
    for doc in docs {
        let id = IndicatorId::new(&doc.id.value);
        if id.as_str().starts_with(IndicatorId::TITLE_PREFIX) {
            let message = format!("indicator `{id}` is there of itself");
            let help = "remove it; the ids of titles begin with `title.`";
            let label = "cannot be declared";
            sink.push(sink.at(codes::BAD_ID, message, &doc.id.span, label).help(help));
            continue;
        }
        let value_type = value_type(doc, sink);
        let (Some(kind), Some(value_type)) = (&doc.kind, value_type) else {
            known.broken.insert(doc.id.value.clone());
            continue;
        };
        let key = (kind.value, id);
        if let Some(first) = known.indicators.get(&key) {
            let message = format!("indicator `{}` of {} is declared twice", key.1, kind.value);
            let twice = sink.at(codes::INDICATOR_TWICE, message, &doc.id.span, "again here");
            sink.push(twice.label(first.source, first.span.clone(), "declared here"));
            continue;
        }
        let span = doc.id.span.clone();
        let computed = doc.computed;
        known
            .indicators
            .insert(key, KnownIndicator { value_type, computed, source: sink.source, span });
    }
}

/// The type of an indicator.
fn value_type(doc: &IndicatorDoc, sink: &mut Sink) -> Option<ValueType> {
    let word = doc.type_word.as_ref()?;
    let numeric = matches!(word.value, TypeWord::Integer | TypeWord::Decimal);
    let name = match word.value {
        TypeWord::Integer => "integer",
        TypeWord::Decimal => "decimal",
        TypeWord::Flag => "flag",
        TypeWord::Code => "code",
        TypeWord::Date => "date",
        TypeWord::Percent => "percent",
        TypeWord::Ratio => "ratio",
    };
    if let Some(range) = doc.range.as_ref().filter(|_| !numeric) {
        misplaced("range", &range.span, name, sink);
    }
    if let Some(scale) = doc.scale.as_ref().filter(|_| word.value != TypeWord::Decimal) {
        misplaced("scale", &scale.span, name, sink);
    }
    if let Some((code, _)) = doc.codes.first().filter(|_| word.value != TypeWord::Code) {
        misplaced("codes", &code.span, name, sink);
    }
    match word.value {
        TypeWord::Integer | TypeWord::Decimal => number_type(doc, word, sink),
        TypeWord::Flag => Some(ValueType::Flag),
        TypeWord::Date => Some(ValueType::Date),
        TypeWord::Code if doc.codes.is_empty() => {
            need(doc, "codes", "{ tot = \"Tốt\", kha = \"Khá\" }", sink);
            None
        }
        TypeWord::Code => {
            let codes = doc.codes.iter().map(|(code, _)| code.value.clone());
            Some(ValueType::Code(Arc::from(codes.collect::<Vec<_>>())))
        }
        TypeWord::Percent | TypeWord::Ratio if !doc.computed => {
            let message = format!("a {name} is computed, never read from a register");
            let help = "keep the part and the whole in the register, and add `compute`";
            let label = "has no `compute`";
            sink.push(sink.at(codes::COMPUTE_TYPE, message, &word.span, label).help(help));
            None
        }
        TypeWord::Percent => Some(ValueType::Ratio { factor: 100 }),
        TypeWord::Ratio => Some(ValueType::Ratio { factor: 1 }),
    }
}

/// Reports a key that the type needs.
fn need(doc: &IndicatorDoc, key: &str, example: &str, sink: &mut Sink) {
    let message = format!("indicator `{}` has no `{key}`", doc.id.value);
    let help = format!("add `{key} = {example}`");
    sink.push(sink.at(codes::MISSING_KEY, message, &doc.id.span, "not said").help(help));
}

/// The type of a number.
fn number_type(doc: &IndicatorDoc, word: &At<TypeWord>, sink: &mut Sink) -> Option<ValueType> {
    let scale = if word.value == TypeWord::Integer {
        0
    } else if let Some(scale) = &doc.scale {
        u8::try_from(scale.value).ok()?
    } else {
        need(doc, "scale", "1", sink);
        return None;
    };
    let Some(range) = &doc.range else {
        need(doc, "range", "[0, 100]", sink);
        return None;
    };
    let units = |number: Decimal| number.exact_units(scale);
    let (Some(min), Some(max)) = (units(range.value.0), units(range.value.1)) else {
        let message = "range has more digits than the indicator keeps";
        let label = format!("it keeps {scale} after the point");
        sink.push(sink.at(codes::INEXACT, message, &range.span, label));
        return None;
    };
    if min > max {
        let message = "`range` must be the least and then the greatest value";
        sink.push(sink.at(codes::WRONG_TYPE, message, &range.span, "no value lies inside"));
        return None;
    }
    Some(ValueType::Number { scale, min, max })
}

/// Adds the indicators of one file to the catalogue.
pub(crate) fn lower_file(
    docs: &[IndicatorDoc],
    known: &Known,
    catalogue: &mut Catalogue,
    sink: &mut Sink,
) {
    for doc in docs {
        let (Some(kind), id) = (&doc.kind, IndicatorId::new(&doc.id.value)) else { continue };
        let Some(declared) = known.indicators.get(&(kind.value, id.clone())) else { continue };
        if declared.source != sink.source || declared.span != doc.id.span {
            continue;
        }
        let compute = doc.compute.as_ref().and_then(|compute| {
            lower_compute(compute, kind.value, &declared.value_type, known, sink)
        });
        let indicator = Indicator {
            id,
            kind: kind.value,
            name: doc.name.clone(),
            value_type: declared.value_type.clone(),
            unit: doc.unit.clone(),
            reference: doc.reference.clone(),
            sensitive: doc.sensitive,
            compute,
            code_names: doc.codes.iter().map(|(_, name)| name.clone()).collect(),
            source: sink.source,
            span: doc.id.span.clone(),
        };
        // INVARIANT: the key was checked to be this file's own declaration, so it is new.
        let _ = catalogue.add(indicator);
    }
}

/// Reports computed indicators that need themselves.
pub(crate) fn circles(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let mut graph: Graph<(Kind, IndicatorId)> = Graph::new();
    for indicator in catalogue.iter() {
        if let Some(compute) = &indicator.compute {
            graph.insert((indicator.kind, indicator.id.clone()), inputs(compute, indicator.kind));
        }
    }
    let report = |cycle: Vec<(Kind, IndicatorId)>| {
        let ids: Vec<_> =
            cycle.iter().chain(cycle.first()).map(|(_, id)| format!("`{id}`")).collect();
        let message = format!("computed indicators form a circle: {}", ids.join(" -> "));
        let mut diagnostic = Diagnostic::error(codes::INDICATOR_CYCLE, message);
        for (index, (kind, id)) in cycle.iter().enumerate() {
            let Some(indicator) = catalogue.get(*kind, id) else { continue };
            let (source, span): (SourceId, _) = (indicator.source, indicator.span.clone());
            let next = ids.get(index + 1).map_or("", String::as_str);
            diagnostic = diagnostic.label(source, span, format!("is computed from {next}"));
        }
        diagnostic.help("let one of them be read from a register")
    };
    cycles(&graph).into_iter().map(report).collect()
}

//! Conditions as meant: names looked up, bounds held against the indicators' types.

use std::{collections::BTreeSet, sync::Arc};

use tieuchi_core::{
    Bound, Condition, Decimal, Diagnostic, IndicatorId, Kind, ParameterId, Scalar, Span, Test,
    ValueType, days_from_date,
};

use crate::{
    codes,
    document::condition::{Comparison, ConditionDoc, Literal, Operand},
    known::{Known, KnownIndicator},
    sink::{At, Sink},
    words::suggestion_or_list,
};

/// What a condition may speak of, and what it spoke of.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    /// All names.
    pub(crate) known: &'a Known,
    /// Whose indicators.
    pub(crate) kind: Kind,
    /// Parameters; none where none can be.
    pub(crate) parameters: Option<&'a BTreeSet<ParameterId>>,
    /// Indicators that were used.
    pub(crate) uses: Vec<At<IndicatorId>>,
    /// What parameters were used for.
    pub(crate) expects: Vec<Expectation>,
}

/// A use of a parameter.
#[derive(Debug, Clone)]
pub(crate) struct Expectation {
    /// The parameter.
    pub(crate) parameter: ParameterId,
    /// What its value must be; a ratio stands for any number.
    pub(crate) value_type: ValueType,
    /// What it is held against, for people.
    pub(crate) against: String,
    /// Where.
    pub(crate) span: Span,
}

impl<'a> Scope<'a> {
    /// A scope in which nothing was used yet.
    pub(crate) fn new(
        known: &'a Known,
        kind: Kind,
        parameters: Option<&'a BTreeSet<ParameterId>>,
    ) -> Self {
        Self { known, kind, parameters, uses: Vec::new(), expects: Vec::new() }
    }

    /// Looks an indicator up, and remembers its use.
    pub(crate) fn indicator(
        &mut self,
        id: &At<String>,
        sink: &mut Sink,
    ) -> Option<&'a KnownIndicator> {
        let found = self.known.indicator(self.kind, id, sink)?;
        self.uses.push(At::new(IndicatorId::new(&id.value), id.span.clone()));
        Some(found)
    }

    /// A constant or a parameter where a plain number is needed.
    pub(crate) fn number(
        &mut self,
        operand: &At<Operand>,
        what: &str,
        sink: &mut Sink,
    ) -> Option<Bound> {
        match &operand.value {
            Operand::Literal(Literal::Number(number)) => {
                Some(Bound::Literal(Scalar::Number(*number)))
            }
            Operand::Literal(literal) => {
                let message = format!("{what} must be a number");
                let label = format!("is {}", literal.describe());
                sink.push(sink.at(codes::WRONG_TYPE, message, &operand.span, label));
                None
            }
            Operand::Parameter(id) => {
                let any = ValueType::Ratio { factor: 1 };
                self.parameter(id, &operand.span, any, what.to_owned(), sink)
            }
        }
    }

    /// A constant or a parameter that a plugin is set by: what may stand there is the plugin's to
    /// say.
    pub(crate) fn setting(&self, operand: &At<Operand>, sink: &mut Sink) -> Option<Bound> {
        match &operand.value {
            Operand::Literal(literal) => Some(Bound::Literal(literal.scalar())),
            Operand::Parameter(id) => self.declared(id, &operand.span, sink).map(Bound::Parameter),
        }
    }

    /// Looks a parameter up, and remembers its use.
    fn parameter(
        &mut self,
        id: &str,
        span: &Span,
        value_type: ValueType,
        against: String,
        sink: &mut Sink,
    ) -> Option<Bound> {
        let parameter = self.declared(id, span, sink)?;
        let expectation =
            Expectation { parameter: parameter.clone(), value_type, against, span: span.clone() };
        self.expects.push(expectation);
        Some(Bound::Parameter(parameter))
    }

    /// Looks a parameter up.
    fn declared(&self, id: &str, span: &Span, sink: &mut Sink) -> Option<ParameterId> {
        let Some(parameters) = self.parameters else {
            let message = "a parameter cannot stand here";
            let label = "parameters belong to a ruleset";
            let help = "write the value itself, with its reference beside it";
            sink.push(sink.at(codes::PARAMETER_REFUSED, message, span, label).help(help));
            return None;
        };
        let parameter = ParameterId::new(id);
        if !parameters.contains(&parameter) {
            let message = format!("unknown parameter `{}`", id.escape_debug());
            let names = parameters.iter().map(ParameterId::as_str);
            let help = suggestion_or_list(id, names, "parameters");
            sink.push(sink.at(codes::UNKNOWN_PARAMETER, message, span, "not declared").help(help));
            return None;
        }
        Some(parameter)
    }
}

impl Literal {
    /// As meant.
    pub(crate) fn scalar(&self) -> Scalar {
        match self {
            Self::Number(number) => Scalar::Number(*number),
            Self::Flag(flag) => Scalar::Flag(*flag),
            Self::Text(text) => Scalar::Code(Arc::from(text.as_str())),
            Self::Date(date) => Scalar::Date(*date),
        }
    }
}

/// A condition as meant; what is wrong in it is reported and left out.
pub(crate) fn lower(doc: &ConditionDoc, scope: &mut Scope<'_>, sink: &mut Sink) -> Condition {
    let mut all = |docs: &[ConditionDoc], sink: &mut Sink| {
        docs.iter().map(|doc| lower(doc, scope, sink)).collect::<Vec<_>>()
    };
    match doc {
        ConditionDoc::All(docs) => Condition::All(all(docs, sink)),
        ConditionDoc::Any(docs) => Condition::Any(all(docs, sink)),
        ConditionDoc::None(docs) => Condition::None(all(docs, sink)),
        ConditionDoc::Compare { indicator, comparison, bounds } => {
            let test = lower_test(indicator, comparison, bounds, scope, sink);
            let indicator = IndicatorId::new(&indicator.value);
            test.map_or_else(
                || Condition::All(Vec::new()),
                |test| Condition::Compare { indicator, test },
            )
        }
        ConditionDoc::Present { indicator, present } => {
            if scope.indicator(indicator, sink).is_some_and(|known| known.computed) {
                let id = &indicator.value;
                let message = format!("`present` does not fit the computed indicator `{id}`");
                let help = "ask for the indicators that it is computed from";
                let label = "only what a register holds is present or missing";
                let span = &present.span;
                sink.push(sink.at(codes::COMPARISON_TYPE, message, span, label).help(help));
            }
            let indicator = IndicatorId::new(&indicator.value);
            Condition::Present { indicator, present: present.value }
        }
    }
}

/// A comparison as meant.
fn lower_test(
    indicator: &At<String>,
    comparison: &At<Comparison>,
    bounds: &[At<Operand>],
    scope: &mut Scope<'_>,
    sink: &mut Sink,
) -> Option<Test> {
    let known = scope.indicator(indicator, sink)?;
    let value_type = &known.value_type;
    if let Some(test) = level_flag(indicator, comparison, bounds, value_type) {
        return Some(test);
    }
    let fitting: &[Comparison] = match value_type {
        ValueType::Flag => &[Comparison::Is],
        ValueType::Code(_) => &[Comparison::Is, Comparison::OneOf],
        _ => &[
            Comparison::AtLeast,
            Comparison::AtMost,
            Comparison::Above,
            Comparison::Below,
            Comparison::Between,
            Comparison::Is,
            Comparison::OneOf,
        ],
    };
    if !fitting.contains(&comparison.value) {
        let word = comparison.value.as_str();
        let message =
            format!("`{word}` does not fit the {} `{}`", value_type.as_str(), indicator.value);
        let help = fitting.iter().map(|item| format!("`{}`", item.as_str())).collect::<Vec<_>>();
        let diagnostic =
            sink.at(codes::COMPARISON_TYPE, message, &comparison.span, "has no order here");
        let diagnostic = diagnostic.label(known.source, known.span.clone(), "declared here");
        sink.push(diagnostic.help(format!("use {}", help.join(" or "))));
        return None;
    }
    let mut lowered = Vec::with_capacity(bounds.len());
    for bound in bounds {
        lowered.push(lower_bound(bound, indicator, known, scope, sink)?);
    }
    let mut bounds = lowered.into_iter();
    Some(match comparison.value {
        Comparison::AtLeast => Test::AtLeast(bounds.next()?),
        Comparison::AtMost => Test::AtMost(bounds.next()?),
        Comparison::Above => Test::Above(bounds.next()?),
        Comparison::Below => Test::Below(bounds.next()?),
        Comparison::Between => Test::Between(bounds.next()?, bounds.next()?),
        Comparison::Is => Test::Is(bounds.next()?),
        Comparison::OneOf => Test::OneOf(bounds.collect()),
    })
}

/// `is = true` of a title with levels: at least the first of them.
fn level_flag(
    indicator: &At<String>,
    comparison: &At<Comparison>,
    bounds: &[At<Operand>],
    value_type: &ValueType,
) -> Option<Test> {
    let levels = matches!(value_type, ValueType::Number { .. });
    if !levels || !indicator.value.starts_with(IndicatorId::TITLE_PREFIX) {
        return None;
    }
    let first = Bound::Literal(Scalar::Number(Decimal::integer(1)));
    match (comparison.value, bounds) {
        (Comparison::Is, [At { value: Operand::Literal(Literal::Flag(true)), .. }]) => {
            Some(Test::AtLeast(first))
        }
        (Comparison::Is, [At { value: Operand::Literal(Literal::Flag(false)), .. }]) => {
            Some(Test::Below(first))
        }
        _ => None,
    }
}

/// A bound as meant.
fn lower_bound(
    bound: &At<Operand>,
    indicator: &At<String>,
    known: &KnownIndicator,
    scope: &mut Scope<'_>,
    sink: &mut Sink,
) -> Option<Bound> {
    let literal = match &bound.value {
        Operand::Parameter(id) => {
            let against = format!("the {} `{}`", known.value_type.as_str(), indicator.value);
            return scope.parameter(id, &bound.span, known.value_type.clone(), against, sink);
        }
        Operand::Literal(literal) => literal,
    };
    let scalar = literal.scalar();
    if let Some(diagnostic) = misfit(literal, &bound.span, &indicator.value, known, sink) {
        let failed = diagnostic.is_error();
        sink.push(diagnostic);
        if failed {
            return None;
        }
    }
    Some(Bound::Literal(scalar))
}

/// What is wrong with a constant that is held against an indicator.
fn misfit(
    literal: &Literal,
    span: &Span,
    id: &str,
    known: &KnownIndicator,
    sink: &Sink,
) -> Option<Diagnostic> {
    let declared = |diagnostic: Diagnostic| {
        diagnostic.label(known.source, known.span.clone(), "declared here")
    };
    if let (ValueType::Code(codes), Literal::Text(code)) = (&known.value_type, literal) {
        if codes.contains(code) {
            return None;
        }
        let message = format!("indicator `{id}` has no code `{}`", code.escape_debug());
        let help = suggestion_or_list(code, codes.iter().map(String::as_str), "codes");
        return Some(
            declared(sink.at(codes::UNKNOWN_CODE, message, span, "not a code")).help(help),
        );
    }
    if !fits(&literal.scalar(), &known.value_type) {
        let type_name = known.value_type.as_str();
        let message = format!("{} does not fit the {type_name} `{id}`", literal.describe());
        let label = format!("is {}", literal.describe());
        return Some(declared(sink.at(codes::BOUND_TYPE, message, span, label)));
    }
    let (units, scale) = match literal {
        Literal::Number(number) => (*number, known.value_type.scale()),
        Literal::Date(date) => (Decimal::integer(days_from_date(*date)), 0),
        _ => return None,
    };
    let (min, max) = known.value_type.range()?;
    let (min, max) = (Decimal { units: min, scale }, Decimal { units: max, scale });
    let warning = |code, message: String, label: String| {
        Some(declared(Diagnostic::warning(code, message).label(sink.source, span.clone(), label)))
    };
    if !(min..=max).contains(&units) {
        let message = format!("value lies outside the range of `{id}`");
        let label = match literal {
            Literal::Number(_) => format!("its values are {min} to {max}"),
            _ => "its days are 1800-01-01 to 2199-12-31".to_owned(),
        };
        return warning(codes::BOUND_RANGE, message, label);
    }
    if units.exact_units(scale).is_none() {
        let message = format!("value has more digits than `{id}` keeps");
        return warning(codes::BOUND_DIGITS, message, format!("it keeps {scale} after the point"));
    }
    None
}

/// Whether a constant is of a type.
pub(crate) fn fits(scalar: &Scalar, value_type: &ValueType) -> bool {
    match (value_type, scalar) {
        (ValueType::Number { .. } | ValueType::Ratio { .. }, Scalar::Number(_))
        | (ValueType::Flag, Scalar::Flag(_))
        | (ValueType::Date, Scalar::Date(_)) => true,
        (ValueType::Code(codes), Scalar::Code(code)) => {
            codes.iter().any(|known| known.as_str() == &**code)
        }
        _ => false,
    }
}

/// Calls `visit` for each indicator of a condition.
pub(crate) fn each_indicator(condition: &Condition, visit: &mut impl FnMut(&IndicatorId)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::None(parts) => {
            for part in parts {
                each_indicator(part, visit);
            }
        }
        Condition::Compare { indicator, test: _ }
        | Condition::Present { indicator, present: _ } => {
            visit(indicator);
        }
    }
}

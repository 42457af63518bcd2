//! One resolved ruleset, and what has been found in it.

use tieuchi_core::{
    Bound, Condition, Decimal, Diagnostic, Level, Parameter, ParameterId, Ruleset, Scalar,
    SourceId, Span, Test, Truth, days_from_date,
};

use crate::{
    codes,
    document::condition::ConditionDoc,
    proof::{
        cond::{Constants, Names},
        item::{Stage, constants, stage},
        space::Space,
        spans::{Spans, condition_span},
        words::ranges,
    },
};

/// One resolved ruleset.
#[derive(Debug)]
pub(crate) struct Prover<'p, 's> {
    /// The ruleset.
    pub(crate) ruleset: &'p Ruleset,
    /// All that its subjects can be.
    pub(crate) space: &'p Space<'p>,
    /// Where things stand.
    pub(crate) spans: &'p mut Spans<'s>,
    /// It at each level, with the values that parameters have here; at least one.
    pub(crate) stages: Vec<Stage<'p>>,
    /// The same, with every open parameter left open: what is said of these holds elsewhere, too.
    pub(crate) closed: Vec<Stage<'p>>,
    /// Values of the parameters that are not open, at each level.
    closed_constants: Vec<Constants>,
    /// What has been found.
    pub(crate) found: Vec<Diagnostic>,
}

impl<'p, 's> Prover<'p, 's> {
    /// Nothing is found yet.
    pub(crate) fn new(
        ruleset: &'p Ruleset,
        space: &'p Space<'p>,
        spans: &'p mut Spans<'s>,
    ) -> Self {
        let (mut stages, mut closed) = (Vec::new(), Vec::new());
        let (mut all_constants, mut closed_constants) = (Vec::new(), Vec::new());
        for level in levels(ruleset) {
            let all = constants(ruleset, level);
            let mut fixed = all.clone();
            let own = |parameter: &&Parameter| {
                level.is_none_or(|level| !level.values.contains_key(&parameter.id))
            };
            let open = ruleset.parameters.values().filter(|parameter| parameter.open.is_some());
            for parameter in open.filter(own) {
                fixed.remove(&parameter.id);
            }
            let first = all_constants.first().unwrap_or(&all);
            stages.push(stage(ruleset, level, &all, first, space));
            let first = closed_constants.first().unwrap_or(&fixed);
            closed.push(stage(ruleset, level, &fixed, first, space));
            all_constants.push(all);
            closed_constants.push(fixed);
        }
        Self { ruleset, space, spans, stages, closed, closed_constants, found: Vec::new() }
    }

    /// Keeps what was found, once.
    pub(crate) fn tell(&mut self, diagnostic: Diagnostic) {
        if !self.found.contains(&diagnostic) {
            self.found.push(diagnostic);
        }
    }

    /// The truth that a condition has for everybody, at every level and whatever open terms are set
    /// to; the smallest parts that make it so are reported.
    pub(crate) fn condition(
        &mut self,
        condition: &Condition,
        doc: &ConditionDoc,
        source: SourceId,
        place: &str,
    ) -> Option<Truth> {
        let truth = self.constant(condition);
        let mut parts = Vec::new();
        let explained = match (condition, doc) {
            (Condition::All(list), ConditionDoc::All(docs))
            | (Condition::Any(list), ConditionDoc::Any(docs))
            | (Condition::None(list), ConditionDoc::None(docs)) => {
                for (part, doc) in list.iter().zip(docs) {
                    parts.push(self.condition(part, doc, source, place));
                }
                let decides = match condition {
                    Condition::All(_) => Truth::False,
                    _ => Truth::True,
                };
                let whole = match condition {
                    Condition::None(_) => truth.map(Truth::negate),
                    _ => truth,
                };
                whole != Some(decides) || parts.contains(&Some(decides))
            }
            _ => told_when_read(condition, self.space),
        };
        if let Some(truth) = truth.filter(|_| !explained) {
            self.tell_constant(condition, truth, (doc, source), place);
        }
        truth
    }

    /// The truth that a condition has for everybody.
    fn constant(&self, condition: &Condition) -> Option<Truth> {
        let var = |id: &_| self.space.var(id);
        let mut levels = self.closed_constants.iter().map(|constants| {
            let lowered = Names { var: &var, constants }.condition(condition);
            self.space.possible(&lowered).constant()
        });
        let first = levels.next()??;
        levels.all(|truth| truth == Some(first)).then_some(first)
    }

    /// Reports a condition that is the same for everybody.
    fn tell_constant(
        &mut self,
        condition: &Condition,
        truth: Truth,
        (doc, source): (&ConditionDoc, SourceId),
        place: &str,
    ) {
        let joined =
            matches!(condition, Condition::All(_) | Condition::Any(_) | Condition::None(_));
        let (message, label, help) = match (truth, joined) {
            (Truth::True, true) => (
                format!("condition is always true in {place}"),
                "its parts leave nothing out",
                "remove it, or let one of its parts ask for more",
            ),
            (Truth::True, false) => (
                format!("condition is always true in {place}"),
                "every value meets it",
                "remove it, or give a bound that some value misses",
            ),
            (_, true) => (
                format!("condition is never true in {place}"),
                "its parts cannot hold together",
                "remove one of its parts, or join them with `any`",
            ),
            (_, false) => (
                format!("condition is never true in {place}"),
                "no value meets it",
                "give a bound that some value meets",
            ),
        };
        let mut wrong = Diagnostic::warning(codes::CONSTANT_CONDITION, message);
        let span = condition_span(doc).unwrap_or_default();
        wrong = wrong.label(source, span, label);
        let mut read = Vec::new();
        parameters_of(condition, &mut read);
        for id in read.into_iter().filter_map(parameter_id) {
            if let Some((source, span)) = origin(self.ruleset.parameters.get(id)) {
                wrong = wrong.label(source, span, format!("`{id}` is set here"));
            }
        }
        wrong = ranges(condition, self.space).into_iter().fold(wrong, Diagnostic::note);
        self.tell(wrong.help(help));
    }
}

/// Whether a comparison was reported when it was read: its constant lies outside the range, or has
/// more digits than there are.
pub(crate) fn told_when_read(condition: &Condition, space: &Space<'_>) -> bool {
    let Condition::Compare { indicator, test } = condition else { return false };
    let Some((_, value_type)) = space.var(indicator) else { return false };
    let Some((min, max)) = value_type.range() else { return false };
    let scale = value_type.scale();
    bounds_of(test).into_iter().any(|bound| match bound {
        Bound::Literal(Scalar::Number(number)) => {
            let ends = [min, max].map(|units| Decimal { units, scale });
            *number < ends[0] || *number > ends[1] || number.exact_units(scale).is_none()
        }
        Bound::Literal(Scalar::Date(day)) => !(min..=max).contains(&days_from_date(*day)),
        _ => false,
    })
}

/// The levels; one nameless level where there are none.
pub(crate) fn levels(ruleset: &Ruleset) -> Vec<Option<&Level>> {
    if ruleset.levels.is_empty() { vec![None] } else { ruleset.levels.iter().map(Some).collect() }
}

/// Where the value of a parameter was set last.
pub(crate) fn origin(parameter: Option<&Parameter>) -> Option<(SourceId, Span)> {
    let parameter = parameter?;
    let value = parameter.value.as_ref();
    let last = parameter.origins.iter().rev().find(|origin| {
        value.is_none() || !origin.value.starts_with("within ") && !origin.value.is_empty()
    });
    last.map(|origin| (origin.source, origin.span.clone()))
}

/// The bounds of a test.
pub(crate) fn bounds_of(test: &Test) -> Vec<&Bound> {
    match test {
        Test::AtLeast(bound)
        | Test::AtMost(bound)
        | Test::Above(bound)
        | Test::Below(bound)
        | Test::Is(bound) => vec![bound],
        Test::Between(low, high) => vec![low, high],
        Test::OneOf(bounds) => bounds.iter().collect(),
    }
}

/// The parameter that a bound names.
pub(crate) fn parameter_id(bound: &Bound) -> Option<&ParameterId> {
    match bound {
        Bound::Parameter(id) => Some(id),
        Bound::Literal(_) => None,
    }
}

/// The bounds of a condition.
pub(crate) fn parameters_of<'c>(condition: &'c Condition, read: &mut Vec<&'c Bound>) {
    match condition {
        Condition::All(list) | Condition::Any(list) | Condition::None(list) => {
            list.iter().for_each(|item| parameters_of(item, read));
        }
        Condition::Compare { indicator: _, test } => read.extend(bounds_of(test)),
        Condition::Present { .. } => {}
    }
}

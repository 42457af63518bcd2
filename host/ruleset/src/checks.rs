//! Checks as meant: indicators looked up, points within the criterion's.

use std::collections::BTreeMap;

use tieuchi_core::{
    Band, Bound, Check, Decimal, IndicatorId, Kind, RoundMode, Rounding, Scalar, Setting, Step,
    ValueType,
};

use crate::{
    codes,
    conditions::{Scope, lower},
    criteria::{Frame, units},
    document::{
        condition::Operand,
        criterion::{BandDoc, CheckDoc, CriterionDoc, PluginDoc, SettingDoc},
    },
    known::KnownIndicator,
    sink::{At, Sink},
};

/// A check as meant.
pub(crate) fn lower_check(
    check: &At<CheckDoc>,
    doc: &CriterionDoc,
    points: Option<&At<i32>>,
    frame: &Frame<'_>,
    scope: &mut Scope<'_>,
    sink: &mut Sink,
) -> Option<Check> {
    if let CheckDoc::Holds(condition) = &check.value {
        return Some(Check::Holds(lower(condition, scope, sink)));
    }
    if let CheckDoc::Plugin(plugin) = &check.value {
        return Some(lower_plugin(plugin, scope, sink));
    }
    if doc.points.is_none() {
        let message = format!("criterion `{}` has no points to give", doc.id.value);
        let help = "add `points`, or use `holds` or `plugin`, which also judge without points";
        let label = "gives points";
        sink.push(sink.at(codes::POINTS_MISPLACED, message, &check.span, label).help(help));
        return None;
    }
    let purse = Purse { points, scale: frame.scale? };
    match &check.value {
        CheckDoc::Holds(_) | CheckDoc::Plugin(_) => None,
        CheckDoc::Score(of) => lower_score(of, &purse, scope, sink),
        CheckDoc::Steps(steps) => {
            let mut lowered = Vec::with_capacity(steps.len());
            for (when, given) in steps {
                let when = lower(when, scope, sink);
                lowered.push(purse.take(given, sink).map(|points| Step { when, points }));
            }
            Some(Check::Steps(lowered.into_iter().collect::<Option<_>>()?))
        }
        CheckDoc::Bands(of, bands) => lower_bands(of, bands, &purse, scope, sink),
        CheckDoc::Choices(of, choices) => lower_choices(of, choices, &purse, scope, sink),
        CheckDoc::Scale(of, target, mode, digits) => {
            lower_scale(of, target, *mode, digits, &purse, scope, sink)
        }
    }
}

/// `plugin`. Whether its inputs and settings fit is the manifest's to say, which is not known here.
fn lower_plugin(doc: &PluginDoc, scope: &mut Scope<'_>, sink: &mut Sink) -> Check {
    let mut inputs = BTreeMap::new();
    for (name, id) in &doc.inputs {
        let member = name.value.split_once('.').map(|(kind, _)| kind);
        let found = match member.and_then(|kind| Kind::ALL.into_iter().find(|k| k.as_str() == kind))
        {
            Some(kind) => scope.known.indicator(kind, id, sink),
            None => scope.indicator(id, sink),
        };
        if found.is_some() {
            inputs.insert(name.value.clone(), IndicatorId::new(&id.value));
        }
    }
    let value = |operand: &At<Operand>, sink: &mut Sink| scope.setting(operand, sink);
    let settings = doc.settings.iter().filter_map(|(name, setting)| {
        let setting = match setting {
            SettingDoc::One(operand) => Setting::One(value(operand, sink)?),
            SettingDoc::Several(operands) => {
                let values = operands.iter().map(|operand| value(operand, sink));
                Setting::Several(values.collect::<Option<_>>()?)
            }
        };
        Some((name.value.clone(), setting))
    });
    let settings = settings.collect();
    Check::Plugin { uses: doc.uses.clone(), inputs, settings }
}

/// The points that a criterion can give.
#[derive(Debug)]
struct Purse<'a> {
    /// Its points, as far as they could be read.
    points: Option<&'a At<i32>>,
    /// Digits of points.
    scale: u8,
}

impl Purse<'_> {
    /// Some of the points in units, or a report.
    fn take(&self, given: &At<Decimal>, sink: &mut Sink) -> Option<i32> {
        let taken = units(given, self.scale, sink)?;
        if let Some(points) = self.points
            && !(0..=points.value).contains(&taken)
        {
            let all = Decimal { units: points.value.into(), scale: self.scale };
            let message = format!("points are outside their limits: {}", given.value);
            let label = format!("must be 0 to the criterion's {all}");
            let wrong = sink.at(codes::POINTS_LIMIT, message, &given.span, label);
            sink.push(wrong.label(sink.source, points.span.clone(), "all that it gives"));
            return None;
        }
        Some(taken)
    }
}

/// Reports an indicator of a type that the check cannot use.
fn unfit(of: &At<String>, found: &KnownIndicator, check: &str, wanted: &str, sink: &mut Sink) {
    let message =
        format!("`{check}` does not fit the {} `{}`", found.value_type.as_str(), of.value);
    let wrong = sink.at(codes::COMPARISON_TYPE, message, &of.span, format!("needs {wanted}"));
    sink.push(wrong.label(found.source, found.span.clone(), "declared here"));
}

/// `score`
fn lower_score(
    of: &At<String>,
    purse: &Purse<'_>,
    scope: &mut Scope<'_>,
    sink: &mut Sink,
) -> Option<Check> {
    let found = scope.indicator(of, sink)?;
    match found.value_type {
        ValueType::Number { scale, .. } if scale <= purse.scale => {
            Some(Check::Score { of: IndicatorId::new(&of.value) })
        }
        ValueType::Number { .. } => {
            let wanted =
                format!("at most {} digits after the point, as the points have", purse.scale);
            unfit(of, found, "score", &wanted, sink);
            None
        }
        _ => {
            unfit(of, found, "score", "an integer or a decimal", sink);
            None
        }
    }
}

/// `bands`
fn lower_bands(
    of: &At<String>,
    bands: &[BandDoc],
    purse: &Purse<'_>,
    scope: &mut Scope<'_>,
    sink: &mut Sink,
) -> Option<Check> {
    let found = scope.indicator(of, sink)?;
    let range = match found.value_type {
        ValueType::Number { scale, min, max } => {
            Some((Decimal { units: min, scale }, Decimal { units: max, scale }))
        }
        ValueType::Ratio { .. } => None,
        _ => {
            unfit(of, found, "bands", "a number", sink);
            return None;
        }
    };
    fit_together(bands, range, sink);
    let band = |band: &BandDoc, sink: &mut Sink| {
        Some(Band {
            from: band.from.as_ref().map(|from| from.value),
            below: band.below.as_ref().map(|below| below.value),
            points: purse.take(&band.points, sink)?,
        })
    };
    let lowered: Vec<_> = bands.iter().map(|item| band(item, sink)).collect();
    let bands = lowered.into_iter().collect::<Option<_>>()?;
    Some(Check::Bands { of: IndicatorId::new(&of.value), bands })
}

/// Reports gaps, overlaps and ends that leave out values of the range; a ratio has no range.
fn fit_together(bands: &[BandDoc], range: Option<(Decimal, Decimal)>, sink: &mut Sink) {
    let code = codes::BANDS;
    for pair in bands.windows(2) {
        let [lower, upper] = pair else { continue };
        let (message, label) = match (&lower.below, &upper.from) {
            (Some(below), Some(from)) if below.value == from.value => continue,
            (Some(below), Some(from)) if below.value < from.value => {
                ("bands leave a gap", format!("nothing covers {} to {}", below.value, from.value))
            }
            (Some(below), Some(_)) => {
                ("bands overlap", format!("the band before goes up to {}", below.value))
            }
            (None, _) => ("bands overlap", "the band before has no `below`".to_owned()),
            (_, None) => ("bands overlap", "has no `from`; only the first may".to_owned()),
        };
        let wrong = sink.at(code, message, &upper.span, label);
        sink.push(wrong.label(sink.source, lower.span.clone(), "the band before"));
    }
    for band in bands {
        if let (Some(from), Some(below)) = (&band.from, &band.below)
            && from.value >= below.value
        {
            let label = "its `from` is not below its `below`";
            sink.push(sink.at(code, "band holds no value", &band.span, label));
        }
    }
    let (Some(first), Some(last)) = (bands.first(), bands.last()) else { return };
    if let Some(from) = &first.from
        && range.is_none_or(|(min, _)| from.value > min)
    {
        let label = format!("nothing covers values below {}", from.value);
        sink.push(sink.at(code, "bands leave a gap", &first.span, label).help("remove its `from`"));
    }
    if let Some(below) = &last.below
        && range.is_none_or(|(_, max)| below.value <= max)
    {
        let label = format!("nothing covers values from {} on", below.value);
        sink.push(sink.at(code, "bands leave a gap", &last.span, label).help("remove its `below`"));
    }
}

/// `choices`
fn lower_choices(
    of: &At<String>,
    choices: &[(At<String>, At<Decimal>)],
    purse: &Purse<'_>,
    scope: &mut Scope<'_>,
    sink: &mut Sink,
) -> Option<Check> {
    let found = scope.indicator(of, sink)?;
    let ValueType::Code(codes) = &found.value_type else {
        unfit(of, found, "choices", "an indicator of type code", sink);
        return None;
    };
    for (code, _) in choices.iter().filter(|(code, _)| !codes.contains(&code.value)) {
        let message =
            format!("indicator `{}` has no code `{}`", of.value, code.value.escape_debug());
        let names = codes.iter().map(String::as_str);
        let help = crate::words::suggestion_or_list(&code.value, names, "codes");
        let wrong = sink.at(codes::UNKNOWN_CODE, message, &code.span, "not a code");
        sink.push(wrong.label(found.source, found.span.clone(), "declared here").help(help));
    }
    let mut points = Vec::with_capacity(codes.len());
    let mut left_out = Vec::new();
    for code in codes.iter() {
        match choices.iter().find(|(choice, _)| choice.value == *code) {
            Some((_, given)) => points.push(purse.take(given, sink)),
            None => left_out.push(format!("`{code}`")),
        }
    }
    if !left_out.is_empty() {
        let message = format!("choices leave out codes of `{}`", of.value);
        let label = format!("nothing for {}", left_out.join(", "));
        let help = "give each code its points; 0 is a number, too";
        let wrong = sink.at(codes::CHOICES, message, &of.span, label).help(help);
        sink.push(wrong.label(found.source, found.span.clone(), "declared here"));
        return None;
    }
    let points = points.into_iter().collect::<Option<_>>()?;
    Some(Check::Choices { of: IndicatorId::new(&of.value), points })
}

/// `scale`
fn lower_scale(
    of: &At<String>,
    target: &At<Operand>,
    mode: RoundMode,
    digits: &At<u32>,
    purse: &Purse<'_>,
    scope: &mut Scope<'_>,
    sink: &mut Sink,
) -> Option<Check> {
    let found = scope.indicator(of, sink)?;
    if !matches!(found.value_type, ValueType::Number { .. } | ValueType::Ratio { .. }) {
        unfit(of, found, "scale", "a number", sink);
        return None;
    }
    let bound = scope.number(target, "target of `scale`", sink)?;
    if let Bound::Literal(Scalar::Number(number)) = &bound
        && *number <= Decimal::integer(0)
    {
        let message = "target of `scale` must be above 0";
        sink.push(sink.at(codes::WRONG_TYPE, message, &target.span, format!("is {number}")));
        return None;
    }
    let kept = u8::try_from(digits.value).ok().filter(|digits| *digits <= purse.scale);
    let Some(digits) = kept else {
        let message = "points are rounded to more digits than the ruleset keeps";
        let label = format!("must be at most {}", purse.scale);
        sink.push(sink.at(codes::INEXACT, message, &digits.span, label));
        return None;
    };
    let round = Rounding { mode, digits };
    Some(Check::Scale { of: IndicatorId::new(&of.value), target: bound, round })
}

/// The most points that a check says itself, in units; none where it says none.
pub(crate) fn most_points(check: &Check) -> Option<i32> {
    match check {
        Check::Steps(steps) => steps.iter().map(|step| step.points).max(),
        Check::Bands { of: _, bands } => bands.iter().map(|band| band.points).max(),
        Check::Choices { of: _, points } => points.iter().copied().max(),
        Check::Score { .. } | Check::Scale { .. } | Check::Holds(_) | Check::Plugin { .. } => None,
    }
}

//! One criterion for one subject.

use tieuchi_core::{
    Check, CheckInput, Column, Condition, Criterion, IndicatorId, Otherwise, Outcome, Ruleset,
    Scalar, Truth, ValueType,
};

use crate::oracle::{
    Known, Oracle, Ratio, Subject,
    condition::{Law, Side},
};

/// What came of one criterion for one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The outcome.
    pub outcome: Outcome,
    /// The least and the most points, in units.
    pub points: (i128, i128),
    /// The points where it does apply, in units.
    pub applied: (i128, i128),
    /// Whether it applies.
    pub applies: Truth,
    /// Whether it stands in nobody's way: passed, or not applicable.
    pub satisfied: Truth,
}

/// What a check says before anybody asks whether it applies.
struct Checked {
    /// The outcome.
    outcome: Outcome,
    /// The points.
    points: (i128, i128),
}

/// What an outcome says of being passed.
fn passed(outcome: Outcome) -> Truth {
    match outcome {
        Outcome::Pass => Truth::True,
        Outcome::Fail => Truth::False,
        _ => Truth::Unknown,
    }
}

/// The outcome that a truth value says.
fn outcome(truth: Truth) -> Outcome {
    match truth {
        Truth::True => Outcome::Pass,
        Truth::False => Outcome::Fail,
        Truth::Unknown => Outcome::Unknown,
    }
}

/// The least and the most of the points of the first that holds, where those that perhaps hold may
/// be the first; `beyond` where none holds. None where that cannot be.
fn first_that_holds(list: &[(Truth, i32)], beyond: Option<i128>) -> Option<(i128, i128)> {
    let mut possible = Vec::new();
    let mut ended = false;
    for (truth, points) in list {
        if *truth != Truth::False {
            possible.push(i128::from(*points));
        }
        if *truth == Truth::True {
            ended = true;
            break;
        }
    }
    if !ended {
        possible.extend(beyond);
    }
    Some((*possible.iter().min()?, *possible.iter().max()?))
}

impl Oracle<'_> {
    /// Judges a criterion at a level.
    pub(crate) fn finding(
        &self,
        ruleset: &Ruleset,
        level: usize,
        criterion: &Criterion,
        subject: Subject,
    ) -> Finding {
        let law = Law { ruleset: Some(ruleset), level };
        let most = i128::from(criterion.points.unwrap_or(0));
        let (mut check_broken, mut applies_broken) = (false, false);
        let checked = self.check(criterion, subject, law, &mut check_broken);
        let applies = match &criterion.applies {
            _ if criterion.removed => Truth::False,
            Some(condition) => self.truth(subject, condition, law, &mut applies_broken),
            None => Truth::True,
        };
        // What breaks in a check is nothing to those to whom the criterion does not apply.
        if applies_broken || (check_broken && applies != Truth::False) {
            let all = (0, criterion.points.map_or(1, i128::from));
            return Finding {
                outcome: Outcome::Error,
                points: all,
                applied: all,
                applies,
                satisfied: Truth::Unknown,
            };
        }
        let spared = match criterion.otherwise {
            Otherwise::Exclude => 0,
            Otherwise::Full => most,
        };
        let (low, high) = checked.points;
        let (outcome, points) = match applies {
            Truth::True => (checked.outcome, (low, high)),
            Truth::False => (Outcome::NotApplicable, (spared, spared)),
            Truth::Unknown => (Outcome::Unknown, (low.min(spared), high.max(spared))),
        };
        let satisfied = passed(checked.outcome).or(applies.negate());
        Finding { outcome, points, applied: checked.points, applies, satisfied }
    }

    /// What the check says.
    fn check(
        &self,
        criterion: &Criterion,
        subject: Subject,
        law: Law<'_>,
        broken: &mut bool,
    ) -> Checked {
        let most = criterion.points.unwrap_or(0);
        let all = (0, i128::from(most));
        let points = match &criterion.check {
            Check::Plugin { .. } => return self.plugin(criterion, subject, law, broken),
            Check::Holds(condition) => {
                let truth = self.truth(subject, condition, law, broken);
                if criterion.points.is_none() {
                    // It counts as 1 or 0.
                    let points = first_that_holds(&[(truth, 1)], Some(0)).unwrap_or_default();
                    return Checked { outcome: outcome(truth), points };
                }
                first_that_holds(&[(truth, most)], Some(0))
            }
            Check::Steps(steps) => {
                let truth = |when| self.truth(subject, when, law, broken);
                let truths: Vec<Truth> = steps.iter().map(|step| &step.when).map(truth).collect();
                let points = steps.iter().map(|step| step.points);
                first_that_holds(&truths.into_iter().zip(points).collect::<Vec<_>>(), Some(0))
            }
            Check::Bands { of, bands } => {
                let bands: Vec<_> = bands
                    .iter()
                    .map(|band| (self.in_band(subject, of, band, broken), band.points))
                    .collect();
                first_that_holds(&bands, None)
            }
            Check::Choices { of, points } => self.choice(subject, of, points, broken),
            Check::Score { of } => self.indicator(subject.kind, of).map(|indicator| {
                let ((low, high), error) = self.units(subject, of);
                *broken |= error;
                let digits = law.ruleset.unwrap().points_scale - indicator.value_type.scale();
                let points = |units: i128| (units * 10_i128.pow(digits.into())).clamp(all.0, all.1);
                (points(low), points(high))
            }),
            Check::Scale { .. } => self.scale(criterion, subject, law, broken),
        };
        let points = points.unwrap_or(all);
        Checked { outcome: outcome_of(points, law), points }
    }

    /// Whether a value is in a band: not below its beginning and below its end.
    fn in_band(
        &self,
        subject: Subject,
        of: &IndicatorId,
        band: &tieuchi_core::Band,
        broken: &mut bool,
    ) -> Truth {
        if self.indicator(subject.kind, of).is_none() {
            return Truth::Unknown;
        }
        let ends = [(Side::AtLeast, band.from), (Side::Below, band.below)];
        let mut truth = Truth::True;
        for (side, bound) in ends {
            if let Some(bound) = bound {
                let scalar = Scalar::Number(bound);
                truth = truth.and(self.compare(subject, of, side, &scalar, broken));
            }
        }
        *broken |= self.units(subject, of).1;
        truth
    }

    /// Points for a code: of all the codes that it may be.
    fn choice(
        &self,
        subject: Subject,
        of: &IndicatorId,
        points: &[i32],
        broken: &mut bool,
    ) -> Option<(i128, i128)> {
        let indicator = self.indicator(subject.kind, of)?;
        let ValueType::Code(_) = &indicator.value_type else { return None };
        let ((first, last), error) = self.units(subject, of);
        *broken |= error;
        let possible = usize::try_from(first).unwrap()..=usize::try_from(last).unwrap();
        let possible = points.get(possible)?;
        Some(((*possible.iter().min()?).into(), (*possible.iter().max()?).into()))
    }

    /// Points by the distance to a target.
    fn scale(
        &self,
        criterion: &Criterion,
        subject: Subject,
        law: Law<'_>,
        broken: &mut bool,
    ) -> Option<(i128, i128)> {
        let Check::Scale { of, target, round } = &criterion.check else { return None };
        let indicator = self.indicator(subject.kind, of)?;
        let value = self.value(subject, of)?;
        *broken |= value.error;
        let target = law.number(target).filter(|target| target.num > 0)?;
        let (low, high) = match (value.known, &indicator.value_type) {
            (Known::Units(low, high), kind) => {
                (Ratio::units(low, kind.scale()), Ratio::units(high, kind.scale()))
            }
            (Known::Ratio(ends), ValueType::Ratio { factor }) => {
                let (low, high) = ends?;
                let factor = Ratio::whole((*factor).into());
                (low.times(factor), high.times(factor))
            }
            (Known::Ratio(_), _) => return None,
        };
        let scale = law.ruleset.unwrap().points_scale;
        let most = criterion.points.unwrap_or(0);
        let points = |value: Ratio| {
            if value.num <= 0 {
                return 0;
            }
            let exact = Ratio::units(most.into(), scale).times(value).over(target);
            let kept = exact.times(Ratio::whole(10_i128.pow(round.digits.into())));
            let units = kept.round(round.mode) * 10_i128.pow((scale - round.digits).into());
            units.clamp(0, most.into())
        };
        Some((points(low), points(high)))
    }

    /// Asks a checker about this subject alone, showing what it needs and nothing else.
    fn plugin(
        &self,
        criterion: &Criterion,
        subject: Subject,
        law: Law<'_>,
        broken: &mut bool,
    ) -> Checked {
        let ruleset = law.ruleset.unwrap();
        let all = (0, i128::from(criterion.points.unwrap_or(1)));
        let key = (ruleset.title.clone(), criterion.id.clone());
        let Some(checker) = self.checkers.get(&key) else {
            return Checked { outcome: Outcome::NotChecked, points: all };
        };
        let mut columns = Vec::new();
        for id in &checker.needs().own {
            let Some(value) = self.value(subject, id) else {
                columns.push(None);
                continue;
            };
            *broken |= value.error;
            let exact = match value.known {
                Known::Units(low, high) if low == high => i64::try_from(low).ok(),
                _ => None,
            };
            columns.push(Some(Column::from_values([exact], (i64::MIN, i64::MAX))));
        }
        let own = columns.iter().map(Option::as_ref).collect();
        let input = CheckInput { rows: 1, own, members: Vec::new() };
        match checker.begin().check(&input) {
            // The floor is the ruleset's, so what passes is, too.
            Ok(finding) => {
                let points = (finding.low[0].into(), finding.high[0].into());
                let outcome = match criterion.points {
                    Some(_) => outcome_of(points, law),
                    None => outcome(match points {
                        (1, _) => Truth::True,
                        (_, 0) => Truth::False,
                        _ => Truth::Unknown,
                    }),
                };
                Checked { outcome, points }
            }
            Err(_) => Checked { outcome: Outcome::Error, points: all },
        }
    }

    /// The truth of a condition where an error in it is nobody's finding.
    pub(crate) fn plain_truth(
        &self,
        subject: Subject,
        condition: &Condition,
        law: Law<'_>,
    ) -> Truth {
        let mut broken = false;
        let truth = self.truth(subject, condition, law, &mut broken);
        if broken { Truth::Unknown } else { truth }
    }
}

/// Whether points reach the floor; where there is none, whether they are more than nothing.
fn outcome_of(points: (i128, i128), law: Law<'_>) -> Outcome {
    let ruleset = law.ruleset.unwrap();
    let reaches = |units: i128| match &ruleset.recognition.floor {
        None => Some(units > 0),
        Some(bound) => Some(Ratio::units(units, ruleset.points_scale) >= law.number(bound)?),
    };
    match (reaches(points.0), reaches(points.1)) {
        (Some(true), _) => Outcome::Pass,
        (_, Some(false)) => Outcome::Fail,
        _ => Outcome::Unknown,
    }
}

//! Made-up rulesets.

use std::{collections::BTreeMap, sync::Arc};

use tieuchi_core::{
    Band, Bound, Check, Checker, Criterion, CriterionId, Decimal, FindingColumn, Indicator,
    IndicatorId, Kind, Level, Needs, Otherwise, Outcome, Parameter, ParameterId, Recognition,
    RoundMode, Rounding, Ruleset, Scalar, SourceId, Step, TitleId, ValueType, parse_date,
};

use crate::engine::{draft::Draft, told::told};

/// A checker that gives half the criterion's points for each of two indicators that is above 0.
fn halves(own: Vec<IndicatorId>, points: Option<i32>) -> Arc<dyn Checker> {
    let needs = Needs { own, members: Vec::new() };
    told(needs, move |input| {
        let mut finding = FindingColumn::default();
        for row in 0..input.rows {
            let (mut low, mut high) = (0, 0);
            for column in &input.own {
                let value = column.and_then(|column| column.get(row));
                low += i32::from(value.is_some_and(|value| value > 0));
                high += i32::from(value.is_none_or(|value| value > 0));
            }
            let needed = i32::try_from(input.own.len()).unwrap();
            finding.outcomes.push(Outcome::Unknown);
            let half = match points {
                Some(points) => points / needed.max(1),
                // Without points only both together count.
                None => i32::from(needed == 0),
            };
            let whole =
                |met: i32| if points.is_none() { i32::from(met == needed) } else { met * half };
            finding.low.push(whole(low));
            finding.high.push(whole(high));
        }
        Ok(finding)
    })
}

/// A ruleset that asks for nothing.
pub(crate) fn ruleset(kind: Kind, title: &str) -> Ruleset {
    Ruleset {
        title: TitleId::from(title),
        name: String::new(),
        kind,
        reference: String::new(),
        authority: String::new(),
        from: parse_date("2022-07-28").unwrap(),
        until: None,
        source: SourceId(0),
        digest: String::new(),
        points_total: None,
        points_scale: 0,
        applies: None,
        valid_months: None,
        recognition: Recognition::default(),
        levels: Vec::new(),
        parameters: BTreeMap::new(),
        groups: Vec::new(),
        criteria: Vec::new(),
        slots: BTreeMap::new(),
        overlays: Vec::new(),
    }
}

/// A criterion that applies to everybody.
pub(crate) fn criterion(id: &str, points: Option<i32>, check: Check) -> Criterion {
    Criterion {
        id: CriterionId::from(id),
        group: None,
        name: String::new(),
        reference: String::new(),
        points,
        check,
        applies: None,
        otherwise: Otherwise::Exclude,
        required: points.is_none(),
        optional: false,
        removed: false,
        slot: None,
        origins: Vec::new(),
        source: SourceId(0),
        span: 0..0,
    }
}

/// A constant of the law, or one that the sources do not give.
pub(crate) fn parameter(id: &str, value: Option<Scalar>) -> Parameter {
    Parameter {
        id: ParameterId::from(id),
        name: String::new(),
        missing: value.is_none().then(|| "ví dụ".to_owned()),
        value,
        unit: String::new(),
        open: None,
        reference: String::new(),
        origins: Vec::new(),
    }
}

impl Draft {
    /// Adds a ruleset that speaks of the pool of its kind.
    pub(crate) fn ruleset(&mut self, kind: Kind, title: &TitleId) {
        let mut ruleset = ruleset(kind, title.as_str());
        let scored = !self.choices.percent(30);
        ruleset.points_scale = if scored { *self.choices.pick(&[0, 0, 1, 2, 6]) } else { 0 };
        let parameters = self.parameters();
        let one = 10_i32.pow(ruleset.points_scale.into());
        let many = 1_000_000 / one / 8;
        for number in 0..=self.choices.below(6) {
            let points = scored.then(|| i32::try_from(self.choices.between(1, 10)).unwrap());
            let points =
                points.map(|points| points.min(many.max(1)).saturating_mul(one).min(160_000));
            let criterion =
                self.criterion(kind, title, &format!("tc-{number}"), points, &ruleset, &parameters);
            ruleset.criteria.push(criterion);
        }
        if scored {
            let sum = ruleset.criteria.iter().filter_map(|criterion| criterion.points).sum::<i32>();
            ruleset.points_total = Some(sum);
            if self.choices.percent(85) {
                let mark = self.share_of(sum, ruleset.points_scale, 110, &parameters);
                ruleset.recognition.pass_mark = Some(mark);
            }
            if self.choices.percent(40) {
                let floor = self.share_of(10 * one, ruleset.points_scale, 70, &parameters);
                ruleset.recognition.floor = Some(floor);
            }
        }
        if self.choices.percent(25) {
            ruleset.applies = Some(self.condition(kind, 1, &parameters));
        }
        if self.choices.percent(50) {
            for number in 1..=1 + self.choices.below(3) {
                let level = self.level(kind, u8::try_from(number).unwrap(), &parameters);
                ruleset.levels.push(level);
            }
        }
        ruleset.parameters =
            parameters.into_iter().map(|parameter| (parameter.id.clone(), parameter)).collect();
        self.world.rulesets.push(ruleset);
    }

    /// A part of a number of points in percent, as a constant or a parameter.
    fn share_of(&mut self, units: i32, scale: u8, most: i64, parameters: &[Parameter]) -> Bound {
        let number =
            |parameter: &&Parameter| matches!(parameter.value, None | Some(Scalar::Number(_)));
        let numbers: Vec<&Parameter> = parameters.iter().filter(number).collect();
        if self.choices.percent(30) && !numbers.is_empty() {
            return Bound::Parameter(self.choices.pick(&numbers).id.clone());
        }
        if self.style.wild && self.choices.percent(30) {
            return Bound::Literal(self.near(scale, 0, i64::MAX));
        }
        let units = i64::from(units) * self.choices.between(0, most);
        let finer = if scale <= 4 { 2 } else { 0 };
        let units = if finer == 2 { units } else { units / 100 };
        Bound::Literal(Scalar::Number(Decimal { units, scale: scale + finer }))
    }

    /// Parameters of a ruleset; some without a value.
    fn parameters(&mut self) -> Vec<Parameter> {
        let mut parameters = Vec::new();
        for number in 0..self.choices.below(7) {
            let value = self.parameter_value();
            parameters.push(parameter(&format!("hs-{number}"), value));
        }
        parameters
    }

    /// A value that a parameter may have, or none.
    fn parameter_value(&mut self) -> Option<Scalar> {
        if self.choices.percent(25) {
            return None;
        }
        Some(match self.choices.below(8) {
            0..=3 => self.near(0, 0, 10),
            4 => self.near(0, 0, 100),
            5 => Scalar::Flag(true),
            6 => Scalar::Code(Arc::from(*self.choices.pick(&["tot", "kha", "dat"]))),
            _ => Scalar::Date(crate::engine::conditions::day(self.choices.below(6))),
        })
    }

    /// A level with its own values and what it requires.
    fn level(&mut self, kind: Kind, number: u8, parameters: &[Parameter]) -> Level {
        let mut values = BTreeMap::new();
        for parameter in parameters {
            if self.choices.percent(40) {
                values.insert(parameter.id.clone(), self.parameter_value());
            }
        }
        let requires = self.choices.percent(40).then(|| self.condition(kind, 1, parameters));
        Level { number, name: String::new(), requires, values }
    }

    /// A criterion.
    fn criterion(
        &mut self,
        kind: Kind,
        title: &TitleId,
        id: &str,
        points: Option<i32>,
        ruleset: &Ruleset,
        parameters: &[Parameter],
    ) -> Criterion {
        let check = match points {
            Some(points) => self.scored(kind, points, ruleset.points_scale, parameters),
            None if self.choices.percent(10) => plugin(),
            None => Check::Holds(self.condition(kind, 3, parameters)),
        };
        if matches!(check, Check::Plugin { .. }) && !self.choices.percent(20) {
            let needs = (0..self.choices.below(3)).filter_map(|_| self.find(kind, is_plain));
            let needs = needs.map(|indicator| indicator.id).collect();
            let key = (title.clone(), CriterionId::from(id));
            self.world.checkers.insert(key, halves(needs, points));
        }
        let mut criterion = criterion(id, points, check);
        if self.choices.percent(30) {
            criterion.applies = Some(self.condition(kind, 1, parameters));
        }
        if self.choices.percent(40) {
            criterion.otherwise = Otherwise::Full;
        }
        criterion.removed = self.choices.percent(8);
        criterion.required = self.choices.percent(if points.is_some() { 25 } else { 85 });
        criterion
    }

    /// A check that gives points.
    fn scored(&mut self, kind: Kind, points: i32, scale: u8, parameters: &[Parameter]) -> Check {
        let some =
            |draft: &mut Self| i32::try_from(draft.choices.between(0, points.into())).unwrap();
        match self.choices.below(8) {
            0 | 1 => {
                let wild = self.style.wild;
                let of = self.find(kind, |one| wild || one.value_type.scale() <= scale);
                Check::Score { of: of.expect("every kind has a title").id }
            }
            2 => {
                let count = self.choices.below(4);
                let mut step =
                    || Step { when: self.condition(kind, 2, parameters), points: some(self) };
                Check::Steps((0..count).map(|_| step()).collect())
            }
            3 => self.bands(kind, some),
            4 => match self.find(kind, |one| matches!(one.value_type, ValueType::Code(_))) {
                Some(Indicator { id, value_type: ValueType::Code(codes), .. }) => {
                    let points = codes.iter().map(|_| some(self)).collect();
                    Check::Choices { of: id, points }
                }
                _ => Check::Holds(self.condition(kind, 3, parameters)),
            },
            5 => self.scale(kind, scale, parameters),
            6 => plugin(),
            _ => Check::Holds(self.condition(kind, 3, parameters)),
        }
    }

    /// Bands without gaps, now and then in an order of their own.
    fn bands(&mut self, kind: Kind, some: impl Fn(&mut Self) -> i32) -> Check {
        let Some(of) = self.find(kind, is_number) else { return plugin() };
        let (min, max) = of.value_type.range().unwrap_or((0, 100));
        let mut cuts: Vec<Decimal> = Vec::new();
        for _ in 0..=self.choices.below(3) {
            if let Scalar::Number(cut) = self.near(of.value_type.scale(), min, max) {
                cuts.push(cut);
            }
        }
        cuts.sort();
        cuts.dedup();
        let mut bands = Vec::new();
        let mut from = None;
        for below in cuts.into_iter().map(Some).chain([None]) {
            bands.push(Band { from, below, points: some(self) });
            from = below;
        }
        if self.choices.percent(if self.style.wild { 50 } else { 5 }) {
            bands.swap(0, 1);
            let last = bands.len() - 1;
            bands[last].points = some(self);
        }
        Check::Bands { of: of.id, bands }
    }

    /// Points by the distance to a target.
    fn scale(&mut self, kind: Kind, scale: u8, parameters: &[Parameter]) -> Check {
        let Some(of) = self.find(kind, is_number) else { return plugin() };
        let target = if self.choices.percent(50) {
            // Halves are what rounding is about.
            let target = *self.choices.pick(&[2, 4, 8, 20, 40]);
            Bound::Literal(Scalar::Number(Decimal::integer(target)))
        } else {
            self.bound(&of, parameters)
        };
        let mode = *self.choices.pick(&RoundMode::ALL);
        let digits = u8::try_from(self.choices.below(usize::from(scale) + 1)).unwrap();
        Check::Scale { of: of.id, target, round: Rounding { mode, digits } }
    }
}

/// A number or a ratio.
fn is_number(indicator: &Indicator) -> bool {
    matches!(indicator.value_type, ValueType::Number { .. } | ValueType::Ratio { .. })
}

/// What a plugin may read in these tests.
fn is_plain(indicator: &Indicator) -> bool {
    indicator.id.title().is_none()
}

/// A check that no table can express.
pub(crate) fn plugin() -> Check {
    Check::Plugin { uses: "vi-du@1".to_owned(), inputs: BTreeMap::new(), settings: BTreeMap::new() }
}

//! A criterion that a plugin judges: what it reads and what is set, as the plugin declares them.

use std::collections::BTreeMap;

use tieuchi_core::{
    Bound, Catalogue, Check, Criterion, CriterionId, Diagnostic, IndicatorId, Kind, Period,
    Ruleset, Scalar, Setting, ValueType, days_from_date, nearest,
};
use tieuchi_wasm::{Assignment, GivenSetting, Input, InputType, Manifest, SettingValue, settle};

/// A criterion as it is handed to a plugin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bind<'a> {
    /// The ruleset.
    pub(crate) ruleset: &'a Ruleset,
    /// The criterion.
    pub(crate) criterion: &'a Criterion,
    /// The plugin.
    pub(crate) manifest: &'a Manifest,
    /// The indicators.
    pub(crate) catalogue: &'a Catalogue,
    /// The period.
    pub(crate) period: Period,
}

impl Bind<'_> {
    /// What the plugin is to do, by the criterion's name at each level at which it differs from the
    /// first. A level at which a setting has no value is left out: its findings are unknown.
    pub(crate) fn assignments(&self) -> Result<Vec<(CriterionId, Assignment)>, Vec<Diagnostic>> {
        let Self { ruleset, criterion, manifest, .. } = *self;
        let Check::Plugin { inputs, settings, .. } = &criterion.check else {
            return Ok(Vec::new());
        };
        let mut wrong = Vec::new();
        if manifest.kind != ruleset.kind {
            wrong.push(self.kind_differs());
        }
        let (own, members) = self.columns(inputs, &mut wrong);
        let mut found: Vec<(CriterionId, Assignment)> = Vec::new();
        for level in 0..ruleset.levels.len().max(1) {
            let Some(given) = self.given(settings, level) else { continue };
            let values = match settle(manifest, &given) {
                Ok(values) => values,
                Err(faults) => {
                    for fault in faults {
                        let fault = self.at("P015", fault, "its settings do not fit");
                        if !wrong.contains(&fault) {
                            wrong.push(fault);
                        }
                    }
                    continue;
                }
            };
            // What no level of its own is said of is judged as the first.
            let first = found.first().filter(|(name, _)| *name == criterion.id);
            if first.is_some_and(|(_, first)| first.settings == values) {
                continue;
            }
            let name = if level == 0 {
                criterion.id.clone()
            } else {
                CriterionId::new(format!("{}@{}", criterion.id, level + 1))
            };
            found.push((name, self.assignment(values, &own, &members)));
        }
        if wrong.is_empty() { Ok(found) } else { Err(wrong) }
    }

    /// What the plugin is to do with such settings.
    fn assignment(
        &self,
        settings: Vec<SettingValue>,
        own: &[(IndicatorId, ValueType)],
        members: &[(Kind, Vec<(IndicatorId, ValueType)>)],
    ) -> Assignment {
        // Periods have years of four digits.
        let day = |date| i32::try_from(days_from_date(date)).unwrap_or_default();
        Assignment {
            points: self.criterion.points,
            points_scale: self.ruleset.points_scale,
            first_day: day(self.period.first_day()),
            last_day: day(self.period.last_day()),
            settings,
            own: own.to_vec(),
            members: members.to_vec(),
        }
    }

    /// Settings with their parameters resolved at a level; none where one has no value there.
    fn given(
        &self,
        settings: &BTreeMap<String, Setting>,
        level: usize,
    ) -> Option<BTreeMap<String, GivenSetting>> {
        let value = |bound: &Bound| -> Option<Scalar> {
            match bound {
                Bound::Literal(scalar) => Some(scalar.clone()),
                Bound::Parameter(id) => self.ruleset.parameter_value(id, level)?.cloned(),
            }
        };
        let each = settings.iter().map(|(name, setting)| {
            let given = match setting {
                Setting::One(bound) => GivenSetting::One(value(bound)?),
                Setting::Several(bounds) => {
                    GivenSetting::Several(bounds.iter().map(value).collect::<Option<_>>()?)
                }
            };
            Some((name.clone(), given))
        });
        each.collect()
    }

    /// The indicators that the inputs read, own and of members.
    #[expect(clippy::type_complexity, reason = "the two halves of an assignment")]
    fn columns(
        &self,
        bound: &BTreeMap<String, IndicatorId>,
        wrong: &mut Vec<Diagnostic>,
    ) -> (Vec<(IndicatorId, ValueType)>, Vec<(Kind, Vec<(IndicatorId, ValueType)>)>) {
        let manifest = self.manifest;
        let mut names: Vec<String> = manifest.inputs.iter().map(|input| input.id.clone()).collect();
        for members in &manifest.members {
            names.extend(
                members.inputs.iter().map(|input| format!("{}.{}", members.kind, input.id)),
            );
        }
        for name in bound.keys().filter(|name| !names.contains(name)) {
            let message = format!("plugin `{}` has no input `{name}`", manifest.name);
            let unknown = self.at("P016", message, "binds an input that is not there");
            wrong.push(unknown.help(match nearest(name, names.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its inputs are {}", list(&names)),
            }));
        }
        let mut columns = |kind: Kind, inputs: &[Input], prefix: &str| {
            let mut found = Vec::new();
            for input in inputs {
                let name = format!("{prefix}{}", input.id);
                let id = bound.get(&name).unwrap_or(&input.indicator);
                match self.column(kind, input, &name, id) {
                    Ok(value_type) => found.push((id.clone(), value_type)),
                    Err(fault) => wrong.push(*fault),
                }
            }
            found
        };
        let own = columns(self.ruleset.kind, &manifest.inputs, "");
        let members = manifest.members.iter().map(|members| {
            (members.kind, columns(members.kind, &members.inputs, &format!("{}.", members.kind)))
        });
        (own, members.collect())
    }

    /// The type of an indicator that an input reads.
    fn column(
        &self,
        kind: Kind,
        input: &Input,
        name: &str,
        id: &IndicatorId,
    ) -> Result<ValueType, Box<Diagnostic>> {
        let Some(indicator) = self.catalogue.get(kind, id) else {
            let message = format!("input `{name}` reads an unknown indicator `{id}`");
            let unknown =
                self.at("P016", message, format!("there is no such indicator of a {kind}"));
            let known = self.catalogue.of_kind(kind).map(|indicator| indicator.id.as_str());
            return Err(Box::new(unknown.help(match nearest(id.as_str(), known) {
                Some(near) => format!("write `inputs = {{ {} = \"{near}\" }}`", key(name)),
                None => format!("bind another one: `inputs = {{ {} = \"…\" }}`", key(name)),
            })));
        };
        let value_type = &indicator.value_type;
        let fits = match (input.value_type, value_type) {
            (InputType::Number { scale }, ValueType::Number { scale: finest, .. }) => {
                *finest <= scale
            }
            (InputType::Flag, ValueType::Flag)
            | (InputType::Code, ValueType::Code(_))
            | (InputType::Date, ValueType::Date) => true,
            _ => false,
        };
        if fits {
            return Ok(value_type.clone());
        }
        let wants = match input.value_type {
            InputType::Number { scale: 0 } => "a whole number".to_owned(),
            InputType::Number { scale: 1 } => "a number with at most 1 decimal".to_owned(),
            InputType::Number { scale } => format!("a number with at most {scale} decimals"),
            other => format!("a {}", other.as_str()),
        };
        let is = match value_type {
            ValueType::Number { scale: 1, .. } => "a decimal with 1 decimal".to_owned(),
            ValueType::Number { scale, .. } if *scale > 0 => {
                format!("a {} with {scale} decimals", value_type.as_str())
            }
            other => format!("a {}", other.as_str()),
        };
        let message = format!("input `{name}` cannot read the indicator `{id}`");
        let label = format!("needs {wants}, and the indicator is {is}");
        Err(Box::new(
            self.at("P016", message, label)
                .label(indicator.source, indicator.span.clone(), "declared here")
                .help(format!("bind another one: `inputs = {{ {} = \"…\" }}`", key(name))),
        ))
    }

    /// A plugin for others than those whom the ruleset judges.
    fn kind_differs(&self) -> Diagnostic {
        let Self { ruleset, manifest, .. } = self;
        let message = format!("plugin `{}` judges no {}", manifest.name, ruleset.kind);
        let label = format!("judges a {}", ruleset.kind);
        self.at("P020", message, label)
            .note(format!("{} {} judges a {}", manifest.name, manifest.version, manifest.kind))
    }

    /// An error at the criterion.
    pub(crate) fn at(
        &self,
        code: &'static str,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Diagnostic {
        let Criterion { source, span, .. } = self.criterion;
        Diagnostic::error(code, message).label(*source, span.clone(), label)
    }
}

/// A name as a key of TOML.
fn key(name: &str) -> String {
    if name.contains('.') { format!("\"{name}\"") } else { name.to_owned() }
}

/// Names in backticks.
fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

//! What a rule asks of a plugin, held against what the plugin's manifest declares.

use tieuchi_core::{IndicatorId, Kind, MemberNeeds, Needs, ValueType};

use crate::{
    Manifest, SettingValue,
    columns::Wire,
    manifest::{Input, InputType, SettingType},
};

/// One criterion for one plugin: all that is known before the first row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The criterion's points, in units; none where it gives none.
    pub points: Option<i32>,
    /// Decimal digits of points.
    pub points_scale: u8,
    /// The period's first day, in days since 1970-01-01.
    pub first_day: i32,
    /// The period's last day.
    pub last_day: i32,
    /// The settings in the order of the manifest, as `settle` gives them.
    pub settings: Vec<SettingValue>,
    /// The indicator that each input of the rows reads, in the order of the manifest.
    pub own: Vec<(IndicatorId, ValueType)>,
    /// The same for each kind of members.
    pub members: Vec<(Kind, Vec<(IndicatorId, ValueType)>)>,
}

/// What an assignment comes to.
#[derive(Debug, Default)]
pub(crate) struct Bound {
    /// The columns that are read.
    pub needs: Needs,
    /// How those of the rows cross the border.
    pub own: Vec<Wire>,
    /// How those of members do.
    pub members: Vec<Vec<Wire>>,
    /// The codes of each input that is a code.
    pub dictionaries: Vec<Vec<String>>,
}

impl Assignment {
    /// Binds the inputs of a manifest, or tells in a sentence each what does not fit.
    pub(crate) fn bind(&self, manifest: &Manifest) -> Result<Bound, Vec<String>> {
        let mut bound = Bound::default();
        let mut faults = Vec::new();
        bound.own = bind_all(
            &manifest.inputs,
            &self.own,
            ("", &manifest.name),
            &mut bound.dictionaries,
            &mut faults,
        );
        bound.needs.own = self.own.iter().map(|(id, _)| id.clone()).collect();
        let declared = manifest.members.iter().map(|members| members.kind);
        if !declared.eq(self.members.iter().map(|(kind, _)| *kind)) {
            faults.push(format!("plugin `{}` reads members of other kinds", manifest.name));
        }
        for (declared, (kind, given)) in manifest.members.iter().zip(&self.members) {
            let whose = (kind.as_str(), manifest.name.as_str());
            let dictionaries = &mut bound.dictionaries;
            bound.members.push(bind_all(&declared.inputs, given, whose, dictionaries, &mut faults));
            let indicators = given.iter().map(|(id, _)| id.clone()).collect();
            bound.needs.members.push(MemberNeeds { kind: *kind, indicators });
        }
        if faults.is_empty() { Ok(bound) } else { Err(faults) }
    }

    /// Whether the settings are those of a manifest, one for one, each of its type; what does not
    /// fit, a sentence each.
    pub(crate) fn check_settings(&self, manifest: &Manifest) -> Vec<String> {
        let (given, declared) = (self.settings.len(), manifest.settings.len());
        if given != declared {
            let name = &manifest.name;
            return vec![format!("plugin `{name}` has {declared} settings, not {given}")];
        }
        let pairs = manifest.settings.iter().zip(&self.settings);
        pairs
            .filter(|(decl, value)| {
                !matches!(
                    (decl.value_type, value),
                    (SettingType::Number { .. } | SettingType::Date, SettingValue::Integer(_))
                        | (SettingType::Flag, SettingValue::Flag(_))
                        | (SettingType::Text, SettingValue::Text(_))
                        | (SettingType::Numbers { .. }, SettingValue::Integers(_))
                        | (SettingType::Texts, SettingValue::Texts(_))
                )
            })
            .map(|(decl, _)| {
                format!("setting `{}` must be {}", decl.id, decl.value_type.describe())
            })
            .collect()
    }
}

/// Binds the inputs of the rows, or of members of one kind.
fn bind_all(
    inputs: &[Input],
    given: &[(IndicatorId, ValueType)],
    (kind, plugin): (&str, &str),
    dictionaries: &mut Vec<Vec<String>>,
    faults: &mut Vec<String>,
) -> Vec<Wire> {
    if inputs.len() != given.len() {
        let (declared, given) = (inputs.len(), given.len());
        let of = if kind.is_empty() { String::new() } else { format!(" of {kind} members") };
        faults.push(format!("plugin `{plugin}` has {declared} inputs{of}, not {given}"));
    }
    let mut wires = Vec::with_capacity(inputs.len());
    for (input, (indicator, value_type)) in inputs.iter().zip(given) {
        let dot = if kind.is_empty() { "" } else { "." };
        match wire(input.value_type, value_type) {
            Ok(wire) => wires.push(wire),
            Err(why) => faults.push(format!(
                "input `{kind}{dot}{}` of plugin `{plugin}` cannot read indicator `{indicator}`: \
                 {why}",
                input.id
            )),
        }
        if let ValueType::Code(codes) = value_type
            && input.value_type == InputType::Code
        {
            dictionaries.push(codes.to_vec());
        }
    }
    wires
}

/// How values of a catalogue's type reach an input, or why they cannot.
fn wire(input: InputType, value_type: &ValueType) -> Result<Wire, String> {
    match (input, value_type) {
        (InputType::Number { scale }, ValueType::Number { scale: own, min, max }) => {
            let Some(digits) = scale.checked_sub(*own) else {
                return Err(format!(
                    "it keeps {own} digits after the point and the input takes {scale}"
                ));
            };
            let factor = 10_i64.checked_pow(digits.into());
            let fits = |factor: &i64| {
                min.checked_mul(*factor).is_some() && max.checked_mul(*factor).is_some()
            };
            factor
                .filter(fits)
                .map(|factor| Wire::Integers { factor })
                .ok_or_else(|| format!("its values do not fit 64 bits at scale {scale}"))
        }
        (InputType::Date, ValueType::Date) => Ok(Wire::Integers { factor: 1 }),
        (InputType::Flag, ValueType::Flag) => Ok(Wire::Flags),
        (InputType::Code, ValueType::Code(_)) => Ok(Wire::Codes),
        (input, value_type) => Err(format!(
            "it is of type `{}` and the input is of type `{}`",
            value_type.as_str(),
            input.as_str()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(scale: u8, max: i64) -> ValueType {
        ValueType::Number { scale, min: -max, max }
    }

    #[test]
    fn numbers_reach_an_input_of_their_scale_or_a_finer_one() {
        let input = InputType::Number { scale: 2 };
        assert_eq!(wire(input, &number(2, 9)), Ok(Wire::Integers { factor: 1 }));
        assert_eq!(wire(input, &number(0, 9)), Ok(Wire::Integers { factor: 100 }));
        assert!(wire(input, &number(3, 9)).unwrap_err().contains("keeps 3 digits"));
        assert!(wire(input, &number(0, i64::MAX)).unwrap_err().contains("64 bits"));
        let finest = InputType::Number { scale: 200 };
        assert!(wire(finest, &number(0, 9)).unwrap_err().contains("64 bits"));
    }

    #[test]
    fn other_types_reach_only_their_like() {
        assert_eq!(wire(InputType::Date, &ValueType::Date), Ok(Wire::Integers { factor: 1 }));
        assert_eq!(wire(InputType::Flag, &ValueType::Flag), Ok(Wire::Flags));
        let told = wire(InputType::Flag, &ValueType::Ratio { factor: 100 }).unwrap_err();
        assert_eq!(told, "it is of type `percent` and the input is of type `flag`");
        assert!(wire(InputType::Date, &number(0, 9)).is_err());
    }
}

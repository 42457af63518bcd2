//! Settling what a rule sets with what the manifest declares: types, bounds, defaults.

use std::collections::BTreeMap;

use tieuchi_core::{Decimal, Scalar, days_from_date, nearest};

use crate::{
    manifest::{Manifest, SettingDecl, SettingType, SettingValue},
    words::{is_shown, sanitise},
};

/// Values in one setting.
pub(crate) const LIST_MAX: usize = 256;
/// Characters in one text of a setting.
pub(crate) const TEXT_CHARS_MAX: usize = 400;

/// A setting as the rule gives it, its parameters already resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenSetting {
    /// One value.
    One(Scalar),
    /// Several.
    Several(Vec<Scalar>),
}

/// The value of every setting of the manifest in its order, or all that does not fit, a sentence
/// each.
pub fn settle(
    manifest: &Manifest,
    given: &BTreeMap<String, GivenSetting>,
) -> Result<Vec<SettingValue>, Vec<String>> {
    let mut faults: Vec<_> = given.keys().filter_map(|id| unknown(id, manifest)).collect();
    let mut values = Vec::with_capacity(manifest.settings.len());
    for decl in &manifest.settings {
        match value(decl, given.get(&decl.id)) {
            Ok(value) => values.push(value),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(values) } else { Err(faults) }
}

/// Says that there is no such setting.
fn unknown(id: &str, manifest: &Manifest) -> Option<String> {
    if manifest.settings.iter().any(|decl| decl.id == id) {
        return None;
    }
    let near = nearest(id, manifest.settings.iter().map(|decl| decl.id.as_str()));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Some(format!("plugin `{}` has no setting `{}`{hint}", manifest.name, sanitise(id)))
}

/// The value of one setting.
fn value(decl: &SettingDecl, given: Option<&GivenSetting>) -> Result<SettingValue, String> {
    let Some(given) = given else {
        let missing = || format!("setting `{}` is not given and has no default", decl.id);
        return decl.default.clone().ok_or_else(missing);
    };
    let wrong = || format!("setting `{}` must be {}", decl.id, decl.value_type.describe());
    let value = match (decl.value_type, given) {
        (SettingType::Number { scale }, GivenSetting::One(Scalar::Number(number))) => {
            SettingValue::Integer(units(*number, scale, decl)?)
        }
        (SettingType::Flag, GivenSetting::One(Scalar::Flag(flag))) => SettingValue::Flag(*flag),
        (SettingType::Text, GivenSetting::One(Scalar::Code(text))) => {
            SettingValue::Text(text.to_string())
        }
        (SettingType::Date, GivenSetting::One(Scalar::Date(day))) => {
            SettingValue::Integer(days_from_date(*day))
        }
        (SettingType::Numbers { scale }, GivenSetting::Several(items)) => items
            .iter()
            .map(|item| match item {
                Scalar::Number(number) => units(*number, scale, decl),
                _ => Err(wrong()),
            })
            .collect::<Result<_, _>>()
            .map(SettingValue::Integers)?,
        (SettingType::Texts, GivenSetting::Several(items)) => items
            .iter()
            .map(|item| match item {
                Scalar::Code(text) => Ok(text.to_string()),
                _ => Err(wrong()),
            })
            .collect::<Result<_, _>>()
            .map(SettingValue::Texts)?,
        _ => return Err(wrong()),
    };
    fault_of(&value, decl).map_or(Ok(value), Err)
}

/// A number in units of a scale.
fn units(number: Decimal, scale: u8, decl: &SettingDecl) -> Result<i64, String> {
    let id = &decl.id;
    number.exact_units(scale).ok_or_else(|| match scale {
        0 => format!("setting `{id}` must be a whole number, not {number}"),
        _ => format!("setting `{id}` keeps {scale} digits after the point, not {number}"),
    })
}

/// What keeps a value of the right type out of a setting's bounds.
pub(crate) fn fault_of(value: &SettingValue, decl: &SettingDecl) -> Option<String> {
    match (value, decl.value_type) {
        (SettingValue::Integer(units), SettingType::Number { scale }) => {
            out_of_bounds(Decimal { units: *units, scale }, decl)
        }
        (SettingValue::Integers(items), SettingType::Numbers { scale }) => too_many(items, decl)
            .or_else(|| {
                items.iter().find_map(|units| out_of_bounds(Decimal { units: *units, scale }, decl))
            }),
        (SettingValue::Text(text), _) => unfit(text, decl),
        (SettingValue::Texts(items), _) => {
            too_many(items, decl).or_else(|| items.iter().find_map(|text| unfit(text, decl)))
        }
        _ => None,
    }
}

/// Says that a list is too long.
fn too_many<T>(items: &[T], decl: &SettingDecl) -> Option<String> {
    (items.len() > LIST_MAX)
        .then(|| format!("setting `{}` has {} values, more than {LIST_MAX}", decl.id, items.len()))
}

/// Says that a number is out of bounds.
fn out_of_bounds(number: Decimal, decl: &SettingDecl) -> Option<String> {
    let id = &decl.id;
    if let Some(min) = decl.min.filter(|min| number < *min) {
        return Some(format!("setting `{id}` must be at least {min}, not {number}"));
    }
    let max = decl.max.filter(|max| number > *max)?;
    Some(format!("setting `{id}` must be at most {max}, not {number}"))
}

/// Says that a text is none of the words, or cannot be shown.
fn unfit(text: &str, decl: &SettingDecl) -> Option<String> {
    let id = &decl.id;
    if text.chars().count() > TEXT_CHARS_MAX || !text.chars().all(is_shown) {
        return Some(format!(
            "setting `{id}` must be a line of at most {TEXT_CHARS_MAX} characters without control \
             characters"
        ));
    }
    if decl.one_of.is_empty() || decl.one_of.iter().any(|word| word == text) {
        return None;
    }
    let near = nearest(text, decl.one_of.iter().map(String::as_str));
    let hint = near.map_or_else(
        || {
            let words: Vec<_> =
                decl.one_of.iter().take(12).map(|word| format!("`{word}`")).collect();
            format!("one of {}", words.join(", "))
        },
        |near| format!("did you mean `{near}`?"),
    );
    Some(format!("setting `{id}` does not know the word `{}`; {hint}", sanitise(text)))
}

//! Values of indicators, for people.

use std::fmt::Write as _;

use tieuchi_core::{Condition, Decimal, ValueType};

use crate::proof::{
    cond::{Value, Var, Witness},
    space::Space,
};

/// The most indicators that a witness names.
pub(crate) const SHOWN_MAX: usize = 6;

/// `x` 3, `y` `tot`
pub(crate) fn witness_text(witness: &Witness, space: &Space<'_>) -> String {
    let mut text = String::new();
    for (var, value) in witness.iter().take(SHOWN_MAX) {
        let separator = if text.is_empty() { "" } else { ", " };
        let (id, value) = (&space.indicator(*var).id, value_text(*var, *value, space));
        let _ = write!(text, "{separator}`{id}` {value}");
    }
    match witness.len().checked_sub(SHOWN_MAX) {
        Some(more) if more > 0 => format!("{text} and {more} more"),
        _ if text.is_empty() => "anybody".to_owned(),
        _ => text,
    }
}

/// One value, of those that a cell holds.
fn value_text(var: Var, value: Value, space: &Space<'_>) -> String {
    match value {
        Value::Units(from, to) => {
            // The value nearest to 0 reads best.
            unit_text(0_i64.clamp(from, to), &space.indicator(var).value_type)
        }
        Value::Ratio(ratio) => ratio.text(),
        Value::Missing(..) => "missing".to_owned(),
    }
}

/// Units of a type.
fn unit_text(units: i64, value_type: &ValueType) -> String {
    match value_type {
        ValueType::Number { scale, .. } => Decimal { units, scale: *scale }.to_string(),
        ValueType::Flag => (units != 0).to_string(),
        ValueType::Code(codes) => {
            let code = usize::try_from(units).ok().and_then(|at| codes.get(at));
            code.map_or_else(String::new, |code| format!("`{code}`"))
        }
        ValueType::Date => {
            let day = chrono::NaiveDate::from_ymd_opt(1970, 1, 1)
                .and_then(|day| day.checked_add_signed(chrono::TimeDelta::try_days(units)?));
            day.map_or_else(String::new, |day| day.to_string())
        }
        ValueType::Ratio { .. } => units.to_string(),
    }
}

/// What the indicators of a condition may be: `tuoi` is 0 to 130.
pub(crate) fn ranges(condition: &Condition, space: &Space<'_>) -> Vec<String> {
    let ids = condition.indicators();
    let vars = ids.iter().filter_map(|id| space.var(id)).take(SHOWN_MAX);
    vars.filter_map(|(var, _)| range_text(var, space)).collect()
}

/// What an indicator may be.
pub(crate) fn range_text(var: Var, space: &Space<'_>) -> Option<String> {
    let indicator = space.indicator(var);
    let id = &indicator.id;
    match &indicator.value_type {
        ValueType::Flag | ValueType::Date => None,
        ValueType::Code(codes) => {
            let names: Vec<_> = codes.iter().map(|code| format!("`{code}`")).collect();
            (names.len() <= 12).then(|| format!("`{id}` is one of {}", names.join(", ")))
        }
        ValueType::Number { min, max, .. } => {
            let text = |units: &i64| unit_text(*units, &indicator.value_type);
            Some(format!("`{id}` is {} to {}", text(min), text(max)))
        }
        ValueType::Ratio { .. } => {
            let (least, most) = space.ratio_range(var)?;
            Some(format!("`{id}` is {} to {}", least.text(), most.text()))
        }
    }
}

//! Worked cases as Rust: one test for each, and what a measurement repeats.

use std::collections::BTreeSet;

use crate::{
    cases::{Case, Cell, Expected},
    manifest::{Input, InputType, Manifest, Setting, SettingType, Value},
    names,
    types::KIT,
};

/// The cases, the measurement and the tests.
pub(crate) fn write(manifest: &Manifest, worked: &[Case]) -> String {
    let listed: String =
        worked.iter().map(|case| format!("{},", written(manifest, case))).collect();
    let mut taken = BTreeSet::new();
    let mut tests = String::new();
    for (at, case) in worked.iter().enumerate() {
        let mut name = names::test(&case.name);
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        tests += &format!(
            "#[test]
            fn {name}() {{ {KIT}::kit::run::<super::exported::Plugin>(&super::worked_cases()[{at}]); }}\n"
        );
    }
    format!(
        "/// The cases of `cases.toml`.
        #[cfg(not(target_arch = \"wasm32\"))]
        #[doc(hidden)]
        #[allow(clippy::all, clippy::pedantic)]
        pub fn worked_cases() -> ::std::vec::Vec<{KIT}::kit::WorkedCase> {{ ::std::vec![{listed}] }}

        /// Nanoseconds for a row without a sandbox: the rows of the first worked case, again and
        /// again up to 4,096; none where there is no case with rows.
        #[cfg(not(target_arch = \"wasm32\"))]
        pub fn bench() -> ::core::option::Option<::core::primitive::f64> {{
            {KIT}::kit::bench::<exported::Plugin>(&worked_cases())
        }}

        #[cfg(test)]
        mod worked {{
            {tests}
        }}\n"
    )
}

fn written(manifest: &Manifest, case: &Case) -> String {
    let Case { name, points, points_scale, period, settings, rows } = case;
    let settings: String = manifest
        .settings
        .iter()
        .zip(settings)
        .map(|(setting, value)| format!("{},", sent(setting, value)))
        .collect();
    let mut dictionaries = String::new();
    let own: Vec<&[Option<Cell>]> = rows.iter().map(|row| row.cells.as_slice()).collect();
    let columns = columns(&manifest.inputs, &own, &mut dictionaries);
    let mut members = String::new();
    for (at, (_, inputs)) in manifest.members.iter().enumerate() {
        let counts: Vec<usize> = rows.iter().map(|row| row.members[at].len()).collect();
        let all: Vec<&[Option<Cell>]> =
            rows.iter().flat_map(|row| &row.members[at]).map(Vec::as_slice).collect();
        let columns = self::columns(inputs, &all, &mut dictionaries);
        members += &format!("{KIT}::kit::members(&{counts:?}, ::std::vec![{columns}]),");
    }
    let expected: String =
        rows.iter().map(|row| format!("{},", expectation(&row.expected))).collect();
    format!(
        "{KIT}::kit::WorkedCase {{
            name: {name:?},
            points: {},
            points_scale: {points_scale},
            period: {period},
            settings: ::std::vec![{settings}],
            dictionaries: ::std::vec![{dictionaries}],
            rows: {},
            columns: ::std::vec![{columns}],
            members: ::std::vec![{members}],
            expected: ::std::vec![{expected}],
        }}",
        option(points.as_ref()),
        rows.len()
    )
}

fn option<T: ToString>(value: Option<&T>) -> String {
    let none = "::core::option::Option::None".to_owned();
    value.map_or(none, |value| format!("::core::option::Option::Some({})", value.to_string()))
}

fn texts(texts: &[String]) -> String {
    let texts = texts.iter().map(|text| format!("::std::string::String::from({text:?}),"));
    format!("::std::vec![{}]", texts.collect::<String>())
}

fn sent(setting: &Setting, value: &Value) -> String {
    let (variant, value) = match value {
        Value::Integer(number) => ("Integer", number.to_string()),
        Value::Flag(flag) => ("Flag", flag.to_string()),
        Value::Text(text) => ("Text", format!("::std::string::String::from({text:?})")),
        Value::Integers(numbers) => ("Integers", format!("::std::vec!{numbers:?}")),
        Value::Texts(words) if setting.kind == SettingType::Texts => ("Texts", texts(words)),
        Value::Texts(_) => ("Texts", "::std::vec![]".to_owned()),
    };
    format!("{KIT}::kit::Setting::{variant}({value})")
}

/// The columns of some inputs; the codes in the order in which they occur.
fn columns(inputs: &[Input], rows: &[&[Option<Cell>]], dictionaries: &mut String) -> String {
    let mut columns = String::new();
    for (at, input) in inputs.iter().enumerate() {
        let mut dictionary: Vec<String> = Vec::new();
        let cells = rows.iter().map(|cells| {
            let cell = cells[at].as_ref().map(|cell| match cell {
                Cell::Number(number) => number.to_string(),
                Cell::Flag(flag) => flag.to_string(),
                Cell::Code(code) => {
                    let place = dictionary.iter().position(|known| known == code);
                    let place = place.unwrap_or_else(|| {
                        dictionary.push(code.clone());
                        dictionary.len() - 1
                    });
                    place.to_string()
                }
            });
            format!("{},", option(cell.as_ref()))
        });
        let cells: String = cells.collect();
        let method = match input.kind {
            InputType::Number | InputType::Date => "numbers",
            InputType::Flag => "flags",
            InputType::Code => "codes",
        };
        columns += &format!("{KIT}::kit::{method}(&[{cells}]),");
        if input.kind == InputType::Code {
            *dictionaries += &format!("{},", texts(&dictionary));
        }
    }
    columns
}

fn expectation(expected: &Expected) -> String {
    let Expected { outcome, low, high, reason } = expected;
    let outcome = option(outcome.as_ref().map(|outcome| format!("{outcome:?}")).as_ref());
    let (low, high) = (option(low.as_ref()), option(high.as_ref()));
    let reason = option(reason.as_ref());
    format!(
        "{KIT}::kit::Expected {{ outcome: {outcome}, low: {low}, high: {high}, reason: {reason} }}"
    )
}

//! Rule files stand under their name and say where each value comes from.

use toml::{Table, Value};

use super::{stem, texts, tidy};

/// The rule files of a folder; the program itself tells what is no TOML.
fn rules(folder: &str) -> Vec<(String, Table)> {
    texts(folder, ".toml")
        .into_iter()
        .filter_map(|(path, text)| text.parse().ok().map(|table| (path, table)))
        .collect()
}

/// A table inside a table.
fn table<'a>(parent: &'a Table, key: &str) -> Option<&'a Table> {
    parent.get(key).and_then(Value::as_table)
}

/// The entries of a table of tables.
fn entries<'a>(parent: &'a Table, key: &str) -> impl Iterator<Item = (&'a String, &'a Table)> {
    let entries = table(parent, key).into_iter().flatten();
    entries.filter_map(|(name, entry)| entry.as_table().map(|entry| (name, entry)))
}

/// Whether a text stands under a key.
fn says(table: &Table, key: &str) -> bool {
    table.get(key).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty())
}

/// Where an edition should stand; none where it does not say.
fn place(edition: &Table) -> Option<String> {
    let ruleset = table(edition, "ruleset")?;
    let title = ruleset.get("title")?.as_str()?;
    let from = ruleset.get("from")?.as_datetime()?;
    Some(format!("rules/base/{title}/{from}.toml"))
}

/// Values in an edition that no paper gives.
fn unfounded(edition: &Table) -> Vec<String> {
    entries(edition, "parameter")
        .filter(|(_, parameter)| parameter.contains_key("value") && !says(parameter, "reference"))
        .map(|(name, _)| name.clone())
        .collect()
}

#[test]
fn an_edition_is_named_after_its_title_and_its_first_day() {
    let faults: Vec<String> = rules("rules/base/")
        .into_iter()
        .filter_map(|(path, edition)| match place(&edition) {
            Some(expected) if expected == path => None,
            Some(expected) => Some(format!("{path}: should be {expected}")),
            None => Some(format!("{path}: no `title` or `from` under [ruleset]")),
        })
        .collect();
    tidy("move the edition: the folder is the title, the file is the first day in force", &faults);
}

#[test]
fn every_parameter_with_a_value_names_its_paper() {
    let mut faults = Vec::new();
    for (path, edition) in rules("rules/base/") {
        faults.extend(unfounded(&edition).iter().map(|name| format!("{path}: {name}")));
    }
    tidy("add the `reference` that gives the value, or take the value out", &faults);
}

#[test]
fn every_overlay_and_target_names_its_paper() {
    let mut faults = Vec::new();
    for (path, overlay) in rules("rules/overlays/") {
        if !table(&overlay, "overlay").is_some_and(|overlay| says(overlay, "decision")) {
            faults.push(format!("{path}: no `decision` under [overlay]"));
        }
    }
    for (path, targets) in rules("rules/targets/") {
        for (name, target) in entries(&targets, "target") {
            if target.contains_key("percent") && !says(target, "reference") {
                faults.push(format!("{path}: no `reference` under [target.{name}]"));
            }
        }
    }
    tidy("name the paper; for an example say `ví dụ`", &faults);
}

#[test]
fn every_indicator_names_its_paper() {
    let mut faults = Vec::new();
    for (path, catalogue) in rules("rules/indicators/") {
        for (name, indicator) in entries(&catalogue, "indicator") {
            // What is computed rests on what it is computed from.
            if !indicator.contains_key("compute") && !says(indicator, "reference") {
                faults.push(format!("{path}: {name} (under {})", stem(&path)));
            }
        }
    }
    tidy("add the `reference` that speaks of the indicator", &faults);
}

#[test]
fn planted_faults_in_rule_files_are_found() {
    let edition = "
        ruleset = { title = 'gia-dinh', from = 2022-07-28 }
        parameter.a = { value = 80, reference = 'Quyết định' }
        parameter.b = { value = 5 }
        parameter.c = { missing = 'Phụ lục' }
        parameter.d = { value = 5, reference = ' ' }
    ";
    let edition: Table = edition.parse().unwrap();
    assert_eq!(place(&edition).as_deref(), Some("rules/base/gia-dinh/2022-07-28.toml"));
    assert_eq!(unfounded(&edition), ["b", "d"]);
}

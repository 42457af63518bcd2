//! JSON Schemas of what people write: shipped files conform and name them, wrong ones do not.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use jsonschema::Validator;
use serde_json::{Value, json};
use tieuchi_ruleset::{FileKind, schema};

use crate::ground::{files, folder};

/// The repository.
fn root() -> PathBuf {
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap()
}

/// The schema of a kind.
fn parsed(kind: FileKind) -> Value {
    serde_json::from_str(&schema(kind)).unwrap()
}

/// What holds files against the schema of a kind.
fn validator(kind: FileKind) -> Validator {
    jsonschema::options().should_validate_formats(true).build(&parsed(kind)).unwrap()
}

/// A TOML value as editors hand it to a schema: days are texts.
fn as_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(key, value)| (key, as_json(value))).collect()
        }
    }
}

/// A TOML text as editors hand it to a schema.
fn document(text: &str) -> Value {
    as_json(toml::Value::Table(text.parse().unwrap()))
}

/// What a schema says against a text.
fn faults(kind: FileKind, text: &str) -> Vec<String> {
    let validator = validator(kind);
    let document = document(text);
    let faults =
        validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path()));
    faults.collect()
}

#[test]
fn each_schema_is_a_schema_and_stands_beside_the_rules() {
    for kind in FileKind::ALL {
        let parsed = parsed(kind);
        assert!(jsonschema::draft202012::meta::is_valid(&parsed), "{}", kind.as_str());
        let path = format!("rules/schemas/{}.json", kind.as_str());
        let shipped = fs::read_to_string(root().join(&path)).unwrap_or_default();
        let remedy = format!("type `tieuchi schema {} > {path}`", kind.as_str());
        assert!(shipped.replace("\r\n", "\n") == schema(kind), "{remedy}");
    }
    let shipped = fs::read_dir(root().join("rules/schemas")).unwrap().count();
    assert_eq!(shipped, FileKind::ALL.len(), "a schema of nothing");
}

#[test]
fn each_shipped_file_names_its_schema_and_conforms() {
    let mut seen = BTreeMap::new();
    let folders = ["rules/indicators", "rules/base", "rules/overlays", "rules/targets", "examples"];
    for path in folders.iter().flat_map(|folder| files(&root().join(folder))) {
        let text = fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap();
        let shown = path.display();
        let named = first.strip_prefix("#:schema ").unwrap_or_else(|| panic!("{shown}: {first}"));
        let named = fs::canonicalize(path.parent().unwrap().join(named))
            .unwrap_or_else(|error| panic!("{shown}: {first}: {error}"));
        assert_eq!(named.parent().unwrap(), root().join("rules/schemas"), "{shown}");
        let kind = FileKind::parse(named.file_stem().unwrap().to_str().unwrap()).unwrap();
        assert_eq!(faults(kind, &text), Vec::<String>::new(), "{shown}");
        *seen.entry(kind).or_insert(0) += 1;
    }
    for (kind, least) in [
        (FileKind::Ruleset, 13),
        (FileKind::Overlay, 9),
        (FileKind::Indicators, 6),
        (FileKind::Targets, 2),
        (FileKind::Workspace, 1),
    ] {
        assert!(seen.get(&kind).is_some_and(|seen| *seen >= least), "{kind:?}: {seen:?}");
    }
}

#[test]
fn shipped_manifests_of_plugins_conform() {
    let mut seen = 0;
    for path in files(&root().join("plugins")) {
        let text = fs::read_to_string(&path).unwrap();
        if path.file_name().is_some_and(|name| name == "plugin.toml") {
            let text = text.replace("{{name}}", "vi-du").replace("{{kind}}", "citizen");
            assert_eq!(faults(FileKind::Plugin, &text), Vec::<String>::new(), "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 4, "only {seen}");
}

#[test]
fn shipped_tables_of_places_conform() {
    let mut tables = serde_json::Map::new();
    for name in ["units", "successions", "classes"] {
        let path = root().join(format!("examples/go-quao/places/{name}.csv"));
        let text = fs::read_to_string(path).unwrap();
        let mut lines = text.lines();
        let header: Vec<_> = lines.next().unwrap().split(',').collect();
        // The reference, the last column, may hold commas; none of the others does.
        let rows = lines.map(|line| {
            let cells = line.splitn(header.len(), ',').map(Value::from);
            Value::Object(header.iter().map(|name| (*name).to_owned()).zip(cells).collect())
        });
        tables.insert(name.to_owned(), rows.collect());
    }
    let mut tables = Value::Object(tables);
    let validator = validator(FileKind::Places);
    let said: Vec<_> = validator.iter_errors(&tables).map(|error| error.to_string()).collect();
    assert_eq!(said, Vec::<String>::new());
    tables["units"][0]["tier"] = json!("huyện");
    assert!(!validator.is_valid(&tables));
}

#[test]
fn faults_of_shape_are_seen_and_faults_of_meaning_are_left_to_check() {
    let kinds = [
        ("base", FileKind::Ruleset),
        ("indicators", FileKind::Indicators),
        ("overlays", FileKind::Overlay),
        ("targets", FileKind::Targets),
    ];
    let mut refused = Vec::new();
    let cases = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> = cases.filter(|path| path.is_dir()).collect();
    cases.sort();
    for case in &cases {
        let wrong = kinds.iter().any(|(folder, kind)| {
            files(&case.join(folder)).iter().any(|path| {
                let text = fs::read_to_string(path).unwrap();
                // The pins of fixtures are filled in when they are loaded.
                let text = text.replace("{{base}}", &"0".repeat(64));
                text.parse::<toml::Table>().is_ok() && !faults(*kind, &text).is_empty()
            })
        });
        if wrong {
            refused.push(case.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    assert!(cases.len() > 60, "only {} fixtures", cases.len());
    insta::assert_snapshot!(refused.join("\n"), @r"
    applies_without_otherwise
    checks_none_and_two
    empty_condition
    ids_not_well_formed
    indicator_declared_wrongly
    levels_with_a_gap
    missing_keys
    parameter_in_catalogue
    place_and_class
    plugin_name_not_well_formed
    points_outside_limits
    unknown_comparison
    unknown_keys
    unknown_title
    unknown_words
    unquoted_indicator
    value_and_missing
    wrong_types
    ");
}

#[test]
fn a_worked_case_reads_as_planned() {
    let text = r#"
        [[case]]
        name     = "Công dân chấm đủ 80 điểm thì được công nhận"
        title    = "cong-dan-hoc-tap"
        period   = 2024
        place    = "30958"
        evidence = { age = 30, "tu-cham.ngoai-ngu" = 8, khong-the-hoc = false, birth-date = 2000-01-31 }
        members  = { citizen = [{ count = 3, age = 20 }, {}] }
        history  = { "cong-dan-hoc-tap" = [2021, { period = 2022, level = 2 }] }
        expected = { status = "recognised", level = 1, points = 80, criteria = { ngoai-ngu = 8, "chi-tieu-1-1" = "pass" } }

        [[case]]
        name     = "Thiếu minh chứng thì chưa kết luận"
        title    = "cong-dan-hoc-tap"
        period   = 2024
        like     = "Công dân chấm đủ 80 điểm thì được công nhận"
        expected = { status = "undetermined", points = { at-least = 10, at-most = 90 } }
    "#;
    assert_eq!(faults(FileKind::Cases, text), Vec::<String>::new());
    for (from, to) in [
        ("period   = 2024", "period   = \"2024\""),
        ("status = \"undetermined\"", "status = \"unknown\""),
        ("title    =", "titel    ="),
        ("count = 3", "count = 0"),
        ("\"pass\"", "\"passed\""),
        ("{ at-least = 10, at-most = 90 }", "{}"),
    ] {
        assert!(text.contains(from), "{from}");
        assert!(!faults(FileKind::Cases, &text.replace(from, to)).is_empty(), "{to}");
    }
}

#[test]
fn a_workspace_that_allows_plugins_more_conforms() {
    let text = "[workspace]\nname = \"a\"\nrules = [\"r\"]\n[plugins.literacy]\ntime-ms = 500\n";
    assert_eq!(faults(FileKind::Workspace, text), Vec::<String>::new());
    for (from, to) in
        [("time-ms", "time"), ("name = \"a\"\n", ""), ("= 500", "= -1"), ("[\"r\"]", "[]")]
    {
        assert!(!faults(FileKind::Workspace, &text.replace(from, to)).is_empty(), "{to}");
    }
}

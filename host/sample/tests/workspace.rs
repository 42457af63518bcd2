//! Workspaces as they come out: whole, exact, repeatable, and the one that is committed.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a broken test must stop")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use tieuchi_sample::{NewWorkspace, Report, SampleError, generate, init};

/// The registers of a workspace, below its root.
const FILES: [&str; 7] = [
    "registers/2024/citizens.csv",
    "registers/2024/families.csv",
    "registers/2024/clans.csv",
    "registers/2024/villages.csv",
    "registers/2024/units.csv",
    "registers/2024/communes.csv",
    "registers/decisions.csv",
];

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Makes a workspace that lasts as long as the first of what it gives.
fn workspace(people: u32, seed: u64) -> (tempfile::TempDir, PathBuf, Report) {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("made");
    let report = generate(people, seed, &dir).unwrap();
    (scratch, dir, report)
}

/// Rows of a register as column name → value; empty fields left out.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            assert_eq!(fields.len(), header.len(), "{line}");
            let pairs = header.iter().zip(fields).filter(|(_, field)| !field.is_empty());
            pairs.map(|(column, field)| ((*column).to_owned(), field.to_owned())).collect()
        })
        .collect()
}

#[test]
fn the_committed_example_is_what_the_generator_makes_of_2000_people_and_seed_1() {
    let (_scratch, dir, _) = workspace(2_000, 1);
    let example = root().join("examples/go-quao");
    for file in FILES {
        let made = fs::read_to_string(dir.join(file)).unwrap();
        let committed = fs::read_to_string(example.join(file)).unwrap_or_default();
        assert!(
            made == committed.replace("\r\n", "\n"),
            "`{file}` differs: run `cargo run -p tieuchi-sample --example refresh`"
        );
    }
}

#[test]
fn a_workspace_has_exactly_as_many_people_as_were_asked_for() {
    for people in [1, 2, 11, 57, 12_345] {
        let (_scratch, dir, report) = workspace(people, 9);
        assert_eq!(report.citizens, u64::from(people));
        assert_eq!(rows(&dir.join(FILES[0])).len(), people as usize);
        assert_eq!((report.villages, report.communes), (100, 11));
        assert_eq!(rows(&dir.join(FILES[1])).len() as u64, report.families);
        assert_eq!(rows(&dir.join(FILES[6])).len() as u64, report.decisions);
    }
}

#[test]
fn the_same_numbers_give_the_same_bytes_and_another_seed_gives_others() {
    let [first, second, other] = [workspace(500, 7), workspace(500, 7), workspace(500, 8)];
    for file in FILES {
        assert_eq!(fs::read(first.1.join(file)).unwrap(), fs::read(second.1.join(file)).unwrap());
    }
    assert_ne!(
        fs::read(first.1.join(FILES[0])).unwrap(),
        fs::read(other.1.join(FILES[0])).unwrap()
    );
}

#[test]
fn a_workspace_stands_on_its_own_rules_unchanged() {
    let (_scratch, dir, _) = workspace(1, 1);
    let text = fs::read_to_string(dir.join("tieuchi.toml")).unwrap();
    let file: toml::Table = text.parse().unwrap();
    assert_eq!(file["workspace"]["rules"][0].as_str(), Some("rules"));
    let edition = "rules/base/cong-dan-hoc-tap/2023-10-25.toml";
    assert_eq!(fs::read(dir.join(edition)).unwrap(), fs::read(root().join(edition)).unwrap());
    assert!(dir.join("rules/indicators/citizen.toml").is_file());
    assert!(dir.join("places/units.csv").is_file());
    assert!(dir.join("rules-vi-du/base/guong-tu-hoc/2024-01-01.toml").is_file());
    assert!(dir.join("overlays/xa-dinh-hoa-cong-dan.toml").is_file());
}

#[test]
fn the_plugins_of_a_workspace_are_those_that_its_lock_names() {
    let scratch = tempfile::tempdir().unwrap();
    let empty = scratch.path().join("empty");
    let (code, name, from) = ("1".to_owned(), "Một".to_owned(), "2024-01-01".to_owned());
    let unit_type = "xã".to_owned();
    init(&NewWorkspace { code, name, unit_type, province: None, from, year: 2024 }, &empty)
        .unwrap();
    let (_scratch, made, _) = workspace(1, 1);
    for (dir, count) in [(empty, 1), (made, 3)] {
        let lock: toml::Table =
            fs::read_to_string(dir.join("tieuchi.lock")).unwrap().parse().unwrap();
        let entries = lock["plugin"].as_array().unwrap();
        assert_eq!(entries.len(), count);
        assert_eq!(fs::read_dir(dir.join("plugins")).unwrap().count(), count);
        for entry in entries {
            let component = fs::read(dir.join(entry["path"].as_str().unwrap())).unwrap();
            assert_eq!(entry["digest"].as_str(), Some(digest(&component).as_str()));
        }
    }
}

/// A digest as files name it.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold("sha256:".to_owned(), |hex, byte| format!("{hex}{byte:02x}"))
}

#[test]
fn every_overlay_is_pinned_to_an_edition_of_today() {
    let mut digests = BTreeSet::new();
    for title in fs::read_dir(root().join("rules/base")).unwrap() {
        for edition in fs::read_dir(title.unwrap().path()).unwrap() {
            digests.insert(digest(&fs::read(edition.unwrap().path()).unwrap()));
        }
    }
    let mut overlays = 0;
    for folder in ["rules/overlays", "examples/go-quao/overlays"] {
        for overlay in fs::read_dir(root().join(folder)).unwrap() {
            let path = overlay.unwrap().path();
            let file: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
            let base = file["overlay"]["base"].as_str().unwrap().to_owned();
            assert!(
                digests.contains(&base),
                "`{}`: read its base again, then run `cargo run -p tieuchi-sample --example refresh`",
                path.display()
            );
            overlays += 1;
        }
    }
    assert!(overlays >= 8, "{overlays}");
    let guide = fs::read_to_string(root().join("plugins/README.md")).unwrap();
    assert!(digests.iter().any(|digest| guide.contains(digest)), "`plugins/README.md` as well");
}

#[test]
fn a_directory_that_holds_something_is_left_alone() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("mine");
    fs::create_dir(&dir).unwrap();
    fs::write(dir.join("notes.txt"), "mine").unwrap();
    let error = generate(10, 1, &dir).unwrap_err();
    assert!(matches!(error, SampleError::NotEmpty { .. }));
    assert!(error.to_string().ends_with("mine` is not an empty directory"), "{error}");
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
    assert!(matches!(
        generate(10, 1, &dir.join("notes.txt")).unwrap_err(),
        SampleError::NotEmpty { .. }
    ));
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 1);
}

#[test]
fn impossible_numbers_and_places_are_refused_and_leave_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    for people in [0, u32::MAX] {
        let error = generate(people, 1, &scratch.path().join("new")).unwrap_err();
        assert!(error.to_string().ends_with("ask for 1 to 10000000"), "{error}");
    }
    let error = generate(10, 1, &scratch.path().join("no/such/parent")).unwrap_err();
    assert!(matches!(error, SampleError::Write { .. }), "{error}");
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 0);
}

#[test]
fn every_link_leads_to_a_subject_of_the_same_place_and_ids_are_unique() {
    let (_scratch, dir, _) = workspace(3_000, 3);
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    let mut numbers = BTreeSet::new();
    let registers: Vec<_> = FILES[..6].iter().map(|file| rows(&dir.join(file))).collect();
    for row in registers.iter().flatten() {
        let known = places.insert(row["subject"].clone(), row["place"].clone());
        assert_eq!(known, None, "{row:?}");
        if let Some(number) = row.get("identity") {
            assert!(numbers.insert(number.clone()), "{number}");
            assert_eq!((number.len(), &number[..3]), (12, "091"));
            let year = row.get("birth-date").map_or(&number[4..6], |date| &date[2..4]);
            assert_eq!(&number[4..6], year);
        }
    }
    for row in registers.iter().flatten() {
        for link in ["family", "clan", "hamlet", "unit"].iter().filter_map(|link| row.get(*link)) {
            assert_eq!(places.get(link), Some(&row["place"]), "{row:?}");
        }
    }
    for row in rows(&dir.join(FILES[6])) {
        assert_eq!(places.get(&row["subject"]), Some(&row["place"]), "{row:?}");
    }
}

#[test]
fn children_live_with_someone_grown_up_and_a_few_values_in_a_hundred_are_missing() {
    let (_scratch, dir, _) = workspace(20_000, 4);
    let citizens = rows(&dir.join(FILES[0]));
    let mut grown = BTreeMap::new();
    let mut gaps = 0;
    for row in &citizens {
        let adult = row.get("birth-date").is_none_or(|date| date[..4] <= *"2006");
        *grown.entry(&row["family"]).or_insert(false) |= adult;
        let small = row.get("nhom-doi-tuong").is_some_and(|group| group == "khong");
        let marks = row.keys().filter(|key| key.starts_with("tu-cham.")).count();
        assert!(!small || marks == 0, "{row:?}");
        let complete = ["birth-date", "nhom-doi-tuong", "muc-biet-chu", "pho-cap"]
            .iter()
            .all(|column| row.contains_key(*column));
        gaps += usize::from(!complete || (!small && marks < 10));
    }
    assert!(grown.values().all(|adult| *adult));
    assert!((800..1_800).contains(&gaps), "{gaps}");
}

#[test]
fn every_column_is_an_indicator_of_its_kind_and_keeps_to_its_type() {
    let (_scratch, dir, _) = workspace(4_000, 5);
    let kinds = ["citizen", "family", "clan", "village", "unit", "commune"];
    for (file, kind) in FILES.iter().zip(kinds) {
        let catalogue = root().join(format!("rules/indicators/{kind}.toml"));
        let catalogue: toml::Table = fs::read_to_string(catalogue).unwrap().parse().unwrap();
        // The example measures a few things of its own.
        let own = root().join(format!("examples/go-quao/rules/indicators/{kind}.toml"));
        let own: toml::Table = fs::read_to_string(own).unwrap_or_default().parse().unwrap();
        for row in rows(&dir.join(file)) {
            for (column, value) in &row {
                if ["subject", "place", "name", "identity", "family", "clan", "hamlet", "unit"]
                    .contains(&column.as_str())
                {
                    continue;
                }
                let indicator = catalogue["indicator"]
                    .get(column)
                    .or_else(|| own.get("indicator")?.get(column))
                    .unwrap_or_else(|| panic!("`{column}` is no indicator of a {kind}"));
                assert!(indicator.get("compute").is_none(), "{column}");
                assert!(fits(indicator, value), "{column}: {value}");
            }
        }
    }
}

/// Whether a value is one that the indicator may have.
fn fits(indicator: &toml::Value, value: &str) -> bool {
    match indicator["type"].as_str().unwrap() {
        "flag" => ["0", "1"].contains(&value),
        "code" => indicator["codes"].get(value).is_some(),
        "date" => value.len() == 10 && value.split('-').count() == 3,
        "decimal" => {
            let (whole, rest) = value.split_once('.').unwrap_or((value, "0"));
            rest.len() == 1 && whole.parse::<u32>().is_ok_and(|hours| hours <= 8784)
        }
        "integer" => {
            let bound = |index: usize| indicator["range"][index].as_integer().unwrap();
            (bound(0)..=bound(1)).contains(&value.parse().unwrap())
        }
        other => panic!("no register holds a {other}"),
    }
}

#[test]
fn the_communes_of_the_registers_are_those_of_the_places() {
    let (_scratch, dir, _) = workspace(1, 1);
    let on_the_last_day = rows(&dir.join("places/units.csv")).into_iter().filter(|unit| {
        unit["tier"] == "commune" && unit.get("until").is_some_and(|day| day == "2025-06-30")
    });
    let places: BTreeMap<_, _> =
        on_the_last_day.map(|unit| (unit["code"].clone(), unit["name"].clone())).collect();
    let registers: BTreeMap<_, _> = rows(&dir.join(FILES[5]))
        .into_iter()
        .map(|row| (row["place"].clone(), row["name"].clone()))
        .collect();
    assert_eq!(places, registers);
    assert_eq!(places.len(), 11);
}

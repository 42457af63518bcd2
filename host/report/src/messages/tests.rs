//! The message files are complete, alike in all languages, and used.

use std::collections::{BTreeMap, BTreeSet};

use tieuchi_core::{IgnoredRow, RefusalReason};

use super::*;

/// Keys with the values that they speak of; an attribute has a key of its own.
fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut message, mut key) = (String::new(), String::new());
    for line in FILES
        .iter()
        .filter(|(of, _)| *of == lang)
        .flat_map(|(_, texts)| texts)
        .flat_map(|text| text.lines())
    {
        let name = |text: &str| text.split_once(" =").map(|(name, _)| name.to_owned());
        if line.starts_with(|letter: char| letter.is_ascii_lowercase()) {
            message = name(line).unwrap();
            key.clone_from(&message);
            assert!(!keys.contains_key(&key), "{key} stands twice");
        } else if let Some(attribute) = line.trim_start().strip_prefix('.') {
            key = format!("{message}.{}", name(attribute).unwrap());
        } else if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let values = keys.entry(key.clone()).or_default();
        for part in line.split('$').skip(1) {
            let end =
                |letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_';
            values.insert(part.split(end).next().unwrap().to_owned());
        }
    }
    keys
}

#[test]
fn every_file_can_be_read_to_its_end() {
    for text in FILES.iter().flat_map(|(_, texts)| texts) {
        let errors = FluentResource::try_new((*text).to_owned()).err().map(|(_, errors)| errors);
        assert_eq!(errors, None);
    }
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_values() {
    let (vietnamese, english) = (keys(Lang::Vi), keys(Lang::En));
    for (key, values) in &vietnamese {
        assert_eq!(Some(values), english.get(key), "{key}");
    }
    for key in english.keys() {
        assert!(vietnamese.contains_key(key), "{key}");
    }
    assert!(vietnamese.len() > 100);
}

#[test]
fn every_message_can_be_written_without_leaving_anything_open() {
    for lang in Lang::ALL {
        let messages = Messages::of(lang);
        for (key, values) in keys(lang) {
            assert!(messages.has(&key), "{key}");
            let values: Vec<(&str, Argument<'_>)> =
                values.iter().map(|value| (value.as_str(), Argument::Count(2))).collect();
            let text = messages.text(&key, &values);
            assert!(!text.contains(['{', '}', '$']) && !text.trim().is_empty(), "{key}: {text}");
        }
    }
}

#[test]
fn a_key_that_is_not_there_stands_for_itself() {
    assert_eq!(Messages::of(Lang::Vi).text("no-such-key", &[]), "no-such-key");
    assert_eq!(Messages::of(Lang::Vi).text("common-total.nothing", &[]), "common-total.nothing");
    assert_eq!(Messages::of(Lang::Vi).text("", &[]), "");
}

#[test]
fn values_are_written_as_the_country_does() {
    let write = |lang, argument| {
        let mut bundle = Messages::new(lang);
        let file = FluentResource::try_new("a = { $x }".to_owned()).unwrap();
        bundle.bundle.add_resource(file).unwrap();
        bundle.text("a", &[("x", argument)])
    };
    let day = tieuchi_core::parse_date("2024-12-31").unwrap();
    assert_eq!(write(Lang::Vi, Argument::Count(1_234_567)), "1.234.567");
    assert_eq!(write(Lang::En, Argument::Count(u64::MAX)), "18,446,744,073,709,551,615");
    assert_eq!(write(Lang::Vi, Argument::Number(Decimal { units: 12345, scale: 1 })), "1.234,5");
    assert_eq!(write(Lang::Vi, Argument::Day(day)), "31/12/2024");
    assert_eq!(write(Lang::Vi, Argument::Text("{ $x }")), "{ $x }");
}

#[test]
fn every_reason_of_a_refusal_and_every_row_passed_over_has_its_words() {
    for lang in Lang::ALL {
        let messages = Messages::of(lang);
        for key in RefusalReason::KEYS {
            for key in [format!("refusal-{key}"), format!("refusal-{key}.expected")] {
                assert!(messages.has(&key), "{key}");
            }
        }
        for row in [
            IgnoredRow::Blank,
            IgnoredRow::Title,
            IgnoredRow::ColumnNumbers,
            IgnoredRow::Section,
            IgnoredRow::Total,
            IgnoredRow::Footer,
        ] {
            assert!(messages.has(&format!("import-ignored-{}", row.key())), "{row:?}");
        }
    }
}

/// Beginnings of keys whose ends are words of the data: kinds, outcomes, reasons, sections.
const MADE_UP: [&str; 12] = [
    "account-outcome-",
    "account-verdict-",
    "common-kind-",
    "import-ignored-",
    "refusal-",
    "report-column-",
    "report-section-",
    "report-standing-",
    "template-guide-",
    "template-meaning-",
    "import-notices-why",
    "import-refusals-why",
];

/// All Rust texts under a folder.
fn texts(folder: &std::path::Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_message_is_used() {
    let rooms = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut used = String::new();
    texts(&rooms.join("report/src"), &mut used);
    texts(&rooms.join("cli/src"), &mut used);
    let unused: Vec<String> = keys(Lang::Vi)
        .into_keys()
        .filter(|key| !key.contains('.') && !MADE_UP.iter().any(|start| key.starts_with(start)))
        .filter(|key| !used.contains(&format!("\"{key}\"")))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_column_has_a_header_that_is_used() {
    let rooms = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = String::new();
    texts(&rooms.join("src/overview"), &mut used);
    for key in keys(Lang::Vi).into_keys() {
        if let Some(column) = key.strip_prefix("report-column-") {
            assert!(used.contains(&format!("messages, \"{column}\"")), "{key}");
        }
    }
}

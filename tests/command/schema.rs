//! `schema`: what editors are given.

use std::fs;

use crate::house::{House, repository};

/// The kinds of files.
const KINDS: [&str; 8] =
    ["ruleset", "overlay", "cases", "indicators", "targets", "workspace", "places", "plugin"];

#[test]
fn every_schema_is_printed_as_it_stands_beside_the_rules() {
    let house = House::empty();
    for kind in KINDS {
        let said = house.run(&["schema", kind]).data();
        let path = format!("rules/schemas/{kind}.json");
        let shipped = fs::read_to_string(repository().join(&path)).unwrap();
        assert!(
            said == shipped.replace("\r\n", "\n"),
            "{path}: write what `tieuchi schema {kind}` says"
        );
        let schema: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["properties"].as_object().is_some_and(|keys| !keys.is_empty()), "{kind}");
    }
}

#[test]
fn a_kind_that_there_is_not_is_refused_with_those_that_there_are() {
    let said = House::empty().run(&["schema", "rulesets"]).refused(2);
    for kind in KINDS {
        assert!(said.contains(kind), "{said}");
    }
}

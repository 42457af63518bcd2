//! No attack is forgotten: each file has a case, and says what it does.

use std::fs;

use crate::text::{GROUPS, names, source, text};

/// The source of all cases.
fn cases() -> String {
    let files = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/evil")).unwrap();
    files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

#[test]
fn no_attack_is_forgotten() {
    let told = cases();
    for group in GROUPS {
        let names = names(group);
        assert!(!names.is_empty(), "{group}");
        for name in names {
            assert!(told.contains(&format!("\"{name}\"")), "{name}.wat has no case");
        }
    }
}

#[test]
fn every_attack_says_what_it_does() {
    for name in GROUPS.iter().flat_map(|group| names(group)) {
        let file = source(&name);
        let first: Vec<_> = file.lines().map_while(|line| line.strip_prefix(";; ")).collect();
        let said = first.join(" ");
        assert!(said.ends_with('.') && said.len() > 20, "{name}: {said:?}");
        assert!(!text(&name).contains("include: "), "{name}");
    }
}

//! Broken and hostile files: no panic, no endless work, a word on what is wrong.

use std::{fs, path::PathBuf};

use proptest::prelude::*;
use tieuchi_core::{Diagnostic, Places, Sources, parse_date};
use tieuchi_ruleset::{Layers, load, prove, read_workspace, render};

use crate::ground::{files, folder, layers, places};

/// Loads one text in every role, resolves, and gives back what was said.
fn load_everywhere(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    let source = sources.add("base/cong-dan-hoc-tap/2022-07-28.toml", text);
    let all = || vec![source];
    let layers = Layers { indicators: all(), bases: all(), overlays: all(), targets: all() };
    let (rules, mut diagnostics) = load(&sources, &layers, &places());
    diagnostics.extend(rules.resolve_all(parse_date("2024-12-31").unwrap(), &sources).1);
    diagnostics.extend(rules.read_resolved(&sources, source).1);
    diagnostics.extend(read_workspace(&sources, source).1);
    for label in diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
        assert!(text.get(label.span.clone()).is_some(), "{label:?} lies outside the file");
        sources.position(label.source, label.span.start);
    }
    diagnostics
}

/// Loads one text among the rules of the ground, as each kind of file in turn.
fn load_among_others(text: &str) {
    for role in 0..4 {
        let mut sources = Sources::default();
        let mut layers = layers(&folder().join("ground"), &mut sources);
        let source = sources.add("base/vi-du/2022-01-01.toml", text);
        let Layers { indicators, bases, overlays, targets } = &mut layers;
        [indicators, bases, overlays, targets][role].push(source);
        let (rules, _) = load(&sources, &layers, &places());
        let (resolved, _) = rules.resolve_all(parse_date("2024-12-31").unwrap(), &sources);
        let all: Vec<_> = resolved.values().flatten().cloned().collect();
        for diagnostic in prove(&rules, &all, &[], &sources) {
            for label in &diagnostic.labels {
                let text = &sources.get(label.source).unwrap().text;
                assert!(text.get(label.span.clone()).is_some(), "{label:?} lies outside the file");
            }
        }
        for ruleset in resolved.values().flatten() {
            let rendered = sources.add("resolved.toml", render(ruleset, rules.catalogue()));
            let (again, said) = rules.read_resolved(&sources, rendered);
            assert!(again.is_some() && !said.iter().any(Diagnostic::is_error), "{said:#?}");
        }
    }
}

/// Whether a limit is named.
fn names_limit(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.code == "R043")
}

#[test]
fn deep_nesting_is_refused_before_it_hurts() {
    for bomb in ["[", "{ a = ", "[[", "[{a="] {
        let said = load_everywhere(&format!("x = {}", bomb.repeat(100_000)));
        assert!(!said.is_empty(), "{bomb}");
    }
    for deep in [
        format!("x = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("[{}a]", "a.".repeat(100_000)),
        format!("{}a = 1", "a.".repeat(100_000)),
    ] {
        assert!(!load_everywhere(&deep).is_empty());
    }
    assert!(names_limit(&load_everywhere(&format!("x = {}{}", "[".repeat(40), "]".repeat(40)))));
}

#[test]
fn files_and_numbers_of_files_have_a_limit() {
    assert!(names_limit(&load_everywhere(&"#".repeat((1 << 20) + 1))));
    assert!(!names_limit(&load_everywhere(&"#".repeat(1 << 20))));
    let mut sources = Sources::default();
    let source = sources.add("a.toml", "");
    let layers = Layers { targets: vec![source; 20_001], ..Layers::default() };
    assert!(names_limit(&load(&sources, &layers, &Places::default()).1));
}

#[test]
fn a_file_full_of_faults_is_told_of_in_part() {
    let text: String = (0..20_000)
        .flat_map(|index| ["[k".to_owned(), index.to_string(), "]\n".to_owned()])
        .collect();
    let said = load_everywhere(&text);
    assert!(names_limit(&said) && said.len() < 1_500, "{}", said.len());
}

#[test]
fn circles_and_chains_of_ten_thousand_indicators_come_to_an_end() {
    let indicator = |id: usize, of: usize| {
        format!(
            "[indicator.i{id}]\nsubject=\"citizen\"\nname=\"I\"\ntype=\"integer\"\nrange=[0,9]\n\
             reference=\"v\"\ncompute={{sum={{of=[\"i{of}\"]}}}}\n"
        )
    };
    let text: String = (0..7_000).map(|id| indicator(id, (id + 1) % 7_000)).collect();
    let mut sources = Sources::default();
    let layers = Layers { indicators: vec![sources.add("i.toml", text)], ..Layers::default() };
    let (_, said) = load(&sources, &layers, &Places::default());
    assert_eq!(said.iter().map(|item| item.code).collect::<Vec<_>>(), ["R026"]);
}

/// Every rule file that the fixtures have.
fn seeds() -> Vec<String> {
    let mut paths: Vec<PathBuf> = files(&folder());
    paths.retain(|path| fs::metadata(path).unwrap().len() < 8_000);
    paths.into_iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]
    #[test]
    fn no_text_makes_it_panic(text in "(\\PC|[\\[\\]{}=.,\"'\n# 0-9a-z-]){0,200}") {
        load_everywhere(&text);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        load_everywhere(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_mutation_of_a_rule_file_makes_it_panic(
        seed in any::<proptest::sample::Index>(),
        other in any::<proptest::sample::Index>(),
        cuts in proptest::collection::vec(
            (any::<proptest::sample::Index>(), 0_usize..12, "[\\[\\]{}=.,\"\n0-9a-zđ-]{0,6}"),
            1..5,
        ),
    ) {
        let seeds = seeds();
        let mut lines: Vec<String> = seed.get(&seeds).lines().map(str::to_owned).collect();
        let more: Vec<String> = other.get(&seeds).lines().map(str::to_owned).collect();
        for (at, length, text) in &cuts {
            if lines.is_empty() {
                break;
            }
            let place = at.index(lines.len());
            match length % 3 {
                0 => lines[place] = more.get(place).cloned().unwrap_or_default(),
                1 => {
                    lines.remove(place);
                }
                _ => {
                    let letters: Vec<char> = lines[place].chars().collect();
                    let cut = (*length).min(letters.len());
                    lines[place] = letters[..cut].iter().collect::<String>() + text
                        + &letters[cut..].iter().collect::<String>();
                }
            }
        }
        load_everywhere(&lines.join("\n"));
        load_among_others(&lines.join("\n"));
    }
}

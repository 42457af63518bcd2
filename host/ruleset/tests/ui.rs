//! Every fixture under `tests/ui` says what it is expected to say.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use tieuchi_core::{Diagnostic, Severity, Sources, parse_date};
use tieuchi_ruleset::{CODES, load, prove, read_workspace};

use crate::ground::{folder, layers, places};

/// Everything that is wrong in a fixture, as plain text.
fn report(case: &Path) -> (String, Vec<&'static str>) {
    let mut sources = Sources::default();
    let mut diagnostics;
    if case.join("tieuchi.toml").is_file() {
        let text = fs::read_to_string(case.join("tieuchi.toml")).unwrap();
        let source = sources.add("tieuchi.toml", text);
        diagnostics = read_workspace(&sources, source).1;
    } else {
        let layers = layers(case, &mut sources);
        let (rules, found) = load(&sources, &layers, &places());
        diagnostics = found;
        let mut resolved = Vec::new();
        for day in ["2024-12-31", "2025-12-31"] {
            let day = parse_date(day).unwrap();
            let (rulesets, said) = rules.resolve_all(day, &sources);
            diagnostics.extend(said);
            resolved.extend(rulesets.into_values().flatten());
        }
        let day = parse_date("2024-12-31").unwrap();
        let in_force = rules.titles().map(|title| rules.in_force(title, day));
        diagnostics.extend(in_force.filter_map(Result::err).map(|diagnostic| *diagnostic));
        // As `check` does it: what can be read is proved, here only where nothing else is shown.
        if diagnostics.is_empty() && case.join("base").is_dir() && !case.ends_with("ground") {
            diagnostics = prove(&rules, &resolved, &[], &sources);
        }
    }
    let texts: Vec<_> = diagnostics.iter().map(|item| plain(item, &sources)).collect();
    (texts.join("\n"), diagnostics.iter().map(|item| item.code).collect())
}

/// A diagnostic as plain text.
fn plain(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut text = format!("{severity}[{}]: {}\n", diagnostic.code, diagnostic.message);
    for label in &diagnostic.labels {
        let path = &sources.get(label.source).unwrap().path;
        let (line, column) = sources.position(label.source, label.span.start);
        writeln!(text, " --> {path}:{line}:{column}: {}", label.text).unwrap();
    }
    for note in &diagnostic.notes {
        writeln!(text, " = note: {note}").unwrap();
    }
    if let Some(help) = &diagnostic.help {
        writeln!(text, " = help: {help}").unwrap();
    }
    text
}

/// The fixtures by name.
fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<_> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    cases
}

#[test]
fn each_fixture_says_what_it_is_expected_to_say() {
    #[expect(clippy::disallowed_methods, reason = "`BLESS=1` rewrites what is expected")]
    let bless = std::env::var("BLESS").is_ok();
    let mut wrong = Vec::new();
    for case in cases() {
        let (found, _) = report(&case);
        let path = case.join("expected.err");
        if bless {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            wrong.push(format!("== {}\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "run with BLESS=1, then read the changes\n{}", wrong.join("\n"));
}

#[test]
fn the_ground_of_all_fixtures_is_without_fault() {
    assert_eq!(report(&folder().join("ground")).0, "");
}

#[test]
fn each_code_has_a_page_and_a_fixture() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/pages");
    let shown: BTreeSet<_> = cases().iter().flat_map(|case| report(case).1).collect();
    for (code, title) in CODES {
        let page = fs::read_to_string(pages.join(format!("{code}.md"))).unwrap_or_default();
        assert!(page.starts_with(&format!("# {code}: {title}\n")), "{code} has no page");
        for part in ["## What it checks", "## Why it matters", "## Example", "## Instead"] {
            assert!(page.contains(part), "the page of {code} lacks `{part}`");
        }
        assert!(shown.contains(code), "{code} has no fixture");
    }
}

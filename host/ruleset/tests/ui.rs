//! Every fixture under `tests/ui` says what it is expected to say.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use tieuchi_core::{
    Diagnostic, OrgUnit, PlaceClass, PlaceCode, Places, Severity, Sources, Succession,
    SuccessionKind, Tier, parse_date,
};
use tieuchi_ruleset::{CODES, Layers, load, read_workspace};

/// The folder of fixtures.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/ui")
}

/// The places of all fixtures: a province, a district, three communes, a reused code.
fn places() -> Places {
    let unit = |code: &str,
                name: &str,
                (unit_type, tier): (&str, Tier),
                parent: Option<&str>,
                from: &str,
                until: Option<&str>| OrgUnit {
        code: PlaceCode::new(code),
        name: name.to_owned(),
        unit_type: unit_type.to_owned(),
        tier,
        parent: parent.map(PlaceCode::new),
        from: parse_date(from).unwrap(),
        until: until.map(|until| parse_date(until).unwrap()),
    };
    let commune = ("xã", Tier::Commune);
    let end = Some("2025-06-30");
    Places {
        units: vec![
            unit("91", "Kiên Giang", ("tỉnh", Tier::Province), None, "2000-01-01", None),
            unit("907", "Gò Quao", ("huyện", Tier::District), Some("91"), "2000-01-01", end),
            unit("30958", "Định Hòa", commune, Some("907"), "2000-01-01", end),
            unit("30979", "Vĩnh Tuy", commune, Some("907"), "2000-01-01", end),
            unit("30982", "Vĩnh Thắng", commune, Some("907"), "2000-01-01", end),
            unit("30982", "Vĩnh Tuy", commune, Some("91"), "2025-07-01", None),
        ],
        successions: ["30979", "30982"]
            .map(|source| Succession {
                date: parse_date("2025-07-01").unwrap(),
                kind: SuccessionKind::Merge,
                source: PlaceCode::new(source),
                target: PlaceCode::new("30982"),
                reference: String::new(),
            })
            .to_vec(),
        classes: vec![PlaceClass {
            class: "vung-kho-khan".to_owned(),
            place: PlaceCode::new("30958"),
            from: parse_date("2022-01-01").unwrap(),
            until: None,
            reference: String::new(),
        }],
    }
}

/// All files under a folder with an ending, by path.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Reads the files of one layer. A fixture without indicators of its own stands on those of the
/// ground, and on its editions of every other title.
fn layer(case: &Path, name: &str, sources: &mut Sources) -> Vec<tieuchi_core::SourceId> {
    let ground = folder().join("ground");
    let own = case.join("indicators").is_dir();
    let mut found: Vec<_> = files(&case.join(name)).into_iter().map(|path| (case, path)).collect();
    if !own && case != ground && ["indicators", "base"].contains(&name) {
        let others = files(&ground.join(name)).into_iter().filter(|path| {
            let folder = path.parent().unwrap().strip_prefix(&ground).unwrap();
            name == "indicators" || !case.join(folder).is_dir()
        });
        found.extend(others.map(|path| (ground.as_path(), path)));
    }
    let mut read = |(root, path): (&Path, PathBuf)| {
        let shown = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        sources.add(shown, fs::read_to_string(&path).unwrap())
    };
    found.into_iter().map(&mut read).collect()
}

/// Everything that is wrong in a fixture, as plain text.
fn report(case: &Path) -> (String, Vec<&'static str>) {
    let mut sources = Sources::default();
    let mut diagnostics;
    if case.join("tieuchi.toml").is_file() {
        let text = fs::read_to_string(case.join("tieuchi.toml")).unwrap();
        let source = sources.add("tieuchi.toml", text);
        diagnostics = read_workspace(&sources, source).1;
    } else {
        let layers = Layers {
            indicators: layer(case, "indicators", &mut sources),
            bases: layer(case, "base", &mut sources),
            overlays: layer(case, "overlays", &mut sources),
            targets: layer(case, "targets", &mut sources),
        };
        let (rules, found) = load(&sources, &layers, &places());
        diagnostics = found;
        for day in ["2024-12-31", "2025-12-31"] {
            let day = parse_date(day).unwrap();
            diagnostics.extend(rules.resolve_all(day, &sources).1);
        }
        let day = parse_date("2024-12-31").unwrap();
        let in_force = rules.titles().map(|title| rules.in_force(title, day));
        diagnostics.extend(in_force.filter_map(Result::err).map(|diagnostic| *diagnostic));
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
        text.push_str(&format!(" --> {path}:{line}:{column}: {}\n", label.text));
    }
    for note in &diagnostic.notes {
        text.push_str(&format!(" = note: {note}\n"));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&format!(" = help: {help}\n"));
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

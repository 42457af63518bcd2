//! The rules that fixtures and tests stand on, and the places of all of them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tieuchi_core::{
    OrgUnit, PlaceClass, PlaceCode, Places, SourceId, Sources, Succession, SuccessionKind, Tier,
    parse_date,
};
use tieuchi_ruleset::{Layers, Rules, load};

/// The folder of fixtures.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/ui")
}

/// The places of all fixtures: a province, a district, three communes, a reused code.
pub(crate) fn places() -> Places {
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
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
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
pub(crate) fn layer(case: &Path, name: &str, sources: &mut Sources) -> Vec<SourceId> {
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

/// All layers of a fixture.
pub(crate) fn layers(case: &Path, sources: &mut Sources) -> Layers {
    Layers {
        indicators: layer(case, "indicators", sources),
        bases: layer(case, "base", sources),
        overlays: layer(case, "overlays", sources),
        targets: layer(case, "targets", sources),
    }
}

/// The digest of the ground's edition of `cong-dan-hoc-tap`.
pub(crate) fn base_digest() -> String {
    let (rules, _) = with_overlays(&[]);
    let title = "cong-dan-hoc-tap".into();
    rules.editions(&title).next().unwrap().digest.clone()
}

/// The ground with overlays given as path and text; it must be without fault.
pub(crate) fn with_overlays(overlays: &[(&str, &str)]) -> (Rules, Sources) {
    let mut sources = Sources::default();
    let mut layers = layers(&folder().join("ground"), &mut sources);
    layers.overlays.extend(overlays.iter().map(|(path, text)| sources.add(*path, *text)));
    let (rules, diagnostics) = load(&sources, &layers, &places());
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    (rules, sources)
}

/// The text of an overlay on the ground's edition of `cong-dan-hoc-tap`.
pub(crate) fn overlay(reach: &str, body: &str) -> String {
    format!(
        "[overlay]\nof = \"cong-dan-hoc-tap\"\nbase = \"sha256:{}\"\n{reach}\n\
         from = 2023-01-01\ndecision = \"Quyết định ví dụ\"\nreason = \"ví dụ\"\n{body}",
        base_digest().as_str()
    )
}

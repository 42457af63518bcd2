//! Which crate may import which, and the one foreign thing that only it knows.

use toml::Table;

use super::{text, texts, tidy};

/// A folder of `host` and the crates of this house that it may import.
const EDGES: [(&str, &[&str]); 10] = [
    ("core", &[]),
    ("engine", &["tieuchi-core"]),
    ("register", &["tieuchi-core"]),
    ("report", &["tieuchi-core"]),
    ("ruleset", &["tieuchi-core"]),
    ("sample", &["tieuchi-core"]),
    ("store", &["tieuchi-core"]),
    ("wasm", &["tieuchi-core"]),
    (
        "pipeline",
        &[
            "tieuchi-core",
            "tieuchi-engine",
            "tieuchi-register",
            "tieuchi-ruleset",
            "tieuchi-store",
            "tieuchi-wasm",
        ],
    ),
    (
        "cli",
        &["tieuchi-core", "tieuchi-pipeline", "tieuchi-report", "tieuchi-sample", "tieuchi-store"],
    ),
];

/// A crate from outside and the only folder of `host` that may import it. Manifests of plugins are
/// TOML, too, and come out of a component: they are read where components are.
const FOREIGN: [(&str, &[&str]); 11] = [
    ("annotate-snippets", &["cli"]),
    ("clap", &["cli"]),
    ("csv", &["register"]),
    ("indicatif", &["cli"]),
    ("rusqlite", &["store"]),
    ("toml", &["ruleset", "wasm"]),
    ("wasm-encoder", &["wasm"]),
    ("wasmparser", &["wasm"]),
    ("wasmtime", &["wasm"]),
    ("wat", &["pipeline", "wasm"]),
    ("wit-component", &["wasm"]),
];

/// A dependency: its package, and whether only tests use it.
type Dependency = (String, bool);

/// What a manifest depends on, for every target.
fn dependencies(manifest: &Table) -> Vec<Dependency> {
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let targets = targets.into_iter().flat_map(Table::values).filter_map(toml::Value::as_table);
    let mut found = Vec::new();
    for table in std::iter::once(manifest).chain(targets) {
        for section in ["dependencies", "build-dependencies", "dev-dependencies"] {
            let entries = table.get(section).and_then(toml::Value::as_table);
            for (name, entry) in entries.into_iter().flatten() {
                // A dependency may be used under another name.
                let package = entry.get("package").and_then(toml::Value::as_str);
                found.push((package.unwrap_or(name).to_owned(), section == "dev-dependencies"));
            }
        }
    }
    found
}

/// What is wrong in the manifest of a folder of `host`.
fn faults(folder: &str, manifest: &Table) -> Vec<String> {
    let Some((_, allowed)) = EDGES.iter().find(|(known, _)| *known == folder) else {
        return vec![format!("host/{folder} stands in no table of edges")];
    };
    let mut faults = Vec::new();
    for (package, only_tests) in dependencies(manifest) {
        // The tests of the whole house stand with `cli`, and may look into every room.
        let of_house = only_tests && folder == "cli";
        if package.starts_with("tieuchi") && !allowed.contains(&package.as_str()) && !of_house {
            faults.push(format!("host/{folder} imports {package}"));
        }
        let owners = FOREIGN.iter().find(|(name, _)| *name == package).map(|(_, owners)| *owners);
        // Tests may read TOML: that is how they hold what was written against what is meant.
        let excused = only_tests && package == "toml" || of_house;
        if let Some(owners) = owners.filter(|owners| !owners.contains(&folder) && !excused) {
            let owners = owners.join(" and host/");
            faults.push(format!(
                "host/{folder} imports {package}, which only host/{owners} may know"
            ));
        }
    }
    faults
}

/// The manifests of `host` by folder.
fn manifests() -> Vec<(String, Table)> {
    texts("host/", "/Cargo.toml")
        .into_iter()
        .map(|(path, text)| {
            let folder = path.split('/').nth(1).expect("a path below host").to_owned();
            (folder, text.parse().expect("cargo has read this manifest"))
        })
        .collect()
}

#[test]
fn crates_import_only_what_the_table_allows() {
    let faults: Vec<String> =
        manifests().iter().flat_map(|(folder, manifest)| faults(folder, manifest)).collect();
    tidy("take the dependency out, or change the table of edges and host/ARCHITECTURE.md", &faults);
}

#[test]
fn every_crate_of_the_table_exists() {
    let manifests = manifests();
    let absent: Vec<String> = EDGES
        .iter()
        .filter(|(folder, _)| !manifests.iter().any(|(known, _)| known == folder))
        .map(|(folder, _)| format!("host/{folder}"))
        .collect();
    tidy("take the crate out of the table of edges", &absent);
}

#[test]
fn no_crate_of_the_house_goes_by_another_name() {
    let manifest: Table = text("Cargo.toml").expect("a text").parse().expect("cargo has read it");
    let entries = manifest["workspace"]["dependencies"].as_table().expect("a table");
    let renamed: Vec<String> = entries
        .iter()
        .filter(|(_, entry)| entry.get("package").is_some())
        .map(|(name, _)| name.clone())
        .collect();
    tidy("name the dependency in Cargo.toml after its package", &renamed);
}

#[test]
fn a_planted_edge_is_found() {
    let plant = |text: &str| faults("report", &text.parse().unwrap());
    assert!(plant("[dependencies]\ntieuchi-core.workspace = true\nserde_json = '1'").is_empty());
    assert!(plant("[dev-dependencies]\ntoml = '1'").is_empty());
    for text in [
        "[dependencies]\ntieuchi-store.workspace = true",
        "[dev-dependencies]\ntieuchi-store.workspace = true",
        "[build-dependencies]\nstore = { package = 'tieuchi-store', path = '../store' }",
        "[target.'cfg(unix)'.dependencies]\ntieuchi-engine.workspace = true",
        "[dependencies]\ntoml = '1'",
        "[dev-dependencies]\nrusqlite = '1'",
    ] {
        assert_eq!(plant(text).len(), 1, "{text}");
    }
    assert_eq!(faults("extra", &Table::new()).len(), 1);
}

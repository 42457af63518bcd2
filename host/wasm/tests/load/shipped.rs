//! The plugins that are shipped, as the kit and its compiler left them.

use std::path::{Path, PathBuf};

use tieuchi_wasm::{read_cases, read_component};

/// The components in the folders of a folder.
fn components(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for crates in std::fs::read_dir(folder).unwrap() {
        let path = crates.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            let files = std::fs::read_dir(path).unwrap().map(|file| file.unwrap().path());
            found.extend(files.filter(|file| file.extension().is_some_and(|end| end == "wasm")));
        }
    }
    found
}

#[test]
fn every_component_of_the_house_keeps_within_the_bounds() {
    let plugins = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins");
    let mut found = components(&plugins);
    found.extend(components(&plugins.join("benches")));
    assert!(found.len() >= 3, "{found:?}");
    for file in found {
        let shape = read_component(&std::fs::read(&file).unwrap());
        assert!(shape.is_ok(), "{}: {shape:?}", file.display());
    }
}

#[test]
fn every_shipped_component_is_read_with_its_own_manifest_and_cases() {
    let plugins = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins");
    for name in ["learning-hours", "literacy", "self-score"] {
        let folder = plugins.join(name);
        let bytes = std::fs::read(folder.join(format!("{name}.wasm"))).unwrap();
        let shape = read_component(&bytes).unwrap_or_else(|refused| panic!("{name}: {refused:?}"));
        assert_eq!(shape.manifest.name, name);
        assert_eq!(shape.exports, ["tieuchi:criterion/checker@1.0.0"]);
        assert_eq!(shape.memories, 1);
        let text = std::fs::read_to_string(folder.join("plugin.toml")).unwrap();
        assert_eq!(shape.manifest_text, text, "{name}");
        let cases = std::fs::read_to_string(folder.join("cases.toml")).unwrap();
        let cases = read_cases(&cases, &shape.manifest).unwrap();
        assert!(!cases.is_empty(), "{name}");
    }
}

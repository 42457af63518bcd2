//! Files that every workspace carries: the rule packs, the places, the example's overlays.

use std::{fs, path::Path};

use include_dir::{Dir, include_dir};

use crate::{error::SampleError, plugin};

/// The rule packs.
static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../rules");
/// Rules that are examples.
static EXAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../examples/go-quao/rules");
/// Org units, successions and classes.
static PLACES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../examples/go-quao/places");
/// Overlays that are examples.
static OVERLAYS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../examples/go-quao/overlays");
/// What the workspace is made of.
const WORKSPACE: &str = include_str!("../../../examples/go-quao/tieuchi.toml");
/// What a person reads first.
const README: &str = include_str!("../assets/README.md");

/// Writes the rule packs and the plugins that they name.
pub(crate) fn write_rules(root: &Path) -> Result<(), SampleError> {
    extract(&RULES, &root.join("rules"))?;
    plugin::write(root, &["literacy"])
}

/// Writes them into an empty directory; the rules come along, so that it needs nothing else.
pub(crate) fn write(root: &Path) -> Result<(), SampleError> {
    for (name, folder) in [
        ("rules", &RULES),
        ("rules-vi-du", &EXAMPLES),
        ("places", &PLACES),
        ("overlays", &OVERLAYS),
    ] {
        extract(folder, &root.join(name))?;
    }
    plugin::write(root, &["learning-hours", "literacy", "self-score"])?;
    let workspace = WORKSPACE.replace("\"rules\"", "\"rules-vi-du\"");
    let workspace = workspace.replace("\"../../rules\"", "\"rules\"");
    for (name, text) in [("tieuchi.toml", workspace.as_str()), ("README.md", README)] {
        let path = root.join(name);
        fs::write(&path, text).map_err(SampleError::write(&path))?;
    }
    Ok(())
}

/// Writes a folder.
fn extract(folder: &Dir<'_>, path: &Path) -> Result<(), SampleError> {
    fs::create_dir(path).map_err(SampleError::write(path))?;
    folder.extract(path).map_err(SampleError::write(path))
}

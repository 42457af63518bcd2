//! Files that every workspace carries: the rule packs, the places, the example's overlays.

use std::{fs, path::Path};

use include_dir::{Dir, include_dir};

use crate::error::SampleError;

/// The rule packs.
static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../rules");
/// Org units, successions and classes.
static PLACES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../examples/go-quao/places");
/// Overlays that are examples.
static OVERLAYS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../examples/go-quao/overlays");
/// What the workspace is made of.
const WORKSPACE: &str = include_str!("../../../examples/go-quao/tieuchi.toml");
/// What a person reads first.
const README: &str = include_str!("../assets/README.md");

/// Writes the rule packs into a folder of their own.
pub(crate) fn write_rules(root: &Path) -> Result<(), SampleError> {
    let path = root.join("rules");
    fs::create_dir(&path).map_err(SampleError::write(&path))?;
    RULES.extract(&path).map_err(SampleError::write(&path))
}

/// Writes them into an empty directory; the rules come along, so that it needs nothing else.
pub(crate) fn write(root: &Path) -> Result<(), SampleError> {
    write_rules(root)?;
    for (name, folder) in [("places", &PLACES), ("overlays", &OVERLAYS)] {
        let path = root.join(name);
        fs::create_dir(&path).map_err(SampleError::write(&path))?;
        folder.extract(&path).map_err(SampleError::write(&path))?;
    }
    let workspace = WORKSPACE.replace("\"../../rules\"", "\"rules\"");
    for (name, text) in [("tieuchi.toml", workspace.as_str()), ("README.md", README)] {
        let path = root.join(name);
        fs::write(&path, text).map_err(SampleError::write(&path))?;
    }
    Ok(())
}

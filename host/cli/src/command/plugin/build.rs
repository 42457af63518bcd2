//! `plugin build`: a crate into a component.

use std::{fs, path::PathBuf};

use clap::Args;
use tieuchi_pipeline::{Built, PluginCrate};

use crate::{
    exit::Exit,
    road::{NO_ROAD, NotBuilt, Road},
    terminal::{self, ErrorFormat},
};

/// Build a plugin's crate into a component
///
/// Checks `plugin.toml` and `cases.toml`, compiles the crate with cargo by whichever road the
/// machine has, and writes the component `NAME.wasm` into the crate's folder.
#[derive(Debug, Args)]
pub(crate) struct BuildArgs {
    /// The plugin's crate: the folder with `plugin.toml`
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// Does it.
pub(crate) fn build(args: &BuildArgs) -> Exit {
    let BuildArgs { dir, error_format } = args;
    let sources = match PluginCrate::open(dir) {
        Ok(sources) => sources,
        Err(trouble) => return terminal::trouble(&trouble, *error_format),
    };
    let Some(road) = Road::find() else {
        terminal::say(NO_ROAD);
        return Exit::CouldNotFinish;
    };
    terminal::say(&format!("building with {}", road.describe()));
    let module = match road.build(dir) {
        Ok(module) => module,
        Err(error) => return not_built(&error),
    };
    let module = match fs::read(&module) {
        Ok(bytes) => bytes,
        Err(error) => {
            terminal::say(&format!("error: cannot read `{}`: {error}", module.display()));
            return Exit::CouldNotFinish;
        }
    };
    match sources.finish(&module) {
        Ok(built) => terminal::data(&said(&built)),
        Err(trouble) => terminal::trouble(&trouble, *error_format),
    }
}

/// Says why there is no module.
fn not_built(error: &NotBuilt) -> Exit {
    match error {
        NotBuilt::Start(error) => terminal::say(&format!("error: cannot start cargo: {error}")),
        NotBuilt::Refused => terminal::say("error: cargo could not build the crate"),
        NotBuilt::NoModule => {
            terminal::say("error: the crate makes no WebAssembly module");
            terminal::say(
                "  help: write `crate-type = [\"cdylib\", \"rlib\"]` under `[lib]` in Cargo.toml",
            );
        }
    }
    Exit::CouldNotFinish
}

/// What was written.
fn said(built: &Built) -> String {
    let Built { path, digest, bytes, manifest, asks } = built;
    let mut text = format!(
        "{path}\n  {} {}, for each {}, contract {}\n  {bytes} bytes, {digest}\n",
        manifest.name, manifest.version, manifest.kind, manifest.contract
    );
    if !asks.is_empty() {
        text.push_str(&format!("  asks to be granted: {}\n", asks.join(", ")));
    }
    text
}

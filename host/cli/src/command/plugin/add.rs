//! `plugin add`: a component into the lock.

use std::path::PathBuf;

use clap::Args;
use tieuchi_pipeline::{AddOptions, Added};

use crate::{
    exit::Exit,
    terminal::{self, ErrorFormat},
};

/// Lock a component for the rules of a workspace
///
/// Writes name, version, digest and path into `tieuchi.lock`; nothing is copied. From then on the
/// rules' `use = "NAME@MAJOR"` stands for exactly this component. What it asks to be granted must be
/// granted by name, and another component takes its place only with `--replace`.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// The component
    file: PathBuf,
    /// The workspace: the folder with `tieuchi.toml`
    #[arg(long, default_value = ".")]
    workspace: PathBuf,
    /// Grant what the component imports: `log` (can be repeated)
    #[arg(long = "grant", value_name = "NAME")]
    grants: Vec<String>,
    /// Take the place of another component of the same name
    #[arg(long)]
    replace: bool,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// Does it.
pub(crate) fn add(args: &AddArgs) -> Exit {
    let AddArgs { file, workspace, grants, replace, error_format } = args;
    let options = AddOptions { grants: grants.clone(), replace: *replace };
    let added = match tieuchi_pipeline::add_plugin(workspace, file, &options) {
        Ok(added) => added,
        Err(trouble) => return terminal::trouble(&trouble, *error_format),
    };
    terminal::diagnostics(&added.warnings, &added.sources, *error_format);
    terminal::data(&said(&added))
}

/// What was locked.
fn said(added: &Added) -> String {
    let Added { manifest, digest, path, asks, grants, limits, before, changed, .. } = added;
    let mut text = format!("{} {}, for each {}\n", manifest.name, manifest.version, manifest.kind);
    text.push_str(&format!("  {path}\n  {digest}\n"));
    if let Some((version, digest)) = before {
        text.push_str(&format!("  takes the place of {version}, {digest}\n"));
    }
    let words = |names: &[String]| match names {
        [] => "nothing".to_owned(),
        names => names.join(", "),
    };
    text.push_str(&format!("  asks for: {}; granted: {}\n", words(asks), words(grants)));
    text.push_str(&format!("  {}\n", super::inspect::limits(limits)));
    text.push_str(if *changed { "locked\n" } else { "already locked: nothing has changed\n" });
    text
}

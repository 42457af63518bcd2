//! `check`: whether the files of a workspace can be judged by.

use std::path::PathBuf;

use clap::Args;

use crate::{
    exit::Exit,
    terminal::{self, ErrorFormat, counted},
};

/// Check the rule files, overlays and places of a workspace
///
/// Reports everything that is wrong at once, and ends with exit code 3 if anything is. Every
/// edition is resolved for every commune on every day on which something changes.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// The workspace: the folder with `tieuchi.toml`
    workspace: PathBuf,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// Does it.
pub(crate) fn check(args: &CheckArgs) -> Exit {
    let CheckArgs { workspace, error_format } = args;
    match tieuchi_pipeline::check(workspace) {
        Err(trouble) => terminal::trouble(&trouble, *error_format),
        Ok(checked) => {
            terminal::diagnostics(&checked.warnings, &checked.sources, *error_format);
            let tieuchi_pipeline::Checked {
                editions, overlays, indicators, targets, communes, ..
            } = checked;
            let parts = [
                counted(editions as u64, "edition", "editions"),
                counted(overlays as u64, "overlay", "overlays"),
                counted(indicators as u64, "indicator", "indicators"),
                counted(targets as u64, "target", "targets"),
                counted(communes as u64, "commune", "communes"),
            ];
            terminal::data(&format!("no errors: {}\n", parts.join(", ")))
        }
    }
}

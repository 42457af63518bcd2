//! `template`: an empty register to fill in.

use std::path::PathBuf;

use clap::Args;
use tieuchi_core::Kind;

use crate::{
    exit::Exit,
    language,
    terminal::{self, ErrorFormat},
    trouble::Wrong,
};

/// Write an empty register as a workbook, with the right headers, drop-downs and notes
///
/// What is filled in imports as it is.
#[derive(Debug, Args)]
pub(crate) struct TemplateArgs {
    /// Whose register
    #[arg(value_parser = super::import::kind)]
    kind: Kind,
    /// The workbook to write; must not be there yet
    out: PathBuf,
    /// The workspace whose catalogue of indicators counts
    #[arg(long, default_value = ".")]
    workspace: PathBuf,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// Does it.
pub(crate) fn template(args: &TemplateArgs) -> Exit {
    let TemplateArgs { kind, out, workspace, error_format } = args;
    let workspace = match tieuchi_pipeline::Workspace::open(workspace) {
        Ok(workspace) => workspace,
        Err(trouble) => return terminal::trouble(&trouble, *error_format),
    };
    match tieuchi_report::template(*kind, workspace.rules.catalogue(), language::chosen()) {
        Ok(bytes) => terminal::deliver(&bytes, Some(out), true),
        Err(error) => terminal::wrong(&Wrong::unwritten(&error)),
    }
}

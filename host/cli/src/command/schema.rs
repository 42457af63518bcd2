//! `schema`: what files may look like, for editors.

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use tieuchi_pipeline::FileKind;

use crate::{exit::Exit, terminal};

/// Print the JSON Schema of a kind of file, for editors
///
/// Shipped files name their schema in their first line, so that editors of TOML complete keys and
/// underline what cannot be. A schema knows the shape of a file; whether names exist and fit each
/// other, `tieuchi check` says.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The kind of file
    #[arg(value_parser = PossibleValuesParser::new(FileKind::ALL.map(FileKind::as_str))
        .map(|word| FileKind::parse(&word).unwrap_or(FileKind::Ruleset)))]
    kind: FileKind,
}

/// Does it.
pub(crate) fn schema(args: &SchemaArgs) -> Exit {
    let SchemaArgs { kind } = args;
    terminal::data(&tieuchi_pipeline::schema(*kind))
}

//! `explain`: the whole account of one subject.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tieuchi_core::{Kind, Period, PlaceCode, SubjectId};
use tieuchi_pipeline::ExplainOptions;

use crate::{
    exit::Exit,
    language, runtime,
    terminal::{self, ErrorFormat},
};

/// Tell why a stored run judged a subject as it did
///
/// Each criterion with its finding, the evidence and where each number comes from; for shares the
/// members that count; for an open title what is missing, most decisive first. Nothing is judged
/// anew for the store and nothing is written to it.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The workspace: the folder with `tieuchi.toml`
    workspace: PathBuf,
    /// The subject, by its id in the register
    subject: String,
    /// The latest run of this year [default: the latest run]
    #[arg(long, value_parser = super::run::period)]
    period: Option<Period>,
    /// This run
    #[arg(long)]
    run: Option<i64>,
    /// The subject's commune, where several have such an id
    #[arg(long, value_name = "CODE")]
    place: Option<String>,
    /// What the subject is, where several kinds have such an id: citizen, family, clan, village,
    /// unit or commune
    #[arg(long, value_parser = kind)]
    kind: Option<Kind>,
    /// Show the subject's name: accounts are without, so that a page left lying about names nobody
    #[arg(long)]
    name: bool,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The file to write; standard output without it
    #[arg(long)]
    out: Option<PathBuf>,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// How an account is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page of text
    Text,
    /// For programs
    Json,
    /// One sheet to hand to the person
    Html,
}

/// Reads a kind of subject.
fn kind(text: &str) -> Result<Kind, String> {
    Kind::parse(text).ok_or_else(|| {
        let words = Kind::ALL.map(Kind::as_str);
        format!("a subject is one of {}", words.join(", "))
    })
}

/// Does it.
pub(crate) fn explain(args: &ExplainArgs) -> Exit {
    let options = ExplainOptions {
        subject: SubjectId::new(&args.subject),
        kind: args.kind,
        place: args.place.as_ref().map(PlaceCode::new),
        period: args.period,
        run: args.run,
        name: args.name,
        plugins: runtime::plugins(),
    };
    let lang = language::chosen();
    let account = match tieuchi_pipeline::explain(&args.workspace, &options) {
        Ok(account) => account,
        Err(trouble) => return terminal::trouble(&trouble, args.error_format),
    };
    let text = match args.format {
        Format::Text => tieuchi_report::account_text(&account, lang),
        Format::Json => tieuchi_report::account_json(&account),
        Format::Html => tieuchi_report::account_html(&account, lang),
    };
    terminal::deliver(text.as_bytes(), args.out.as_deref(), false)
}

//! `run`: the main job.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tieuchi_core::Period;
use tieuchi_pipeline::RunOptions;

use crate::{
    exit::Exit,
    language,
    progress::Bar,
    runtime,
    terminal::{self, ErrorFormat},
};

/// Judge all titles of a period and print the report
///
/// Reads the workspace's rule files and places, takes in registers that are new or changed since
/// the last run, judges every subject of every commune, and records findings and verdicts as a new
/// run in the store, which is created if there is none. Earlier runs are never changed.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// The workspace: the folder with `tieuchi.toml`
    workspace: PathBuf,
    /// The year to assess
    #[arg(long, value_parser = period)]
    period: Period,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = ReportFormat::Table)]
    format: ReportFormat,
    /// How many communes are judged at once [default: the machine's cores]
    #[arg(long)]
    jobs: Option<std::num::NonZeroUsize>,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// A page of text
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// Reads a year.
pub(crate) fn period(text: &str) -> Result<Period, String> {
    Period::parse(text).ok_or_else(|| "a period is a year of four digits, such as 2024".to_owned())
}

/// Does it.
pub(crate) fn run(args: &RunArgs) -> Exit {
    let RunArgs { workspace, period, format, jobs, error_format } = args;
    let bar = Bar::new();
    let options = RunOptions { period: *period, jobs: *jobs, plugins: runtime::plugins() };
    let result = tieuchi_pipeline::run(workspace, &options, &mut |progress| bar.show(&progress));
    bar.finish();
    let done = match result {
        Ok(done) => done,
        Err(trouble) => return terminal::trouble(&trouble, *error_format),
    };
    terminal::diagnostics(&done.warnings, &done.sources, *error_format);
    let lang = language::chosen();
    let printed = terminal::data(&match format {
        ReportFormat::Table => tieuchi_report::table(&done.summary, lang),
        ReportFormat::Json => tieuchi_report::json(&done.summary),
        ReportFormat::Csv => tieuchi_report::csv(&done.summary),
    });
    match printed {
        Exit::Done if !done.summary.faults.is_empty() => Exit::FinishedWithErrors,
        printed => printed,
    }
}

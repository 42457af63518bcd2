//! `report`: what a stored run found, arranged for people.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tieuchi_core::{Period, PlaceCode};
use tieuchi_pipeline::OverviewOptions;
use tieuchi_report::Section;

use crate::{
    exit::Exit,
    language, runtime,
    terminal::{self, ErrorFormat},
    trouble::Wrong,
};

/// Print what a stored run found, for the whole workspace or one commune
///
/// Numbers and rates by title, against the targets of the year, by sex and age, by hamlet for one
/// commune; criteria that fail most, evidence that is missing most, the years before, and who
/// stands out. Nothing is judged anew for the store and nothing is written to it.
#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// The workspace: the folder with `tieuchi.toml`
    workspace: PathBuf,
    /// The latest run of this year [default: the latest run]
    #[arg(long, value_parser = super::run::period)]
    period: Option<Period>,
    /// This run
    #[arg(long)]
    run: Option<i64>,
    /// Only the commune with this code
    #[arg(long)]
    place: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Which part of the report a CSV file holds
    #[arg(long, value_parser = section, default_value = "titles")]
    section: Section,
    /// The file to write; standard output without it
    #[arg(long)]
    out: Option<PathBuf>,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page of text
    Text,
    /// For spreadsheets
    Csv,
    /// For programs
    Json,
    /// A workbook with charts and formulas
    Xlsx,
    /// One page with charts, to look at and to print
    Html,
}

/// Reads the name of a section.
fn section(text: &str) -> Result<Section, String> {
    let names = Section::ALL.map(Section::as_str);
    Section::ALL.into_iter().find(|section| section.as_str() == text).ok_or_else(|| {
        match tieuchi_core::nearest(text, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("sections are {}", names.join(", ")),
        }
    })
}

/// Does it.
pub(crate) fn report(args: &ReportArgs) -> Exit {
    let ReportArgs { workspace, period, run, place, format, section, out, error_format } = args;
    let options = OverviewOptions {
        period: *period,
        run: *run,
        place: place.as_ref().map(PlaceCode::new),
        plugins: runtime::plugins(),
    };
    let overview = match tieuchi_pipeline::overview(workspace, &options) {
        Ok(overview) => overview,
        Err(trouble) => return terminal::trouble(&trouble, *error_format),
    };
    let lang = language::chosen();
    let bytes = match format {
        Format::Text => tieuchi_report::overview_text(&overview, lang).into_bytes(),
        Format::Csv => tieuchi_report::overview_csv(&overview, *section).into_bytes(),
        Format::Json => tieuchi_report::overview_json(&overview).into_bytes(),
        Format::Html => tieuchi_report::overview_html(&overview, lang).into_bytes(),
        Format::Xlsx => match tieuchi_report::overview_xlsx(&overview, lang) {
            Ok(bytes) => bytes,
            Err(error) => {
                return terminal::wrong(&Wrong::unwritten(&error));
            }
        },
    };
    terminal::deliver(&bytes, out.as_deref(), *format == Format::Xlsx)
}

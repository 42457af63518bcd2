//! `plan`: what would be judged, by which edition and with which values.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tieuchi_core::{Period, PlaceCode};

use crate::{
    exit::Exit,
    outline, runtime,
    terminal::{self, ErrorFormat},
};

/// Show what would be judged, by which edition and with which values
///
/// Nothing is judged and nothing is written. Communes for which the same rules hold are shown
/// together; each value stands with the files and papers that it comes from.
#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    /// The workspace: the folder with `tieuchi.toml`
    workspace: PathBuf,
    /// The year to assess
    #[arg(long, value_parser = super::run::period)]
    period: Period,
    /// Only the commune with this code
    #[arg(long)]
    place: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    format: PlanFormat,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// How a plan is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PlanFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Does it.
pub(crate) fn plan(args: &PlanArgs) -> Exit {
    let PlanArgs { workspace, period, place, format, error_format } = args;
    let mut plan = match tieuchi_pipeline::outline(workspace, *period, &runtime::plugins()) {
        Ok(plan) => plan,
        Err(trouble) => return terminal::trouble(&trouble, *error_format),
    };
    terminal::diagnostics(&plan.warnings, &plan.sources, *error_format);
    if let Some(code) = place {
        let known: Vec<PlaceCode> = plan.places.iter().map(|place| place.place.clone()).collect();
        plan.places.retain(|place| place.place.as_str() == code);
        if plan.places.is_empty() {
            terminal::say(&format!("error: no commune has the code `{code}` in {period}"));
            let codes: Vec<&str> = known.iter().map(PlaceCode::as_str).collect();
            terminal::say(&format!("  help: the communes of {period} are {}", codes.join(", ")));
            return Exit::CouldNotFinish;
        }
    }
    terminal::data(&match format {
        PlanFormat::Text => outline::text(&plan),
        PlanFormat::Json => outline::json(&plan),
    })
}

//! What can be typed.

use clap::{Parser, Subcommand};

use crate::{command, exit::Exit, language::LangArgs};

/// Judges the citizens, families, clans, hamlets and units of communes, and the communes
/// themselves, against published criteria
#[derive(Debug, Parser)]
#[command(version, disable_help_subcommand = true)]
pub(crate) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// The language.
    #[command(flatten)]
    pub(crate) lang: LangArgs,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge all titles of a period and print the report
    Run(command::run::RunArgs),
    /// Tell why a stored run judged a subject as it did
    Explain(command::explain::ExplainArgs),
    /// Take in a register as an office keeps it, from a workbook or a text file
    Import(command::import::ImportArgs),
    /// Print what a stored run found, for the whole workspace or one commune
    Report(command::report::ReportArgs),
    /// Make a workspace for a commune
    Init(command::init::InitArgs),
    /// Write an empty register as a workbook, with the right headers, drop-downs and notes
    Template(command::template::TemplateArgs),
    /// Check the rule files, overlays and places of a workspace
    Check(command::check::CheckArgs),
    /// Put rule files into their one form, without changing what they mean
    Fmt(command::fmt::FmtArgs),
    /// Print the JSON Schema of a kind of file, for editors
    Schema(command::schema::SchemaArgs),
    /// Show what would be judged, by which edition and with which values
    Plan(command::plan::PlanArgs),
    /// Judge again whenever rules or plugins change, and show whose outcome moved
    Watch(command::watch::WatchArgs),
    /// Write, build, look into, test, measure, lock and list plugins
    Plugin(command::plugin::PluginArgs),
    /// Write a made-up workspace of any size
    Generate(command::generate::GenerateArgs),
    /// Explain a diagnostic code, such as `R012`
    Help(command::help::HelpArgs),
}

impl Command {
    /// Does it.
    pub(crate) fn run(&self) -> Exit {
        match self {
            Self::Run(args) => command::run::run(args),
            Self::Explain(args) => command::explain::explain(args),
            Self::Import(args) => command::import::import(args),
            Self::Report(args) => command::report::report(args),
            Self::Init(args) => command::init::init(args),
            Self::Template(args) => command::template::template(args),
            Self::Check(args) => command::check::check(args),
            Self::Fmt(args) => command::fmt::fmt(args),
            Self::Schema(args) => command::schema::schema(args),
            Self::Plan(args) => command::plan::plan(args),
            Self::Watch(args) => command::watch::watch(args),
            Self::Plugin(args) => command::plugin::plugin(args),
            Self::Generate(args) => command::generate::generate(args),
            Self::Help(args) => command::help::help(args),
        }
    }
}

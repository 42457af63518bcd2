//! `plugin`: write, build, look into, test, measure, lock and list plugins.

use clap::{Args, Subcommand};

use crate::{exit::Exit, terminal};

mod add;
mod bench;
mod build;
mod inspect;
mod list;
mod new;
mod test;

/// Write, build, look into, test, measure, lock and list plugins
///
/// A plugin judges a criterion that no table can express: a WebAssembly component that is sent
/// columns and answers with findings, without names, files, network or clock.
#[derive(Debug, Args)]
pub(crate) struct PluginArgs {
    /// What to do.
    #[command(subcommand)]
    command: PluginCommand,
}

/// What to do with a plugin.
#[derive(Debug, Subcommand)]
enum PluginCommand {
    /// Write the crate of a new plugin
    New(new::NewArgs),
    /// Build a plugin's crate into a component
    Build(build::BuildArgs),
    /// Show what is in a component, without running any of it
    Inspect(inspect::InspectArgs),
    /// Hold a plugin against its worked cases, its limits and itself
    Test(test::TestArgs),
    /// Measure what a row and a call cost
    Bench(bench::BenchArgs),
    /// Lock a component for the rules of a workspace
    Add(add::AddArgs),
    /// List what a workspace has locked, who uses it and whether it is still the same
    List(list::ListArgs),
    /// Compile a component from standard input; what the host starts for itself
    #[command(hide = true)]
    Compile,
}

/// Does it.
pub(crate) fn plugin(args: &PluginArgs) -> Exit {
    match &args.command {
        PluginCommand::New(args) => new::new(args),
        PluginCommand::Build(args) => build::build(args),
        PluginCommand::Inspect(args) => inspect::inspect(args),
        PluginCommand::Test(args) => test::test(args),
        PluginCommand::Bench(args) => bench::bench(args),
        PluginCommand::Add(args) => add::add(args),
        PluginCommand::List(args) => list::list(args),
        PluginCommand::Compile => compile(),
    }
}

/// Compiles what comes in, within bounds of time and memory that this process sets itself.
fn compile() -> Exit {
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    match tieuchi_pipeline::compile_plugin(&mut input, &mut output) {
        Ok(()) => Exit::Done,
        Err(error) => {
            terminal::say(&format!("error: {error}"));
            Exit::CouldNotFinish
        }
    }
}

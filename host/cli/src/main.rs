//! The command line of tieuchi: reads arguments, speaks to the terminal, returns an exit code.

use clap::Parser;

mod args;
mod command;
mod exit;
mod language;
mod outline;
mod pages;
mod progress;
mod render;
mod road;
mod runtime;
mod terminal;
mod trouble;
mod watched;

fn main() -> exit::Exit {
    let args = args::Args::parse();
    args.lang.settle();
    args.command.run()
}

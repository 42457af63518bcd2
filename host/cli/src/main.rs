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
mod terminal;

fn main() -> exit::Exit {
    args::Args::parse().command.run()
}

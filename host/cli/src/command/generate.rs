//! `generate`: made-up workspaces.

use std::path::PathBuf;

use clap::Args;
use tieuchi_sample::PEOPLE_MAX;

use crate::{
    exit::Exit,
    terminal::{self, counted},
    trouble::Wrong,
};

/// Write a made-up workspace of any size
///
/// Eleven communes shaped on Gò Quao, with citizens, families, clans, hamlets and units of the year
/// 2024, the shipped rule packs, and overlays that no authority has decided. The same numbers
/// always give the same files. 133776 people is Gò Quao.
#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    /// Where to: a folder that does not exist yet, or is empty
    dir: PathBuf,
    /// How many citizens
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(PEOPLE_MAX)))]
    people: u32,
    /// Another seed gives other people
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Does it.
pub(crate) fn generate(args: &GenerateArgs) -> Exit {
    let GenerateArgs { dir, people, seed } = args;
    match tieuchi_sample::generate(*people, *seed, dir) {
        Ok(report) => {
            let tieuchi_sample::Report {
                citizens,
                families,
                clans,
                villages,
                units,
                communes,
                decisions,
            } = report;
            let parts = [
                counted(citizens, "citizen", "citizens"),
                counted(families, "family", "families"),
                counted(clans, "clan", "clans"),
                counted(villages, "hamlet", "hamlets"),
                counted(units, "unit", "units"),
                counted(communes, "commune", "communes"),
                counted(decisions, "row of earlier decisions", "rows of earlier decisions"),
            ];
            terminal::data(&format!("{}: {}\n", dir.display(), parts.join(", ")))
        }
        Err(error) => terminal::wrong(&Wrong::sample(&error)),
    }
}

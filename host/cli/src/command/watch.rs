//! `watch`: judge again whenever rules or plugins change.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tieuchi_core::Period;
use tieuchi_pipeline::{Trouble, Watch, WatchOptions, Watched};
use tieuchi_report::{Argument, Messages};

use crate::{
    exit::Exit,
    language, runtime,
    terminal::{self, ErrorFormat},
    watched::{json, text},
};

/// How many subjects are named for each title of a commune.
const MOVED_MAX: usize = 20;

/// Judge again whenever rules or plugins change, and show whose outcome moved
///
/// Takes in registers that are new as `run` does, judges the stored evidence, then watches the rule
/// files, overlays, places, `tieuchi.toml`, the lock and the components that it names. After each
/// change it judges the communes again whose rules have changed. Files that are wrong are told, and
/// the last good ones stay in use; a new plugin is tried with its own worked cases first. No run is
/// recorded. Ctrl-C ends it.
#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// The workspace: the folder with `tieuchi.toml`
    workspace: PathBuf,
    /// The year to assess
    #[arg(long, value_parser = super::run::period)]
    period: Period,
    /// Judge once and end
    #[arg(long)]
    once: bool,
    /// Let the lock grant plugins more while it is watched
    #[arg(long)]
    allow_grants: bool,
    /// How it is written
    #[arg(long, value_enum, default_value_t = WatchFormat::Table)]
    format: WatchFormat,
    /// How many communes are judged at once [default: the machine's cores]
    #[arg(long)]
    jobs: Option<std::num::NonZeroUsize>,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// How a watch is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WatchFormat {
    /// For people
    Table,
    /// For programs: one JSON object on each line, with every subject that moved
    Json,
}

/// Does it.
pub(crate) fn watch(args: &WatchArgs) -> Exit {
    let WatchArgs { workspace, period, once, allow_grants, format, jobs, error_format } = args;
    let options = WatchOptions {
        period: *period,
        jobs: *jobs,
        plugins: runtime::plugins(),
        allow_grants: *allow_grants,
        once: *once,
        moved_max: (*format == WatchFormat::Table).then_some(MOVED_MAX),
    };
    let watch = Watch::new(workspace, options);
    let end = watch.end();
    // Where signals cannot be heard, Ctrl-C ends the program as it ends any other.
    let hears = !once && ctrlc::set_handler(move || end.end()).is_ok();
    let end = watch.end();
    let mut voice = Voice {
        format: *format,
        error_format: *error_format,
        messages: language::messages(),
        hears,
        faults: false,
    };
    let ended = watch.run(&mut |told| {
        // Whoever listened has gone: nothing is left to be done.
        if voice.tell(&told) != Exit::Done {
            end.end();
        }
    });
    match ended {
        Err(trouble) => terminal::trouble(&trouble, *error_format),
        Ok(()) if *once && voice.faults => Exit::FinishedWithErrors,
        Ok(()) => {
            if !once {
                terminal::say(&voice.messages.text("watch-ended", &[]));
            }
            Exit::Done
        }
    }
}

/// Tells what happens.
struct Voice {
    /// How.
    format: WatchFormat,
    /// How diagnostics are written.
    error_format: ErrorFormat,
    /// The words.
    messages: &'static Messages,
    /// Whether somebody is still to be told how to end it.
    hears: bool,
    /// Whether the last batch found checks that broke.
    faults: bool,
}

impl Voice {
    /// Tells one thing: outcomes to standard output, the rest to standard error; for programs all of
    /// it to standard output, too.
    fn tell(&mut self, told: &Watched<'_>) -> Exit {
        let printed = match self.format {
            WatchFormat::Json => terminal::data(&format!("{}\n", json::of(told))),
            WatchFormat::Table => Exit::Done,
        };
        match told {
            Watched::Published { generation, warnings, sources } => {
                terminal::diagnostics(warnings, sources, self.error_format);
                if *generation > 1 {
                    self.say("watch-published", "generation", *generation);
                }
                printed
            }
            Watched::Judged(rejudged) => {
                self.faults = !rejudged.faults.is_empty();
                let printed = match self.format {
                    WatchFormat::Json => printed,
                    WatchFormat::Table => terminal::data(&text::of(rejudged, self.messages)),
                };
                if std::mem::take(&mut self.hears) {
                    terminal::say(&self.messages.text("watch-waiting", &[]));
                }
                printed
            }
            Watched::Refused { kept, trouble } => {
                self.trouble(trouble);
                self.say("watch-refused", "kept", *kept);
                printed
            }
            Watched::Mended { generation } => {
                self.say("watch-mended", "generation", *generation);
                printed
            }
            Watched::Failed { generation, trouble } => {
                self.trouble(trouble);
                self.say("watch-failed", "generation", *generation);
                printed
            }
        }
    }

    /// Shows what is wrong; the watch goes on.
    fn trouble(&self, trouble: &Trouble) {
        // How a command would end by it is of no concern here.
        let _ = terminal::trouble(trouble, self.error_format);
    }

    /// Says where the watch stands.
    fn say(&self, key: &str, name: &str, generation: u64) {
        terminal::say(&self.messages.text(key, &[(name, Argument::Count(generation))]));
    }
}

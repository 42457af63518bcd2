//! Why a command could not do its work.

use std::path::PathBuf;

use tieuchi_core::{Diagnostic, Sources};
use tieuchi_register::Stopped;
use tieuchi_store::StoreError;

/// Why a command could not do its work. Nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Files are wrong; the diagnostics say how.
    #[error("files are wrong")]
    Files {
        /// At least one error among them.
        diagnostics: Vec<Diagnostic>,
        /// The files that they speak of.
        sources: Box<Sources>,
    },
    /// A folder without `tieuchi.toml`.
    #[error("`{}` is not a workspace: it has no `tieuchi.toml`", .0.display())]
    NoWorkspace(PathBuf),
    /// A file could not be read.
    #[error("cannot read `{path}`")]
    Read {
        /// The file as the user would write it.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The rules cannot be put into an order of work.
    #[error("the rules of `{place}` cannot be planned")]
    Plan {
        /// The commune.
        place: String,
        /// Why.
        source: tieuchi_engine::PlanError,
    },
    /// No org unit of the tier that is judged exists in the period.
    #[error("no commune is in force on {0}")]
    NoCommune(String),
    /// A worker ended without a word.
    #[error("a worker stopped before its work was done")]
    Worker,
}

impl Trouble {
    /// Files that are wrong.
    pub(crate) fn files(mut diagnostics: Vec<Diagnostic>, sources: Sources) -> Self {
        Diagnostic::sort(&mut diagnostics, &sources);
        Self::Files { diagnostics, sources: Box::new(sources) }
    }

    /// What to do, where it can be said.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::NoWorkspace(_) => Some(
                "name the folder that holds `tieuchi.toml`; `tieuchi generate` writes a made-up one",
            ),
            Self::NoCommune(_) => Some("add the communes of that day to the table of org units"),
            Self::Worker => Some("run it again; if it stops again, run it with `--jobs 1`"),
            Self::Files { .. } | Self::Read { .. } | Self::Store(_) | Self::Plan { .. } => None,
        }
    }
}

impl From<Stopped> for Trouble {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Input { path, source } => Self::Read { path, source },
            Stopped::Sink(never) => match never {},
        }
    }
}

impl From<Stopped<StoreError>> for Trouble {
    fn from(stopped: Stopped<StoreError>) -> Self {
        match stopped {
            Stopped::Input { path, source } => Self::Read { path, source },
            Stopped::Sink(error) => Self::Store(error),
        }
    }
}

//! Why a command could not do its work.

use std::path::{Path, PathBuf};

use tieuchi_core::{Diagnostic, Kind, PlaceCode, Sources, SubjectId};
use tieuchi_register::Stopped;
use tieuchi_store::StoreError;

use crate::files;

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
    /// A folder could not be made.
    #[error("cannot make the folder `{path}`")]
    Folder {
        /// The folder as the user would write it.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A folder could not be watched.
    #[error("cannot watch the folder `{path}`")]
    Watch {
        /// The folder as the user would write it.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The store.
    #[error("the store `{}`", .file.as_deref().unwrap_or_default())]
    Store {
        /// The store's file as the user would write it, where it is known.
        file: Option<String>,
        /// What is wrong with it.
        source: StoreError,
    },
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
    /// Nothing has been assessed.
    #[error("the store has no such run")]
    NoRun,
    /// A commune that a run did not judge.
    #[error("run {run} has no commune `{place}`")]
    NotInRun {
        /// The run.
        run: i64,
        /// What was asked for.
        place: String,
    },
    /// A subject that a run did not read.
    #[error("run {run} has no subject `{subject}`{}", .place.as_ref().map_or_else(String::new, |place| format!(" in `{place}`")))]
    NoSubject {
        /// The run.
        run: i64,
        /// What was asked for.
        subject: SubjectId,
        /// The commune that was asked for.
        place: Option<PlaceCode>,
        /// The subject that was perhaps meant.
        near: Option<SubjectId>,
    },
    /// An id that several subjects have.
    #[error("`{subject}` names several subjects: {}", .found.iter().map(|(place, name, kind)| format!("a {kind} of `{place}` {name}")).collect::<Vec<_>>().join(", "))]
    ManySubjects {
        /// The id.
        subject: SubjectId,
        /// Commune, its name, and what the subject is.
        found: Vec<(PlaceCode, String, Kind)>,
    },
    /// A commune that a register cannot be of.
    #[error("no commune has the code `{place}` on {day}")]
    NotInForce {
        /// What was asked for.
        place: PlaceCode,
        /// The last day of the period.
        day: String,
    },
    /// A table of nobody knows whom.
    #[error("the file's name does not say whose register it is")]
    KindUnknown,
    /// A register that would lose most of its subjects.
    #[error("the register of {place} would shrink from {before} subjects to {now}")]
    Shrinks {
        /// The commune.
        place: String,
        /// Subjects before.
        before: u64,
        /// Subjects now.
        now: u64,
    },
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

    /// Names the store's file, where the store is at fault.
    pub(crate) fn in_store(self, path: &Path) -> Self {
        match self {
            Self::Store { file: None, source } => {
                Self::Store { file: Some(files::display(path)), source }
            }
            other => other,
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(source: StoreError) -> Self {
        Self::Store { file: None, source }
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
            Stopped::Sink(error) => error.into(),
        }
    }
}

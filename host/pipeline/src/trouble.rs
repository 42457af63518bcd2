//! Why a command could not do its work.

use std::path::PathBuf;

use tieuchi_core::{Diagnostic, Kind, PlaceCode, Sources, SubjectId};
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
    /// A folder could not be made.
    #[error("cannot make the folder `{path}`")]
    Folder {
        /// The folder as the user would write it.
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

    /// What to do, where it can be said.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NoSubject { near, .. } => Some(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the id as the register has it, in the column `subject`".to_owned(),
            }),
            other => other.advice().map(str::to_owned),
        }
    }

    /// What to do, where it is always the same.
    fn advice(&self) -> Option<&'static str> {
        match self {
            Self::NoWorkspace(_) => Some(
                "name the folder that holds `tieuchi.toml`; `tieuchi generate` writes a made-up one",
            ),
            Self::NoCommune(_) => Some("add the communes of that day to the table of org units"),
            Self::NoRun => Some("assess a period first: `tieuchi run WORKSPACE --period YEAR`"),
            Self::NotInRun { .. } => {
                Some("name a commune by the code that it has in the run's period")
            }
            Self::NotInForce { .. } => {
                Some("name a commune by the code that it has at the end of the register's period")
            }
            Self::ManySubjects { .. } => {
                Some("name the commune with `--place CODE`, and what it is with `--kind KIND`")
            }
            Self::KindUnknown => Some(
                "name the kind with `--kind citizen`, `family`, `clan`, `village`, `unit` or `commune`",
            ),
            Self::Shrinks { .. } => Some(
                "a register is taken in whole: import the whole table, or add `--replace` if this is all",
            ),
            Self::Worker => Some("run it again; if it stops again, run it with `--jobs 1`"),
            Self::Store(error) => store_help(error),
            Self::Files { .. }
            | Self::Read { .. }
            | Self::Folder { .. }
            | Self::Plan { .. }
            | Self::NoSubject { .. } => None,
        }
    }
}

/// What to do about a store.
fn store_help(error: &StoreError) -> Option<&'static str> {
    match error {
        StoreError::Locked => Some("wait until the other program is done, then run it again"),
        StoreError::Newer { .. } => Some("use the tieuchi that wrote it, or a later one"),
        StoreError::Foreign { .. } => {
            Some("name another file under `store` in `tieuchi.toml`; this one stays as it is")
        }
        StoreError::Damaged(_) | StoreError::Missing(_) | StoreError::Artifact { .. } => Some(
            "put a copy from before in its place; or move it away: the next run makes a new one",
        ),
        StoreError::Full => Some("make room on the disk, then run it again"),
        _ => None,
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

//! Why a workspace could not be made.

use std::{io, path::PathBuf};

use crate::generate::PEOPLE_MAX;

/// Why a workspace could not be made; the directory is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// Nobody, or more people than identity numbers are meant for.
    #[error("cannot make {people} people: ask for 1 to {PEOPLE_MAX}")]
    People {
        /// How many were asked for.
        people: u32,
    },
    /// The directory holds something.
    #[error("`{}` is not an empty directory", path.display())]
    NotEmpty {
        /// The directory.
        path: PathBuf,
    },
    /// A file or directory could not be written.
    #[error("could not write `{}`", path.display())]
    Write {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl SampleError {
    /// A write that failed, at a path.
    pub(crate) fn write(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Write { path, source }
    }
}

//! What can go wrong between us and the file.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use rusqlite::ErrorCode;

use crate::digest::Digest;

/// Why the store could not do what was asked. Whatever unit of work was open is undone.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened or created.
    #[error("cannot open the store `{path}`: {reason}")]
    Open {
        /// The file.
        path: PathBuf,
        /// Why, as the system says it.
        reason: String,
        /// Why, in the system's kinds of faults.
        kind: io::ErrorKind,
    },
    /// The file is something else.
    #[error("`{path}` is not a store of tieuchi")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A later tieuchi wrote the file.
    #[error("the store `{path}` has schema {found}; this tieuchi knows schemas up to {known}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema that this program knows.
        known: i64,
    },
    /// An earlier tieuchi wrote the file, and it was opened for reading only.
    #[error(
        "the store `{path}` has schema {found}; open it once for writing to bring it to {known}"
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The schema that is read.
        known: i64,
    },
    /// The file is no longer what was written.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// Another connection writes.
    #[error("the store is locked: another program is writing to it")]
    Locked,
    /// The file or its directory may not be written.
    #[error("the store may not be written: {0}")]
    ReadOnly(String),
    /// The disk is full.
    #[error("the disk is full: the store stays as it was")]
    Full,
    /// The system could not read or write.
    #[error("the store's file cannot be read or written: {0}")]
    Device(String),
    /// The store names an artifact that it does not have.
    #[error("artifact `{0}` is not in the store")]
    Missing(Digest),
    /// An artifact is not what the store says it is.
    #[error("artifact `{digest}` is malformed: {reason}")]
    Artifact {
        /// Which.
        digest: Digest,
        /// What is wrong with it, and where.
        reason: Malformed,
    },
    /// What was handed in to be kept contradicts itself or the catalogue.
    #[error("this cannot be kept: {0}")]
    Refused(String),
    /// Anything else that the database says.
    #[error("the store failed: {0}")]
    Database(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly(text),
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => Self::Device(text),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(text),
            _ => match error {
                rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::Utf8Error(..) => Self::Damaged(text),
                _ => Self::Database(text),
            },
        }
    }
}

impl StoreError {
    /// The file cannot be opened.
    pub(crate) fn open(path: &Path, reason: impl fmt::Display) -> Self {
        let kind = io::ErrorKind::Other;
        Self::Open { path: path.to_owned(), reason: reason.to_string(), kind }
    }

    /// The system does not let the file be opened.
    pub(crate) fn unopened(path: &Path, error: &io::Error) -> Self {
        let kind = error.kind();
        Self::Open { path: path.to_owned(), reason: error.to_string(), kind }
    }

    /// Names the file in an error that came up while it was opened.
    pub(crate) fn opening(path: &Path, error: rusqlite::Error) -> Self {
        match Self::from(error) {
            Self::Device(reason) | Self::Database(reason) => Self::open(path, reason),
            other => other,
        }
    }
}

/// What is wrong with the text of an artifact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// What was expected.
    pub expected: String,
    /// Where, in bytes from the beginning; none where it is not about one spot.
    pub offset: Option<usize>,
}

impl Malformed {
    /// Something else stands at an offset.
    pub(crate) fn at(offset: usize, expected: impl Into<String>) -> Self {
        Self { expected: expected.into(), offset: Some(offset) }
    }

    /// The whole is not right.
    pub(crate) fn whole(expected: impl Into<String>) -> Self {
        Self { expected: expected.into(), offset: None }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { expected, offset } = self;
        write!(f, "expected {expected}")?;
        offset.map_or(Ok(()), |offset| write!(f, " at byte {offset}"))
    }
}

impl std::error::Error for Malformed {}

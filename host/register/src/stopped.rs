//! What stops the reading of a table from outside.

use std::{convert::Infallible, io};

/// Why a table was not read to its end although nothing is wrong in it.
#[derive(Debug, thiserror::Error)]
pub enum Stopped<E = Infallible> {
    /// The input could not be read.
    #[error("cannot read `{path}`")]
    Input {
        /// The file, as the caller named it.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// Whoever takes the chunks did not take one.
    #[error(transparent)]
    Sink(E),
}

impl<E> Stopped<E> {
    /// Names the file that could not be read.
    pub(crate) fn input(path: &str) -> impl Fn(io::Error) -> Self + '_ {
        move |source| Self::Input { path: path.to_owned(), source }
    }
}

//! A component's file, read and looked at without compiling or running anything of it.

use std::{
    io::{self, Read},
    path::Path,
};

use tieuchi_core::Diagnostic;
use tieuchi_wasm::{Shape, read_component};

use crate::files;

/// The most bytes that are read of a file; what a component may have is far below.
const FILE_BYTES_MAX: u64 = 64 << 20;

/// A component that has been looked at.
#[derive(Debug)]
pub(crate) struct Component {
    /// The whole file.
    pub(crate) bytes: Vec<u8>,
    /// What is in it.
    pub(crate) shape: Shape,
    /// `sha256:` and the digest of the file.
    pub(crate) digest: String,
}

/// The digest of a component, as the lock has it.
pub(crate) fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", tieuchi_store::Digest::of(bytes))
}

/// Reads a component's file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let read = || -> io::Result<Vec<u8>> {
        let file = files::open(path)?;
        let mut bytes = Vec::new();
        file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        let message = format!("component `{}` is far too large", files::display(path));
        return Err(Diagnostic::error("P002", message)
            .note(format!("no more than {FILE_BYTES_MAX} bytes are read")));
    }
    Ok(bytes)
}

/// A component's file that cannot be read.
fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("cannot read the component `{}`", files::display(path));
    Diagnostic::error("P019", message).note(error.to_string()).help(
        "build it with `tieuchi plugin build`, or name its new place with `tieuchi plugin add`",
    )
}

/// Reads a component's file and looks at it.
pub(crate) fn read(path: &Path) -> Result<Component, Diagnostic> {
    let bytes = bytes(path)?;
    let shape = read_component(&bytes)
        .map_err(|wrong| wrong.note(format!("the component is {}", files::display(path))))?;
    let digest = digest(&bytes);
    Ok(Component { bytes, shape, digest })
}

/// What of a component's imports the lock must grant: `log` for `tieuchi:criterion/log@1.0.0`.
pub(crate) fn asked(shape: &Shape) -> Vec<String> {
    let mut asked: Vec<String> = shape.imports.iter().filter_map(|name| grant(name)).collect();
    asked.sort();
    asked.dedup();
    asked
}

/// The grant that an import needs; none for the types that both sides share.
fn grant(import: &str) -> Option<String> {
    let name = import.rsplit('/').next().unwrap_or(import);
    let name = name.split('@').next().unwrap_or(name);
    (name != "types").then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_needs_the_grant_of_its_interface() {
        assert_eq!(grant("tieuchi:criterion/log@1.0.0").as_deref(), Some("log"));
        assert_eq!(grant("tieuchi:criterion/types@1.0.0"), None);
        assert_eq!(grant("wasi").as_deref(), Some("wasi"));
    }

    #[test]
    fn a_file_that_is_not_there_says_what_to_do() {
        let wrong = bytes(Path::new("no-such.wasm")).unwrap_err();
        assert_eq!(wrong.code, "P019");
        assert_eq!(wrong.notes, ["there is no such file"]);
    }
}

//! Finds and reads the files of a workspace.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read},
    path::{Component, Path, PathBuf},
};

use crate::trouble::Trouble;

/// The most bytes of a rule file that are read; the loader's own limit is far below.
const TEXT_BYTES_MAX: u64 = 8 << 20;

/// A path without `x/..` and `.` in it, so that a file is named as a person would name it.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(tidy.components().next_back(), Some(Component::Normal(_))) =>
            {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}

/// A path as text with `/`.
pub(crate) fn display(path: &Path) -> String {
    tidy(path).to_string_lossy().replace('\\', "/")
}

/// Why a file could not be read.
pub(crate) fn unreadable(path: &Path) -> impl Fn(io::Error) -> Trouble + '_ {
    move |source| Trouble::Read { path: display(path), source }
}

/// Why a folder could not be made.
pub(crate) fn unmakable(path: &Path) -> impl Fn(io::Error) -> Trouble + '_ {
    move |source| Trouble::Folder { path: display(path), source }
}

/// Opens a file; nothing else, as a pipe would never end.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    let kind = fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => io::Error::new(ErrorKind::NotFound, "there is no such file"),
        _ => error,
    })?;
    if kind.is_dir() {
        return Err(io::Error::new(ErrorKind::IsADirectory, "it is a folder, not a file"));
    }
    if !kind.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is no ordinary file"));
    }
    File::open(path)
}

/// Reads a file of text. Bytes that are no UTF-8 are an error of the file.
pub(crate) fn text(path: &Path) -> Result<String, Trouble> {
    let unreadable = unreadable(path);
    let file = open(path).map_err(&unreadable)?;
    let size = file.metadata().map_err(&unreadable)?.len();
    if size > TEXT_BYTES_MAX {
        let message = format!("it has {size} bytes; a file of rules has at most {TEXT_BYTES_MAX}");
        return Err(unreadable(io::Error::new(ErrorKind::FileTooLarge, message)));
    }
    let mut bytes = Vec::new();
    file.take(TEXT_BYTES_MAX).read_to_end(&mut bytes).map_err(&unreadable)?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = good.split(|byte| *byte == b'\n').count();
        let message = format!("line {line} is not UTF-8; save the file as UTF-8");
        unreadable(io::Error::new(ErrorKind::InvalidData, message))
    })
}

/// All files below a folder with an ending, sorted by path; none where there is no such folder.
pub(crate) fn below(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Trouble> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            other => other.map_err(unreadable(&folder))?,
        };
        for entry in entries {
            let entry = entry.map_err(unreadable(&folder))?;
            let path = entry.path();
            // Not through links: a loop of them would never end.
            let kind = entry.file_type().map_err(unreadable(&path))?;
            if kind.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_named_as_a_person_would_name_it() {
        for (path, tidied) in [
            ("examples/go-quao/../../rules/base", "rules/base"),
            ("./a/./b", "a/b"),
            ("../a/../../b", "../../b"),
            ("a/..", "."),
            ("/a/../b", "/b"),
        ] {
            assert_eq!(display(Path::new(path)), tidied);
        }
    }
}

//! The one form of the rule files below some paths.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tieuchi_core::{Diagnostic, Sources};
use tieuchi_ruleset::{FileKind, renew_pin};

use crate::{files, trouble::Trouble};

/// Rule files and their one form. Nothing has been written.
#[derive(Debug)]
pub struct FormattedFiles {
    /// The files by path.
    pub files: Vec<FormattedFile>,
    /// Files that were named and are none of ours.
    pub strangers: Vec<String>,
    /// What is wrong in files that cannot be read; these have no form.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the diagnostics speak of.
    pub sources: Sources,
}

/// A rule file and its one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormattedFile {
    /// The file.
    pub path: PathBuf,
    /// Its path as a person would write it.
    pub name: String,
    /// What kind of file it is.
    pub kind: FileKind,
    /// Its text in the one form, if that is another.
    pub changed: Option<String>,
}

/// Forms the rule files among some files and below some folders. An overlay on an edition that is
/// formed with it keeps its hold: its pin follows the text, as the meaning is the same.
pub fn format(paths: &[PathBuf]) -> Result<FormattedFiles, Trouble> {
    let mut formatted = FormattedFiles {
        files: Vec::new(),
        strangers: Vec::new(),
        diagnostics: Vec::new(),
        sources: Sources::default(),
    };
    let mut editions = Vec::new();
    let mut overlays = Vec::new();
    for (path, named) in found(paths)? {
        let name = files::display(&path);
        let text = files::text(&path)?;
        let source = formatted.sources.add(name.clone(), text.clone());
        let (formed, said) = tieuchi_ruleset::format(&formatted.sources, source);
        formatted.diagnostics.extend(said);
        let Some(formed) = formed else {
            let broken = formatted
                .diagnostics
                .iter()
                .flat_map(|item| &item.labels)
                .any(|label| label.source == source);
            if named && !broken {
                formatted.strangers.push(name);
            }
            continue;
        };
        if formed.kind == FileKind::Ruleset && formed.text != text {
            editions.push((text.clone(), formed.text.clone()));
        }
        if formed.kind == FileKind::Overlay {
            overlays.push((formatted.files.len(), text.clone(), formed.text.clone()));
        }
        let changed = (formed.text != text).then_some(formed.text);
        formatted.files.push(FormattedFile { path, name, kind: formed.kind, changed });
    }
    for (index, before, formed) in overlays {
        let pinned = renew_pin(&formed, &editions);
        if let Some(file) = formatted.files.get_mut(index) {
            file.changed = (pinned != before).then_some(pinned);
        }
    }
    Diagnostic::sort(&mut formatted.diagnostics, &formatted.sources);
    Ok(formatted)
}

/// The files that are meant, each once, and whether it was named itself. In folders, what is hidden
/// or built is left out.
fn found(paths: &[PathBuf]) -> Result<Vec<(PathBuf, bool)>, Trouble> {
    let mut found: Vec<(PathBuf, bool)> = Vec::new();
    for path in paths {
        let kind = fs::metadata(path).map_err(files::unreadable(path))?;
        if !kind.is_dir() {
            found.push((path.clone(), true));
            continue;
        }
        let below = files::below(path, "toml")?;
        found.extend(below.into_iter().filter(|file| kept(path, file)).map(|file| (file, false)));
    }
    let tidied = found.into_iter().map(|(path, named)| (files::tidy(&path), named));
    let mut found: Vec<_> = tidied.collect();
    // What is named comes first among equals, and stays.
    found.sort_by(|left, right| (&left.0, !left.1).cmp(&(&right.0, !right.1)));
    found.dedup_by(|later, earlier| later.0 == earlier.0);
    Ok(found)
}

/// Whether a file below a folder is anybody's own work.
fn kept(folder: &Path, file: &Path) -> bool {
    let inside = file.strip_prefix(folder).unwrap_or(file);
    inside.components().all(|part| {
        let part = part.as_os_str().to_string_lossy();
        !part.starts_with('.') && part != "target"
    })
}

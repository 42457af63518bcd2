//! `fmt`: the one form of rule files.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use tieuchi_pipeline::{FileKind, FormattedFile};

use crate::{
    exit::Exit,
    terminal::{self, ErrorFormat, counted},
    trouble::Wrong,
};

/// Put rule files into their one form, without changing what they mean
///
/// Comments stay with what they speak of. Keys stand in the order of the reference, `=` stands in
/// one column, one blank line stands between tables. The names of files that change are printed.
///
/// The text of an edition is what overlays are pinned to: overlays among the given paths are pinned
/// to the new text, which means the same; others need a new `base`.
#[derive(Debug, Args)]
pub(crate) struct FmtArgs {
    /// Files, and folders whose rule files are meant (can be repeated)
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Only print the names of files that are not in form, and end with exit code 3 if there are any
    #[arg(long)]
    check: bool,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// Does it.
pub(crate) fn fmt(args: &FmtArgs) -> Exit {
    let FmtArgs { paths, check, error_format } = args;
    let formatted = match tieuchi_pipeline::format(paths) {
        Ok(formatted) => formatted,
        Err(trouble) => return terminal::trouble(&trouble, *error_format),
    };
    terminal::diagnostics(&formatted.diagnostics, &formatted.sources, *error_format);
    for stranger in &formatted.strangers {
        terminal::say(&format!("warning: `{stranger}` is no rule file; it is left as it is"));
    }
    let total = formatted.files.len();
    let changed: Vec<_> = formatted.files.iter().filter_map(written).collect();
    let mut names = String::new();
    let mut failed = false;
    for (file, text) in &changed {
        let done = if *check { Ok(()) } else { replace(&file.path, text) };
        match done {
            Ok(()) => names.push_str(&format!("{}\n", file.name)),
            Err(error) => {
                terminal::wrong(&Wrong::unwritable(Some(Path::new(&file.name)), &error));
                failed = true;
            }
        }
    }
    let told = terminal::data(&names);
    let all = counted(total as u64, "rule file", "rule files");
    if changed.is_empty() {
        terminal::say(&format!("tieuchi: {all} in form"));
    } else if *check {
        let typed: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
        terminal::say(&format!("tieuchi: {} of {all} not in form", changed.len()));
        terminal::say(&format!("  help: type: tieuchi fmt {}", typed.join(" ")));
    } else {
        terminal::say(&format!("tieuchi: {} of {all} put in form", names.lines().count()));
        if changed.iter().any(|(file, _)| file.kind == FileKind::Ruleset) {
            terminal::say(
                "note: an edition has a new digest: overlays elsewhere that stand on it need a new `base`",
            );
        }
    }
    let wrong = !formatted.diagnostics.is_empty() || *check && !changed.is_empty();
    match told {
        _ if failed => Exit::CouldNotFinish,
        Exit::Done if wrong => Exit::FilesWrong,
        told => told,
    }
}

/// A file that is not in form, with its text in form.
fn written(file: &FormattedFile) -> Option<(&FormattedFile, &String)> {
    Some((file, file.changed.as_ref()?))
}

/// Puts a new text in the place of a file's, whole or not at all.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    // What a link leads to is replaced, not the link.
    let path = fs::canonicalize(path)?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it may not be written"));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let mut file = fs::File::create_new(&beside)?;
    let done = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::set_permissions(&beside, permissions))
        .and_then(|()| fs::rename(&beside, &path));
    done.inspect_err(|_| {
        // Nothing more can be said than why the writing failed.
        let _ = fs::remove_file(&beside);
    })
}

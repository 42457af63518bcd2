//! House rules as tests: whoever breaks one is told what to do instead.

use std::{fs, path::Path, process::Command};

use crate::house::repository;

mod contract;
mod edges;
mod layout;
mod literals;
mod messages;
mod rules;

/// Every file that git keeps or would keep, with `/`, sorted; without git, every file that is not
/// hidden or built.
fn files() -> Vec<String> {
    let root = repository();
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(&root)
        .output();
    let mut files: Vec<String> = match listed {
        Ok(output) if output.status.success() && !output.stdout.is_empty() => {
            String::from_utf8_lossy(&output.stdout)
                .split_terminator('\0')
                .filter(|path| root.join(path).is_file())
                .map(str::to_owned)
                .collect()
        }
        _ => walk(&root, ""),
    };
    files.sort();
    files.dedup();
    files
}

/// The files below a folder.
fn walk(root: &Path, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root.join(folder)).expect("a folder of the repository can be read");
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.expect("a folder of the repository can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if entry.path().is_dir() {
            if ![".git", ".tieuchi", "target"].contains(&name.as_str()) {
                files.extend(walk(root, &path));
            }
        } else if !name.contains(".sqlite") {
            files.push(path);
        }
    }
    files
}

/// The text of a file; none where it is not text.
fn text(path: &str) -> Option<String> {
    String::from_utf8(fs::read(repository().join(path)).ok()?).ok()
}

/// The files that begin and end so, with their texts.
fn texts(start: &str, end: &str) -> Vec<(String, String)> {
    files()
        .into_iter()
        .filter(|path| path.starts_with(start) && path.ends_with(end))
        .filter_map(|path| text(&path).map(|text| (path, text)))
        .collect()
}

/// The file's name without folders and ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Passes where nothing is wrong; else says what to do, and where.
#[track_caller]
fn tidy(remedy: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{remedy}:\n  {}\n", faults.join("\n  "));
}

#[test]
fn the_repository_is_seen_with_git_and_without() {
    for files in [files(), walk(&repository(), "")] {
        for path in ["Cargo.toml", "host/core/src/lib.rs", "tests/tidy.rs", "rules/README.md"] {
            assert!(files.iter().any(|file| file == path), "{path} is missing");
        }
        assert!(files.iter().all(|path| !path.starts_with("target/")));
    }
}

//! How files are named, how long they may be, how they begin, and where they stand.

use super::{files, stem, text, texts, tidy};

/// The wall: nobody reads a longer file.
const LINES_MAX: usize = 600;

/// The most lines of a crate's face.
const FACE_LINES_MAX: usize = 90;

/// The most lines of a program's start.
const MAIN_LINES_MAX: usize = 40;

/// Names that say nothing.
const EMPTY_NAMES: [&str; 8] =
    ["common", "helper", "helpers", "manager", "misc", "mod", "util", "utils"];

/// What stands in the visible top level.
const TOP_LEVEL: [&str; 8] =
    ["Cargo.lock", "Cargo.toml", "README.md", "examples", "host", "plugins", "rules", "tests"];

/// What may be absent from it yet.
const TOP_LEVEL_LATER: &str = "plugins";

#[test]
fn files_are_short_enough_to_read() {
    let faults: Vec<String> = texts("", ".rs")
        .iter()
        .filter_map(|(path, text)| {
            let limit = match path.rsplit('/').next() {
                Some("lib.rs") => FACE_LINES_MAX,
                Some("main.rs") => MAIN_LINES_MAX,
                _ => LINES_MAX,
            };
            let lines = text.lines().count();
            (lines > limit).then(|| format!("{path}: {lines} lines, at most {limit}"))
        })
        .collect();
    tidy("cut the file along its nouns", &faults);
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let faults: Vec<String> = texts("", ".rs")
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    tidy("open the file with one `//!` sentence that says its whole job", &faults);
}

#[test]
fn files_are_named_after_what_they_hold() {
    let empty = |path: &str| {
        let folders = path.split('/').map(stem);
        folders.flat_map(|part| part.split(['_', '-'])).any(|word| EMPTY_NAMES.contains(&word))
    };
    assert!(empty("host/x/src/string_util.rs") && empty("host/x/src/helpers/a.rs"));
    assert!(!empty("host/x/src/model.rs"));
    let faults: Vec<String> =
        texts("", ".rs").into_iter().map(|(path, _)| path).filter(|path| empty(path)).collect();
    tidy(
        "name the file after a noun or a verb of the vocabulary; `a.rs`, never `a/mod.rs`",
        &faults,
    );
}

#[test]
fn the_top_level_shows_only_the_rooms() {
    let mut seen: Vec<String> = files()
        .iter()
        .filter_map(|path| path.split('/').next())
        .filter(|name| !name.starts_with('.'))
        .map(str::to_owned)
        .collect();
    seen.dedup();
    let strangers = seen.iter().filter(|name| !TOP_LEVEL.contains(&name.as_str()));
    let strangers: Vec<String> = strangers.cloned().collect();
    tidy("put it into a room, or hide configuration behind a dot", &strangers);
    let absent = TOP_LEVEL.iter().filter(|name| {
        **name != TOP_LEVEL_LATER && !seen.iter().any(|seen| seen.as_str() == **name)
    });
    let absent: Vec<String> = absent.map(|name| (*name).to_owned()).collect();
    tidy("add what belongs to the top level", &absent);
}

#[test]
fn no_test_file_is_forgotten() {
    let faults: Vec<String> = texts("tests/", ".rs")
        .iter()
        .filter(|(path, _)| path != "tests/main.rs" && path != "tests/lib.rs")
        // Cargo finds benchmarks itself.
        .filter(|(path, _)| !path.starts_with("tests/benches/"))
        .filter_map(|(path, own)| {
            let (folder, _) = path.rsplit_once('/')?;
            let parent =
                if folder == "tests" { "tests/main.rs".into() } else { format!("{folder}.rs") };
            let declared = |parent: &str| {
                let line = format!("mod {};", stem(path));
                let text = text(parent).unwrap_or_default();
                text.lines().any(|found| {
                    let found = found.trim();
                    found == line || found.ends_with(&format!(" {line}"))
                })
            };
            // What holds no test may also serve the benchmarks through the library.
            let library = !own.contains("#[test]") && declared("tests/lib.rs");
            (!declared(&parent) && !library).then(|| format!("{path}: not declared in {parent}"))
        })
        .collect();
    tidy("declare the test file, or it never runs", &faults);
}

#[test]
fn no_text_names_a_machine() {
    // In pieces, so that this file does not find itself.
    let needles = [
        concat!("/", "work/"),
        concat!("/", "root/"),
        concat!("/", "home/"),
        concat!("/", "Users/"),
        concat!("index.", "crates.io"),
        concat!("static.", "crates.io"),
    ];
    let named = |text: &str, needle: &str| {
        text.match_indices(needle).any(|(position, _)| {
            // `https://example.vn/home/` is an address, no path of a machine.
            !needle.starts_with('/') || !text[..position].ends_with(|c: char| c.is_alphanumeric())
        })
    };
    assert!(named(concat!("see /", "root/x"), needles[1]));
    let mut faults = Vec::new();
    for path in files() {
        let Some(text) = text(&path) else { continue };
        for needle in needles.iter().filter(|needle| named(&text, needle)) {
            faults.push(format!("{path}: {needle}"));
        }
    }
    tidy("write paths from the top of the repository, and no place to download from", &faults);
}

#[test]
fn every_crate_comes_from_the_public_registry() {
    let lock = text("Cargo.lock").expect("Cargo.lock is a text");
    let sources = lock.lines().filter(|line| line.starts_with("source = "));
    let public = concat!("source = \"registry+https://github.com/rust-lang/", "crates.io-index\"");
    let faults: Vec<String> =
        sources.filter(|source| *source != public).map(str::to_owned).collect();
    tidy("take the crate from crates.io", &faults);
    assert!(lock.contains(public));
}

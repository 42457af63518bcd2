//! The files of `plugins/evil`: found, put together from their parts, assembled.

use std::{fs, path::PathBuf};

use crate::good;

/// The groups of attacks; each is a directory.
pub(crate) const GROUPS: [&str; 5] = ["isolation", "load", "metering", "reply", "run"];

/// What makes a line of a part.
const INCLUDE: &str = ";; include: ";

/// What attacks are made of, beside what the tests of good plugins use.
const PARTS: &str = "parts";

/// The directory of the attacks.
fn directory() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../plugins/evil")
}

/// The names of all attacks of a group, as `group/name`.
pub(crate) fn names(group: &str) -> Vec<String> {
    let files = fs::read_dir(directory().join(group)).unwrap();
    let mut names: Vec<_> = files
        .map(|file| {
            let file = file.unwrap().file_name().into_string().unwrap();
            format!("{group}/{}", file.strip_suffix(".wat").unwrap())
        })
        .collect();
    names.sort_unstable();
    names
}

/// The text of an attack as it stands in its file.
pub(crate) fn source(name: &str) -> String {
    let path = directory().join(name).with_extension("wat");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The text of an attack with all its parts put in.
pub(crate) fn text(name: &str) -> String {
    let lines = source(name);
    let lines = lines.lines().map(|line| {
        let Some((_, part)) = line.split_once(INCLUDE) else { return format!("{line}\n") };
        // What closes the form around the part may stand behind it.
        let name = part.trim_end_matches(')');
        format!("{}\n{}\n", self::part(name), &part[name.len()..])
    });
    lines.collect()
}

/// The bytes of an attack.
pub(crate) fn component(name: &str) -> Vec<u8> {
    wat::parse_str(text(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A part.
fn part(name: &str) -> String {
    match name {
        "types" => good::TYPES.to_owned(),
        "checker" => good::CHECKER.to_owned(),
        "checker-with-log" => checker_with_log(),
        "manifest" => manifest(),
        _ => source(&format!("{PARTS}/{name}")),
    }
}

/// The checker of a plugin that was given the log and the memory that goes with it.
fn checker_with_log() -> String {
    let plain = "(core instance $plugin (instantiate $module))";
    let linked = "(core instance $plugin (instantiate $module
      (with \"log\" (instance $log-core)) (with \"shared\" (instance $shared-memory))))";
    assert!(good::CHECKER.contains(plain));
    good::CHECKER.replacen(plain, linked, 1)
}

/// The good manifest as a section.
fn manifest() -> String {
    let mut text = String::new();
    for byte in good::MANIFEST.bytes() {
        text.push_str(&format!("\\{byte:02x}"));
    }
    format!("(@custom \"tieuchi:manifest\" \"{text}\")")
}

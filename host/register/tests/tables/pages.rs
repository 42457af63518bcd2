//! Each code has its page.

use std::{fs, path::Path};

use tieuchi_register::CODES;

#[test]
fn every_code_has_a_page_of_the_same_title_with_the_four_parts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/pages");
    for (code, title) in CODES {
        let page = fs::read_to_string(folder.join(format!("{code}.md"))).unwrap_or_default();
        let mut lines = page.lines().filter(|line| line.starts_with('#'));
        assert_eq!(lines.next(), Some(format!("# {code}: {title}").as_str()));
        let parts: Vec<_> = lines.collect();
        let expected = ["## What it checks", "## Why it matters", "## Example", "## Instead"];
        assert_eq!(parts, expected, "{code}");
    }
}

#[test]
fn every_page_of_data_has_a_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/pages");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = CODES.iter().any(|(code, _)| name == format!("{code}.md"));
        assert!(known || !name.starts_with('D'), "{name}");
    }
}

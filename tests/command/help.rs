//! `help`: the pages of the codes.

use std::collections::BTreeSet;

use crate::house::{House, repository};

#[test]
fn a_page_says_what_a_code_means_however_it_is_typed() {
    let house = House::empty();
    let page = house.run(&["help", "R012"]).data();
    assert!(page.starts_with("# R012: overlay sets a term that its base keeps closed\n"), "{page}");
    for heading in ["## What it checks", "## Why it matters", "## Example", "## Instead"] {
        assert!(page.contains(heading), "{page}");
    }
    assert_eq!(house.run(&["help", "r012"]).data(), page);
}

#[test]
fn a_mistyped_code_brings_the_one_that_is_meant() {
    let house = House::empty();
    insta::assert_snapshot!(house.run(&["help", "R0122"]).refused(1), @r"
    error: there is no code `R0122`
      help: did you mean `tieuchi help R012`?
    ");
    insta::assert_snapshot!(house.run(&["help", "rules"]).refused(1), @r"
    error: there is no code `rules`
      help: `tieuchi help` lists the codes
    ");
    for code in ["", "../../README", "R012.md", "R", "\u{1b}[31mR012", "'; drop table run; --"] {
        let said = house.run(&["help", code]).refused(1);
        assert!(said.starts_with("error: there is no code `"), "{said}");
        assert!(!said.contains('\u{1b}'), "{said:?}");
    }
}

#[test]
fn the_list_has_every_code_of_the_house_once_with_its_title() {
    let list = House::empty().run(&["help"]).data();
    let (_, codes) = list.split_once("Diagnostic codes:\n").expect("the list has a heading");
    let listed: Vec<(&str, &str)> =
        codes.lines().map(|line| line.trim().split_once("  ").expect("code and title")).collect();
    let pages: BTreeSet<String> = std::fs::read_dir(repository().join("host/cli/pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap().replace(".md", ""))
        .collect();
    assert!(pages.len() > 50, "only {} pages", pages.len());
    let codes: Vec<&str> = listed.iter().map(|(code, _)| *code).collect();
    assert!(codes.is_sorted(), "{codes:?}");
    assert_eq!(codes, pages.iter().collect::<Vec<_>>());
    assert!(listed.iter().all(|(_, title)| !title.trim().is_empty()), "{listed:?}");
}

#[test]
fn without_a_code_the_commands_come_first() {
    let list = House::empty().run(&["help"]).data();
    for command in ["run", "check", "plan", "generate", "help"] {
        assert!(list.lines().any(|line| line.starts_with(&format!("  {command} "))), "{list}");
    }
}

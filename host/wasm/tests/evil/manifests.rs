//! Manifests that lie, ask for too much or paint the terminal are refused before anything is compiled.

use insta::assert_snapshot;

use crate::arena::Arena;

#[test]
fn a_component_needs_one_manifest() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/core_module"), @"
    P001: file is a core module, not a component
    help: `tieuchi plugin build` makes a component of it and puts the manifest inside
    ");
    assert_snapshot!(arena.told("load/component_without_anything"), @"
    P004: component has no manifest
    help: build the plugin with `tieuchi plugin build`, which puts `plugin.toml` inside
    ");
    assert_snapshot!(arena.told("load/manifest_missing"), @"
    P004: component has no manifest
    help: build the plugin with `tieuchi plugin build`, which puts `plugin.toml` inside
    ");
    assert_snapshot!(arena.told("load/manifest_twice"), @"
    P004: component has 2 manifests
    help: build the plugin with `tieuchi plugin build`, which puts `plugin.toml` inside
    ");
    assert_snapshot!(arena.told("load/manifest_not_text"), @"
    P004: manifest of the component is not UTF-8 text
    help: build the plugin with `tieuchi plugin build`, which puts `plugin.toml` inside
    ");
    assert_snapshot!(arena.told("load/cases_twice"), @"
    P022: component has 2 sections of worked cases
    help: build the plugin with `tieuchi plugin build`, which puts `cases.toml` inside
    ");
}

#[test]
fn a_manifest_of_another_contract_is_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/manifest_of_another_contract"), @"
    P005: plugin speaks contract 2, this host speaks 1
    help: take a version of the plugin for this contract, or a newer tieuchi
    ");
    assert_snapshot!(arena.told("load/manifest_of_a_far_contract"), @"
    P004: manifest of the plugin is malformed
    note: plugin.toml:4:12: `contract` cannot be kept exactly; write plain digits, at most 6 after the point
    help: mend `plugin.toml` and build the plugin again
    ");
}

#[test]
fn a_manifest_cannot_name_what_it_likes() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/manifest_with_a_path_for_a_name"), @"
    P004: manifest of the plugin is malformed
    note: plugin.toml:2:8: `../../bin/sh` is no name of a plugin; use small letters, digits and hyphens, a letter first, at most 64 characters
    help: mend `plugin.toml` and build the plugin again
    ");
    assert_snapshot!(arena.told("load/manifest_that_paints_the_terminal"), @"
    P004: manifest of the plugin is malformed
    note: plugin.toml:2:8: `name` holds a character that cannot be shown; write one line of 1 to 64 characters without control characters
    note: plugin.toml:6:18: `vi` holds a character that cannot be shown; write one line of 1 to 400 characters without control characters
    note: plugin.toml:6:43: `en` holds a character that cannot be shown; write one line of 1 to 400 characters without control characters
    help: mend `plugin.toml` and build the plugin again
    ");
    assert_snapshot!(arena.told("load/manifest_with_unknown_keys"), @"
    P004: manifest of the plugin is malformed
    note: plugin.toml:10:2: manifest has no key `grants`; the keys here are `plugin`, `input`, `members`, `setting`, `reason`, `limits`
    note: plugin.toml:14:1: `limits` has no key `clock`; the keys here are `memory-mib`, `fuel-per-row`, `time-ms`
    note: plugin.toml:15:1: `limits` has no key `memory_mib`; words are joined with hyphens; did you mean `memory-mib`?
    help: mend `plugin.toml` and build the plugin again
    ");
    assert_snapshot!(arena.told("load/manifest_deeply_nested"), @"
    P004: manifest of the plugin is malformed
    note: plugin.toml:12:20: tables and lists nest deeper than 12
    note: plugin.toml:12:91: text is not valid TOML: cannot recurse further; max recursion depth met
    help: mend `plugin.toml` and build the plugin again
    ");
}

#[test]
fn a_manifest_cannot_wish_for_everything() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/manifest_wishes_for_everything"), @"
    P004: manifest of the plugin is malformed
    note: plugin.toml:19:14: `memory-mib` must be a whole number from 1 to 1024
    help: mend `plugin.toml` and build the plugin again
    ");
    assert_snapshot!(arena.told("load/manifest_wishes_for_endless_fuel"), @"
    P004: manifest of the plugin is malformed
    note: plugin.toml:19:16: `fuel-per-row` must be a whole number from 1 to 1000000000
    help: mend `plugin.toml` and build the plugin again
    ");
}

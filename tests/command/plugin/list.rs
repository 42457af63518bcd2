//! `plugin list`: what is locked, who uses it, and whether it is still the same.

use std::fs;

use super::{
    COMPONENT, EDITION, WORKSPACE, good, house, locked, run, with_manifest, without_digests,
};

#[test]
fn a_plugin_stands_with_its_digest_its_grants_and_its_criteria() {
    let house = locked();
    let said = run(&house, &["plugin", "list", WORKSPACE]).data();
    insta::assert_snapshot!(without_digests(&said), @r"
    gio-hoc 1.2.3, for each citizen: Hours of learning, an example
      ../gio-hoc.wasm
      sha256:…: the component is the one that is locked
      granted: nothing
      judges hoc of vi-du, edition 2024-01-01
    1 plugin locked
    ");
    let json = run(&house, &["plugin", "list", WORKSPACE, "--format", "json"]).data();
    assert!(json.contains("\"same\": true"), "{json}");
    assert!(json.contains("\"criterion\": \"hoc\""), "{json}");
}

#[test]
fn a_rule_that_names_what_nobody_has_locked_is_told() {
    let house = house();
    let output = run(&house, &["plugin", "list", WORKSPACE]);
    assert_eq!(output.code, Some(3));
    insta::assert_snapshot!(output.stderr, @r"
    error[P017]: plugin `gio-hoc` is not in tieuchi.lock
      --> xa/rules/base/vi-du/2024-01-01.toml:14:12
       |
    14 | [criterion.hoc]
       |            ^^^ named here
       |
       = help: `tieuchi plugin add FILE --workspace xa` locks a component

    tieuchi: 1 error
    ");
    assert_eq!(output.stdout, "0 plugins locked\n");
}

#[test]
fn a_component_that_has_changed_shows_both_digests() {
    let house = locked();
    fs::write(house.path(COMPONENT), with_manifest(good::MANIFEST)).unwrap();
    let output = run(&house, &["plugin", "list", WORKSPACE]);
    assert_eq!(output.code, Some(3));
    insta::assert_snapshot!(without_digests(&output.stderr), @r#"
    error[P018]: component of plugin `gio-hoc` is not the one that is locked
      --> xa/tieuchi.lock:7:11
       |
     7 | digest  = "sha256:…"
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this one is locked
       |
      ::: xa/rules/base/vi-du/2024-01-01.toml:14:12
       |
    14 | [criterion.hoc]
       |            --- named here
       |
       = note: gio-hoc.wasm has sha256:…
       = help: put the locked component back; or, if the new one is right, `tieuchi plugin add gio-hoc.wasm --workspace xa --replace`

    tieuchi: 1 error
    "#);
    let mut digests: Vec<&str> =
        output.stderr.match_indices("sha256:").map(|(at, _)| &output.stderr[at..at + 71]).collect();
    digests.dedup();
    assert_eq!(digests.len(), 2, "{digests:?}");
    fs::remove_file(house.path(COMPONENT)).unwrap();
    let said = run(&house, &["plugin", "list", WORKSPACE]).stderr;
    assert!(said.starts_with("error[P019]: cannot read the component `gio-hoc.wasm`"), "{said}");
}

#[test]
fn another_major_version_is_another_plugin() {
    let house = locked();
    house.replace(EDITION, "gio-hoc@1", "gio-hoc@2");
    let said = run(&house, &["plugin", "list", WORKSPACE]).stderr;
    assert!(
        said.starts_with("error[P020]: plugin `gio-hoc@2` is locked in another major"),
        "{said}"
    );
    assert!(said.contains("write `use = \"gio-hoc@1\"`"), "{said}");
}

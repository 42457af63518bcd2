//! `plugin build`: what it says before it builds, and where it cannot.

use super::{good, run};
use crate::house::House;

#[test]
fn faults_of_the_manifest_and_the_cases_are_drawn_in_their_files() {
    let house = House::empty();
    house.write(
        "a/plugin.toml",
        &good::MANIFEST.replace("kind     = \"citizen\"", "kind = \"citzen\""),
    );
    let said = run(&house, &["plugin", "build", "a"]).refused(3);
    insta::assert_snapshot!(said, @r#"
    error[P004]: unknown kind `citzen`
     --> a/plugin.toml:5:8
      |
    5 | kind = "citzen"
      |        ^^^^^^^^
      |
      = help: did you mean `citizen`?

    tieuchi: 1 error
    "#);
    house.write("a/plugin.toml", good::MANIFEST);
    house.write("a/cases.toml", &good::CASES.replace("gio-hoc = 0.7", "gio-hco = 0.7"));
    let said = run(&house, &["plugin", "build", "a"]).refused(3);
    assert!(said.contains("error[P022]: "), "{said}");
    assert!(said.contains("a/cases.toml:"), "{said}");
}

#[test]
fn a_machine_without_a_compiler_is_told_what_to_install() {
    let house = House::empty();
    house.write("a/plugin.toml", good::MANIFEST);
    // Nothing is on the path; a system's own compiler builds from source, and needs none of it.
    let output = run(&house, &["plugin", "build", "a"]);
    assert_eq!(output.code, Some(1), "{}", output.stderr);
    assert_eq!(output.stdout, "");
    let road = output.stderr.starts_with("building with /usr/bin/rustc");
    assert!(road || output.stderr.contains("rustup target add wasm32-unknown-unknown"));
}

#[test]
fn a_folder_without_a_manifest_is_no_crate_of_a_plugin() {
    let house = House::empty();
    house.write("a/Cargo.toml", "");
    let said = run(&house, &["plugin", "build", "a"]).refused(1);
    assert!(said.contains("a/plugin.toml"), "{said}");
    let said = run(&house, &["plugin", "inspect", "a/none.wasm"]).refused(3);
    assert!(said.starts_with("error[P019]: "), "{said}");
}

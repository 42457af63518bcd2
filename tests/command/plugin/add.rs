//! `plugin add`: what is locked, what must be granted, and what takes whose place.

use std::fs;

use super::{COMPONENT, WORKSPACE, good, house, locked, run, with_manifest, without_digests};

/// An import of the log, which nothing calls.
const LOG: &str = r#"
  (import "tieuchi:criterion/log@1.0.0" (instance $log
    (type $level' (enum "debug" "info" "warn"))
    (export "level" (type $level (eq $level')))
    (export "write" (func (param "level" $level) (param "message" string)))))
"#;

/// The component, importing the log.
fn logging() -> Vec<u8> {
    let bytes = good::assemble(&good::text(LOG, good::CORE, good::CHECKER));
    good::with_section(&bytes, "tieuchi:manifest", good::MANIFEST.as_bytes())
}

#[test]
fn a_component_is_locked_by_its_digest_and_its_path_from_the_workspace() {
    let house = house();
    let said = run(&house, &["plugin", "add", COMPONENT, "--workspace", WORKSPACE]).data();
    insta::assert_snapshot!(without_digests(&said), @r"
    gio-hoc 1.2.3, for each citizen
      ../gio-hoc.wasm
      sha256:…
      asks for: nothing; granted: nothing
      limits: memory 64 MiB, fuel 10000 for each row, 10000 ms for a call
    locked
    ");
    let lock = fs::read_to_string(house.path("xa/tieuchi.lock")).unwrap();
    insta::assert_snapshot!(without_digests(&lock), @r#"
    # Written by `tieuchi plugin add`: which component each plugin of the rules stands for.
    # A component whose digest is another is not used.

    [[plugin]]
    name    = "gio-hoc"
    version = "1.2.3"
    digest  = "sha256:…"
    path    = "../gio-hoc.wasm"
    grants  = []
    "#);
    let again = run(&house, &["plugin", "add", COMPONENT, "--workspace", WORKSPACE]).data();
    assert!(again.ends_with("already locked: nothing has changed\n"), "{again}");
    assert_eq!(fs::read_to_string(house.path("xa/tieuchi.lock")).unwrap(), lock);
}

#[test]
fn another_component_takes_the_place_only_where_that_is_said() {
    let house = locked();
    let lock = fs::read_to_string(house.path("xa/tieuchi.lock")).unwrap();
    let newer = with_manifest(&good::MANIFEST.replace("1.2.3", "1.3.0"));
    fs::write(house.path("new.wasm"), newer).unwrap();
    let add = ["plugin", "add", "new.wasm", "--workspace", WORKSPACE];
    let said = run(&house, &add).refused(3);
    insta::assert_snapshot!(without_digests(&said), @r#"
    error[P018]: plugin `gio-hoc` is locked with another component
     --> xa/tieuchi.lock:7:11
      |
    7 | digest  = "sha256:…"
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ version 1.2.3 is locked
      |
      = note: new.wasm has version 1.3.0, sha256:…
      = note: findings of runs to come would be those of the new one
      = help: if the new one is to take its place, add `--replace`

    tieuchi: 1 error
    "#);
    assert_eq!(fs::read_to_string(house.path("xa/tieuchi.lock")).unwrap(), lock);
    let said = run(&house, &[&add[..], &["--replace"]].concat()).data();
    assert!(said.contains("takes the place of 1.2.3, sha256:"), "{said}");
    let lock = fs::read_to_string(house.path("xa/tieuchi.lock")).unwrap();
    assert!(lock.contains("\"1.3.0\"") && !lock.contains("1.2.3"), "{lock}");
}

#[test]
fn what_a_component_imports_is_granted_by_name_or_not_at_all() {
    let house = house();
    fs::write(house.path("log.wasm"), logging()).unwrap();
    let add = ["plugin", "add", "log.wasm", "--workspace", WORKSPACE];
    let said = run(&house, &add).refused(3);
    insta::assert_snapshot!(said, @r"
    error[P006]: plugin `gio-hoc` asks for `log`, which is not granted
     |
     = note: gio-hoc 1.2.3, not locked
     = help: if it may have that: `tieuchi plugin add log.wasm --grant log`

    tieuchi: 1 error
    ");
    assert!(!house.path("xa/tieuchi.lock").exists());
    let said = run(&house, &[&add[..], &["--grant", "lgo"]].concat()).refused(3);
    assert!(said.contains("does not ask for `lgo`"), "{said}");
    assert!(said.contains("did you mean `--grant log`?"), "{said}");
    let said = run(&house, &[&add[..], &["--grant", "log"]].concat()).data();
    assert!(said.contains("asks for: log; granted: log"), "{said}");
    let lock = fs::read_to_string(house.path("xa/tieuchi.lock")).unwrap();
    assert!(lock.contains("grants  = [\"log\"]"), "{lock}");
    // What is granted once stays granted, also to the one that takes its place.
    assert!(run(&house, &add).data().contains("already locked"));
}

#[test]
fn a_new_component_that_imports_more_asks_anew_even_where_it_may_take_the_place() {
    let house = locked();
    fs::write(house.path("log.wasm"), logging()).unwrap();
    let add = ["plugin", "add", "log.wasm", "--workspace", WORKSPACE, "--replace"];
    let said = run(&house, &add).refused(3);
    assert!(said.contains("asks for `log`, which is not granted"), "{said}");
}

#[test]
fn what_is_no_component_and_what_is_not_there_are_told_apart() {
    let house = house();
    house.write("text.wasm", "(component)");
    let said = run(&house, &["plugin", "add", "text.wasm", "--workspace", WORKSPACE]).refused(3);
    assert!(said.starts_with("error[P001]: "), "{said}");
    assert!(said.contains("the component is text.wasm"), "{said}");
    let said = run(&house, &["plugin", "add", "none.wasm", "--workspace", WORKSPACE]).refused(3);
    assert!(said.starts_with("error[P019]: cannot read the component `none.wasm`"), "{said}");
    let said = run(&house, &["plugin", "add", COMPONENT, "--workspace", "nowhere"]).refused(1);
    assert!(said.contains("nowhere"), "{said}");
}

#[test]
fn a_wish_above_what_is_allowed_is_told_with_the_line_that_allows_it() {
    let house = house();
    let wishing = format!("{}\n[limits]\nmemory-mib = 512\n", good::MANIFEST);
    fs::write(house.path(COMPONENT), with_manifest(&wishing)).unwrap();
    let add = ["plugin", "add", COMPONENT, "--workspace", WORKSPACE];
    let output = run(&house, &add);
    insta::assert_snapshot!(output.stderr, @r"
    warning[P021]: plugin `gio-hoc` asks for more than it may have: `memory-mib = 512`
     |
     = note: gio-hoc 1.2.3 may have at most 64
     = help: write `memory-mib = 512` under `[plugins.gio-hoc]` in tieuchi.toml

    tieuchi: 1 warning
    ");
    let said = output.data();
    assert!(said.contains("memory 64 MiB"), "{said}");
    house.replace(
        "xa/tieuchi.toml",
        "[workspace]",
        "[plugins.gio-hoc]\nmemory-mib = 512\n\n[workspace]",
    );
    let output = run(&house, &add);
    assert_eq!(output.stderr, "");
    assert!(output.data().contains("memory 512 MiB"));
}

#[test]
fn a_lock_with_faults_is_told_and_left_as_it_is() {
    let house = house();
    let lock =
        "[[plugin]]\nname = \"a\"\nversion = \"1\"\ndigest = \"sha256:12\"\nphat = \"a.wasm\"\n";
    house.write("xa/tieuchi.lock", lock);
    let said = run(&house, &["plugin", "add", COMPONENT, "--workspace", WORKSPACE]).refused(3);
    insta::assert_snapshot!(said, @r#"
    error[P019]: a plugin in the lock has no `path`
     --> xa/tieuchi.lock:1:1
      |
    1 | [[plugin]]
      | ^^^^^^^^^^ not said
      |
      = help: add `path = "…"`

    error[P019]: unknown key `phat`
     --> xa/tieuchi.lock:5:1
      |
    5 | phat = "a.wasm"
      | ^^^^ a plugin in the lock has no such key
      |
      = help: did you mean `path`?

    tieuchi: 2 errors
    "#);
    assert_eq!(fs::read_to_string(house.path("xa/tieuchi.lock")).unwrap(), lock);
}

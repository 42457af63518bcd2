//! `plugin inspect`, `test` and `bench`: what is in a component, and what it does.

use std::fs;

use super::{COMPONENT, WORKSPACE, good, house, locked, run, with_manifest, without_digests};
use crate::house::House;

#[test]
fn inspecting_shows_all_that_a_component_says_and_runs_nothing() {
    let house = house();
    let said = run(&house, &["plugin", "inspect", COMPONENT]).data();
    insta::assert_snapshot!(without_digests(&said), @r#"
    gio-hoc 1.2.3, for each citizen, contract 1
      Giờ học, ví dụ
      Hours of learning, an example

    gio-hoc.wasm
      sha256:…
      2596 bytes: 1 core module, 1 memory, 5 functions
      imports tieuchi:criterion/types@1.0.0
      exports tieuchi:criterion/checker@1.0.0
      limits: memory 64 MiB, fuel 10000 for each row, 10000 ms for a call

    reads of each citizen
      gio-hoc: number with 1 decimal

    settings
      tran: a number, at least 0, at most 100; Cap
      che-do: text, one of thuong, kho-khan; Mode

    reasons
      1 vuot-tran: Vượt trần / Above the cap
      2 thieu-so: Thiếu sổ / No record
    "#);
}

#[test]
fn a_locked_plugin_is_inspected_by_its_name() {
    let house = locked();
    let said = run(&house, &["plugin", "inspect", "gio-hoc", "--workspace", WORKSPACE]).data();
    assert!(said.starts_with("gio-hoc 1.2.3, for each citizen, contract 1\n"), "{said}");
    let said = run(&house, &["plugin", "inspect", "gio-hco", "--workspace", WORKSPACE]).refused(3);
    assert!(said.contains("did you mean `gio-hoc`?"), "{said}");
    let json = ["plugin", "inspect", COMPONENT, "--format", "json"];
    let json = run(&house, &json).data();
    for part in ["\"contract\": 1", "\"must-be-given\": false", "\"memory-mib\": 64"] {
        assert!(json.contains(part), "{part}: {json}");
    }
}

#[test]
fn a_component_that_traps_at_its_start_is_inspected_all_the_same() {
    let house = House::empty();
    let core = format!("{} (func $start unreachable) (start $start)", good::CORE);
    fs::write(house.path(COMPONENT), good::with_core(&core, good::MANIFEST)).unwrap();
    let said = run(&house, &["plugin", "inspect", COMPONENT]).data();
    assert!(said.contains("gio-hoc 1.2.3"), "{said}");
}

#[test]
fn worked_cases_laws_and_limits_are_told_line_by_line() {
    let house = house();
    let said = run(&house, &["plugin", "test", COMPONENT]).data();
    // Fuel is counted otherwise by another version of the engine.
    let (before, fuel) = said.split_once("  fuel ").unwrap();
    let (fuel, after) = fuel.split_once(' ').unwrap();
    assert!(fuel.parse::<u32>().unwrap() > 10, "{fuel}");
    insta::assert_snapshot!(format!("{before}  fuel … {after}"), @r#"
    gio-hoc 1.2.3
      ok    Ai học đủ giờ thì được đủ điểm (3 rows)
      ok    a finding does not depend on the order of the rows (450 findings)
      ok    a finding does not depend on which rows come together (600 findings)
      ok    a finding does not depend on earlier calls (300 findings)
      ok    a finding does not depend on what stands where a value is missing (150 findings)
      fuel … for each row, of 10000; memory 64 KiB, of 65536
    all is as it says
    "#);
}

#[test]
fn a_case_that_does_not_come_out_fails_the_test() {
    let house = House::empty();
    let cases = good::CASES.replace("points = 7 ", "points = 8 ");
    let bytes = good::with_section(&good::good(), "tieuchi:cases", cases.as_bytes());
    fs::write(house.path(COMPONENT), bytes).unwrap();
    let output = run(&house, &["plugin", "test", COMPONENT]);
    assert_eq!(output.code, Some(3));
    insta::assert_snapshot!(output.stderr, @r#"
    error[P022]: case `Ai học đủ giờ thì được đủ điểm` does not come out
     |
     = note: row 1: the least points are 7 units, not 8

    error[P022]: case `Ai học đủ giờ thì được đủ điểm` does not come out
     |
     = note: row 1: the most points are 7 units, not 8

    tieuchi: 2 errors
    "#);
    assert!(output.stdout.contains("WRONG Ai học đủ giờ thì được đủ điểm"), "{}", output.stdout);
}

#[test]
fn a_case_may_say_that_there_is_no_reason() {
    let house = House::empty();
    let cases = good::CASES.replace("points = 7 ", "points = 7, reason = \"\" ");
    let bytes = good::with_section(&good::good(), "tieuchi:cases", cases.as_bytes());
    fs::write(house.path(COMPONENT), bytes).unwrap();
    let _ = run(&house, &["plugin", "test", COMPONENT]).data();
}

#[test]
fn a_bench_prints_what_a_row_and_a_call_cost() {
    let house = house();
    let said = run(&house, &["plugin", "bench", COMPONENT]).data();
    for part in ["4096 in a batch", "ns for a row", "µs for a call", "µs for a new instance"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    fs::write(house.path(COMPONENT), with_manifest(good::MANIFEST)).unwrap();
    let said = run(&house, &["plugin", "bench", COMPONENT]).refused(3);
    assert!(said.starts_with("error[P022]: plugin `gio-hoc` has no worked case"), "{said}");
}

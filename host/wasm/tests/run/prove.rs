//! Worked cases are held against findings, and a plugin that minds more than its rows is found out.

use insta::assert_snapshot;
use tieuchi_wasm::{Law, Proof, prove, read_cases};

use crate::fixture::{changed, first_in_evaluate, load};
use crate::good;

/// Proves a component by cases.
fn proof(component: &[u8], cases: &str) -> Proof {
    let plugin = load(component);
    prove(&plugin, &read_cases(cases, plugin.manifest()).unwrap())
}

/// Where the calls of an instance are counted.
const COUNT: &str =
    "(i32.store (i32.const 1024) (i32.add (i32.load (i32.const 1024)) (i32.const 1)))";

/// The laws that a component breaks, with what is told of the first.
fn broken(code: &str) -> String {
    let proof = proof(&first_in_evaluate(code), good::CASES);
    assert!(!proof.holds());
    let broken: Vec<_> =
        proof.laws.iter().filter(|law| law.broken.is_some()).map(|law| law.law.as_str()).collect();
    let first = proof.laws.iter().find_map(|law| law.broken.as_ref()).unwrap();
    format!("{}\n{}: {}\n{}", broken.join("; "), first.code, first.message, first.notes.join("\n"))
}

#[test]
fn a_good_plugin_is_proved_and_its_use_is_told() {
    let proof = proof(&good::good(), good::CASES);
    assert!(proof.holds(), "{:?}", proof.problems().collect::<Vec<_>>());
    assert_eq!(proof.cases.len(), 1);
    assert_eq!(proof.cases[0].rows, 3);
    assert_eq!(proof.laws.len(), Law::ALL.len());
    assert!(proof.laws.iter().all(|law| law.checked >= 150), "{:?}", proof.laws);
    let fuel = proof.fuel_per_row.unwrap();
    assert!((20..400).contains(&fuel), "{fuel}");
    assert_eq!(proof.memory_bytes, 65_536);
}

#[test]
fn a_case_that_does_not_come_out_tells_each_difference() {
    let cases = good::CASES
        .replace("points = 7", "points = 6, outcome = \"fail\"")
        .replace("low = 0, high = 10", "low = 1, high = 9, reason = \"thieu-so\"");
    let proof = proof(&good::good(), &cases);
    let told: Vec<_> = proof
        .problems()
        .map(|problem| format!("{}: {} ({})", problem.code, problem.message, problem.notes[0]))
        .collect();
    assert_snapshot!(told.join("\n"), @"
    P022: case `Ai học đủ giờ thì được đủ điểm` does not come out (row 1: the outcome is pass, not fail)
    P022: case `Ai học đủ giờ thì được đủ điểm` does not come out (row 1: the least points are 7 units, not 6)
    P022: case `Ai học đủ giờ thì được đủ điểm` does not come out (row 1: the most points are 7 units, not 6)
    P022: case `Ai học đủ giờ thì được đủ điểm` does not come out (row 3: the least points are 0 units, not 1)
    P022: case `Ai học đủ giờ thì được đủ điểm` does not come out (row 3: the most points are 10 units, not 9)
    P022: case `Ai học đủ giờ thì được đủ điểm` does not come out (row 3: it has no reason, not reason `thieu-so`)
    ");
}

#[test]
fn a_plugin_that_counts_its_calls_is_found_out() {
    let code =
        format!("{COUNT} (global.set $points (i64.extend_i32_u (i32.load (i32.const 1024))))");
    assert_snapshot!(broken(&code), @"
    which rows come together; earlier calls
    P023: a finding depends on which rows come together
    case `Ai học đủ giờ thì được đủ điểm`, a row with `gio-hoc` 12.5
    among all rows it is: pass, 1 to 1 units of points, no reason
    otherwise it is: pass, 2 to 2 units of points, no reason
    ");
}

#[test]
fn a_plugin_that_minds_the_number_of_rows_is_found_out() {
    assert_snapshot!(broken("(if (i32.lt_u (local.get $rows) (i32.const 9)) (then (global.set $points (i64.const 3))) (else (global.set $points (i64.const 10))))"), @"
    which rows come together
    P023: a finding depends on which rows come together
    case `Ai học đủ giờ thì được đủ điểm`, a row with `gio-hoc` 0.7
    among all rows it is: pass, 7 to 7 units of points, no reason
    otherwise it is: pass, 3 to 3 units of points, no reason
    ");
}

#[test]
fn a_plugin_that_minds_the_order_of_rows_is_found_out() {
    // The first row counts for all: the cap is its value.
    assert_snapshot!(broken("(global.set $points (i64.rem_u (i64.load (i32.load offset=4 (local.get $columns))) (i64.const 11)))"), @"
    the order of the rows; which rows come together
    P023: a finding depends on the order of the rows
    case `Ai học đủ giờ thì được đủ điểm`, a row with `gio-hoc` 12.5
    among all rows it is: pass, 7 to 7 units of points, no reason
    otherwise it is: pass, 4 to 4 units of points, no reason
    ");
}

#[test]
fn a_plugin_that_reads_what_is_missing_is_found_out() {
    let reads = changed(
        "(if (local.get $bits) (then",
        "(if (i32.and (i32.ne (local.get $bits) (i32.const 0)) (i64.eqz (i64.load (i32.add (local.get $in) (i32.shl (local.get $row) (i32.const 3)))))) (then",
    );
    let proof = proof(&reads, good::CASES);
    let law = proof.laws.iter().find(|law| law.broken.is_some()).unwrap();
    assert_eq!(law.law, Law::MissingValues);
    assert_eq!(law.broken.as_ref().unwrap().code, "P023");
    assert_eq!(proof.problems().count(), 1);
}

#[test]
fn a_plugin_that_breaks_in_its_case_is_told_by_its_fault() {
    let proof = proof(&first_in_evaluate("unreachable"), good::CASES);
    let [problem] = &proof.cases[0].problems[..] else { panic!("{:?}", proof.cases) };
    assert_eq!(problem.code, "P011");
    assert_eq!(problem.notes, ["in case `Ai học đủ giờ thì được đủ điểm`"]);
    assert!(proof.laws.iter().all(|law| law.checked == 0));
}

#[test]
fn without_cases_nothing_is_proved_and_nothing_is_wrong() {
    let proof = proof(&good::good(), "");
    assert!(proof.holds() && proof.fuel_per_row.is_none());
}

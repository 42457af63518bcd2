//! Findings that the contract does not know are refused, row by row.

use insta::assert_snapshot;

use crate::arena::Arena;

#[test]
fn outcomes_and_reasons_that_do_not_exist_are_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("reply/outcome_of_an_error"), @"P012: plugin `gio-hoc` 1.2.3: row 1 has the outcome 4");
    assert_snapshot!(arena.told("reply/outcome_of_not_checked"), @"P012: plugin `gio-hoc` 1.2.3: row 1 has the outcome 5");
    assert_snapshot!(arena.told("reply/outcome_255"), @"P012: plugin `gio-hoc` 1.2.3: row 1 has the outcome 255");
    assert_snapshot!(arena.told("reply/reason_not_declared"), @"P012: plugin `gio-hoc` 1.2.3: row 1 has the reason 3 and the manifest declares 2");
    assert_snapshot!(arena.told("reply/reason_255"), @"P012: plugin `gio-hoc` 1.2.3: row 0 has the reason 255 and the manifest declares 2");
    assert_snapshot!(arena.told("reply/pointer_0"), @"P012: plugin `gio-hoc` 1.2.3: row 0 has the outcome 255");
}

#[test]
fn points_that_do_not_exist_are_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("reply/points_negative"), @"P012: plugin `gio-hoc` 1.2.3: row 2 has -1 units of points, the criterion gives 0 to 10");
    assert_snapshot!(arena.told("reply/points_above_the_most"), @"P012: plugin `gio-hoc` 1.2.3: row 2 has 11 units of points, the criterion gives 0 to 10");
    assert_snapshot!(arena.told("reply/points_of_64_bits"), @"P012: plugin `gio-hoc` 1.2.3: row 2 has 4294967297 units of points, the criterion gives 0 to 10");
    assert_snapshot!(arena.told("reply/points_least_of_all"), @"P012: plugin `gio-hoc` 1.2.3: row 2 has -9223372036854775808 units of points, the criterion gives 0 to 10");
    assert_snapshot!(arena.told("reply/points_most_of_all"), @"P012: plugin `gio-hoc` 1.2.3: row 2 has 9223372036854775807 units of points, the criterion gives 0 to 10");
    assert_snapshot!(arena.told("reply/points_low_above_high"), @"P012: plugin `gio-hoc` 1.2.3: row 1 has 1 as least points and 0 as most");
    assert_snapshot!(arena.told("reply/points_where_there_are_none"), @"P012: plugin `gio-hoc` 1.2.3: it gave points for a criterion that has none");
}

#[test]
fn numbers_that_are_none_never_cross_the_border() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("reply/numbers_that_are_none"), @"judged: pass 0 to 0, pass 0 to 0, pass 0 to 0");
    assert_snapshot!(arena.told("reply/low_and_high_in_one_place"), @"judged: fail 1 to 1, pass 1 to 1, pass 1 to 1");
}

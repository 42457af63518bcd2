//! Replies whose lists are too short, too long or nowhere are refused.

use insta::assert_snapshot;

use crate::arena::Arena;

#[test]
fn every_number_of_findings_but_the_right_one_is_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("reply/outcomes_none"), @"P012: plugin `gio-hoc` 1.2.3: it was sent 3 rows and gave 0 outcomes");
    assert_snapshot!(arena.told("reply/outcomes_one_less"), @"P012: plugin `gio-hoc` 1.2.3: it was sent 3 rows and gave 2 outcomes");
    assert_snapshot!(arena.told("reply/outcomes_one_more"), @"P012: plugin `gio-hoc` 1.2.3: it was sent 3 rows and gave 4 outcomes");
    assert_snapshot!(arena.told("reply/low_none"), @"P012: plugin `gio-hoc` 1.2.3: it was sent 3 rows and gave 0 values of least points");
    assert_snapshot!(arena.told("reply/low_one_more"), @"P012: plugin `gio-hoc` 1.2.3: it was sent 3 rows and gave 4 values of least points");
    assert_snapshot!(arena.told("reply/high_one_less"), @"P012: plugin `gio-hoc` 1.2.3: it was sent 3 rows and gave 2 values of most points");
    assert_snapshot!(arena.told("reply/high_empty"), @"P012: plugin `gio-hoc` 1.2.3: it was sent 3 rows and gave 0 values of most points");
    assert_snapshot!(arena.told("reply/reasons_one_more"), @"P012: plugin `gio-hoc` 1.2.3: it was sent 3 rows and gave 4 reasons");
}

#[test]
fn lists_that_lie_nowhere_are_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("reply/length_of_all_addresses"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: list pointer/length out of bounds of memory, while it judged");
    assert_snapshot!(arena.told("reply/length_that_overflows"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: list pointer/length out of bounds of memory, while it judged");
    assert_snapshot!(arena.told("reply/pointer_at_the_end"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: list pointer/length out of bounds of memory, while it judged");
    assert_snapshot!(arena.told("reply/pointer_past_the_end"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: list pointer/length out of bounds of memory, while it judged");
    assert_snapshot!(arena.told("reply/pointer_past_the_end_to_nothing"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: list pointer/length out of bounds of memory, while it judged");
    assert_snapshot!(arena.told("reply/misaligned_points"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: list pointer is not aligned, while it judged");
}

#[test]
fn replies_that_lie_nowhere_are_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("reply/misaligned_reply"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: return pointer not aligned, while it judged");
    assert_snapshot!(arena.told("reply/reply_past_the_end"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: pointer out of bounds of memory, while it judged");
    assert_snapshot!(arena.told("reply/reply_over_the_end"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: pointer out of bounds of memory, while it judged");
    assert_snapshot!(arena.told("reply/neither_findings_nor_fault"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: invalid expected discriminant, while it judged");
    assert_snapshot!(arena.told("reply/neither_some_nor_none"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: invalid option discriminant, while it judged");
    assert_snapshot!(arena.told("reply/configure_neither"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: invalid expected discriminant, while it took its settings");
}

#[test]
fn replies_that_are_too_much_are_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("reply/reply_of_60_mib"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: too much data is being copied between the host and the guest: fuel allocated for hostcalls has been exhausted, while it judged");
    assert_snapshot!(arena.told("reply/reply_many_times_over"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: too much data is being copied between the host and the guest: fuel allocated for hostcalls has been exhausted, while it judged");
}

//! Traps are told by their kind, and nothing of the instance is used again.

use insta::assert_snapshot;

use crate::arena::Arena;

#[test]
fn a_trap_is_told_by_its_kind() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("run/trap_copy_past_the_end"), @"P011: plugin `gio-hoc` 1.2.3: it left the bounds of its memory, while it judged");
    assert_snapshot!(arena.told("run/trap_fill_with_length_minus_one"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20030000 units of fuel, while it judged");
    assert_snapshot!(arena.told("run/trap_init_of_a_dropped_segment"), @"P011: plugin `gio-hoc` 1.2.3: it left the bounds of its memory, while it judged");
    assert_snapshot!(arena.told("run/trap_load_outside_memory"), @"P011: plugin `gio-hoc` 1.2.3: it left the bounds of its memory, while it judged");
    assert_snapshot!(arena.told("run/trap_offset_wraps"), @"P011: plugin `gio-hoc` 1.2.3: it left the bounds of its memory, while it judged");
    assert_snapshot!(arena.told("run/trap_store_at_the_last_byte"), @"P011: plugin `gio-hoc` 1.2.3: it left the bounds of its memory, while it judged");
    assert_snapshot!(arena.told("run/trap_unreachable"), @"P011: plugin `gio-hoc` 1.2.3: it gave up (`unreachable`), while it judged");
}

#[test]
fn a_trap_of_numbers_is_told_by_its_kind() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("run/trap_division_by_zero"), @"P011: plugin `gio-hoc` 1.2.3: it divided by zero, while it judged");
    assert_snapshot!(arena.told("run/trap_division_overflows"), @"P011: plugin `gio-hoc` 1.2.3: a number overflowed, while it judged");
    assert_snapshot!(arena.told("run/trap_number_from_infinity"), @"P011: plugin `gio-hoc` 1.2.3: a number overflowed, while it judged");
    assert_snapshot!(arena.told("run/trap_number_from_nan"), @"P011: plugin `gio-hoc` 1.2.3: it turned a number into an integer that does not hold it, while it judged");
    assert_snapshot!(arena.told("run/trap_remainder_by_zero"), @"P011: plugin `gio-hoc` 1.2.3: it divided by zero, while it judged");
}

#[test]
fn a_trap_of_calls_is_told_by_its_kind() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("run/trap_call_of_another_type"), @"P011: plugin `gio-hoc` 1.2.3: it called a function as another type, while it judged");
    assert_snapshot!(arena.told("run/trap_call_of_nothing"), @"P011: plugin `gio-hoc` 1.2.3: it called a function that is not there, while it judged");
    assert_snapshot!(arena.told("run/trap_call_past_the_table"), @"P011: plugin `gio-hoc` 1.2.3: it left the bounds of its table of functions, while it judged");
}

#[test]
fn a_trap_after_good_findings_is_a_fault() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("run/traps_at_the_second_call"), @"
    judged: pass 1 to 1, pass 1 to 1, pass 1 to 1
    again: P011: plugin `gio-hoc` 1.2.3: it gave up (`unreachable`), while it judged
    ");
    assert_snapshot!(arena.told("run/post_return_traps"), @"P011: plugin `gio-hoc` 1.2.3: it gave up (`unreachable`), while it took its settings");
}

#[test]
fn recursion_ends_with_the_stack() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("run/recursion"), @"P011: plugin `gio-hoc` 1.2.3: it used up its stack, while it judged");
    assert_snapshot!(arena.told("run/recursion_with_wide_frames"), @"P011: plugin `gio-hoc` 1.2.3: it used up its stack, while it judged");
    assert_snapshot!(arena.told("run/recursion_in_configure"), @"P011: plugin `gio-hoc` 1.2.3: it used up its stack, while it took its settings");
    assert_snapshot!(arena.told("run/recursion_in_realloc"), @"P011: plugin `gio-hoc` 1.2.3: it used up its stack, while it took its settings");
}

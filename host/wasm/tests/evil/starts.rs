//! What begins when an instance is made is stopped like any other code.

use insta::assert_snapshot;

use crate::arena::Arena;

#[test]
fn a_start_function_is_stopped() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/start_loops"), @"P003: plugin `gio-hoc` 1.2.3: it used up its 20000000 units of fuel, while it was started");
    assert_snapshot!(arena.told("load/start_traps"), @"P011: plugin `gio-hoc` 1.2.3: it gave up (`unreachable`), while it was started");
    assert_snapshot!(arena.told("load/start_grows_memory"), @"P010: plugin `gio-hoc` 1.2.3: it asks for 1966145536 bytes of memory and may have 67108864, while it was started");
    assert_snapshot!(arena.told("load/start_recurses"), @"P011: plugin `gio-hoc` 1.2.3: it used up its stack, while it was started");
}

#[test]
fn what_does_not_fit_at_the_start_is_a_fault() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/data_outside_memory"), @"P011: plugin `gio-hoc` 1.2.3: it left the bounds of its memory, while it was started");
    assert_snapshot!(arena.told("load/elements_outside_table"), @"P011: plugin `gio-hoc` 1.2.3: it left the bounds of its table of functions, while it was started");
}

//! Memory is bounded however it is taken, and whatever the plugin gives the host for its own.

use insta::assert_snapshot;

use crate::arena::Arena;

#[test]
fn memory_that_grows_is_bounded() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("run/memory_grows_in_steps"), @"P010: plugin `gio-hoc` 1.2.3: it asks for 67174400 bytes of memory and may have 67108864, while it judged");
    assert_snapshot!(arena.told("run/memory_grows_at_once"), @"P010: plugin `gio-hoc` 1.2.3: it asks for 4294967296 bytes of memory and may have 67108864, while it judged");
    assert_snapshot!(arena.told("run/memory_grows_in_realloc"), @"P010: plugin `gio-hoc` 1.2.3: it asks for 67174400 bytes of memory and may have 67108864, while it took its settings");
    assert_snapshot!(arena.told("run/memory_grows_in_post_return"), @"P010: plugin `gio-hoc` 1.2.3: it asks for 67174400 bytes of memory and may have 67108864, while it took its settings");
}

#[test]
fn tables_that_grow_are_bounded() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("run/table_grows"), @"P010: plugin `gio-hoc` 1.2.3: it asks for 20001 elements of tables and may have 20000, while it judged");
    assert_snapshot!(arena.told("run/tables_grow_in_turn"), @"P010: plugin `gio-hoc` 1.2.3: it asks for 30002 elements of tables and may have 20000, while it judged");
}

#[test]
fn memory_that_is_not_its_own_is_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("run/realloc_misaligned"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: realloc return: result not aligned, while it took its settings");
    assert_snapshot!(arena.told("run/realloc_outside_memory"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: realloc return: beyond end of memory, while it took its settings");
    assert_snapshot!(arena.told("run/realloc_at_the_last_byte"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: realloc return: beyond end of memory, while it took its settings");
    assert_snapshot!(arena.told("run/realloc_at_minus_one"), @"P012: plugin `gio-hoc` 1.2.3: what it gave back is no value of the contract: realloc return: beyond end of memory, while it took its settings");
    assert_snapshot!(arena.told("run/realloc_traps"), @"P011: plugin `gio-hoc` 1.2.3: it gave up (`unreachable`), while it took its settings");
}

#[test]
fn memory_that_is_its_own_is_its_own_affair() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("run/realloc_gives_0"), @"judged: pass 1 to 1, pass 1 to 1, pass 1 to 1");
    assert_snapshot!(arena.told("run/realloc_gives_the_same_twice"), @"judged: pass 1 to 1, pass 1 to 1, pass 1 to 1");
    assert_snapshot!(arena.told("run/realloc_gives_its_own_code"), @"judged: pass 1 to 1, pass 1 to 1, pass 1 to 1");
}

//! Features that plugins must do without are refused, each by its name.

use insta::assert_snapshot;

use crate::arena::Arena;

#[test]
fn memories_and_tables_of_other_kinds_are_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/memory_64"), @"
    P008: component uses the feature `memory64`, which plugins must do without
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/memory_shared"), @"
    P008: component uses shared memory, which plugins must do without
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/memories_several"), @"
    P008: component uses several memories, which plugins must do without
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/memory_with_small_pages"), @"
    P008: component uses the feature `custom-page-sizes`, which plugins must do without
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/memories_by_instances"), @"
    P008: component uses several memories, which plugins must do without
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/table_64"), @"
    P008: component uses the feature `memory64`, which plugins must do without
    note: at byte 1217: memory64 must be enabled for 64-bit tables
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
}

#[test]
fn memories_and_tables_that_are_too_large_are_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/memory_of_4_gib"), @"
    P010: component has 65536 pages of memory at the start, more than 16384
    help: build it with one small memory and one table, as `tieuchi plugin build` does
    ");
    assert_snapshot!(arena.told("load/memory_of_65_mib"), @"
    P010: plugin `gio-hoc` 1.2.3 begins with 68157440 bytes of memory and may have 67108864
    help: grant more in tieuchi.toml, or ask its developer for a build that needs less
    ");
    assert_snapshot!(arena.told("load/instances_many"), @"
    P010: component has 5 instances of core modules, more than 4
    help: build it with one small memory and one table, as `tieuchi plugin build` does
    ");
    assert_snapshot!(arena.told("load/table_of_2_31"), @"
    P010: component has 2147483648 elements in tables, more than 20000
    help: build it with one small memory and one table, as `tieuchi plugin build` does
    ");
    assert_snapshot!(arena.told("load/tables_many"), @"
    P010: component has 9 tables, more than 8
    help: build it with one small memory and one table, as `tieuchi plugin build` does
    ");
    assert_snapshot!(arena.told("load/tables_that_add_up"), @"
    P010: component has 25000 elements in tables, more than 20000
    help: build it with one small memory and one table, as `tieuchi plugin build` does
    ");
}

#[test]
fn instructions_of_proposals_are_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/gc"), @"
    P008: component uses the feature `gc`, which plugins must do without
    note: at byte 1161: struct indexed types not supported without the gc feature
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/exceptions"), @"
    P008: component uses the feature `exceptions`, which plugins must do without
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/relaxed_simd"), @"
    P008: component uses the feature `relaxed-simd`, which plugins must do without
    note: at byte 1543: relaxed SIMD support is not enabled
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/tail_calls"), @"
    P008: component uses the feature `tail-call`, which plugins must do without
    note: at byte 1533: tail calls support is not enabled
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/function_references"), @"
    P008: component uses the feature `function-references`, which plugins must do without
    note: at byte 1208: function references required for index reference types
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/atomics"), @"
    P008: component uses the feature `threads`, which plugins must do without
    note: at byte 1537: threads support is not enabled
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/wide_arithmetic"), @"
    P008: component uses the feature `wide-arithmetic`, which plugins must do without
    note: at byte 1543: wide arithmetic support is not enabled
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
}

#[test]
fn proposals_of_components_are_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/resources"), @"
    P008: component uses resources, tasks or threads of components, which plugins must do without
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/async_lift"), @"
    P008: component uses the feature `cm-async`, which plugins must do without
    note: at byte 1841: canonical option `async` requires the component model async feature
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/threads_of_components"), @"
    P008: component uses resources, tasks or threads of components, which plugins must do without
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/nested_component_that_runs"), @"
    P008: component uses nested components, which plugins must do without
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
}

#[test]
fn text_of_another_encoding_is_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/wide_strings"), @"
    P008: component uses text in another encoding than UTF-8, which plugins must do without
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
}

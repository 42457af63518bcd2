//! Imports that are not offered and exports that are not the checker are refused by name.

use insta::assert_snapshot;

use crate::arena::Arena;

#[test]
fn whatever_reaches_out_is_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/imports_wasi_clock"), @"
    P006: plugin imports `wasi:clocks/wall-clock@0.2.0`, which is not offered
    help: compile for `wasm32-unknown-unknown` and use no clock, files, network or randomness
    ");
    assert_snapshot!(arena.told("load/imports_wasi_files"), @"
    P006: plugin imports `wasi:filesystem/preopens@0.2.0`, `wasi:cli/environment@0.2.0`, which is not offered
    help: compile for `wasm32-unknown-unknown` and use no clock, files, network or randomness
    ");
    assert_snapshot!(arena.told("load/imports_unknown_function"), @"
    P006: plugin imports `read-file`, which is not offered
    help: import nothing but `tieuchi:criterion/log@1.0.0`
    ");
    assert_snapshot!(arena.told("load/imports_a_module"), @"
    P006: plugin imports `helper`, which is not offered
    help: import nothing but `tieuchi:criterion/log@1.0.0`
    ");
    assert_snapshot!(arena.told("load/imports_a_component"), @"
    P006: plugin imports `helper`, which is not offered
    help: import nothing but `tieuchi:criterion/log@1.0.0`
    ");
}

#[test]
fn a_log_that_is_not_the_contracts_is_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/imports_more_of_the_log"), @"
    P006: plugin imports `read` of `tieuchi:criterion/log@1.0.0`, which has no such function
    help: build the plugin with the kit of contract 1: `tieuchi plugin new` shows how
    ");
    assert_snapshot!(arena.told("load/imports_log_of_another_type"), @"
    P006: plugin imports `write` of `tieuchi:criterion/log@1.0.0` as another type
    note: the plugin has: func(level: u8, message: list<u8>)
    note: the contract has: func(level: enum { debug, info, warn }, message: string)
    help: build the plugin with the kit of contract 1: `tieuchi plugin new` shows how
    ");
    assert_snapshot!(arena.told("load/imports_newer_log"), @"
    P006: plugin imports `tieuchi:criterion/log@1.1.0`, which is not offered
    help: import nothing but `tieuchi:criterion/log@1.0.0`
    ");
    assert_snapshot!(arena.told("load/imports_log_of_another_package"), @"
    P006: plugin imports `tieuchi-criterion:log/log@1.0.0`, which is not offered
    help: import nothing but `tieuchi:criterion/log@1.0.0`
    ");
    assert_snapshot!(arena.told("load/imports_an_interface_in_the_log"), @"
    P008: component uses modules or components as imports, which plugins must do without
    help: compile for `wasm32-unknown-unknown` with no features beyond those of that target and `simd128`
    ");
    assert_snapshot!(arena.told("load/imports_a_function_among_the_types"), @"
    P006: plugin imports `read` of `tieuchi:criterion/types@1.0.0`, which has no such function
    help: build the plugin with the kit of contract 1: `tieuchi plugin new` shows how
    ");
}

#[test]
fn a_checker_of_another_contract_is_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/exports_a_newer_checker"), @"
    P005: plugin exports `tieuchi:criterion/checker@1.1.0`, this host speaks `tieuchi:criterion/checker@1.0.0`
    help: take a version of the plugin for this contract, or a newer tieuchi
    ");
    assert_snapshot!(arena.told("load/exports_the_checker_of_another_major"), @"
    P005: plugin exports `tieuchi:criterion/checker@2.0.0`, this host speaks `tieuchi:criterion/checker@1.0.0`
    help: take a version of the plugin for this contract, or a newer tieuchi
    ");
}

#[test]
fn a_checker_with_more_or_less_is_refused() {
    let arena = Arena::new();
    assert_snapshot!(arena.told("load/exports_nothing"), @"
    P007: plugin does not export `tieuchi:criterion/checker@1.0.0`
    help: build the plugin with the kit of contract 1: `tieuchi plugin new` shows how
    ");
    assert_snapshot!(arena.told("load/exports_more"), @"
    P007: plugin exports `wasi:cli/run@0.2.0`, which the contract does not have
    note: contract 1 exports only `tieuchi:criterion/checker@1.0.0`
    help: build the plugin with the kit of contract 1: `tieuchi plugin new` shows how
    ");
    assert_snapshot!(arena.told("load/exports_a_function_more"), @"
    P007: `tieuchi:criterion/checker@1.0.0` of the plugin has a function `cleanup`, which the contract does not have
    help: build the plugin with the kit of contract 1: `tieuchi plugin new` shows how
    ");
    assert_snapshot!(arena.told("load/exports_no_evaluate"), @"
    P007: `tieuchi:criterion/checker@1.0.0` of the plugin has no function `evaluate`
    help: build the plugin with the kit of contract 1: `tieuchi plugin new` shows how
    ");
    assert_snapshot!(arena.told("load/exports_evaluate_of_another_type"), @"
    P007: `evaluate` of the plugin has another type than in contract 1
    note: the plugin has: …es(list<u32>) }, present: option<list<u8>> }> }>) -> result<string, record { message: string }>
    note: the contract has: …es(list<u32>) }, present: option<list<u8>> }> }>) -> result<record { outcomes: list<u8>, low: list<s64>, high: option<list<s64>>, reasons: option<list<u8>> }, record { message: string }>
    help: build the plugin with the kit of contract 1: `tieuchi plugin new` shows how
    ");
    assert_snapshot!(arena.told("load/exports_the_checker_as_a_function"), @"
    P007: plugin does not export `tieuchi:criterion/checker@1.0.0`
    help: build the plugin with the kit of contract 1: `tieuchi plugin new` shows how
    ");
}

//! Features of WebAssembly that a plugin must do without are refused by name.

use insta::assert_snapshot;
use tieuchi_wasm::read_component;

use crate::{
    component::{refusal, refusal_of},
    good,
};

/// The refusal of the good component with something more in its core module.
fn with(more: &str) -> String {
    refusal_of("", &format!("{} {more}", good::CORE), good::CHECKER)
}

#[test]
fn forbidden_features_are_named() {
    for (more, feature) in [
        ("(memory i64 1)", "memory64"),
        ("(memory 1)", "several memories"),
        ("(memory 1 2 shared)", "shared memory"),
        ("(table i64 1 funcref)", "memory64"),
        ("(tag)", "exceptions"),
        ("(type (struct))", "gc"),
        ("(type (array i32))", "gc"),
        ("(func (param externref))", "gc-types"),
        ("(type $f (func)) (func (param (ref $f)))", "function-references"),
        ("(func $f (return_call $f))", "tail-call"),
        ("(func (drop (i32x4.relaxed_trunc_f32x4_s (v128.const i32x4 0 0 0 0))))", "relaxed-simd"),
        ("(func (drop (i32.atomic.load (i32.const 0))))", "threads"),
        (
            "(func (drop (i64.add128 (i64.const 0) (i64.const 0) (i64.const 0) (i64.const 0))) drop)",
            "wide-arithmetic",
        ),
        ("(global i32 (i32.add (i32.const 1) (i32.const 1)))", "extended-const"),
        ("(func (try_table))", "exceptions"),
    ] {
        let refusal = with(more);
        assert!(refusal.starts_with("P008: component uses "), "{more}: {refusal}");
        let line = refusal.lines().next().unwrap();
        assert!(line.contains(feature), "{more}: {refusal}");
    }
}

#[test]
fn what_rust_compiles_to_is_allowed() {
    let core = format!(
        r#"{}
        (type $two (func (result i32 i64)))
        (global (export "g") (mut i32) (i32.const 0))
        (table 4 funcref)
        (elem declare func $all)
        (data $data "x")
        (func $all (type $two)
          (memory.copy (i32.const 0) (i32.const 8) (i32.const 8))
          (memory.fill (i32.const 0) (i32.const 0) (i32.const 8))
          (memory.init $data (i32.const 0) (i32.const 0) (i32.const 1))
          (drop (i32.trunc_sat_f64_s (f64.const 0)))
          (drop (i32x4.add (v128.const i32x4 1 2 3 4) (v128.const i32x4 1 2 3 4)))
          (i32.extend8_s (i32.const 255)) (i64.const 0))"#,
        good::CORE
    );
    let bytes = good::with_core(&core, good::MANIFEST);
    assert_eq!(read_component(&bytes).unwrap().functions, 6);
}

#[test]
fn nested_components_may_name_types_and_no_more() {
    let naming =
        r#"(component $names (type $a u32) (import "t" (type $t (eq $a))) (export "u" (type $t)))"#;
    let bytes = good::assemble(&good::text(naming, good::CORE, good::CHECKER));
    let bytes = good::with_section(&bytes, "tieuchi:manifest", good::MANIFEST.as_bytes());
    assert!(read_component(&bytes).is_ok());
    for nested in [
        "(component (core module))",
        "(component (component))",
        "(component (type (component)) (component))",
        r#"(component (import "i" (component $c)) (instance (instantiate $c)))"#,
    ] {
        let refusal = refusal_of(nested, good::CORE, good::CHECKER);
        assert_eq!(
            refusal, "P008: component uses nested components, which plugins must do without",
            "{nested}"
        );
    }
}

#[test]
fn built_ins_of_components_beyond_lift_and_lower_are_refused() {
    let resource = "(type $r (resource (rep i32))) (core func (canon resource.new $r))";
    assert_snapshot!(
        refusal_of(resource, good::CORE, good::CHECKER),
        @"P008: component uses resources, tasks or threads of components, which plugins must do without"
    );
    let task = "(core func (canon backpressure.inc))";
    let refusal = refusal_of(task, good::CORE, good::CHECKER);
    assert!(refusal.starts_with("P008: "), "{refusal}");
}

#[test]
fn an_asynchronous_checker_is_refused() {
    let checker =
        good::CHECKER.replace("(type $evaluate-type (func ", "(type $evaluate-type (func async ");
    let refusal = refusal_of("", good::CORE, &checker);
    assert!(refusal.starts_with("P008: "), "{refusal}");
}

#[test]
fn a_module_that_stands_twice_has_two_memories() {
    let checker = format!("{} (core instance (instantiate $module))", good::CHECKER);
    assert_snapshot!(
        refusal_of("", good::CORE, &checker),
        @"P008: component uses several memories, which plugins must do without"
    );
}

#[test]
fn a_section_of_an_unknown_kind_is_no_component() {
    let mut bytes = good::good();
    bytes.extend_from_slice(&[0x3f, 0]);
    let refusal = refusal(&bytes);
    assert!(refusal.starts_with("P00"), "{refusal}");
}

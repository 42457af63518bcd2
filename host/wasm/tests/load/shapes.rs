//! Components that would hurt the compiler or the machine are refused before either sees them.

use insta::assert_snapshot;

use crate::{
    component::{refusal, refusal_of},
    good,
};

/// The refusal of the good component with something more in its core module.
fn with(more: &str) -> String {
    refusal_of("", &format!("{} {more}", good::CORE), good::CHECKER)
}

/// The first line of a refusal.
fn line(refusal: &str) -> &str {
    refusal.lines().next().unwrap()
}

#[test]
fn bytes_are_bounded() {
    let filler = vec![0; 5 << 20];
    let bytes = good::with_section(&good::good(), "filler", &filler);
    assert!(refusal(&bytes).starts_with("P002: component has 52"));
    let bytes = good::with_section(&good::good(), "filler", &filler[..2 << 20]);
    assert_snapshot!(
        refusal(&bytes),
        @"P002: component has 2097158 bytes in custom sections, more than 1048576"
    );
}

#[test]
fn many_parts_are_refused() {
    let many = |part: &str, count: usize| with(&part.repeat(count));
    assert_snapshot!(many("(func)", 50_000), @"P002: component has 50005 functions, more than 10000");
    assert_snapshot!(many("(global i32 (i32.const 0))", 3_000), @"P002: component has 3002 globals, more than 2000");
    assert_snapshot!(many("(data (i32.const 0) \"\")", 3_000), @"P002: component has 3000 data segments, more than 2000");
    assert_snapshot!(many("(table 0 funcref)", 9), @"P010: component has 9 tables, more than 8");
    assert_snapshot!(many("(elem declare func)", 2_000), @"P002: component has 2000 element segments, more than 1000");
    let types = (0..3_000)
        .map(|at| format!("(type (func (param {})))", "i32 ".repeat(at % 50)))
        .collect::<Vec<_>>()
        .concat();
    assert_snapshot!(with(&types), @"P002: component has 3004 types, more than 2000");
    let exports =
        (0..3_000).map(|at| format!("(export \"e{at}\" (memory 0))")).collect::<Vec<_>>().concat();
    assert_snapshot!(with(&exports), @"P002: component has 3005 exports, more than 2000");
}

#[test]
fn many_parts_of_the_component_are_refused() {
    let front =
        |part: &str, count: usize| refusal_of(&part.repeat(count), good::CORE, good::CHECKER);
    assert_snapshot!(front("(core module)", 9), @"P002: component has 5 core modules, more than 4");
    assert_snapshot!(front("(component)", 9), @"P002: component has 5 nested components, more than 4");
    assert_snapshot!(front("(instance)", 100), @"P002: component has 100 instances, more than 64");
    assert_snapshot!(front("(core instance)", 100), @"P002: component has 65 bundles of core items, more than 64");
    assert_snapshot!(front("(type (tuple u8 u8))", 2_000), @"P002: component has 2001 component types, more than 1000");
    assert_snapshot!(front("(core module $m) (core instance (instantiate $m)) (core instance (instantiate $m)) (core instance (instantiate $m)) (core instance (instantiate $m))(core instance (instantiate $m))", 1), @"P010: component has 5 instances of core modules, more than 4");
}

#[test]
fn large_functions_are_refused() {
    let body = |body: &str| line(&with(&format!("(func {body})"))).to_owned();
    assert_snapshot!(body(&"(drop (i64.const 0))".repeat(400_000 / 3)), @"P002: function of the component has 400001 bytes, more than 131072");
    assert_snapshot!(body(&"(local i32 i64)".repeat(1_500)), @"P002: function of the component has 3000 locals, more than 2000");
    assert_snapshot!(body(&format!("{}{}", "block ".repeat(1_500), "end ".repeat(1_500))), @"P002: function of the component has 251 blocks inside each other, more than 250");
    assert_snapshot!(body(&"block end ".repeat(15_000)), @"P002: function of the component has 10001 blocks, more than 10000");
    assert_snapshot!(body(&format!("(br_table {} (i32.const 0))", "0 ".repeat(9_000))), @"P002: function of the component has 8999 targets of a jump, more than 4096");
    let tables = format!("(block (br_table {} (i32.const 0)))", "0 ".repeat(3_000));
    assert_snapshot!(body(&tables.repeat(9)), @"P002: function of the component has 20993 targets of jumps, more than 20000");
}

#[test]
fn hungry_components_are_refused() {
    let hungry =
        good::CORE.replace("(memory (export \"memory\") 1)", "(memory (export \"memory\") 65536)");
    assert_snapshot!(refusal_of("", &hungry, good::CHECKER), @"P010: component has 65536 pages of memory at the start, more than 16384");
    assert_snapshot!(with("(table 2147483647 funcref)"), @"P010: component has 2147483647 elements in tables, more than 20000");
}

#[test]
fn a_count_that_lies_is_refused_without_being_believed() {
    // A type section that claims 2^32 - 1 types.
    let mut core = b"\0asm\x01\0\0\0\x01\x05\xff\xff\xff\xff\x0f".to_vec();
    let mut bytes = b"\0asm\x0d\0\x01\0\x01".to_vec();
    bytes.push(u8::try_from(core.len()).unwrap());
    bytes.append(&mut core);
    assert_snapshot!(refusal(&bytes), @"P002: component has 4294967295 types, more than 2000");
}

#[test]
fn types_inside_types_are_refused_by_their_bytes_and_by_their_depth() {
    let deep = |depth: usize| {
        // (type (component (type (component …
        let mut inside = [0x41, 0x01, 0x01].repeat(depth);
        inside.extend_from_slice(&[0x41, 0x00]);
        let mut section = vec![0x01];
        section.extend_from_slice(&inside);
        let mut bytes = b"\0asm\x0d\0\x01\0\x07".to_vec();
        let mut size = section.len();
        while size >= 0x80 {
            bytes.push(u8::try_from(size & 0x7f).unwrap() | 0x80);
            size >>= 7;
        }
        bytes.push(u8::try_from(size).unwrap());
        bytes.extend_from_slice(&section);
        bytes
    };
    assert!(line(&refusal(&deep(200))).starts_with("P00"));
    assert!(line(&refusal(&deep(20_000))).starts_with("P00"));
    assert!(line(&refusal(&deep(1_000_000))).starts_with("P00"));
}

#[test]
fn a_type_that_unfolds_to_more_than_memory_is_not_spelt_out() {
    let mut types = String::from("(type $t0 (tuple u8 u8))");
    for at in 1..18 {
        types.push_str(&format!("(type $t{at} (tuple $t{} $t{}))", at - 1, at - 1));
    }
    let checker = good::CHECKER.replace("(param \"rows\" u32)", "(param \"rows\" $t17)");
    let refusal = refusal_of(&types, good::CORE, &checker);
    assert!(refusal.len() < 5_000, "{refusal}");
}

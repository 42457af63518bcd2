//! Components made to hurt the compiler: those beyond the bounds are refused before it sees them,
//! and what the bounds let through is compiled or given up within a child's own.

use std::{env, fs::OpenOptions, io, time::Duration};

use insta::assert_snapshot;
use tieuchi_wasm::{Compiler, Limits, compile_child};

use crate::{
    arena::{Arena, checker, judge},
    good,
};

/// The good component with something more in its core module.
fn with(more: &str) -> Vec<u8> {
    good::with_core(&format!("{} {more}", good::CORE), good::MANIFEST)
}

/// A function of so many of a part.
fn function(part: &str, times: usize) -> String {
    format!("(func {})", part.repeat(times))
}

/// Blocks inside one another.
fn nested(depth: usize) -> String {
    format!("(func {}{})", "block ".repeat(depth), "end ".repeat(depth))
}

/// A chain of blocks with locals that all of them set: what made a compiler take seconds for a few
/// kilobytes.
fn chain(blocks: usize) -> String {
    let block =
        "(block (br_if 0 (local.get 0)) (local.set 0 (i32.add (local.get 0) (local.get 1))))";
    format!("(func (param i32 i32) {})", block.repeat(blocks))
}

/// Loops inside one another that all use the same locals.
fn loops(depth: usize) -> String {
    let (begin, end) = ("loop (br_if 0 (local.get 0)) ", "(local.set 1 (local.get 0)) end ");
    format!("(func (param i32 i32) {} {})", begin.repeat(depth), end.repeat(depth))
}

/// A jump table of so many targets.
fn jumps(targets: usize) -> String {
    format!("(func (br_table {} (i32.const 0)))", "0 ".repeat(targets))
}

#[test]
fn bombs_beyond_the_bounds_are_not_compiled() {
    let arena = Arena::new();
    let told = |more: &str| arena.told_of(&with(more)).lines().next().unwrap().to_owned();
    assert_snapshot!(told(&"(func)".repeat(50_000)), @"P002: component has 50005 functions, more than 10000");
    assert_snapshot!(told(&function("(drop (i32.const 0))", 350_000)), @"P002: function of the component has 1050002 bytes, more than 131072");
    assert_snapshot!(told(&chain(15_000)), @"P002: function of the component has 210002 bytes, more than 131072");
    assert_snapshot!(told(&nested(50_000)), @"P002: function of the component has 150002 bytes, more than 131072");
    assert_snapshot!(told(&nested(251)), @"P002: function of the component has 251 blocks inside each other, more than 250");
    assert_snapshot!(told(&loops(950)), @"P002: function of the component has 251 blocks inside each other, more than 250");
    assert_snapshot!(told(&jumps(100_000)), @"P002: function of the component has 99999 targets of a jump, more than 4096");
    assert_snapshot!(told(&function("(local i32 i64)", 25_000)), @"P002: function of the component has 50000 locals, more than 2000");
    assert_snapshot!(told(&"(data (i32.const 0) \"x\")".repeat(5_000)), @"P002: component has 5000 data segments, more than 2000");
    assert_snapshot!(told(&"(elem func)".repeat(5_000)), @"P002: component has 5000 element segments, more than 1000");
    assert_snapshot!(told(&"(global i32 (i32.const 0))".repeat(5_000)), @"P002: component has 5002 globals, more than 2000");
    assert_snapshot!(told(&"(type (func (param i64)))".repeat(5_000)), @"P002: component has 5005 types, more than 2000");
}

/// A compiler that is this program, running [`as_a_child`]; what a test prints goes elsewhere.
fn child() -> Compiler {
    let line = "exec \"$0\" --exact bombs::as_a_child --ignored 3>&1 >/dev/null";
    let program = env::current_exe().unwrap().into_os_string();
    Compiler::Child { program: "/bin/sh".into(), args: vec!["-c".into(), line.into(), program] }
}

#[test]
#[ignore = "it is the child process of the other tests"]
fn as_a_child() {
    // Where nobody listens, there is nothing to do.
    if let Ok(stdout) = OpenOptions::new().write(true).open("/dev/fd/3") {
        drop(compile_child(io::stdin().lock(), stdout));
    }
}

#[test]
fn bombs_within_the_bounds_are_compiled_or_given_up() {
    let arena = Arena::with(child());
    let limits = Limits::default().with_compile_time(Duration::from_secs(3));
    for more in [
        chain(5_000),
        nested(250),
        loops(250).repeat(8),
        jumps(4_000).repeat(4),
        function("(local i32 i64)", 990),
        "(func)".repeat(9_000),
        function("(drop (i64.div_s (i64.const 1) (i64.const 3)))", 15_000),
    ] {
        match arena.host.load(&with(&more), &[], limits.clone()) {
            Ok(plugin) => assert!(judge(&*checker(&plugin)).is_ok()),
            Err(refused) => assert!(["P002", "P009"].contains(&refused.code), "{refused:?}"),
        }
        arena.all_is_well();
    }
}

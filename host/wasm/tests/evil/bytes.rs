//! Files that are no component, or far too much of one, are refused at their first bytes.

use insta::assert_snapshot;
use tieuchi_wasm::Limits;

use crate::{
    arena::{Arena, checker, judge},
    good,
};

#[test]
fn what_is_no_component_is_refused_by_what_it_is() {
    let arena = Arena::new();
    assert_snapshot!(arena.told_of(b""), @"
    P001: file is empty
    help: give the file that `tieuchi plugin build` wrote
    ");
    assert_snapshot!(arena.told_of(b"\0asm"), @"
    P001: file is truncated
    help: give the file that `tieuchi plugin build` wrote
    ");
    assert_snapshot!(arena.told_of(b"MZ\x90\0"), @"
    P001: file is not WebAssembly
    help: give the file that `tieuchi plugin build` wrote
    ");
    assert_snapshot!(arena.told_of(good::text("", good::CORE, good::CHECKER).as_bytes()), @"
    P001: file is component text, not a component
    help: give the file that `tieuchi plugin build` wrote
    ");
    assert_snapshot!(arena.told_of(b"\0asm\x0e\0\x01\0"), @"
    P001: file is of a version of WebAssembly that is not known
    help: give the file that `tieuchi plugin build` wrote
    ");
    assert_snapshot!(arena.told_of(b"\0asm\x0d\0\x01\0\xff"), @"
    P001: component is truncated or malformed
    note: at byte 8: malformed section id
    help: give the file that `tieuchi plugin build` wrote
    ");
}

#[test]
fn code_that_is_compiled_already_is_never_run() {
    let arena = Arena::new();
    let code = wasmtime::Engine::default().precompile_module(b"\0asm\x01\0\0\0").unwrap();
    assert_snapshot!(arena.told_of(&code), @"
    P001: file is a precompiled artifact, not a component
    help: give the file that `tieuchi plugin build` wrote
    ");
}

#[test]
fn a_component_that_is_cut_anywhere_is_refused() {
    let arena = Arena::new();
    let whole = good::good();
    for len in 0..whole.len() {
        match arena.host.load(&whole[..len], &[], Limits::default()) {
            // What is cut off then are names of its parts, which nobody needs.
            Ok(plugin) => {
                assert_eq!(whole[len], 0, "a custom section at {len}");
                assert!(judge(&*checker(&plugin)).is_ok());
            }
            Err(refused) => {
                let code = refused.code;
                assert!(["P001", "P004", "P007"].contains(&code), "{code} at {len}");
            }
        }
    }
    arena.all_is_well();
}

#[test]
fn files_that_are_too_large_are_refused_unread() {
    let arena = Arena::new();
    let good = good::good();
    let filled = |bytes: usize| good::with_section(&good, "filler", &vec![0; bytes]);
    assert_snapshot!(arena.told_of(&filled(100 << 20)), @"
    P002: the component has 104859909 bytes, more than 4194304
    help: build it for release and strip it
    ");
    assert_snapshot!(arena.told_of(&filled(3 << 20)), @"
    P002: component has 3145734 bytes in custom sections, more than 1048576
    help: build it in release mode, stripped, with fewer dependencies and smaller functions
    ");
    let manifest = format!("{}\n# {}", good::MANIFEST, "x".repeat(3 << 20));
    assert_snapshot!(arena.told_of(&good::with_manifest(&manifest)), @"
    P002: component has 3146322 bytes in custom sections, more than 1048576
    help: build it in release mode, stripped, with fewer dependencies and smaller functions
    ");
    let manifest = format!("{}\n{}", good::MANIFEST, "[reason.a]\n".repeat(50_000));
    assert_snapshot!(arena.told_of(&good::with_manifest(&manifest)), @"
    P004: manifest of the plugin is malformed
    note: plugin.toml:1:1: text has 550576 bytes, more than 262144
    help: mend `plugin.toml` and build the plugin again
    ");
}

#[test]
fn another_digest_is_another_plugin() {
    let arena = Arena::new();
    let load = |bytes: &[u8]| arena.host.load(bytes, &[], Limits::default()).unwrap();
    let same = good::with_section(&good::good(), "x", b"");
    assert_ne!(load(&good::good()).digest(), load(&same).digest());
    assert_eq!(load(&same).digest(), load(&same).digest());
}

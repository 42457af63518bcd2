//! What a plugin may use is settled before it is compiled.

use insta::assert_snapshot;
use tieuchi_core::Diagnostic;
use tieuchi_wasm::{Limits, Plugin};

use crate::fixture::{host, load};
use crate::good;

/// The good component with wishes.
fn wishing(limits: &str) -> Vec<u8> {
    good::with_manifest(&format!("{}\n[limits]\n{limits}\n", good::MANIFEST))
}

/// A refusal in one text.
fn told(refused: Result<std::sync::Arc<Plugin>, Diagnostic>) -> String {
    let refused = refused.unwrap_err();
    format!("{}: {}", refused.code, refused.message)
}

#[test]
fn a_wish_within_what_is_granted_narrows_the_limits() {
    let plugin = load(&wishing("memory-mib = 1\nfuel-per-row = 50\ntime-ms = 20"));
    assert_eq!(plugin.limits().memory_bytes, 1 << 20);
    assert_eq!(plugin.limits().fuel_per_row, 50);
    assert_eq!(plugin.limits().time.as_millis(), 20);
    assert_eq!(plugin.limits().fuel_base, Limits::default().fuel_base);
    assert_eq!(plugin.manifest().name, "gio-hoc");
    assert!(plugin.digest().starts_with("sha256:"));
}

#[test]
fn a_wish_above_what_is_granted_is_refused_and_granted_then_kept() {
    let refused = |wish: &str| told(host().load(&wishing(wish), &[], Limits::default()));
    assert_snapshot!(refused("memory-mib = 65"), @"P021: plugin `gio-hoc` 1.2.3 wishes for `memory-mib = 65` and may have 64");
    assert_snapshot!(refused("fuel-per-row = 10001"), @"P021: plugin `gio-hoc` 1.2.3 wishes for `fuel-per-row = 10001` and may have 10000");
    assert_snapshot!(refused("time-ms = 10001"), @"P021: plugin `gio-hoc` 1.2.3 wishes for `time-ms = 10001` and may have 10000");
    let limits = Limits::default().with_memory_bytes(65 << 20);
    let plugin = host().load(&wishing("memory-mib = 65"), &[], limits).unwrap();
    assert_eq!(plugin.limits().memory_bytes, 65 << 20);
}

#[test]
fn a_component_larger_than_allowed_is_not_even_read() {
    let limits = Limits::default().with_component_bytes(10);
    assert!(
        told(host().load(&[0; 11], &[], limits)).starts_with("P002: the component has 11 bytes")
    );
}

#[test]
fn what_read_component_refuses_is_not_loaded() {
    let refused = |bytes: &[u8]| told(host().load(bytes, &[], Limits::default()));
    assert!(refused(b"").starts_with("P001"));
    assert!(refused(b"(component)").starts_with("P001"));
    let component = good::assemble(&good::text("", good::CORE, good::CHECKER));
    assert!(refused(&component).starts_with("P004"));
}

#[test]
fn a_component_of_two_memories_is_refused() {
    let core = good::CORE.replacen(
        "(memory (export",
        "(import \"other\" \"nothing\" (func)) (memory (export",
        1,
    );
    let checker = good::CHECKER.replacen(
        "(core instance $plugin (instantiate $module))",
        "(core instance $other-instance (instantiate $other))
         (core instance $plugin (instantiate $module (with \"other\" (instance $other-instance))))",
        1,
    );
    let other = "(core module $other (memory 1) (func (export \"nothing\")))";
    let component = good::assemble(&good::text(other, &core, &checker));
    let component = good::with_section(&component, "tieuchi:manifest", good::MANIFEST.as_bytes());
    assert_snapshot!(told(host().load(&component, &[], Limits::default())), @"P008: component uses several memories, which plugins must do without");
}

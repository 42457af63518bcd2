//! A good component is read; bytes, sections, imports and exports that are wrong are refused.

use insta::assert_snapshot;
use tieuchi_wasm::read_component;

use crate::good;

/// A refusal in one text.
pub(crate) fn refusal(bytes: &[u8]) -> String {
    let refused = read_component(bytes).map(|shape| shape.manifest.name).unwrap_err();
    assert!(refused.labels.is_empty(), "the caller adds the place");
    assert!(refused.help.is_some(), "{}", refused.message);
    let message = format!("{}: {}", refused.code, refused.message);
    [vec![message], refused.notes].concat().join("\n  ")
}

/// The refusal of a component of some parts, with the good manifest.
pub(crate) fn refusal_of(front: &str, core: &str, checker: &str) -> String {
    let bytes = good::assemble(&good::text(front, core, checker));
    refusal(&good::with_section(&bytes, "tieuchi:manifest", good::MANIFEST.as_bytes()))
}

#[test]
fn a_good_component_is_read_without_compiling_it() {
    let bytes = good::good();
    let shape = read_component(&bytes).unwrap();
    assert_eq!(shape.manifest.name, "gio-hoc");
    assert_eq!(shape.manifest_text, good::MANIFEST);
    assert_eq!(shape.cases_text, None);
    assert_eq!(shape.imports, ["tieuchi:criterion/types@1.0.0"]);
    assert_eq!(shape.exports, ["tieuchi:criterion/checker@1.0.0"]);
    assert_eq!((shape.core_modules, shape.memories, shape.functions), (1, 1, 5));
    assert_eq!(shape.bytes, bytes.len());
    assert!(shape.digest.starts_with("sha256:") && shape.digest.len() == 7 + 64);
}

#[test]
fn the_digest_is_that_of_the_file() {
    let left = read_component(&good::good()).unwrap().digest;
    let with_cases = good::with_section(&good::good(), "tieuchi:cases", good::CASES.as_bytes());
    let shape = read_component(&with_cases).unwrap();
    assert_ne!(left, shape.digest);
    assert_eq!(shape.cases_text.as_deref(), Some(good::CASES));
}

#[test]
fn what_is_no_component_is_named() {
    let core = wat::parse_str("(module)").unwrap();
    let mut future = good::good();
    future[4] = 0x0e;
    assert_snapshot!(refusal(b""), @"P001: file is empty");
    assert_snapshot!(refusal(b"\0asm\x0d"), @"P001: file is truncated");
    assert_snapshot!(refusal(&core), @"P001: file is a core module, not a component");
    assert_snapshot!(refusal(b" (component)"), @"P001: file is component text, not a component");
    assert_snapshot!(
        refusal(b"\x7fELF\x02\x01\x01\0"),
        @"P001: file is a precompiled artifact, not a component"
    );
    assert_snapshot!(refusal(b"MZ\x90\0\x03\0\0\0"), @"P001: file is not WebAssembly");
    assert_snapshot!(
        refusal(&future),
        @"P001: file is of a version of WebAssembly that is not known"
    );
}

#[test]
fn a_component_without_anything_has_no_manifest() {
    assert_snapshot!(refusal(&good::assemble("(component)")), @"P004: component has no manifest");
}

#[test]
fn the_manifest_stands_there_exactly_once_as_text_without_faults() {
    let twice = good::with_section(&good::good(), "tieuchi:manifest", good::MANIFEST.as_bytes());
    assert_snapshot!(refusal(&twice), @"P004: component has 2 manifests");
    let bare = good::assemble(&good::text("", good::CORE, good::CHECKER));
    let bytes = good::with_section(&bare, "tieuchi:manifest", b"name = \"\xff\"");
    assert_snapshot!(refusal(&bytes), @"P004: manifest of the component is not UTF-8 text");
    let wrong = good::MANIFEST.replace("scale = 1", "scales = 1");
    assert_snapshot!(refusal(&good::with_manifest(&wrong)), @r"
    P004: manifest of the plugin is malformed
      plugin.toml:10:1: input `gio-hoc` has no key `scales`; did you mean `scale`?
    ");
    let huge = format!("{}# {}", good::MANIFEST, "x".repeat(300 << 10));
    assert_snapshot!(refusal(&good::with_manifest(&huge)), @r"
    P004: manifest of the plugin is malformed
      plugin.toml:1:1: text has 307777 bytes, more than 262144
    ");
}

#[test]
fn a_manifest_inside_a_core_module_is_not_the_components() {
    let core = format!("{} (@custom \"tieuchi:manifest\" \"x\")", good::CORE);
    let bytes = good::with_core(&core, good::MANIFEST);
    assert_eq!(read_component(&bytes).unwrap().manifest.name, "gio-hoc");
}

#[test]
fn worked_cases_stand_there_once_as_text() {
    let once = good::with_section(&good::good(), "tieuchi:cases", b"");
    let twice = good::with_section(&once, "tieuchi:cases", b"");
    assert_snapshot!(refusal(&twice), @"P022: component has 2 sections of worked cases");
    let bytes = good::with_section(&good::good(), "tieuchi:cases", b"\xc3");
    assert_snapshot!(refusal(&bytes), @"P022: worked cases of the component are not UTF-8 text");
}

#[test]
fn another_contract_is_named_whatever_else_has_changed() {
    let next = "[plugin]\ncontract = 2\nnew-key = 1\n[new-table]\n";
    assert_snapshot!(
        refusal(&good::with_manifest(next)),
        @"P005: plugin speaks contract 2, this host speaks 1"
    );
    let empty = good::assemble("(component)");
    assert_snapshot!(
        refusal(&good::with_section(&empty, "tieuchi:manifest", next.as_bytes())),
        @"P005: plugin speaks contract 2, this host speaks 1"
    );
    let checker = good::CHECKER.replace("checker@1.0.0", "checker@2.0.0");
    assert_snapshot!(
        refusal_of("", good::CORE, &checker),
        @"P005: plugin exports `tieuchi:criterion/checker@2.0.0`, this host speaks `tieuchi:criterion/checker@1.0.0`"
    );
}

#[test]
fn imports_that_the_contract_does_not_offer_are_named() {
    let wasi = r#"(import "wasi:cli/environment@0.2.0" (instance))
        (import "wasi:clocks/wall-clock@0.2.0" (instance))"#;
    assert_snapshot!(
        refusal_of(wasi, good::CORE, good::CHECKER),
        @"P006: plugin imports `wasi:cli/environment@0.2.0`, `wasi:clocks/wall-clock@0.2.0`, which is not offered"
    );
    for front in [
        r#"(import "tieuchi:criterion/log@1.1.0" (instance))"#,
        r#"(import "tieuchi:criterion/log@1.0.1" (instance))"#,
        r#"(import "tieuchi:criterion/log" (instance))"#,
        r#"(import "log" (func))"#,
        r#"(import "glue" (core module))"#,
        r#"(import "inner" (component))"#,
        r#"(import "kind" (type (sub resource)))"#,
    ] {
        let refusal = refusal_of(front, good::CORE, good::CHECKER);
        assert!(refusal.starts_with("P006: plugin imports `"), "{front}: {refusal}");
    }
}

#[test]
fn the_log_may_be_imported_as_the_contract_has_it() {
    let log = |write: &str| {
        let front = format!(
            r#"(import "tieuchi:criterion/log@1.0.0" (instance
                (type $level' (enum "debug" "info" "warn"))
                (export "level" (type $level (eq $level')))
                {write}))"#
        );
        let bytes = good::assemble(&good::text(&front, good::CORE, good::CHECKER));
        good::with_section(&bytes, "tieuchi:manifest", good::MANIFEST.as_bytes())
    };
    let right = log(r#"(export "write" (func (param "level" $level) (param "message" string)))"#);
    let imports = read_component(&right).unwrap().imports;
    assert_eq!(imports[0], "tieuchi:criterion/log@1.0.0");
    assert!(read_component(&log("")).is_ok(), "what is not called need not be imported");
    assert_snapshot!(
        refusal(&log(r#"(export "write" (func (param "level" $level) (param "message" (list u8))))"#)),
        @r"
    P006: plugin imports `write` of `tieuchi:criterion/log@1.0.0` as another type
      the plugin has: func(level: enum { debug, info, warn }, message: list<u8>)
      the contract has: func(level: enum { debug, info, warn }, message: string)
    "
    );
    assert_snapshot!(
        refusal(&log(r#"(export "flush" (func))"#)),
        @"P006: plugin imports `flush` of `tieuchi:criterion/log@1.0.0`, which has no such function"
    );
}

#[test]
fn there_is_nothing_to_call_in_the_types() {
    let text = good::text("", good::CORE, good::CHECKER)
        .replace("(import \"tieuchi:criterion/types@1.0.0\" (instance $types", "(import \"tieuchi:criterion/types@1.0.0\" (instance $types (export \"now\" (func (result u64)))");
    let bytes = good::assemble(&text);
    assert_snapshot!(
        refusal(&good::with_section(&bytes, "tieuchi:manifest", good::MANIFEST.as_bytes())),
        @"P006: plugin imports `now` of `tieuchi:criterion/types@1.0.0`, which has no such function"
    );
}

#[test]
fn exports_are_the_checker_and_nothing_else() {
    let without = good::CHECKER
        .replace("(export \"tieuchi:criterion/checker@1.0.0\" (instance $checker))", "");
    assert_snapshot!(
        refusal_of("", good::CORE, &without),
        @"P007: plugin does not export `tieuchi:criterion/checker@1.0.0`"
    );
    let more = format!("{} (export \"wasi:cli/run@0.2.0\" (instance $checker))", good::CHECKER);
    assert_snapshot!(refusal_of("", good::CORE, &more), @r"
    P007: plugin exports `wasi:cli/run@0.2.0`, which the contract does not have
      contract 1 exports only `tieuchi:criterion/checker@1.0.0`
    ");
    let function = without + "(export \"checker\" (func $evaluate))";
    assert_snapshot!(
        refusal_of("", good::CORE, &function),
        @"P007: plugin does not export `tieuchi:criterion/checker@1.0.0`"
    );
}

#[test]
fn the_checker_has_its_two_functions_and_no_third() {
    let fewer = good::CHECKER.replace("(export \"configure\" (func $configure))", "");
    assert_snapshot!(
        refusal_of("", good::CORE, &fewer),
        @"P007: `tieuchi:criterion/checker@1.0.0` of the plugin has no function `configure`"
    );
    let more = good::CHECKER.replace(
        "(export \"configure\" (func $configure))",
        "(export \"configure\" (func $configure)) (export \"again\" (func $configure))",
    );
    assert_snapshot!(
        refusal_of("", good::CORE, &more),
        @"P007: `tieuchi:criterion/checker@1.0.0` of the plugin has a function `again`, which the contract does not have"
    );
}

#[test]
fn a_function_of_another_type_is_shown_beside_the_contracts() {
    let checker = good::CHECKER
        .replace("(result (result (error (list $issue))))", "(result (result (error $fault)))");
    assert_snapshot!(refusal_of("", good::CORE, &checker), @r"
    P007: `configure` of the plugin has another type than in contract 1
      the plugin has: …ring>) }>, dictionaries: list<list<string>> }) -> result<_, record { message: string }>
      the contract has: …ring>) }>, dictionaries: list<list<string>> }) -> result<_, list<record { setting: u32, message: string }>>
    ");
    for (from, to) in [
        ("(param \"rows\" u32)", "(param \"rows\" s32)"),
        ("(param \"rows\" u32)", "(param \"count\" u32)"),
        ("(param \"columns\" (list $column))", "(param \"columns\" (list $members))"),
        (
            "(result (result $findings (error $fault)))",
            "(result (result $findings (error string)))",
        ),
    ] {
        let refusal = refusal_of("", good::CORE, &good::CHECKER.replace(from, to));
        let start = "P007: `evaluate` of the plugin has another type than in contract 1\n";
        assert!(refusal.starts_with(start), "{to}: {refusal}");
    }
}

#[test]
fn names_of_the_plugin_cannot_paint_the_terminal() {
    let front = "(import \"a:b/c@1.0.0\" (instance))";
    let text = good::text(front, good::CORE, good::CHECKER);
    let mut bytes = good::assemble(&text);
    let at = bytes.windows(11).position(|part| part == b"a:b/c@1.0.0").unwrap();
    bytes[at + 1] = 0x1b;
    assert!(refusal(&bytes).chars().all(|letter| !letter.is_control() || letter == '\n'));
}

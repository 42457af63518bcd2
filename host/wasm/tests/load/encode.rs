//! A core module becomes a component that is read back; what cannot is refused.

use insta::assert_snapshot;
use tieuchi_wasm::{encode, read_component};
use wit_component::{DecodedWasm, StringEncoding, embed_component_metadata};

use crate::good;

/// A core module as the kit's compiler leaves it: names of the contract and its types in a section.
fn core_module(more: &str) -> Vec<u8> {
    let checker = "tieuchi:criterion/checker@1.0.0";
    let core = good::CORE
        .replace("(export \"realloc\")", "(export \"cabi_realloc\")")
        .replace("(export \"configure\")", &format!("(export \"{checker}#configure\")"))
        .replace("(export \"evaluate\")", &format!("(export \"{checker}#evaluate\")"));
    let mut module = wat::parse_str(format!("(module {more} {core})")).unwrap();
    let log = r#"(import "tieuchi:criterion/log@1.0.0" (instance
        (type $level' (enum "debug" "info" "warn"))
        (export "level" (type $level (eq $level')))
        (export "write" (func (param "level" $level) (param "message" string)))))"#;
    let front = if more.is_empty() { "" } else { log };
    let component = good::assemble(&good::text(front, good::CORE, good::CHECKER));
    let DecodedWasm::Component(resolve, world) = wit_component::decode(&component).unwrap() else {
        panic!("a component decodes to a world");
    };
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false).unwrap();
    module
}

/// A refusal in one text.
fn refusal(core: &[u8], manifest: &str, cases: Option<&str>) -> String {
    let refused = encode(core, manifest, cases).map(|bytes| bytes.len()).unwrap_err();
    assert!(refused.help.is_some());
    let message = format!("{}: {}", refused.code, refused.message);
    [vec![message], refused.notes].concat().join("\n  ")
}

#[test]
fn a_core_module_becomes_a_component_that_is_read_back() {
    let bytes = encode(&core_module(""), good::MANIFEST, Some(good::CASES)).unwrap();
    let shape = read_component(&bytes).unwrap();
    assert_eq!(shape.manifest_text, good::MANIFEST);
    assert_eq!(shape.cases_text.as_deref(), Some(good::CASES));
    assert_eq!(shape.exports, ["tieuchi:criterion/checker@1.0.0"]);
    assert_eq!((shape.memories, shape.functions), (1, 5));
    let again = encode(&core_module(""), good::MANIFEST, Some(good::CASES)).unwrap();
    assert_eq!(bytes, again, "the same module gives the same bytes");
    let without = encode(&core_module(""), good::MANIFEST, None).unwrap();
    assert_eq!(read_component(&without).unwrap().cases_text, None);
}

#[test]
fn a_module_that_logs_needs_the_modules_that_the_encoder_adds() {
    let write = r#"(import "tieuchi:criterion/log@1.0.0" "write" (func (param i32 i32 i32)))"#;
    let bytes = encode(&core_module(write), good::MANIFEST, None).unwrap();
    let shape = read_component(&bytes).unwrap();
    assert!(shape.imports.contains(&"tieuchi:criterion/log@1.0.0".to_owned()));
    assert_eq!(shape.core_modules, 3, "the plugin, a shim and what fills it");
}

#[test]
fn what_cannot_be_a_plugin_is_refused_before_it_is_encoded() {
    let module = core_module("");
    assert_snapshot!(refusal(b"", good::MANIFEST, None), @"P001: file is not a core module");
    assert_snapshot!(refusal(&good::good(), good::MANIFEST, None), @"P001: file is not a core module");
    assert_snapshot!(refusal(&module[..module.len() / 2], good::MANIFEST, None), @r"
    P001: core module is truncated or malformed
      at byte 747: unexpected end-of-file
    ");
    assert_snapshot!(refusal(&vec![0; 5 << 20], good::MANIFEST, None), @"P001: file is not a core module");
    assert_snapshot!(refusal(&wat::parse_str("(module)").unwrap(), good::MANIFEST, None), @"P007: plugin does not export `tieuchi:criterion/checker@1.0.0`");
    let threads = wat::parse_str("(module (memory 1 1 shared))").unwrap();
    assert!(refusal(&threads, good::MANIFEST, None).starts_with("P008: "));
    let wasi = r#"(module (import "wasi_snapshot_preview1" "fd_write" (func)))"#;
    let wasi = refusal(&wat::parse_str(wasi).unwrap(), good::MANIFEST, None);
    assert_eq!(
        wasi,
        "P006: plugin imports `wasi_snapshot_preview1.fd_write`, which is not offered"
    );
    assert!(refusal(&module, "[plugin]\n", None).starts_with("P004: manifest"));
    assert!(refusal(&module, good::MANIFEST, Some("[[case]]\n")).starts_with("P022: worked"));
    let next = good::MANIFEST.replace("contract = 1", "contract = 2");
    assert!(refusal(&module, &next, None).starts_with("P005: "));
}

#[test]
fn bytes_that_go_wrong_on_the_way_to_the_encoder_never_panic() {
    let module = core_module("");
    for end in 0..module.len() {
        assert!(encode(&module[..end], good::MANIFEST, None).is_err(), "{end}");
    }
    for at in 0..module.len() {
        let mut bytes = module.clone();
        bytes[at] ^= 1 << (at % 8);
        drop(encode(&bytes, good::MANIFEST, None));
    }
}

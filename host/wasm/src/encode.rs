//! From a core module to the component that is shipped: encoded, labelled, and read back.

use tieuchi_core::Diagnostic;
use wasm_encoder::{CustomSection, Encode as _, Section as _};
use wasmparser::{Parser, Payload, Validator, WasmFeatures};
use wit_component::ComponentEncoder;

use crate::{
    cases::read_cases,
    codes,
    manifest::parse_manifest,
    shape::{
        CASES_SECTION, CHECKER, COMPONENT_BYTES_MAX, FEATURES, MANIFEST_SECTION, invalid_module,
        malformed_cases, malformed_manifest, read_component, refuse_imports,
    },
    words::sanitise,
};

/// Bytes before the first section.
const HEADER_BYTES: usize = 8;

/// Makes a component of a core module that was built against the contract, and puts the manifest
/// and the worked cases inside. What it gives back, [`read_component`] takes.
pub fn encode(
    core_module: &[u8],
    manifest_text: &str,
    cases_text: Option<&str>,
) -> Result<Vec<u8>, Diagnostic> {
    let manifest = parse_manifest(manifest_text)
        .map_err(|problems| malformed_manifest(manifest_text, &problems))?;
    if let Some(text) = cases_text {
        read_cases(text, &manifest).map_err(|problems| malformed_cases(text, &problems))?;
    }
    validate_core(core_module)?;
    let component = ComponentEncoder::default()
        .module(core_module)
        .and_then(|encoder| encoder.validate(true).encode())
        .map_err(|error| not_encodable(&format!("{error:#}")))?;
    let Some((header, sections)) = component.split_at_checked(HEADER_BYTES) else {
        return Err(not_encodable("the encoder wrote nothing"));
    };
    let mut bytes = header.to_vec();
    // In front, so that a reader finds them at once.
    custom_section(MANIFEST_SECTION, manifest_text, &mut bytes);
    if let Some(text) = cases_text {
        custom_section(CASES_SECTION, text, &mut bytes);
    }
    bytes.extend_from_slice(sections);
    read_component(&bytes)?;
    Ok(bytes)
}

/// Refuses what is no valid core module: the encoder trusts it.
fn validate_core(bytes: &[u8]) -> Result<(), Diagnostic> {
    let help = "give the core module that the compiler wrote: `target/…/release/NAME.wasm`";
    if !bytes.starts_with(b"\0asm\x01\0\0\0") {
        let message = "file is not a core module";
        return Err(Diagnostic::error(codes::NOT_A_COMPONENT, message).help(help));
    }
    if bytes.len() > COMPONENT_BYTES_MAX {
        let message = format!("module has {} bytes, more than {COMPONENT_BYTES_MAX}", bytes.len());
        let help = "build it in release mode, stripped, with fewer dependencies";
        return Err(Diagnostic::error(codes::TOO_LARGE, message).help(help));
    }
    let features = FEATURES.difference(WasmFeatures::COMPONENT_MODEL);
    if let Err(error) = Validator::new_with_features(features).validate_all(bytes) {
        let mut refused = invalid_module(&error).help(help);
        if refused.code == codes::NOT_A_COMPONENT {
            "core module is truncated or malformed".clone_into(&mut refused.message);
        }
        return Err(refused);
    }
    match wasi_import(bytes) {
        Some(name) => Err(refuse_imports(&[&name])),
        None => Ok(()),
    }
}

/// An import of the system interface: the encoder would only say that it cannot be found.
fn wasi_import(bytes: &[u8]) -> Option<String> {
    Parser::new(0)
        .parse_all(bytes)
        .map_while(Result::ok)
        .find_map(|payload| {
            let Payload::ImportSection(reader) = payload else { return None };
            reader
                .into_imports()
                .map_while(Result::ok)
                .find(|import| import.module.starts_with("wasi"))
                .map(|import| format!("{}.{}", import.module, import.name))
        })
        .map(|name| sanitise(&name))
}

/// Says that the encoder refused the module.
fn not_encodable(why: &str) -> Diagnostic {
    let message = format!("module does not implement `{CHECKER}`");
    Diagnostic::error(codes::EXPORT, message)
        .note(sanitise(why))
        .help("build the plugin with the kit of contract 1: `tieuchi plugin new` shows how")
}

/// Writes a custom section.
fn custom_section(name: &str, text: &str, bytes: &mut Vec<u8>) {
    let section = CustomSection { name: name.into(), data: text.as_bytes().into() };
    bytes.push(section.id());
    section.encode(bytes);
}

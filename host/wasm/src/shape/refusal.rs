//! Refusals of bytes that are no component, or too much of one.

use tieuchi_core::Diagnostic;

use crate::{codes, words::sanitise};

/// What to do about a component that is none.
const BUILD: &str = "give the file that `tieuchi plugin build` wrote";

/// What every WebAssembly file begins with.
const MAGIC: &[u8] = b"\0asm";
/// Version and layer of a core module.
const CORE: [u8; 4] = [1, 0, 0, 0];
/// Version and layer of a component.
const COMPONENT: [u8; 4] = [0x0d, 0, 1, 0];

/// Refuses bytes that do not begin as a component does, and says what they may be.
pub(super) fn prologue(bytes: &[u8]) -> Result<(), Diagnostic> {
    let kind = match bytes {
        [] => "file is empty",
        _ if bytes.starts_with(b"\x7fELF") => "file is a precompiled artifact, not a component",
        _ if !bytes.starts_with(MAGIC) => {
            let begin: Vec<u8> =
                bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).take(2).collect();
            match begin.as_slice() {
                [b'(', _] | [b';', b';'] => "file is component text, not a component",
                _ => "file is not WebAssembly",
            }
        }
        _ => match bytes.get(4..8) {
            None => "file is truncated",
            Some(version) if version == COMPONENT => return Ok(()),
            Some(version) if version == CORE => "file is a core module, not a component",
            Some(_) => "file is of a version of WebAssembly that is not known",
        },
    };
    let diagnostic = Diagnostic::error(codes::NOT_A_COMPONENT, kind);
    Err(match kind {
        "file is a core module, not a component" => diagnostic
            .help("`tieuchi plugin build` makes a component of it and puts the manifest inside"),
        _ => diagnostic.help(BUILD),
    })
}

/// Refuses bytes that do not validate.
pub(super) fn invalid(error: &wasmparser::Error) -> Diagnostic {
    let note = format!("at byte {}: {}", error.offset(), sanitise(error.message()));
    truncated().note(note)
}

/// Refuses bytes that end too early.
pub(super) fn truncated() -> Diagnostic {
    Diagnostic::error(codes::NOT_A_COMPONENT, "component is truncated or malformed").help(BUILD)
}

/// Refuses a component for its size.
pub(super) fn too_large(message: String) -> Diagnostic {
    Diagnostic::error(codes::TOO_LARGE, message)
        .help("build it in release mode, stripped, with fewer dependencies and smaller functions")
}

/// Refuses a component for what it would ask of the machine.
pub(super) fn too_hungry(message: String) -> Diagnostic {
    Diagnostic::error(codes::RESOURCES, message)
        .help("build it with one small memory and one table, as `tieuchi plugin build` does")
}

/// Refuses a component for a feature.
pub(super) fn forbidden(what: &str) -> Diagnostic {
    let message = format!("component uses {what}, which plugins must do without");
    Diagnostic::error(codes::FEATURE, message).help(
        "compile for `wasm32-unknown-unknown` with no features beyond those of that target and \
         `simd128`",
    )
}

//! The shape of a component, read without compiling or running any of it.

use sha2::{Digest as _, Sha256};
use tieuchi_core::Diagnostic;

use crate::{
    codes,
    manifest::{CONTRACT, Manifest, claimed_contract, parse_manifest},
    problem::Problem,
    shape::walk::Walked,
};

mod body;
mod contract;
mod count;
mod feature;
mod refusal;
mod spell;
mod walk;

pub(crate) use crate::shape::{
    contract::{CHECKER, refuse_imports},
    feature::{FEATURES, refusal as invalid_module},
};

/// The custom section that holds the manifest.
pub(crate) const MANIFEST_SECTION: &str = "tieuchi:manifest";
/// The custom section that holds the worked cases.
pub(crate) const CASES_SECTION: &str = "tieuchi:cases";
/// Bytes in a component.
pub(crate) const COMPONENT_BYTES_MAX: usize = 4 << 20;
/// Notes of one diagnostic that retell the problems of a text.
const NOTES_MAX: usize = 10;

/// What is known of a component before any of it is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The manifest as its author wrote it.
    pub manifest_text: String,
    /// The worked cases as their author wrote them; not read yet.
    pub cases_text: Option<String>,
    /// The interfaces that it imports.
    pub imports: Vec<String>,
    /// The interfaces that it exports.
    pub exports: Vec<String>,
    /// Core modules inside.
    pub core_modules: usize,
    /// Memories of its instances.
    pub memories: usize,
    /// Functions with a body.
    pub functions: usize,
    /// Bytes of the file.
    pub bytes: usize,
    /// `sha256:` and the digest of the file in hex.
    pub digest: String,
}

/// Reads a component: only the bytes of one, of a bounded shape, without forbidden features, that
/// import and export what the contract says and bear one manifest. Nothing is compiled.
pub fn read_component(bytes: &[u8]) -> Result<Shape, Diagnostic> {
    refusal::prologue(bytes)?;
    if bytes.len() > COMPONENT_BYTES_MAX {
        let message =
            format!("component has {} bytes, more than {COMPONENT_BYTES_MAX}", bytes.len());
        return Err(refusal::too_large(message));
    }
    let sections = walk::custom_sections(bytes);
    // First of all: what another major means, nothing below can know.
    if let [text] = sections.manifests.as_slice()
        && let Some(contract) = str::from_utf8(text).ok().and_then(claimed_contract)
        && contract != i64::from(CONTRACT)
    {
        return Err(other_contract(&contract.to_string()));
    }
    let walked = walk::walk(bytes)?;
    let manifest_text = manifest_text(&sections.manifests)?;
    let manifest = parse_manifest(&manifest_text)
        .map_err(|problems| malformed_manifest(&manifest_text, &problems))?;
    let cases_text = cases_text(&sections.cases)?;
    let Walked { imports, exports, core_modules, memories, functions, types } = walked;
    contract::check(&types, &imports, &exports)?;
    Ok(Shape {
        manifest,
        manifest_text,
        cases_text,
        imports,
        exports,
        core_modules,
        memories,
        functions,
        bytes: bytes.len(),
        digest: digest(bytes),
    })
}

/// `sha256:` and the digest in hex.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let mut text = String::from("sha256:");
    for byte in Sha256::digest(bytes) {
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

/// The plugin speaks another contract.
fn other_contract(contract: &str) -> Diagnostic {
    let message = format!("plugin speaks contract {contract}, this host speaks {CONTRACT}");
    let help = "take a version of the plugin for this contract, or a newer tieuchi";
    Diagnostic::error(codes::CONTRACT, message).help(help)
}

/// The manifest, which must be there once.
fn manifest_text(sections: &[&[u8]]) -> Result<String, Diagnostic> {
    let build = "build the plugin with `tieuchi plugin build`, which puts `plugin.toml` inside";
    match sections {
        [] => Err(Diagnostic::error(codes::MANIFEST, "component has no manifest").help(build)),
        [bytes] => str::from_utf8(bytes).map(str::to_owned).map_err(|_| {
            Diagnostic::error(codes::MANIFEST, "manifest of the component is not UTF-8 text")
                .help(build)
        }),
        several => {
            let message = format!("component has {} manifests", several.len());
            Err(Diagnostic::error(codes::MANIFEST, message).help(build))
        }
    }
}

/// The worked cases, which may be there once.
fn cases_text(sections: &[&[u8]]) -> Result<Option<String>, Diagnostic> {
    let build = "build the plugin with `tieuchi plugin build`, which puts `cases.toml` inside";
    match sections {
        [] => Ok(None),
        [bytes] => str::from_utf8(bytes).map(|text| Some(text.to_owned())).map_err(|_| {
            let message = "worked cases of the component are not UTF-8 text";
            Diagnostic::error(codes::CASES, message).help(build)
        }),
        several => {
            let message = format!("component has {} sections of worked cases", several.len());
            Err(Diagnostic::error(codes::CASES, message).help(build))
        }
    }
}

/// The manifest has faults; the notes retell them.
pub(crate) fn malformed_manifest(text: &str, problems: &[Problem]) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::MANIFEST, "manifest of the plugin is malformed")
        .help("mend `plugin.toml` and build the plugin again");
    with_problems(diagnostic, "plugin.toml", text, problems)
}

/// The worked cases have faults; the notes retell them.
pub(crate) fn malformed_cases(text: &str, problems: &[Problem]) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::CASES, "worked cases of the plugin are malformed")
        .help("mend `cases.toml` and build the plugin again");
    with_problems(diagnostic, "cases.toml", text, problems)
}

/// Adds problems of a text as notes.
fn with_problems(
    mut diagnostic: Diagnostic,
    file: &str,
    text: &str,
    problems: &[Problem],
) -> Diagnostic {
    for problem in problems.iter().take(NOTES_MAX) {
        diagnostic = diagnostic.note(format!("{file}:{}", problem.line(text)));
    }
    match problems.len().saturating_sub(NOTES_MAX) {
        0 => diagnostic,
        more => diagnostic.note(format!("{more} more are not shown")),
    }
}

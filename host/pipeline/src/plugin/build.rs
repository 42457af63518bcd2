//! `plugin build`: a crate's core module and manifest into a component.

use std::path::{Path, PathBuf};

use tieuchi_core::{Diagnostic, SourceId, Sources};
use tieuchi_wasm::{Manifest, Problem, encode, parse_manifest, read_cases};

use super::{
    component::{self, Component},
    ground::write_whole,
};
use crate::{files, trouble::Trouble};

/// The manifest in a plugin's crate.
pub(crate) const MANIFEST: &str = "plugin.toml";

/// The worked cases beside it.
const CASES: &str = "cases.toml";

/// The texts of a plugin's crate, checked.
#[derive(Debug)]
pub struct PluginCrate {
    /// Its folder.
    pub dir: PathBuf,
    /// The manifest.
    pub manifest: Manifest,
    /// The manifest's text.
    manifest_text: String,
    /// The worked cases' text.
    cases_text: Option<String>,
}

/// A component that was written.
#[derive(Debug)]
pub struct Built {
    /// Its file.
    pub path: String,
    /// `sha256:` and its digest.
    pub digest: String,
    /// Its size.
    pub bytes: u64,
    /// What it says of itself.
    pub manifest: Manifest,
    /// What of its imports must be granted.
    pub asks: Vec<String>,
}

impl PluginCrate {
    /// Reads the manifest and the worked cases of a crate; all that is wrong is told at once.
    pub fn open(dir: &Path) -> Result<Self, Trouble> {
        let mut sources = Sources::default();
        let path = dir.join(MANIFEST);
        let manifest_text = files::text(&path)?;
        let source = sources.add(files::display(&path), manifest_text.as_str());
        let manifest = parse_manifest(&manifest_text)
            .map_err(|problems| told("P004", source, problems, &sources))?;
        let path = dir.join(CASES);
        let cases_text = if path.is_file() { Some(files::text(&path)?) } else { None };
        if let Some(text) = &cases_text {
            let source = sources.add(files::display(&path), text.as_str());
            read_cases(text, &manifest)
                .map_err(|problems| told("P022", source, problems, &sources))?;
        }
        Ok(Self { dir: dir.to_owned(), manifest, manifest_text, cases_text })
    }

    /// The component's file: `NAME.wasm` in the crate's folder.
    pub fn component(&self) -> PathBuf {
        self.dir.join(format!("{}.wasm", self.manifest.name))
    }

    /// Makes a core module that was built from the crate into a component and writes it.
    pub fn finish(&self, core_module: &[u8]) -> Result<Built, Trouble> {
        let wrong = |wrong| Trouble::files(vec![wrong], Sources::default());
        let bytes =
            encode(core_module, &self.manifest_text, self.cases_text.as_deref()).map_err(wrong)?;
        let path = self.component();
        write_whole(&path, &bytes).map_err(|error| {
            let message = format!("cannot write the component `{}`", files::display(&path));
            wrong(Diagnostic::error("P019", message).note(error.to_string()))
        })?;
        let Component { shape, digest, bytes } = component::read(&path).map_err(wrong)?;
        let asks = component::asked(&shape);
        let bytes = bytes.len() as u64;
        Ok(Built { path: files::display(&path), digest, bytes, manifest: shape.manifest, asks })
    }
}

/// The component of a crate's folder.
pub(crate) fn component_of(dir: &Path) -> Result<PathBuf, Diagnostic> {
    let path = dir.join(MANIFEST);
    let shown = files::display(&path);
    let manifest = files::text(&path).ok().and_then(|text| parse_manifest(&text).ok());
    let Some(manifest) = manifest else {
        let message = format!("manifest `{shown}` cannot be used");
        let help = format!("`tieuchi plugin build {}` says what is wrong", files::display(dir));
        return Err(Diagnostic::error("P004", message).help(help));
    };
    let component = dir.join(format!("{}.wasm", manifest.name));
    if component.is_file() {
        return Ok(component);
    }
    let message = format!("plugin `{}` is not built yet", manifest.name);
    let help = format!("build it first: `tieuchi plugin build {}`", files::display(dir));
    Err(Diagnostic::error("P019", message).help(help))
}

/// Problems of a text as diagnostics of its file.
fn told(
    code: &'static str,
    source: SourceId,
    problems: Vec<Problem>,
    sources: &Sources,
) -> Trouble {
    let diagnostics = problems.into_iter().map(|Problem { message, span, help }| Diagnostic {
        help,
        ..Diagnostic::error(code, message).label(source, span, "")
    });
    Trouble::files(diagnostics.collect(), sources.clone())
}

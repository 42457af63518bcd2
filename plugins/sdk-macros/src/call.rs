//! What stands between the brackets of `plugin!`, and the files that it names.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proc_macro::{TokenStream, TokenTree};

use crate::{cases, loops, manifest::Manifest, types, worked};

/// A call of the macro.
pub(crate) struct Call {
    manifest: String,
    columns: bool,
}

impl Call {
    /// Reads `"plugin.toml"` or `"plugin.toml", columns`.
    pub(crate) fn read(input: TokenStream) -> Result<Self, Vec<String>> {
        let tokens: Vec<String> = input
            .into_iter()
            .map(|token| match token {
                TokenTree::Group(group) => group.to_string(),
                token => token.to_string(),
            })
            .collect();
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let (path, columns) = match tokens.as_slice() {
            [path] | [path, ","] => (path, false),
            [path, ",", "columns"] | [path, ",", "columns", ","] => (path, true),
            _ => return Err(vec![USAGE.to_owned()]),
        };
        let manifest = path.strip_prefix('"').and_then(|path| path.strip_suffix('"'));
        let manifest = manifest.ok_or_else(|| vec![USAGE.to_owned()])?.to_owned();
        Ok(Self { manifest, columns })
    }

    /// The code that stands for the call.
    pub(crate) fn answer(&self) -> Result<String, Vec<String>> {
        let path = folder()?.join(&self.manifest);
        let text = read(&path).map_err(|problem| vec![problem])?;
        let manifest = Manifest::parse(&text).map_err(|problems| told(&self.manifest, problems))?;
        let beside = path.with_file_name("cases.toml");
        let mut code = tracked(&path);
        let mut worked = Vec::new();
        if beside.is_file() {
            let text = read(&beside).map_err(|problem| vec![problem])?;
            worked = cases::parse(&text, &manifest).map_err(|found| told("cases.toml", found))?;
            code += &tracked(&beside);
        }
        code += &types::write(&manifest);
        code += &loops::write(&manifest, self.columns);
        code += &worked::write(&manifest, &worked);
        Ok(code)
    }
}

/// How the macro is called.
const USAGE: &str = "write `plugin!(\"plugin.toml\")` or `plugin!(\"plugin.toml\", columns)`";

/// The folder of the crate that is built.
#[expect(clippy::disallowed_methods, reason = "cargo tells a macro so where its crate is")]
fn folder() -> Result<PathBuf, Vec<String>> {
    let folder = std::env::var("CARGO_MANIFEST_DIR");
    folder.map(PathBuf::from).map_err(|_| vec!["cargo did not say where the crate is".to_owned()])
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Lets cargo build again where the file changes; nothing of it stays in the plugin.
fn tracked(path: &Path) -> String {
    format!("const _: &[u8] = ::core::include_bytes!({:?});\n", path.display().to_string())
}

fn told(file: &str, problems: Vec<String>) -> Vec<String> {
    problems.into_iter().map(|problem| format!("{file}:{problem}")).collect()
}

//! Reads a plugin's manifest and worked cases and writes its types; see the crate `tieuchi-plugin`.

use proc_macro::TokenStream;

mod call;
mod cases;
mod document;
mod loops;
mod manifest;
mod names;
mod number;
mod types;
mod worked;

/// Writes a plugin's types and its exports from its manifest.
///
/// `plugin!("plugin.toml")` reads the file beside `Cargo.toml`, and `cases.toml` beside that, and
/// wants `fn evaluate(row: &Row<'_>, settings: &Settings, criterion: &Criterion) -> Finding`;
/// `plugin!("plugin.toml", columns)` wants `fn evaluate_columns(batch: &Batch<'_>, settings:
/// &Settings, criterion: &Criterion) -> Result<Findings, Fault>`.
#[proc_macro]
pub fn plugin(input: TokenStream) -> TokenStream {
    let written = call::Call::read(input).and_then(|call| call.answer());
    let text = written.unwrap_or_else(|problems| {
        problems.iter().map(|problem| format!("::core::compile_error!({problem:?});\n")).collect()
    });
    let unreadable = "::core::compile_error!(\"the manifest has a name that is none in Rust\");";
    text.parse().or_else(|_| unreadable.parse()).unwrap_or_default()
}

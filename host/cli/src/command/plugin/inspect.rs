//! `plugin inspect`: what is in a component.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use tieuchi_pipeline::{InputType, Inspected, Limits, Manifest, PluginInput, SettingDecl, Shape};

use super::list::Format;
use crate::{
    exit::Exit,
    terminal::{self, ErrorFormat, counted},
};

/// Bytes in a mebibyte.
const MIB: usize = 1 << 20;

/// Show what is in a component, without running any of it
///
/// Manifest, digest, imports, exports, size and limits. The component is neither compiled nor run.
#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    /// A component, a plugin's crate, or the name of a locked plugin
    what: String,
    /// The workspace whose lock and limits count
    #[arg(long, default_value = ".")]
    workspace: PathBuf,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// Does it.
pub(crate) fn inspect(args: &InspectArgs) -> Exit {
    let InspectArgs { what, workspace, format, error_format } = args;
    let inspected = match tieuchi_pipeline::inspect_plugin(workspace, what) {
        Ok(inspected) => inspected,
        Err(trouble) => return terminal::trouble(&trouble, *error_format),
    };
    terminal::diagnostics(&inspected.warnings, &inspected.sources, *error_format);
    terminal::data(&match format {
        Format::Text => text(&inspected),
        Format::Json => json(&inspected),
    })
}

/// What a plugin may use, in one line.
pub(crate) fn limits(limits: &Limits) -> String {
    let Limits { memory_bytes, fuel_per_row, time, .. } = limits;
    format!(
        "limits: memory {} MiB, fuel {fuel_per_row} for each row, {} ms for a call",
        memory_bytes / MIB,
        time.as_millis()
    )
}

/// For people.
fn text(inspected: &Inspected) -> String {
    let Inspected { path, digest, shape, asks, limits: allowed, grants, .. } = inspected;
    let Shape { manifest, imports, exports, core_modules, memories, functions, bytes, .. } = shape;
    let mut text = format!(
        "{} {}, for each {}, contract {}\n  {}\n  {}\n",
        manifest.name,
        manifest.version,
        manifest.kind,
        manifest.contract,
        manifest.summary.vi,
        manifest.summary.en
    );
    text.push_str(&format!("\n{path}\n  {digest}\n  {bytes} bytes: "));
    let parts = [
        counted(*core_modules as u64, "core module", "core modules"),
        counted(*memories as u64, "memory", "memories"),
        counted(*functions as u64, "function", "functions"),
    ];
    text.push_str(&format!("{}\n", parts.join(", ")));
    for (word, names) in [("imports", imports), ("exports", exports)] {
        let names = if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
        text.push_str(&format!("  {word} {names}\n"));
    }
    match (asks.as_slice(), grants) {
        ([], _) => {}
        (asks, Some(_)) => text.push_str(&format!("  granted: {}\n", asks.join(", "))),
        (asks, None) => text.push_str(&format!("  asks to be granted: {}\n", asks.join(", "))),
    }
    text.push_str(&format!("  {}\n", limits(allowed)));
    text.push_str(&declared(manifest));
    text
}

/// What a manifest declares.
fn declared(manifest: &Manifest) -> String {
    let mut text = String::new();
    let mut section = |title: String, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push_str(&format!("\n{title}\n"));
            lines.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
        }
    };
    section(format!("reads of each {}", manifest.kind), inputs(&manifest.inputs));
    for members in &manifest.members {
        section(
            format!("reads of each {} that belongs to it", members.kind),
            inputs(&members.inputs),
        );
    }
    section("settings".to_owned(), manifest.settings.iter().map(setting).collect());
    let reasons = (1..).zip(&manifest.reasons);
    let reasons = reasons.map(|(code, reason)| {
        format!("{code} {}: {} / {}", reason.id, reason.words.vi, reason.words.en)
    });
    section("reasons".to_owned(), reasons.collect());
    text
}

/// The decimals of an input.
const fn scale(input: &PluginInput) -> u8 {
    match input.value_type {
        InputType::Number { scale } => scale,
        InputType::Flag | InputType::Code | InputType::Date => 0,
    }
}

/// A line for each input.
fn inputs(inputs: &[PluginInput]) -> Vec<String> {
    let line = |input: &PluginInput| {
        let scale = match scale(input) {
            0 => String::new(),
            scale => format!(" with {}", counted(scale.into(), "decimal", "decimals")),
        };
        let indicator = if input.indicator.as_str() == input.id {
            String::new()
        } else {
            format!(", from `{}`", input.indicator)
        };
        format!("{}: {}{scale}{indicator}", input.id, input.value_type.as_str())
    };
    inputs.iter().map(line).collect()
}

/// A line for a setting.
fn setting(setting: &SettingDecl) -> String {
    let SettingDecl { id, value_type, min, max, one_of, default, summary } = setting;
    let mut text = format!("{id}: {}", value_type.describe());
    for (word, bound) in [("at least", min), ("at most", max)] {
        if let Some(bound) = bound {
            text.push_str(&format!(", {word} {bound}"));
        }
    }
    if !one_of.is_empty() {
        text.push_str(&format!(", one of {}", one_of.join(", ")));
    }
    if default.is_none() {
        text.push_str(", must be given");
    }
    format!("{text}; {}", summary.en)
}

/// For programs.
fn json(inspected: &Inspected) -> String {
    let Inspected { path, digest, shape, asks, limits, grants, .. } = inspected;
    let Shape { manifest, imports, exports, core_modules, memories, functions, bytes, .. } = shape;
    let inputs = |inputs: &[PluginInput]| -> Vec<Value> {
        let one = |input: &PluginInput| {
            json!({
                "input": input.id, "type": input.value_type.as_str(),
                "scale": scale(input), "indicator": input.indicator.as_str(),
            })
        };
        inputs.iter().map(one).collect()
    };
    let words = |words: &tieuchi_pipeline::Words| json!({ "vi": words.vi, "en": words.en });
    let members = manifest.members.iter();
    let members = members
        .map(|members| json!({ "kind": members.kind.as_str(), "inputs": inputs(&members.inputs) }));
    let settings = manifest.settings.iter().map(|setting| {
        json!({
            "setting": setting.id, "type": setting.value_type.as_str(),
            "min": setting.min.map(|bound| bound.to_string()),
            "max": setting.max.map(|bound| bound.to_string()),
            "one-of": setting.one_of, "must-be-given": setting.default.is_none(),
            "summary": words(&setting.summary),
        })
    });
    let reasons = (1..).zip(&manifest.reasons).map(|(code, reason): (u32, _)| {
        json!({ "code": code, "reason": reason.id, "words": words(&reason.words) })
    });
    let value = json!({
        "file": path, "digest": digest, "bytes": bytes,
        "name": manifest.name, "version": manifest.version.to_string(),
        "contract": manifest.contract, "kind": manifest.kind.as_str(),
        "summary": words(&manifest.summary),
        "imports": imports, "exports": exports, "asks": asks, "grants": grants,
        "core-modules": core_modules, "memories": memories, "functions": functions,
        "limits": {
            "memory-mib": limits.memory_bytes / MIB, "fuel-per-row": limits.fuel_per_row,
            "time-ms": u64::try_from(limits.time.as_millis()).unwrap_or(u64::MAX),
        },
        "inputs": inputs(&manifest.inputs), "members": members.collect::<Vec<_>>(),
        "settings": settings.collect::<Vec<_>>(), "reasons": reasons.collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

//! `plugin list`: what a workspace has locked.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use tieuchi_core::Diagnostic;
use tieuchi_pipeline::{Listed, ListedPlugin, PluginUse};

use crate::{
    exit::Exit,
    terminal::{self, ErrorFormat, counted},
};

/// List what a workspace has locked, who uses it and whether it is still the same
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// The workspace: the folder with `tieuchi.toml`
    #[arg(default_value = ".")]
    workspace: PathBuf,
    /// How the list is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Does it.
pub(crate) fn list(args: &ListArgs) -> Exit {
    let ListArgs { workspace, format, error_format } = args;
    let listed = match tieuchi_pipeline::list_plugins(workspace) {
        Ok(listed) => listed,
        Err(trouble) => return terminal::trouble(&trouble, *error_format),
    };
    let mut wrong: Vec<Diagnostic> =
        listed.plugins.iter().flat_map(|plugin| plugin.wrong.iter().cloned()).collect();
    wrong.extend(listed.absent.iter().cloned());
    terminal::diagnostics(&wrong, &listed.sources, *error_format);
    let printed = terminal::data(&match format {
        Format::Text => text(&listed),
        Format::Json => json(&listed),
    });
    if printed == Exit::Done && !wrong.is_empty() { Exit::FilesWrong } else { printed }
}

/// For people.
fn text(listed: &Listed) -> String {
    let mut text = String::new();
    for plugin in &listed.plugins {
        let ListedPlugin { name, version, digest, path, grants, manifest, wrong, used_by } = plugin;
        let whose = manifest.as_ref().map_or_else(String::new, |manifest| {
            format!(", for each {}: {}", manifest.kind, manifest.summary.en)
        });
        text.push_str(&format!("{name} {version}{whose}\n  {path}\n"));
        let state = match (manifest, wrong.as_slice()) {
            (Some(_), _) => "the component is the one that is locked".to_owned(),
            (None, [first, ..]) => first.message.clone(),
            (None, []) => "the component cannot be used".to_owned(),
        };
        text.push_str(&format!("  {digest}: {state}\n"));
        let grants = if grants.is_empty() { "nothing".to_owned() } else { grants.join(", ") };
        text.push_str(&format!("  granted: {grants}\n"));
        if used_by.is_empty() {
            text.push_str("  no criterion uses it\n");
        }
        for PluginUse { title, edition, criterion, .. } in used_by {
            text.push_str(&format!("  judges {criterion} of {title}, edition {edition}\n"));
        }
    }
    text.push_str(&format!(
        "{} locked\n",
        counted(listed.plugins.len() as u64, "plugin", "plugins")
    ));
    text
}

/// For programs.
fn json(listed: &Listed) -> String {
    let plugins: Vec<Value> = listed
        .plugins
        .iter()
        .map(|plugin| {
            let ListedPlugin { name, version, digest, path, grants, manifest, wrong, used_by } =
                plugin;
            let used_by: Vec<Value> = used_by
                .iter()
                .map(|PluginUse { title, edition, criterion, .. }| {
                    json!({
                        "title": title.as_str(), "edition": edition.to_string(),
                        "criterion": criterion.as_str(),
                    })
                })
                .collect();
            json!({
                "name": name, "version": version, "digest": digest, "path": path,
                "grants": grants, "same": manifest.is_some(), "used-by": used_by,
                "wrong": wrong.iter().map(|item| item.code).collect::<Vec<_>>(),
            })
        })
        .collect();
    format!("{:#}\n", json!({ "plugins": plugins }))
}

//! `tieuchi.toml`: where a workspace keeps what.

use std::collections::BTreeMap;

use tieuchi_core::{Diagnostic, SourceId, Sources, Span};

use crate::{
    fields::Fields,
    sink::{At, Sink},
    syntax,
};

/// The most memory that a workspace may allow a plugin: what 32 bits address.
const MEMORY_MIB_MAX: u32 = 4096;

/// The longest time that a workspace may allow a call: an hour.
const TIME_MS_MAX: u32 = 3_600_000;

/// A workspace; paths are as written, relative to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// Its name, for reports.
    pub name: String,
    /// Folders of rules, each with `indicators`, `base`, `overlays` and `targets`.
    pub rules: Vec<String>,
    /// Folders of the workspace's own overlays.
    pub overlays: Vec<String>,
    /// The folder of registers.
    pub registers: String,
    /// The folder of org units.
    pub places: String,
    /// The store's file.
    pub store: String,
    /// What plugins may have beyond what every plugin may, by name.
    pub plugins: BTreeMap<String, PluginAllowance>,
}

/// Limits that a workspace sets for a plugin; those not said are the usual ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PluginAllowance {
    /// The most memory, in MiB.
    pub memory_mib: Option<u32>,
    /// The fuel for each row.
    pub fuel_per_row: Option<u32>,
    /// The time for a call, in milliseconds.
    pub time_ms: Option<u32>,
    /// Where it says so.
    pub span: Span,
}

/// Reads `tieuchi.toml`; what is not said has its usual value.
pub fn read_workspace(sources: &Sources, source: SourceId) -> (Workspace, Vec<Diagnostic>) {
    let mut sink = Sink::new(source);
    let table = syntax::parse(sources, &mut sink);
    let mut workspace = Workspace {
        name: String::new(),
        rules: Vec::new(),
        overlays: vec!["overlays".to_owned()],
        registers: "registers".to_owned(),
        places: "places".to_owned(),
        store: ".tieuchi/store.sqlite".to_owned(),
        plugins: BTreeMap::new(),
    };
    let mut file = Fields::new(&table, &(0..0), "a workspace");
    let head = file.need("workspace", "… under a line `[workspace]`", &mut sink);
    if let Some(mut fields) = head.and_then(|entry| Fields::of(entry, "the workspace", &mut sink)) {
        read_head(&mut fields, &mut workspace, &mut sink);
        fields.finish(&mut sink);
    }
    for entry in file.entries("plugins", &mut sink) {
        let what = format!("plugin `{}`", entry.key.escape_debug());
        if let Some(mut fields) = Fields::of(entry, what, &mut sink) {
            let allowance = read_allowance(&mut fields, &mut sink);
            fields.finish(&mut sink);
            workspace.plugins.insert(entry.key.clone(), allowance);
        }
    }
    file.finish(&mut sink);
    (workspace, sink.into_diagnostics())
}

/// `[workspace]`
fn read_head(fields: &mut Fields<'_>, workspace: &mut Workspace, sink: &mut Sink) {
    let values = |texts: Vec<At<String>>| texts.into_iter().map(|text| text.value).collect();
    if let Some(name) = fields.need_text("name", sink) {
        workspace.name = name.value;
    }
    if fields.need("rules", "[\"../../rules\"]", sink).is_some() {
        workspace.rules = values(fields.texts("rules", sink));
    }
    if fields.entry("overlays").is_some() {
        workspace.overlays = values(fields.texts("overlays", sink));
    }
    for (key, place) in [
        ("registers", &mut workspace.registers),
        ("places", &mut workspace.places),
        ("store", &mut workspace.store),
    ] {
        if let Some(text) = fields.text(key, sink) {
            *place = text.value;
        }
    }
}

/// `[plugins.NAME]`
fn read_allowance(fields: &mut Fields<'_>, sink: &mut Sink) -> PluginAllowance {
    let span = fields.span().clone();
    let mut whole = |key, max| fields.whole(key, max, sink).map(|number| number.value);
    PluginAllowance {
        memory_mib: whole("memory-mib", MEMORY_MIB_MAX),
        fuel_per_row: whole("fuel-per-row", u32::MAX),
        time_ms: whole("time-ms", TIME_MS_MAX),
        span,
    }
}

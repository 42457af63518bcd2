//! `tieuchi.toml`: where a workspace keeps what.

use tieuchi_core::{Diagnostic, SourceId, Sources};

use crate::{
    fields::Fields,
    sink::{At, Sink},
    syntax,
};

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
    };
    let mut file = Fields::new(&table, &(0..0), "a workspace");
    let head = file.need("workspace", "… under a line `[workspace]`", &mut sink);
    if let Some(mut fields) = head.and_then(|entry| Fields::of(entry, "the workspace", &mut sink)) {
        read_head(&mut fields, &mut workspace, &mut sink);
        fields.finish(&mut sink);
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

//! A mapping file: what headers of an office's tables mean.

use std::collections::BTreeMap;

use tieuchi_core::{Diagnostic, SourceId, Sources};

use crate::{fields::as_text, sink::Sink, syntax};

/// Reads `"header" = "column id"`, a line for each; whether the ids are known is not known here.
pub fn read_mapping(
    sources: &Sources,
    source: SourceId,
) -> (BTreeMap<String, String>, Vec<Diagnostic>) {
    let mut sink = Sink::new(source);
    let table = syntax::parse(sources, &mut sink);
    let mut mapping = BTreeMap::new();
    for entry in &table.entries {
        if let Some(id) = as_text(&entry.node, &entry.key, &mut sink) {
            mapping.insert(entry.key.clone(), id.value);
        }
    }
    (mapping, sink.into_diagnostics())
}

//! What a plugin asks for, held against what it is granted and may use.

use std::time::Duration;

use tieuchi_core::Diagnostic;
use wasmtime::component::Component;

use crate::{
    Limits, Manifest, Shape,
    codes::{IMPORT, RESOURCES, WISH},
};

/// The interface of the log, as components import it.
pub(crate) const LOG: &str = "tieuchi:criterion/log@1.0.0";
/// The grant of the log.
const LOG_GRANT: &str = "log";
/// Bytes of a page of memory.
const PAGE: u64 = 64 << 10;
/// Memories of a plugin.
const MEMORIES_MAX: usize = 1;

/// How faults name a plugin.
pub(crate) fn title(manifest: &Manifest) -> String {
    format!("plugin `{}` {}", manifest.name, manifest.version)
}

/// Whether the log is imported, and that it is granted then.
pub(crate) fn granted(shape: &Shape, title: &str, grants: &[String]) -> Result<bool, Diagnostic> {
    let imports_log = shape.imports.iter().any(|import| import == LOG);
    if imports_log && !grants.iter().any(|grant| grant == LOG_GRANT) {
        let message = format!("{title} imports `{LOG}`, which is not granted");
        return Err(Diagnostic::error(IMPORT, message).help(
            "grant it with `grants = [\"log\"]` in tieuchi.lock, or use a plugin without it",
        ));
    }
    Ok(imports_log)
}

/// The limits as the plugin wishes them, where they may be had.
pub(crate) fn wished(
    manifest: &Manifest,
    title: &str,
    mut limits: Limits,
) -> Result<Limits, Diagnostic> {
    let name = &manifest.name;
    let refused = |key: &str, wish: u64, most: u64| {
        Diagnostic::error(WISH, format!("{title} wishes for `{key} = {wish}` and may have {most}"))
            .help(format!(
                "set `{key} = {wish}` under `[plugins.{name}]` in tieuchi.toml to grant it"
            ))
    };
    let wishes = manifest.limits;
    if let Some(mib) = wishes.memory_mib {
        let most = limits.memory_bytes >> 20;
        let mib_size = usize::try_from(mib).unwrap_or(usize::MAX);
        if mib_size > most {
            return Err(refused("memory-mib", mib.into(), most as u64));
        }
        limits.memory_bytes = mib_size << 20;
    }
    if let Some(fuel) = wishes.fuel_per_row {
        if fuel > limits.fuel_per_row {
            return Err(refused("fuel-per-row", fuel, limits.fuel_per_row));
        }
        limits.fuel_per_row = fuel;
    }
    if let Some(ms) = wishes.time_ms {
        let most = u64::try_from(limits.time.as_millis()).unwrap_or(u64::MAX);
        if u64::from(ms) > most {
            return Err(refused("time-ms", ms.into(), most));
        }
        limits.time = Duration::from_millis(ms.into());
    }
    Ok(limits)
}

/// Refuses a component whose beginning alone is more than it may have.
pub(crate) fn admit(component: &Component, title: &str, limits: &Limits) -> Result<(), Diagnostic> {
    let refused = |what: String| {
        Err(Diagnostic::error(RESOURCES, format!("{title} {what}"))
            .help("grant more in tieuchi.toml, or ask its developer for a build that needs less"))
    };
    let Some(required) = component.resources_required() else {
        return Err(Diagnostic::error(IMPORT, format!("{title} imports a module"))
            .help("ask its developer for a build that imports none"));
    };
    if required.num_memories as usize > MEMORIES_MAX {
        let memories = required.num_memories;
        return refused(format!("has {memories} memories and may have {MEMORIES_MAX}"));
    }
    let memory = required.max_initial_memory_size.unwrap_or(0).saturating_mul(PAGE);
    if memory > limits.memory_bytes as u64 {
        let most = limits.memory_bytes;
        return refused(format!("begins with {memory} bytes of memory and may have {most}"));
    }
    let table = required.max_initial_table_size.unwrap_or(0);
    if table > limits.table_elements as u64 {
        let most = limits.table_elements;
        return refused(format!("begins with a table of {table} elements and may have {most}"));
    }
    if required.num_tables as usize > limits.instances {
        let (tables, most) = (required.num_tables, limits.instances);
        return refused(format!("begins with {tables} tables and may have {most}"));
    }
    Ok(())
}

//! `plugin test`: a plugin held against its worked cases, its limits and itself.

use tieuchi_core::Sources;
use tieuchi_wasm::{Limits, Manifest, Proof, prove};

use super::{
    bench::{cases, load},
    list::Inspected,
    runtime::PluginRuntime,
};
use crate::trouble::Trouble;

/// A plugin that was tested.
#[derive(Debug)]
pub struct Tested {
    /// What it says of itself.
    pub manifest: Manifest,
    /// What it may use.
    pub limits: Limits,
    /// What came of it.
    pub proof: Proof,
}

/// Runs a component's worked cases with everything that it asks for, and tries on their rows whether
/// anything but a row decides its finding.
pub fn test_plugin(inspected: &Inspected, runtime: &PluginRuntime) -> Result<Tested, Trouble> {
    let wrong = |wrong| Trouble::files(vec![wrong], Sources::default());
    let cases = cases(inspected).map_err(wrong)?;
    let (_host, plugin) = load(inspected, runtime).map_err(wrong)?;
    let proof = prove(&plugin, &cases);
    Ok(Tested { manifest: plugin.manifest().clone(), limits: plugin.limits().clone(), proof })
}

//! Whether a workspace can be judged by, on every day on which something changes.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use chrono::NaiveDate;
use tieuchi_core::{Diagnostic, Ruleset, Sources};

use crate::{plugin, trouble::Trouble, workspace::Workspace};

/// A workspace without errors, counted.
#[derive(Debug)]
pub struct Checked {
    /// Editions of all titles.
    pub editions: usize,
    /// Overlays.
    pub overlays: usize,
    /// Indicators of the catalogue.
    pub indicators: usize,
    /// Targets.
    pub targets: usize,
    /// Communes over all times.
    pub communes: usize,
    /// What somebody should look at.
    pub warnings: Vec<Diagnostic>,
    /// The files that the warnings speak of.
    pub sources: Sources,
}

/// Checks a workspace, and what can be proved of its rules before anybody is judged by them.
pub fn check(dir: &Path) -> Result<Checked, Trouble> {
    let workspace = Workspace::open(dir)?;
    let mut found = workspace.warnings.clone();
    let mut communes = BTreeSet::new();
    let mut resolved: BTreeMap<_, Ruleset> = BTreeMap::new();
    for day in days(&workspace) {
        let units = workspace.places.communes(day);
        communes.extend(units.iter().map(|unit| (unit.code.clone(), unit.from)));
        let (rulesets, here) = workspace.rules.resolve_all(day, &workspace.sources);
        for ruleset in rulesets.into_values().flatten() {
            // Most places have the same: an edition with the same overlays is one ruleset.
            resolved.entry(made_of(&ruleset)).or_insert(ruleset);
        }
        for item in here {
            // What is wrong on one day mostly is on the next.
            if !found.contains(&item) {
                found.push(item);
            }
        }
    }
    if found.iter().any(Diagnostic::is_error) {
        return Err(Trouble::files(found, workspace.sources));
    }
    let resolved: Vec<Ruleset> = resolved.into_values().collect();
    let proved = tieuchi_ruleset::prove(&workspace.rules, &resolved, &found, &workspace.sources);
    found.extend(proved);
    let (wrong, sources) = plugin::check_plugins(&workspace, &resolved)?;
    found.extend(wrong);
    if found.iter().any(Diagnostic::is_error) {
        return Err(Trouble::files(found, sources));
    }
    Diagnostic::sort(&mut found, &sources);
    let Workspace { rules, layers, .. } = workspace;
    Ok(Checked {
        editions: layers.bases.len(),
        overlays: layers.overlays.len(),
        indicators: rules.catalogue().iter().filter(|item| item.id.title().is_none()).count(),
        targets: rules.targets().len(),
        communes: communes.len(),
        warnings: found,
        sources,
    })
}

/// What a resolved ruleset is made of: the digests of its edition and overlays.
fn made_of(ruleset: &Ruleset) -> (String, Vec<String>) {
    let overlays = ruleset.overlays.iter().map(|(digest, _)| digest.clone());
    (ruleset.digest.clone(), overlays.collect())
}

/// The days on which a rule, an overlay, a unit or a class begins, or one has just ended.
pub(crate) fn days(workspace: &Workspace) -> BTreeSet<NaiveDate> {
    let places = &workspace.places;
    let units = places.units.iter().map(|unit| (unit.from, unit.until));
    let classes = places.classes.iter().map(|row| (row.from, row.until));
    let mut days: BTreeSet<NaiveDate> = workspace.rules.change_days();
    for (from, until) in units.chain(classes) {
        days.insert(from);
        days.extend(until.and_then(|until| until.succ_opt()));
    }
    days
}

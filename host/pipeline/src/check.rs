//! Whether a workspace can be judged by, on every day on which something changes.

use std::{collections::BTreeSet, path::Path};

use chrono::NaiveDate;
use tieuchi_core::{Diagnostic, Sources};

use crate::{trouble::Trouble, workspace::Workspace};

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

/// Checks a workspace.
pub fn check(dir: &Path) -> Result<Checked, Trouble> {
    let workspace = Workspace::open(dir)?;
    let mut found = workspace.warnings.clone();
    let mut communes = BTreeSet::new();
    for day in days(&workspace) {
        let units = workspace.places.communes(day);
        communes.extend(units.iter().map(|unit| (unit.code.clone(), unit.from)));
        let (_, here) = workspace.rules.resolve_all(day, &workspace.sources);
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
    Diagnostic::sort(&mut found, &workspace.sources);
    let Workspace { rules, layers, sources, .. } = workspace;
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

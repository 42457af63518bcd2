//! `plugin list` and `plugin inspect`: what is locked and what is in a component. Nothing is
//! compiled or run.

use std::path::{Path, PathBuf};

use tieuchi_core::{Diagnostic, Sources};
use tieuchi_ruleset::Locked;
use tieuchi_wasm::{Limits, Manifest, Shape};

use super::{
    component::{self, Component},
    ground::{Ground, LOCK},
    reference::{self, PluginUse},
};
use crate::{files, trouble::Trouble, workspace::Workspace};

/// A plugin in the lock.
#[derive(Debug)]
pub struct ListedPlugin {
    /// Its name.
    pub name: String,
    /// The version that is locked.
    pub version: String,
    /// The digest that is locked.
    pub digest: String,
    /// Its file, as the lock has it.
    pub path: String,
    /// What is granted.
    pub grants: Vec<String>,
    /// What the component says of itself; none where it is missing or another.
    pub manifest: Option<Manifest>,
    /// What is wrong with it.
    pub wrong: Vec<Diagnostic>,
    /// The criteria that name it, on any day.
    pub used_by: Vec<PluginUse>,
}

/// The plugins of a workspace.
#[derive(Debug)]
pub struct Listed {
    /// Those in the lock, by name.
    pub plugins: Vec<ListedPlugin>,
    /// What rules name and nobody has locked.
    pub absent: Vec<Diagnostic>,
    /// The files that the diagnostics speak of.
    pub sources: Sources,
}

/// Lists the plugins of a workspace.
pub fn list_plugins(dir: &Path) -> Result<Listed, Trouble> {
    let workspace = Workspace::open(dir)?;
    let references = reference::of_workspace(&workspace);
    let ground = Ground::of_workspace(&workspace)?;
    let mut plugins = Vec::with_capacity(ground.locked.len());
    for entry in &ground.locked {
        let Locked { name, version, digest, path, grants, .. } = entry;
        let (mut used_by, mut manifest, mut wrong) = (Vec::new(), None, Vec::new());
        let of_name = references.iter().filter(|(uses, _)| named(uses) == name);
        for (uses, criteria) in of_name {
            used_by.extend(criteria.iter().cloned());
            wrong.extend(ground.resolve(uses, criteria).err().unwrap_or_default());
        }
        match ground.resolve_entry(entry, &used_by) {
            Ok(found) => manifest = Some(found.component.shape.manifest),
            Err(faults) if used_by.is_empty() => wrong = faults,
            // Told above, for each criterion.
            Err(_) => {}
        }
        plugins.push(ListedPlugin {
            name: name.clone(),
            version: version.clone(),
            digest: digest.clone(),
            path: path.clone(),
            grants: grants.clone(),
            manifest,
            wrong,
            used_by,
        });
    }
    let unlocked = references.iter().filter(|(uses, _)| ground.entry(named(uses)).is_none());
    let absent = unlocked
        .flat_map(|(uses, criteria)| ground.resolve(uses, criteria).err().unwrap_or_default());
    Ok(Listed { plugins, absent: absent.collect(), sources: ground.sources })
}

/// The name in `name@major`.
fn named(uses: &str) -> &str {
    uses.split('@').next().unwrap_or(uses)
}

/// What is in a component.
#[derive(Debug)]
pub struct Inspected {
    /// Its file.
    pub path: String,
    /// `sha256:` and its digest.
    pub digest: String,
    /// What is in it.
    pub shape: Shape,
    /// What of its imports must be granted.
    pub asks: Vec<String>,
    /// What it may use in the workspace, or anywhere where there is none.
    pub limits: Limits,
    /// What is granted, where it is locked.
    pub grants: Option<Vec<String>>,
    /// What somebody should look at.
    pub warnings: Vec<Diagnostic>,
    /// The files that the warnings speak of.
    pub sources: Sources,
}

/// Looks into a component: a file, a crate's folder, or the name of a locked plugin.
pub fn inspect_plugin(dir: &Path, what: &str) -> Result<Inspected, Trouble> {
    let ground = match Ground::of_folder(dir) {
        Ok(ground) => ground,
        // A component may be looked into anywhere.
        Err(Trouble::NoWorkspace(_)) if is_path(what) => Ground::nowhere(dir),
        Err(trouble) => return Err(trouble),
    };
    let path = match file(&ground, what) {
        Ok(path) => path,
        Err(wrong) => return Err(Trouble::files(vec![*wrong], ground.sources)),
    };
    let Component { shape, digest, .. } = match component::read(&path) {
        Ok(component) => component,
        Err(wrong) => return Err(Trouble::files(vec![wrong], ground.sources)),
    };
    let (limits, above) = ground.limits(&shape.manifest);
    let mut warnings = above;
    let entry = ground.entry(&shape.manifest.name);
    if let Some(entry) = entry.filter(|entry| entry.digest != digest) {
        warnings.push(ground.changed(entry, &digest));
    }
    for warning in &mut warnings {
        warning.severity = tieuchi_core::Severity::Warning;
    }
    let grants = entry.filter(|entry| entry.digest == digest).map(|entry| entry.grants.clone());
    let asks = component::asked(&shape);
    let path = files::display(&path);
    Ok(Inspected { path, digest, shape, asks, limits, grants, warnings, sources: ground.sources })
}

/// Whether somebody means a path, not the name of a plugin.
fn is_path(what: &str) -> bool {
    what.contains(['.', '/', '\\']) || Path::new(what).exists()
}

/// The file of what somebody means.
fn file(ground: &Ground, what: &str) -> Result<PathBuf, Box<Diagnostic>> {
    let path = Path::new(what);
    if path.join(super::build::MANIFEST).is_file() {
        return super::build::component_of(path).map_err(Box::new);
    }
    if is_path(what) {
        return Ok(path.to_owned());
    }
    if let Some(entry) = ground.entry(what) {
        return Ok(ground.file(entry));
    }
    let message = format!("plugin `{what}` is not in {LOCK}");
    Err(Box::new(
        Diagnostic::error("P017", message).help(match ground.near(what) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a component's file, or a plugin of the workspace named by `--workspace`"
                .to_owned(),
        }),
    ))
}

//! Plugins that are kept ready while rules change: compiled once, tried before they are used.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use tieuchi_core::{Diagnostic, Ruleset};
use tieuchi_ruleset::Locked;
use tieuchi_wasm::{Host, Plugin, prove, read_cases};

use super::{
    ground::{Ground, LOCK},
    load::{LoadedPlugin, LoadedPlugins, resolve},
    reference,
    resolve::{Resolved, called},
    runtime::PluginRuntime,
};
use crate::{trouble::Trouble, workspace::Workspace};

/// How many plugins are kept, those in use among them: so many steps back cost no compiling.
const KEPT_MAX: usize = 32;

/// What is granted, by plugin.
pub(crate) type Grants = BTreeMap<String, Vec<String>>;

/// Plugins that are kept ready.
#[derive(Debug)]
pub(crate) struct Shelf {
    /// What they run on.
    runtime: PluginRuntime,
    /// Their host, once one was needed.
    host: Option<Host>,
    /// Those that were loaded, the one used last at the end.
    kept: Vec<Kept>,
    /// How many were loaded.
    loaded: u64,
}

/// A plugin on the shelf.
#[derive(Debug)]
struct Kept {
    /// All that it was made from: digest, grants and limits.
    key: String,
    /// The plugin, whose worked cases came out.
    plugin: Arc<Plugin>,
}

impl Shelf {
    /// An empty shelf.
    pub(crate) const fn new(runtime: PluginRuntime) -> Self {
        Self { runtime, host: None, kept: Vec::new(), loaded: 0 }
    }

    /// How many plugins were loaded, good and bad.
    #[cfg(test)]
    pub(crate) const fn loaded(&self) -> u64 {
        self.loaded
    }

    /// The plugins that rulesets name, with what the lock grants. Each that is not on the shelf is
    /// loaded and tried with its own worked cases; where one fails, none is handed out.
    ///
    /// `before` is what was granted until now: more needs somebody's approval, and without it none
    /// is loaded at all.
    pub(crate) fn plugins<'r>(
        &mut self,
        workspace: &Workspace,
        rulesets: impl IntoIterator<Item = &'r Ruleset>,
        before: Option<&Grants>,
    ) -> Result<(LoadedPlugins, Grants), Trouble> {
        let references = reference::of_rulesets(rulesets);
        if references.is_empty() {
            let granted = match before {
                Some(before) => before.clone(),
                // Whoever begins with a lock approves of it, also where no rule needs it yet.
                None => Ground::of_workspace(workspace).map_or_else(|_| Grants::new(), granted),
            };
            return Ok((LoadedPlugins::none(), granted));
        }
        let ground = Ground::of_workspace(workspace)?;
        let mut wrong: Vec<Diagnostic> = before.map_or_else(Vec::new, |before| {
            ground.locked.iter().filter_map(|entry| widened(&ground, entry, before)).collect()
        });
        if !wrong.is_empty() {
            return Err(Trouble::files(wrong, ground.sources));
        }
        let (resolved, faults) = resolve(&ground, &references);
        wrong.extend(faults);
        let mut plugins = BTreeMap::new();
        for (uses, resolved) in resolved {
            let component = resolved.component.bytes.clone();
            match self.plugin(&resolved) {
                Ok(plugin) => {
                    plugins.insert(uses.to_owned(), LoadedPlugin { plugin, bytes: component });
                }
                Err(faults) => {
                    let entry = ground.entry(&resolved.component.shape.manifest.name);
                    let criteria = references.get(uses).map_or(&[][..], Vec::as_slice);
                    wrong.extend(faults.into_iter().map(|fault| {
                        let fault = match entry {
                            Some(entry) => ground.in_lock(fault, &entry.name_span, "locked here"),
                            None => fault,
                        };
                        called(fault, criteria, "named here")
                    }));
                }
            }
        }
        if !wrong.is_empty() {
            return Err(Trouble::files(wrong, ground.sources));
        }
        let lock = ground.lock.and_then(|lock| ground.sources.get(lock));
        let lock = lock.map(|source| Arc::clone(&source.text));
        let warning = self.host.as_ref().and_then(Host::cache_refused).cloned();
        Ok((LoadedPlugins::ready(plugins, lock, warning), granted(ground)))
    }

    /// A plugin from the shelf, where it is put first if it is not there.
    fn plugin(&mut self, resolved: &Resolved) -> Result<Arc<Plugin>, Vec<Diagnostic>> {
        let Resolved { component, grants, limits } = resolved;
        let key = format!("{} {grants:?} {limits:?}", component.digest);
        let kept = match self.kept.iter().position(|kept| kept.key == key) {
            Some(at) => self.kept.remove(at),
            None => Kept { plugin: self.load(resolved)?, key },
        };
        let plugin = Arc::clone(&kept.plugin);
        self.kept.push(kept);
        let surplus = self.kept.len().saturating_sub(KEPT_MAX);
        self.kept.drain(..surplus);
        Ok(plugin)
    }

    /// Loads a plugin and tries it.
    fn load(&mut self, resolved: &Resolved) -> Result<Arc<Plugin>, Vec<Diagnostic>> {
        let Resolved { component, grants, limits } = resolved;
        let one = |wrong| vec![wrong];
        self.loaded += 1;
        let host = match self.host.take() {
            Some(host) => host,
            None => self.runtime.host().map_err(one)?,
        };
        let plugin = self.host.insert(host).load(&component.bytes, grants, limits.clone());
        let plugin = plugin.map_err(one)?;
        let cases = match &component.shape.cases_text {
            Some(text) => read_cases(text, &component.shape.manifest).map_err(|problems| {
                let message =
                    format!("worked cases of plugin `{}` are malformed", plugin.manifest().name);
                let first = problems.into_iter().take(10);
                let wrong = Diagnostic::error("P022", message);
                one(first.fold(wrong, |wrong, problem| wrong.note(problem.message)))
            })?,
            None => Vec::new(),
        };
        let proof = prove(&plugin, &cases);
        let wrong: Vec<Diagnostic> = proof.problems().cloned().collect();
        if wrong.is_empty() { Ok(plugin) } else { Err(wrong) }
    }
}

/// The files of the components that the lock of a workspace names, whatever they are now. A lock
/// that cannot be read names none.
pub(crate) fn component_files(workspace: &Workspace) -> Vec<PathBuf> {
    let Ok(ground) = Ground::of_workspace(workspace) else { return Vec::new() };
    ground.locked.iter().map(|entry| ground.file(entry)).collect()
}

/// What a lock grants. What is not in it any more needs approval to come back.
fn granted(ground: Ground) -> Grants {
    ground.locked.into_iter().map(|entry| (entry.name, entry.grants)).collect()
}

/// What an entry of the lock grants beyond what was granted before, where that is something.
fn widened(ground: &Ground, entry: &Locked, before: &Grants) -> Option<Diagnostic> {
    let had = before.get(&entry.name).map_or(&[][..], Vec::as_slice);
    let more = entry.grants.iter().filter(|grant| !had.contains(grant));
    let more: Vec<String> = more.map(|grant| format!("`{grant}`")).collect();
    if more.is_empty() {
        return None;
    }
    let message =
        format!("plugin `{}` is granted more than before: {}", entry.name, more.join(", "));
    let wrong = Diagnostic::error("P006", message);
    let wrong = ground.in_lock(wrong, &entry.grants_span, format!("granted in {LOCK} now"));
    let help = "if it may have that: end the watch and start it again, or with `--allow-grants`";
    Some(wrong.note("while rules are watched, nothing is granted that nobody approved").help(help))
}

//! The plugins that rulesets name, ready to judge.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use tieuchi_core::{
    Catalogue, Checker, Criterion, CriterionId, Diagnostic, Period, Ruleset, Sources, TitleId,
};
use tieuchi_store::Reader;
use tieuchi_wasm::{Assignment, Host, Plugin};

use super::{
    bind::Bind,
    ground::Ground,
    reference::{self, References},
    resolve::{Resolved, called},
    runtime::PluginRuntime,
};
use crate::{trouble::Trouble, workspace::Workspace};

/// Who judges which criterion.
pub type Checkers = BTreeMap<(TitleId, CriterionId), Arc<dyn Checker>>;

/// Plugins that are compiled and may be used.
pub struct LoadedPlugins {
    /// By what rules call them: `name@major`.
    plugins: BTreeMap<String, LoadedPlugin>,
    /// Checkers that were made: communes with equal settings share one.
    made: Mutex<BTreeMap<String, Arc<dyn Checker>>>,
    /// The text of the lock; none where no rule names a plugin.
    lock: Option<Arc<str>>,
    /// What somebody should look at, though every plugin is ready.
    warning: Option<Diagnostic>,
    /// Keeps what the plugins run on alive.
    _host: Option<Host>,
}

/// A plugin that is compiled.
#[derive(Debug)]
pub struct LoadedPlugin {
    /// The plugin.
    pub plugin: Arc<Plugin>,
    /// Its component, as it was read.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for LoadedPlugins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadedPlugins").field("plugins", &self.plugins).finish_non_exhaustive()
    }
}

impl LoadedPlugins {
    /// Loads every plugin that rulesets name. Where they name none, nothing is read or started.
    ///
    /// Everything that is wrong is told at once; the sources of the trouble hold the lock, too.
    pub fn open<'r>(
        workspace: &Workspace,
        rulesets: impl IntoIterator<Item = &'r Ruleset>,
        runtime: &PluginRuntime,
    ) -> Result<Self, Trouble> {
        let references = reference::of_rulesets(rulesets);
        if references.is_empty() {
            return Ok(Self::none());
        }
        Self::on(Ground::of_workspace(workspace)?, &references, runtime)
    }

    /// Loads the plugins that a stored run was judged by, whatever stands in the workspace now.
    pub(crate) fn of_run<'r>(
        workspace: &Workspace,
        reader: &Reader,
        run: i64,
        rulesets: impl IntoIterator<Item = &'r Ruleset>,
        runtime: &PluginRuntime,
    ) -> Result<Self, Trouble> {
        let references = reference::of_rulesets(rulesets);
        if references.is_empty() {
            return Ok(Self::none());
        }
        Self::on(Ground::of_run(workspace, reader, run)?, &references, runtime)
    }

    /// Where no rule names a plugin.
    pub(super) const fn none() -> Self {
        Self::ready(BTreeMap::new(), None, None)
    }

    /// Plugins that somebody else keeps ready.
    pub(super) const fn ready(
        plugins: BTreeMap<String, LoadedPlugin>,
        lock: Option<Arc<str>>,
        warning: Option<Diagnostic>,
    ) -> Self {
        Self { plugins, made: Mutex::new(BTreeMap::new()), lock, warning, _host: None }
    }

    /// Loads what rules name.
    fn on(
        ground: Ground,
        references: &References,
        runtime: &PluginRuntime,
    ) -> Result<Self, Trouble> {
        let lock = ground.lock.and_then(|lock| ground.sources.get(lock));
        let lock = lock.map(|source| Arc::clone(&source.text));
        match load(&ground, references, runtime) {
            Ok((host, plugins)) => {
                let warning = host.cache_refused().cloned();
                Ok(Self { plugins, made: Mutex::default(), lock, warning, _host: Some(host) })
            }
            Err(wrong) => Err(Trouble::files(wrong, ground.sources)),
        }
    }

    /// The plugins by what rules call them.
    pub fn plugins(&self) -> &BTreeMap<String, LoadedPlugin> {
        &self.plugins
    }

    /// What somebody should look at, though every plugin is ready.
    pub fn warning(&self) -> Option<&Diagnostic> {
        self.warning.as_ref()
    }

    /// The text of `tieuchi.lock`, where a rule names a plugin.
    pub fn lock(&self) -> Option<&str> {
        self.lock.as_deref()
    }

    /// Who judges the criteria of a place's rulesets.
    ///
    /// A criterion whose settings have no value has no checker: the engine knows that it is unknown.
    /// Where a criterion's settings differ between levels, what judges it at level 2 stands under
    /// `name@2`.
    pub fn checkers(
        &self,
        rulesets: &[Ruleset],
        catalogue: &Catalogue,
        period: Period,
    ) -> Result<Checkers, Vec<Diagnostic>> {
        let mut checkers = Checkers::new();
        let mut wrong = Vec::new();
        for (ruleset, criterion, uses) in plugin_criteria(rulesets) {
            let Some(LoadedPlugin { plugin, .. }) = self.plugins.get(uses) else { continue };
            let manifest = plugin.manifest();
            let bind = Bind { ruleset, criterion, manifest, catalogue, period };
            let assignments = match bind.assignments() {
                Ok(assignments) => assignments,
                Err(faults) => {
                    wrong.extend(faults);
                    continue;
                }
            };
            for (name, assignment) in assignments {
                match self.checker(uses, plugin, &assignment) {
                    Ok(checker) => {
                        checkers.insert((ruleset.title.clone(), name), checker);
                    }
                    Err(faults) => wrong.extend(faults.into_iter().map(|fault| {
                        let source = criterion.source;
                        fault.label(source, criterion.span.clone(), format!("judged by `{uses}`"))
                    })),
                }
            }
        }
        if wrong.is_empty() { Ok(checkers) } else { Err(wrong) }
    }

    /// A checker for such a job: one that was made for it, or a new one.
    fn checker(
        &self,
        uses: &str,
        plugin: &Arc<Plugin>,
        assignment: &Assignment,
    ) -> Result<Arc<dyn Checker>, Vec<Diagnostic>> {
        // All that the plugin is told, and so all that its findings may depend on.
        let key = format!("{uses} {assignment:?}");
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(checker) = made.get(&key) {
            return Ok(Arc::clone(checker));
        }
        let checker = plugin.checker(assignment)?;
        made.insert(key, Arc::clone(&checker));
        Ok(checker)
    }
}

/// The criteria that plugins judge, with what they name.
fn plugin_criteria(rulesets: &[Ruleset]) -> impl Iterator<Item = (&Ruleset, &Criterion, &str)> {
    rulesets.iter().flat_map(|ruleset| {
        let named = ruleset.criteria.iter();
        named.filter_map(move |criterion| Some((ruleset, criterion, reference::named(criterion)?)))
    })
}

/// Loads what rules name, or says all that is wrong with it.
fn load(
    ground: &Ground,
    references: &References,
    runtime: &PluginRuntime,
) -> Result<(Host, BTreeMap<String, LoadedPlugin>), Vec<Diagnostic>> {
    let (resolved, mut wrong) = resolve(ground, references);
    let host = match runtime.host() {
        Ok(host) => host,
        Err(fault) => {
            wrong.push(fault);
            return Err(wrong);
        }
    };
    let mut plugins = BTreeMap::new();
    for (uses, Resolved { component, grants, limits }) in resolved {
        let bytes = component.bytes;
        match host.load(&bytes, &grants, limits) {
            Ok(plugin) => {
                plugins.insert(uses.to_owned(), LoadedPlugin { plugin, bytes });
            }
            Err(fault) => {
                let name = uses.split('@').next().unwrap_or(uses);
                let fault = match ground.entry(name) {
                    Some(entry) => ground.in_lock(fault, &entry.name_span, "locked here"),
                    None => fault,
                };
                let criteria = references.get(uses).map_or(&[][..], Vec::as_slice);
                wrong.push(called(fault, criteria, "named here"));
            }
        }
    }
    if wrong.is_empty() { Ok((host, plugins)) } else { Err(wrong) }
}

/// Finds what rules name, without compiling any of it.
pub(super) fn resolve<'r>(
    ground: &Ground,
    references: &'r References,
) -> (BTreeMap<&'r str, Resolved>, Vec<Diagnostic>) {
    let (mut resolved, mut wrong) = (BTreeMap::new(), Vec::new());
    for (uses, criteria) in references {
        match ground.resolve(uses, criteria) {
            Ok(found) => {
                resolved.insert(uses.as_str(), found);
            }
            Err(faults) => wrong.extend(faults),
        }
    }
    (resolved, wrong)
}

/// What is wrong with the plugins that the rulesets of a workspace name: the lock, the components,
/// what they read and what is set. Nothing is compiled. The sources hold the lock, too.
pub(crate) fn check_plugins(
    workspace: &Workspace,
    rulesets: &[Ruleset],
) -> Result<(Vec<Diagnostic>, Sources), Trouble> {
    let references = reference::of_rulesets(rulesets);
    if references.is_empty() {
        return Ok((Vec::new(), workspace.sources.clone()));
    }
    let ground = Ground::of_workspace(workspace)?;
    let (resolved, mut wrong) = resolve(&ground, &references);
    for (ruleset, criterion, uses) in plugin_criteria(rulesets) {
        let Some(found) = resolved.get(uses) else { continue };
        // What is set and read is the same in every period.
        let Some(period) = Period::parse(&ruleset.from.format("%Y").to_string()) else { continue };
        let manifest = &found.component.shape.manifest;
        let catalogue = workspace.rules.catalogue();
        let bind = Bind { ruleset, criterion, manifest, catalogue, period };
        for fault in bind.assignments().err().unwrap_or_default() {
            if !wrong.contains(&fault) {
                wrong.push(fault);
            }
        }
    }
    Ok((wrong, ground.sources))
}

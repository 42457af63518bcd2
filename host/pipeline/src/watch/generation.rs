//! Generations: the rules and plugins of a workspace as they stood at one moment, known to be good.

use std::{collections::BTreeMap, fmt::Write, path::PathBuf, sync::Arc};

use tieuchi_core::{Check, Diagnostic, Period, PlaceCode, Sources};
use tieuchi_store::Digest;

use crate::{
    place::Job,
    plugin::{Grants, LoadedPlugin, LoadedPlugins, PluginRuntime, Shelf},
    registers,
    run::{Planned, open_store, plan_with},
    trouble::Trouble,
    workspace::Workspace,
};

/// Rules and plugins that judge together. Whoever judges keeps the one that they began with.
#[derive(Debug)]
pub(crate) struct Generation {
    /// Counted from 1.
    pub(crate) number: u64,
    /// The digest of all that was read for it.
    pub(crate) digest: Digest,
    /// The rules.
    pub(crate) workspace: Workspace,
    /// The plugins.
    pub(crate) plugins: LoadedPlugins,
    /// The period.
    pub(crate) period: Period,
    /// The digest of all that a commune's verdicts depend on, apart from its evidence.
    pub(crate) keys: BTreeMap<PlaceCode, Digest>,
    /// What somebody should look at.
    pub(crate) warnings: Vec<Diagnostic>,
}

/// What reading the files has shown.
#[derive(Debug)]
pub(crate) enum Found {
    /// Nothing that was not known.
    Same,
    /// What was wrong has been taken back: the generation in use is right again.
    Mended(Arc<Generation>),
    /// A new generation, in use from now on.
    New(Arc<Generation>),
    /// The files are wrong; the generation before, where there is one, stays in use.
    Refused(Trouble),
}

/// Reads generations.
#[derive(Debug)]
pub(crate) struct Loader {
    /// The workspace's folder.
    dir: PathBuf,
    /// The period.
    period: Period,
    /// Whether grants may widen.
    allow_grants: bool,
    /// Plugins that are ready.
    shelf: Shelf,
    /// The last good generation.
    current: Option<Arc<Generation>>,
    /// What the lock of that one grants.
    grants: Option<Grants>,
    /// The digest of what was refused last, where nothing good has come since.
    refused: Option<Digest>,
    /// By what catalogue and places the store's evidence was read.
    taken: Option<Digest>,
}

impl Loader {
    /// A loader that has read nothing.
    pub(crate) const fn new(
        dir: PathBuf,
        period: Period,
        allow_grants: bool,
        runtime: PluginRuntime,
    ) -> Self {
        Self {
            dir,
            period,
            allow_grants,
            shelf: Shelf::new(runtime),
            current: None,
            grants: None,
            refused: None,
            taken: None,
        }
    }

    /// The generation in use.
    pub(crate) const fn current(&self) -> Option<&Arc<Generation>> {
        self.current.as_ref()
    }

    /// How many plugins were loaded.
    #[cfg(test)]
    pub(crate) const fn plugins_loaded(&self) -> u64 {
        self.shelf.loaded()
    }

    /// Reads every file once. What is told is what was judged by: the digest is that of the very
    /// texts that became rules.
    pub(crate) fn read(&mut self) -> Found {
        match self.generation() {
            Ok(None) if self.refused.take().is_some() => {
                self.current.clone().map_or(Found::Same, Found::Mended)
            }
            Ok(None) => Found::Same,
            Ok(Some((generation, grants))) => {
                let generation = Arc::new(generation);
                self.current = Some(Arc::clone(&generation));
                (self.grants, self.refused) = (Some(grants), None);
                Found::New(generation)
            }
            Err(trouble) => {
                let digest = digest_of_trouble(&trouble);
                if self.refused == Some(digest) {
                    return Found::Same;
                }
                self.refused = Some(digest);
                Found::Refused(trouble)
            }
        }
    }

    /// A generation, unless it is the one in use.
    fn generation(&mut self) -> Result<Option<(Generation, Grants)>, Trouble> {
        let Self { dir, period, allow_grants, shelf, current, grants, taken, .. } = self;
        let workspace = Workspace::open(dir)?;
        let before = grants.as_ref().filter(|_| !*allow_grants);
        let mut granted = Grants::new();
        let planned = plan_with(&workspace, *period, |rulesets| {
            let rulesets = rulesets.values().flatten();
            let (plugins, grants) = shelf.plugins(&workspace, rulesets, before)?;
            granted = grants;
            Ok(plugins)
        })?;
        let Planned { jobs, plugins, mut warnings } = planned;
        let digest = digest(&workspace.sources, &plugins);
        if current.as_ref().is_some_and(|current| current.digest == digest) {
            return Ok(None);
        }
        let shared = Shared::of(&workspace);
        let key = |job: &Job<'_>| (job.unit.code.clone(), shared.key(job, &workspace, &plugins));
        let keys = jobs.iter().map(key).collect();
        drop(jobs);
        let registers = Digest::of(format!("{shared:?} {:?}", workspace.file));
        if *taken != Some(registers) {
            let told = open_store(&workspace)
                .and_then(|mut store| {
                    registers::take_in(&workspace, &mut store, *period, &mut |_| {})
                })
                .map_err(|trouble| trouble.in_store(&workspace.store()))?;
            warnings.extend(told);
            *taken = Some(registers);
        }
        Diagnostic::sort(&mut warnings, &workspace.sources);
        let number = current.as_ref().map_or(0, |current| current.number) + 1;
        let period = *period;
        let generation = Generation { number, digest, workspace, plugins, period, keys, warnings };
        Ok(Some((generation, granted)))
    }
}

/// What the verdicts of all communes depend on.
#[derive(Debug)]
struct Shared {
    /// The indicators.
    catalogue: Digest,
    /// The org units.
    places: Digest,
}

impl Shared {
    /// That of a workspace.
    fn of(workspace: &Workspace) -> Self {
        let places = workspace.place_files.iter().filter_map(|id| workspace.sources.get(*id));
        let digests: Vec<String> =
            places.map(|source| Digest::of(source.text.as_bytes()).to_string()).collect();
        let catalogue = workspace.catalogue_digest();
        Self { catalogue, places: Digest::of(digests.join("\n")) }
    }

    /// All that a commune's verdicts depend on, apart from its evidence.
    fn key(&self, job: &Job<'_>, workspace: &Workspace, plugins: &LoadedPlugins) -> Digest {
        let Self { catalogue, places } = self;
        let mut text = format!("catalogue {catalogue}\n");
        for ruleset in &job.rulesets {
            let overlays: Vec<&str> =
                ruleset.overlays.iter().map(|(digest, _)| digest.as_str()).collect();
            line(&mut text, format_args!("{} {} {overlays:?}", ruleset.title, ruleset.digest));
        }
        for criterion in job.rulesets.iter().flat_map(|ruleset| &ruleset.criteria) {
            let Check::Plugin { uses, .. } = &criterion.check else { continue };
            let Some(LoadedPlugin { plugin, .. }) = plugins.plugins().get(uses) else { continue };
            let (digest, limits) = (plugin.digest(), plugin.limits());
            line(&mut text, format_args!("{uses} {digest} {limits:?}"));
        }
        // Earlier decisions count by what the editions of their time said, and by who was merged
        // into whom.
        for title in job.plan.history().keys() {
            let editions = workspace.rules.editions(title);
            let editions: Vec<&str> = editions.map(|edition| edition.digest.as_str()).collect();
            line(&mut text, format_args!("{title} in {places} by {editions:?}"));
        }
        Digest::of(text)
    }
}

/// Adds a line.
fn line(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a text has an error that cannot be.
    let _ = writeln!(text, "{arguments}");
}

/// Adds the files.
fn write_sources(text: &mut String, sources: &Sources) {
    for (_, source) in sources.iter() {
        line(text, format_args!("{} {}", Digest::of(source.text.as_bytes()), source.path));
    }
}

/// The digest of all that a generation was read from.
fn digest(sources: &Sources, plugins: &LoadedPlugins) -> Digest {
    let mut text = String::new();
    write_sources(&mut text, sources);
    line(&mut text, format_args!("lock {}", Digest::of(plugins.lock().unwrap_or_default())));
    for (uses, loaded) in plugins.plugins() {
        line(&mut text, format_args!("plugin {uses} {}", loaded.plugin.digest()));
    }
    Digest::of(text)
}

/// The digest of what is wrong, and of the files in which it is.
fn digest_of_trouble(trouble: &Trouble) -> Digest {
    let mut text = String::new();
    match trouble {
        Trouble::Files { diagnostics, sources } => {
            write_sources(&mut text, sources);
            line(&mut text, format_args!("{diagnostics:?}"));
        }
        other => line(&mut text, format_args!("{other:?}")),
    }
    Digest::of(text)
}

//! What a workspace says of its plugins: its lock, and the limits that it allows them.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};

use tieuchi_core::{Diagnostic, SourceId, Sources, nearest};
use tieuchi_ruleset::{Locked, PluginAllowance, read_lock, render_lock};
use tieuchi_store::Reader;
use tieuchi_wasm::{Limits, Manifest};

use crate::{
    files,
    trouble::Trouble,
    workspace::{CONFIGURATION, Workspace},
};

/// The name of the lock.
pub(crate) const LOCK: &str = "tieuchi.lock";

/// Bytes in a mebibyte.
const MIB: u64 = 1 << 20;

/// The lock of a workspace and what `tieuchi.toml` says of plugins.
#[derive(Debug)]
pub(crate) struct Ground {
    /// The workspace's folder.
    pub(crate) dir: PathBuf,
    /// The files read, the lock among them.
    pub(crate) sources: Sources,
    /// `tieuchi.toml`.
    pub(crate) configuration: Option<SourceId>,
    /// The lock; none where there is no such file.
    pub(crate) lock: Option<SourceId>,
    /// The lock's entries, by name.
    pub(crate) locked: Vec<Locked>,
    /// Limits by plugin.
    pub(crate) allowances: BTreeMap<String, PluginAllowance>,
    /// Components that need no file, by digest.
    pub(crate) kept: BTreeMap<String, Vec<u8>>,
}

impl Ground {
    /// Of a folder, whatever its rules look like.
    pub(crate) fn of_folder(dir: &Path) -> Result<Self, Trouble> {
        let path = dir.join(CONFIGURATION);
        if !path.is_file() {
            return Err(Trouble::NoWorkspace(dir.to_owned()));
        }
        let mut sources = Sources::default();
        let source = sources.add(files::display(&path), files::text(&path)?);
        let (file, found) = tieuchi_ruleset::read_workspace(&sources, source);
        if found.iter().any(Diagnostic::is_error) {
            return Err(Trouble::files(found, sources));
        }
        Self::new(dir, sources, file.plugins)
    }

    /// Of a workspace that has been read.
    pub(crate) fn of_workspace(workspace: &Workspace) -> Result<Self, Trouble> {
        let Workspace { dir, sources, file, .. } = workspace;
        Self::new(dir, sources.clone(), file.plugins.clone())
    }

    /// Of a folder that is no workspace.
    pub(crate) fn nowhere(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            sources: Sources::default(),
            configuration: None,
            lock: None,
            locked: Vec::new(),
            allowances: BTreeMap::new(),
            kept: BTreeMap::new(),
        }
    }

    /// Reads the lock.
    fn new(
        dir: &Path,
        mut sources: Sources,
        allowances: BTreeMap<String, PluginAllowance>,
    ) -> Result<Self, Trouble> {
        let path = dir.join(LOCK);
        let named = files::display(&dir.join(CONFIGURATION));
        let configuration =
            sources.iter().find(|(_, source)| source.path == named).map(|(id, _)| id);
        let (mut lock, mut locked) = (None, Vec::new());
        if path.exists() {
            let source = sources.add(files::display(&path), files::text(&path)?);
            let (entries, found) = read_lock(&sources, source);
            if found.iter().any(Diagnostic::is_error) {
                return Err(Trouble::files(found, sources));
            }
            (lock, locked) = (Some(source), entries);
        }
        let (dir, kept) = (dir.to_owned(), BTreeMap::new());
        Ok(Self { dir, sources, configuration, lock, locked, allowances, kept })
    }

    /// Of a run: the lock and the components that it was judged by, from its store.
    pub(crate) fn of_run(
        workspace: &Workspace,
        reader: &Reader,
        run: i64,
    ) -> Result<Self, Trouble> {
        let Workspace { dir, sources, file, .. } = workspace;
        let mut ground = Self::nowhere(dir);
        (ground.sources, ground.allowances) = (sources.clone(), file.plugins.clone());
        for (digest, role) in reader.run_inputs(run)? {
            match role.as_str() {
                "lock" => {
                    let name = format!("{LOCK} of run {run}");
                    let source = ground.sources.add(name, reader.artifact(&digest)?);
                    let (entries, found) = read_lock(&ground.sources, source);
                    if found.iter().any(Diagnostic::is_error) {
                        return Err(Trouble::files(found, ground.sources));
                    }
                    (ground.lock, ground.locked) = (Some(source), entries);
                }
                "plugin" => {
                    let bytes = reader.artifact_bytes(&digest)?;
                    ground.kept.insert(format!("sha256:{digest}"), bytes);
                }
                _ => {}
            }
        }
        Ok(ground)
    }

    /// The entry of a plugin.
    pub(crate) fn entry(&self, name: &str) -> Option<&Locked> {
        self.locked.iter().find(|entry| entry.name == name)
    }

    /// The entry that a mistyped name most likely means.
    pub(crate) fn near(&self, name: &str) -> Option<&str> {
        nearest(name, self.locked.iter().map(|entry| entry.name.as_str()))
    }

    /// The component's file of an entry.
    pub(crate) fn file(&self, entry: &Locked) -> PathBuf {
        files::tidy(&self.dir.join(&entry.path))
    }

    /// Writes the lock with another entry in the place of the one of its name, whole or not at all.
    pub(crate) fn write_with(&self, entry: Locked) -> Result<(), Trouble> {
        let mut entries = self.locked.clone();
        entries.retain(|known| known.name != entry.name);
        entries.push(entry);
        let path = self.dir.join(LOCK);
        write_whole(&path, render_lock(&entries).as_bytes()).map_err(|error| {
            let message = format!("cannot write `{}`", files::display(&path));
            let wrong = Diagnostic::error("P019", message).note(error.to_string());
            Trouble::files(vec![wrong], self.sources.clone())
        })
    }

    /// The limits of a plugin: those of every plugin or as the workspace says, lowered to what it
    /// asks for. A wish above them is told.
    pub(crate) fn limits(&self, manifest: &Manifest) -> (Limits, Vec<Diagnostic>) {
        let usual = Limits::default();
        let none = PluginAllowance::default();
        let allowance = self.allowances.get(&manifest.name).unwrap_or(&none);
        let usual_mib = usual.memory_bytes as u64 / MIB;
        let usual_ms = u64::try_from(usual.time.as_millis()).unwrap_or(u64::MAX);
        let wishes = &manifest.limits;
        let mut wrong = Vec::new();
        let mut settle =
            |key: &'static str, wish: Option<u64>, allowed: Option<u32>, usual: u64| {
                let most = allowed.map_or(usual, u64::from);
                if let Some(wish) = wish.filter(|wish| *wish > most) {
                    wrong.push(self.above(manifest, key, wish, most));
                }
                wish.unwrap_or(most).min(most)
            };
        let mib =
            settle("memory-mib", wishes.memory_mib.map(u64::from), allowance.memory_mib, usual_mib);
        let fuel =
            settle("fuel-per-row", wishes.fuel_per_row, allowance.fuel_per_row, usual.fuel_per_row);
        let time = settle("time-ms", wishes.time_ms.map(u64::from), allowance.time_ms, usual_ms);
        let limits = usual
            .with_memory_bytes(usize::try_from(mib.saturating_mul(MIB)).unwrap_or(usize::MAX))
            .with_fuel_per_row(fuel)
            .with_time(Duration::from_millis(time));
        (limits, wrong)
    }

    /// A wish above what is allowed.
    fn above(&self, manifest: &Manifest, key: &str, wish: u64, most: u64) -> Diagnostic {
        let Manifest { name, version, .. } = manifest;
        let message = format!("plugin `{name}` asks for more than it may have: `{key} = {wish}`");
        let said = self.allowances.get(name).zip(self.configuration);
        let wrong = Diagnostic::error("P021", message)
            .note(format!("{name} {version} may have at most {most}"))
            .help(format!("write `{key} = {wish}` under `[plugins.{name}]` in {CONFIGURATION}"));
        match said {
            Some((allowance, source)) => {
                wrong.label(source, allowance.span.clone(), "allows less here")
            }
            None => wrong,
        }
    }
}

/// Writes a file beside its place and moves it there, so that nobody reads half of it.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".part-{}", std::process::id()));
    let beside = path.with_file_name(name);
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    written.inspect_err(|_| {
        // Nothing more can be said than why the writing failed.
        let _ = fs::remove_file(&beside);
    })
}

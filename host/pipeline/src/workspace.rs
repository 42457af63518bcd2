//! A workspace: its configuration, rule files and places, read and checked.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use tieuchi_core::{Diagnostic, Places, Source, SourceId, Sources};
use tieuchi_register::{PlaceTable, read_places};
use tieuchi_ruleset::{Layers, Rules};
use tieuchi_store::{ArtifactKind, Digest};

use crate::{files, trouble::Trouble};

/// The tables of org units.
const TABLES: [&str; 3] = ["units.csv", "successions.csv", "classes.csv"];

/// The name of the configuration file.
pub(crate) const CONFIGURATION: &str = "tieuchi.toml";

/// A workspace without errors.
#[derive(Debug)]
pub struct Workspace {
    /// Its folder.
    pub dir: PathBuf,
    /// What `tieuchi.toml` says.
    pub file: tieuchi_ruleset::Workspace,
    /// All files read.
    pub sources: Sources,
    /// All rules.
    pub rules: Rules,
    /// All org units.
    pub places: Places,
    /// Rule files by role, for the store.
    pub layers: Layers,
    /// The tables of org units, for the store.
    pub place_files: Vec<SourceId>,
    /// What somebody should look at.
    pub warnings: Vec<Diagnostic>,
}

impl Workspace {
    /// Reads a workspace; everything that is wrong is reported at once.
    pub fn open(dir: &Path) -> Result<Self, Trouble> {
        let mut sources = Sources::default();
        let mut place_files = Vec::new();
        let configuration = dir.join(CONFIGURATION);
        if !configuration.is_file() {
            return Err(Trouble::NoWorkspace(dir.to_owned()));
        }
        let source = sources.add(files::display(&configuration), files::text(&configuration)?);
        let (file, mut found) = tieuchi_ruleset::read_workspace(&sources, source);
        if found.iter().any(Diagnostic::is_error) {
            return Err(Trouble::files(found, sources));
        }
        let folder = dir.join(&file.places);
        let (places, wrong) = read_tables(&folder)?;
        for name in TABLES.map(|name| folder.join(name)) {
            if name.is_file() {
                place_files.push(sources.add(files::display(&name), files::text(&name)?));
            }
        }
        let places_are_wrong = wrong.iter().any(Diagnostic::is_error);
        found.extend(wrong);
        let layers = read_layers(dir, &file, &mut sources)?;
        let (rules, wrong) = tieuchi_ruleset::load(&sources, &layers, &places);
        found.extend(wrong);
        if places_are_wrong || found.iter().any(Diagnostic::is_error) {
            return Err(Trouble::files(found, sources));
        }
        let dir = dir.to_owned();
        Ok(Self { dir, file, sources, rules, places, layers, place_files, warnings: found })
    }

    /// The rule files with the role that they play in a run.
    pub(crate) fn rule_files(&self) -> impl Iterator<Item = (&'static str, ArtifactKind, &Source)> {
        let Layers { indicators, bases, overlays, targets } = &self.layers;
        let roles = [
            ("catalogue", ArtifactKind::Catalogue, indicators),
            ("edition", ArtifactKind::Edition, bases),
            ("overlay", ArtifactKind::Overlay, overlays),
            ("targets", ArtifactKind::Targets, targets),
            ("places", ArtifactKind::Places, &self.place_files),
        ];
        roles.into_iter().flat_map(move |(role, kind, sources)| {
            sources.iter().filter_map(move |id| Some((role, kind, self.sources.get(*id)?)))
        })
    }

    /// A digest over everything that a table's cells are read by.
    pub(crate) fn catalogue_digest(&self) -> Digest {
        let sources = self.layers.indicators.iter().filter_map(|id| self.sources.get(*id));
        let digests: Vec<String> =
            sources.map(|source| Digest::of(source.text.as_bytes()).to_string()).collect();
        Digest::of(digests.join("\n"))
    }

    /// The store's file.
    pub(crate) fn store(&self) -> PathBuf {
        self.path(&self.file.store)
    }

    /// A path of the configuration, seen from where the program was started.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        files::tidy(&self.dir.join(relative))
    }
}

/// Reads the tables of org units; only the first of them must be there.
fn read_tables(folder: &Path) -> Result<(Places, Vec<Diagnostic>), Trouble> {
    let paths = TABLES.map(|name| folder.join(name));
    let [units, successions, classes] = &paths;
    let names = paths.each_ref().map(|path| files::display(path));
    let table = |path: &'_ Path, name| match files::open(path) {
        Ok(input) => Ok(Some(PlaceTable { path: name, input })),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(files::unreadable(path)(error)),
    };
    let input = files::open(units).map_err(files::unreadable(units))?;
    let units = PlaceTable { path: names[0].as_str(), input };
    let successions = table(successions, names[1].as_str())?;
    let classes = table(classes, names[2].as_str())?;
    Ok(read_places(units, successions, classes)?)
}

/// Reads all rule files. A folder of rules is laid out by role; a folder of overlays holds nothing
/// else.
fn read_layers(
    dir: &Path,
    file: &tieuchi_ruleset::Workspace,
    sources: &mut Sources,
) -> Result<Layers, Trouble> {
    let mut read = |folder: &Path| -> Result<Vec<SourceId>, Trouble> {
        let mut ids = Vec::new();
        for path in files::below(&files::tidy(folder), "toml")? {
            ids.push(sources.add(files::display(&path), files::text(&path)?));
        }
        Ok(ids)
    };
    let mut layers = Layers::default();
    for root in &file.rules {
        let root = dir.join(root);
        if !root.is_dir() {
            let reason = io::Error::new(ErrorKind::NotFound, "there is no such folder");
            return Err(files::unreadable(&root)(reason));
        }
        layers.indicators.extend(read(&root.join("indicators"))?);
        layers.bases.extend(read(&root.join("base"))?);
        layers.overlays.extend(read(&root.join("overlays"))?);
        layers.targets.extend(read(&root.join("targets"))?);
    }
    for root in &file.overlays {
        layers.overlays.extend(read(&dir.join(root))?);
    }
    Ok(layers)
}

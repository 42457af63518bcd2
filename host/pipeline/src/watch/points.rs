//! Which folders must be watched for a workspace: folders, never files, as whoever saves a file may
//! put another one in its place.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use tieuchi_core::Sources;

use crate::{files, plugin::component_files, workspace::Workspace};

/// How much of a folder counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Depth {
    /// Only what leads to another point: a folder that may come, go or be replaced.
    Way,
    /// Whatever lies in it.
    Folder,
    /// Whatever lies below it.
    Tree,
}

/// Folders to be watched, with what they were when this was written down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Points(BTreeMap<PathBuf, (Depth, Identity)>);

/// What tells a folder from another of its name.
type Identity = Option<(u64, u64)>;

impl Points {
    /// Those of a workspace's folder of which nothing is known but that it is one.
    pub(crate) fn of_folder(dir: &Path) -> Self {
        Self::of(BTreeMap::from([(dir.to_owned(), Depth::Folder)]))
    }

    /// Those of a workspace: its own folder, all that rules and places are read from, and the
    /// folders of locked components and of files that a link leads to.
    pub(crate) fn of_workspace(workspace: &Workspace) -> Self {
        let Workspace { dir, file, sources, .. } = workspace;
        let mut wanted = BTreeMap::from([(dir.clone(), Depth::Folder)]);
        let mut want = |path: PathBuf, depth: Depth| {
            let known = wanted.entry(path).or_insert(depth);
            *known = depth.max(*known);
        };
        for root in &file.rules {
            let root = dir.join(root);
            for part in ["indicators", "base", "overlays", "targets"] {
                want(root.join(part), Depth::Tree);
            }
        }
        for root in &file.overlays {
            want(dir.join(root), Depth::Tree);
        }
        want(dir.join(&file.places), Depth::Folder);
        for path in component_files(workspace) {
            if let Some(folder) = path.parent() {
                want(folder.to_owned(), Depth::Folder);
            }
            linked(&path, &mut want);
        }
        files_of(sources).for_each(|path| linked(&path, &mut want));
        Self::of(wanted)
    }

    /// With the ways to them, each told from others of its name.
    fn of(wanted: BTreeMap<PathBuf, Depth>) -> Self {
        let mut points: BTreeMap<PathBuf, Depth> = BTreeMap::new();
        for (path, depth) in wanted {
            let Ok(path) = std::path::absolute(files::tidy(&path)) else { continue };
            // What is not there yet comes into the nearest folder that is.
            let way = path.ancestors().skip(1).find(|above| above.is_dir());
            if let Some(way) = way {
                points.entry(way.to_owned()).or_insert(Depth::Way);
            }
            let known = points.entry(path).or_insert(depth);
            *known = depth.max(*known);
        }
        let identified = points.into_iter().map(|(path, depth)| {
            let identity = identity(&path);
            (path, (depth, identity))
        });
        Self(identified.collect())
    }

    /// The folders that are there, with whether all below them is meant, none below another that is
    /// watched as a whole.
    pub(crate) fn folders(&self) -> impl Iterator<Item = (&Path, bool)> {
        let there = self.0.iter().filter(|(_, (_, identity))| identity.is_some());
        let covered = |path: &Path| {
            path.ancestors()
                .skip(1)
                .any(|above| self.0.get(above).is_some_and(|(depth, _)| *depth == Depth::Tree))
        };
        there
            .map(|(path, (depth, _))| (path.as_path(), *depth == Depth::Tree))
            .filter(move |(path, _)| !covered(path))
    }

    /// Whether a change of a path may be one of the workspace. What nobody knows may be.
    pub(crate) fn concerns(&self, path: &Path) -> bool {
        let way = |folder: &Path| self.0.get(folder).is_some_and(|(depth, _)| *depth == Depth::Way);
        !path.parent().is_some_and(way) || self.lead_by(path)
    }

    /// Whether a path is one of the folders, or the way to one.
    pub(crate) fn lead_by(&self, path: &Path) -> bool {
        self.0.keys().any(|point| point.starts_with(path))
    }
}

/// The files that were read.
fn files_of(sources: &Sources) -> impl Iterator<Item = PathBuf> {
    sources.iter().map(|(_, source)| PathBuf::from(&source.path))
}

/// The folder that a file really lies in, where a link stands for it.
fn linked(path: &Path, want: &mut impl FnMut(PathBuf, Depth)) {
    if fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
        && let Ok(file) = fs::canonicalize(path)
        && let Some(folder) = file.parent()
    {
        want(folder.to_owned(), Depth::Folder);
    }
}

/// What tells a folder from another of its name; none where there is no such folder.
fn identity(path: &Path) -> Identity {
    let found = fs::metadata(path).ok().filter(fs::Metadata::is_dir)?;
    Some(numbers(&found))
}

/// The numbers of a folder.
#[cfg(unix)]
fn numbers(found: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

/// The numbers of a folder: when it was made.
#[cfg(not(unix))]
fn numbers(found: &fs::Metadata) -> (u64, u64) {
    let made = found.created().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    (0, made.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_on_the_way_counts_only_for_what_it_leads_to() {
        let top = tempfile::tempdir().unwrap();
        let top = fs::canonicalize(top.path()).unwrap();
        fs::create_dir(top.join("here")).unwrap();
        let wanted = [("here", Depth::Folder), ("later/rules", Depth::Tree)];
        let points = Points::of(wanted.map(|(path, depth)| (top.join(path), depth)).into());
        let folders: Vec<(PathBuf, bool)> =
            points.folders().map(|(path, tree)| (path.to_owned(), tree)).collect();
        assert_eq!(folders, [(top.clone(), false), (top.join("here"), false)]);
        for (path, concerns) in [
            ("here", true),
            ("here/a.toml", true),
            ("later", true),
            ("later/rules/a.toml", true),
            ("another", false),
            ("here-not", false),
        ] {
            assert_eq!(points.concerns(&top.join(path)), concerns, "{path}");
        }
    }

    #[test]
    fn a_folder_below_a_whole_tree_needs_no_watch_of_its_own() {
        let top = tempfile::tempdir().unwrap();
        let top = fs::canonicalize(top.path()).unwrap();
        fs::create_dir_all(top.join("a/b/c")).unwrap();
        let wanted = [("a/b", Depth::Tree), ("a/b/c", Depth::Folder)];
        let points = Points::of(wanted.map(|(path, depth)| (top.join(path), depth)).into());
        let folders: Vec<PathBuf> = points.folders().map(|(path, _)| path.to_owned()).collect();
        assert_eq!(folders, [top.join("a"), top.join("a/b")]);
    }

    #[test]
    fn a_folder_in_the_place_of_another_is_another() {
        let top = tempfile::tempdir().unwrap();
        let dir = top.path().join("dir");
        fs::create_dir(&dir).unwrap();
        let before = Points::of_folder(&dir);
        assert_eq!(before, Points::of_folder(&dir));
        fs::rename(&dir, top.path().join("old")).unwrap();
        fs::create_dir(&dir).unwrap();
        assert_ne!(before, Points::of_folder(&dir));
    }
}

//! Takes in registers, decisions and places that are new or changed since they were last read.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    path::Path,
    time::UNIX_EPOCH,
};

use tieuchi_core::{Decision, Diagnostic, Kind, Period, PlaceCode, RegisterChunk, TitleId};
use tieuchi_register::{
    RegisterFile, file_twice, import_replaced, kind_of_file, no_register, place_gone,
    read_decisions, read_register, unknown_file, unknown_title,
};
use tieuchi_store::{Digest, RegisterWriter, SourceFile, Store, StoreError, Transaction};

use crate::{Progress, files, trouble::Trouble, workspace::Workspace};

/// Reads what is new into the store, all of it or nothing; gives what somebody should look at.
/// Every file is read before any is refused, so that all of them can be mended at once.
pub(crate) fn take_in(
    workspace: &Workspace,
    store: &mut Store,
    period: Period,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Vec<Diagnostic>, Trouble> {
    let folder = workspace.path(&workspace.file.registers);
    let year = folder.join(period.to_string());
    let mut found = Vec::new();
    let catalogue = workspace.catalogue_digest();
    let transaction = store.begin()?;
    transaction.sync_places(&workspace.places)?;
    let paths = files::below(&year, "csv")?;
    let names: BTreeSet<String> = paths.iter().map(|path| stored(workspace, path)).collect();
    let total = paths.len() as u64;
    for (done, path) in (0..).zip(&paths) {
        progress(Progress { what: &files::display(path), done, total });
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let Some(kind) = kind_of_file(stem) else {
            found.push(unknown_file(&files::display(path)));
            continue;
        };
        if let Some(changed) = changed(path, &transaction, &catalogue)? {
            found.extend(read_one(workspace, &transaction, path, kind, period, &names)?);
            changed.remember(&transaction)?;
        }
    }
    let heads = transaction.registers(period)?;
    if heads.is_empty() {
        found.push(no_register(&files::display(&year)));
    }
    // What came from a file in this folder that is there no more.
    let year = stored(workspace, &year);
    let lost = |source: &str| Path::new(source).starts_with(&year);
    for head in heads.iter().filter(|head| lost(&head.source) && !names.contains(&head.source)) {
        found.push(place_gone(&shown(workspace, &head.source), &head.place, head.rows));
    }
    let decisions = folder.join("decisions.csv");
    if decisions.exists()
        && let Some(changed) = changed(&decisions, &transaction, &catalogue)?
    {
        let path = files::display(&decisions);
        let (read, wrong) = read_decisions(open(&decisions)?, &path, &workspace.places)?;
        found.extend(wrong);
        found.extend(unknown_titles(workspace, &path, &read));
        if !found.iter().any(Diagnostic::is_error) {
            transaction.decisions(&read)?;
        }
        changed.remember(&transaction)?;
    }
    if found.iter().any(Diagnostic::is_error) {
        return Err(Trouble::files(found, workspace.sources.clone()));
    }
    transaction.commit()?;
    Ok(found)
}

/// A file that has changed.
struct Changed {
    /// As the store names it.
    path: String,
    /// As it is now.
    file: SourceFile,
}

impl Changed {
    /// Remembers that it has been read.
    fn remember(&self, transaction: &Transaction<'_>) -> Result<(), StoreError> {
        transaction.set_source_file(&self.path, &self.file)
    }
}

/// Whether a file is not as it was when it was last read. Size and time of change come first: only
/// a file that differs in them is read, to learn whether its bytes differ, too.
fn changed(
    path: &Path,
    transaction: &Transaction<'_>,
    catalogue: &Digest,
) -> Result<Option<Changed>, Trouble> {
    let unreadable = files::unreadable(path);
    let metadata = fs::metadata(path).map_err(&unreadable)?;
    let mtime_ns = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .and_then(|time| i64::try_from(time.as_nanos()).ok())
        .unwrap_or(0);
    let mtime_ns = changed_ns(&metadata).unwrap_or(mtime_ns);
    // The folder may be named in many ways; the file itself has one absolute path.
    // With another catalogue the same bytes may mean something else.
    let name = fs::canonicalize(path).map_err(&unreadable)?.to_string_lossy().into_owned();
    let name = format!("{name}#{catalogue}");
    let known = transaction.source_file(&name)?;
    if known
        .as_ref()
        .is_some_and(|known| known.size == metadata.len() && known.mtime_ns == mtime_ns)
    {
        return Ok(None);
    }
    let digest = Digest::of_reader(open(path)?).map_err(&unreadable)?;
    let file = SourceFile { size: metadata.len(), mtime_ns, digest };
    let changed = Changed { path: name, file };
    if known.is_some_and(|known| known.digest == digest) {
        changed.remember(transaction)?;
        return Ok(None);
    }
    Ok(Some(changed))
}

/// When a file's content or place last changed, which nobody can set back, where the system says so.
#[cfg(unix)]
fn changed_ns(metadata: &fs::Metadata) -> Option<i64> {
    use std::os::unix::fs::MetadataExt;
    metadata.ctime().checked_mul(1_000_000_000)?.checked_add(metadata.ctime_nsec())
}

/// When a file's content or place last changed, which nobody can set back, where the system says so.
#[cfg(not(unix))]
fn changed_ns(_: &fs::Metadata) -> Option<i64> {
    None
}

/// A file of the registers' folder as the store names it: seen from the workspace, so that it is the
/// same file wherever the program was started.
fn stored(workspace: &Workspace, path: &Path) -> String {
    let folder = &workspace.file.registers;
    let inside = path.strip_prefix(workspace.path(folder)).unwrap_or(path);
    files::display(&Path::new(folder).join(inside))
}

/// A file that the store names, as somebody would type it now.
fn shown(workspace: &Workspace, stored: &str) -> String {
    files::display(&workspace.path(stored))
}

/// Opens a file.
fn open(path: &Path) -> Result<File, Trouble> {
    files::open(path).map_err(files::unreadable(path))
}

/// Reads one register file of many places; gives what is wrong in it.
fn read_one(
    workspace: &Workspace,
    transaction: &Transaction<'_>,
    path: &Path,
    kind: Kind,
    period: Period,
    names: &BTreeSet<String>,
) -> Result<Vec<Diagnostic>, Trouble> {
    let (name, source) = (files::display(path), stored(workspace, path));
    let file = RegisterFile { path: &name, kind, period, place: None };
    let catalogue = workspace.rules.catalogue();
    let mut writers: BTreeMap<PlaceCode, RegisterWriter> = BTreeMap::new();
    let mut sink = |place: &PlaceCode, chunk: RegisterChunk| {
        let writer = writers
            .entry(place.clone())
            .or_insert_with(|| RegisterWriter::new(period, place.clone(), kind));
        writer.chunk(transaction, &chunk, catalogue)
    };
    let mut found = read_register(open(path)?, &file, catalogue, &workspace.places, &mut sink)?;
    // Whoever called undoes what has been kept of a file with faults.
    if !found.iter().any(Diagnostic::is_error) {
        for head in transaction.registers(period)? {
            let same = head.kind == kind && head.source == source;
            let ours = writers.contains_key(&head.place);
            if same && !ours {
                found.push(place_gone(&name, &head.place, head.rows));
            }
            if head.kind == kind && !same && ours && names.contains(&head.source) {
                found.push(file_twice(&name, &shown(workspace, &head.source), kind, &head.place));
            } else if head.kind == kind && !same && ours {
                found.push(import_replaced(&name, &head.source, kind, &head.place));
            }
        }
        for (_, writer) in writers {
            writer.finish(transaction, &source)?;
        }
    }
    Ok(found)
}

/// Decisions on titles that no rule file gives, each title once.
fn unknown_titles(workspace: &Workspace, path: &str, decisions: &[Decision]) -> Vec<Diagnostic> {
    let titles: BTreeSet<&TitleId> = decisions.iter().map(|decision| &decision.title).collect();
    let known: BTreeSet<&TitleId> = workspace.rules.titles().collect();
    let unknown = titles.difference(&known);
    unknown
        .map(|title| unknown_title(path, title, known.iter().map(|title| title.as_str())))
        .collect()
}

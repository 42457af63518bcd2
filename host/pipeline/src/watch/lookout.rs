//! Watches folders, with whatever the system has for that.

use std::{
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use notify::{
    Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode, ModifyKind},
};

use super::points::Points;
use crate::{files, trouble::Trouble};

/// Folders that are being watched.
#[derive(Debug)]
pub(crate) struct Lookout {
    /// What is watched.
    points: Points,
    /// Whether a folder that is watched, or the way to one, has come or gone since: what the system
    /// watches may be a folder of the past then, even where a new one has its number.
    stale: Arc<AtomicBool>,
    /// Watches until it is dropped.
    _watcher: RecommendedWatcher,
}

impl Lookout {
    /// Watches folders; `changed` hears, on another thread, that something in them may have changed.
    pub(crate) fn on(points: Points, changed: impl Fn() + Send + 'static) -> Result<Self, Trouble> {
        let stale = Arc::new(AtomicBool::new(false));
        let (known, moved) = (points.clone(), Arc::clone(&stale));
        let heard = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, |event| moves(event, &known)) {
                moved.store(true, Ordering::Release);
            }
            // After an error something may have been missed.
            if event.map_or(true, |event| counts(&event, &known)) {
                changed();
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let unable = |path: &Path, error: notify::Error| Trouble::Watch {
            path: files::display(path),
            source: cause(error),
        };
        let mut watcher = RecommendedWatcher::new(heard, config)
            .map_err(|error| unable(Path::new("."), error))?;
        for (path, tree) in points.folders() {
            let mode = if tree { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match watcher.watch(path, mode) {
                // It went while we looked; whatever it was in is watched, too.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
                other => other.map_err(|error| unable(path, error))?,
            }
        }
        Ok(Self { points, stale, _watcher: watcher })
    }

    /// Whether it watches these very folders.
    pub(crate) fn watches(&self, points: &Points) -> bool {
        self.points == *points && !self.stale.load(Ordering::Acquire)
    }
}

/// Whether an event may be a change. That a file is read is none: we do it ourselves.
fn counts(event: &Event, points: &Points) -> bool {
    let read = match event.kind {
        EventKind::Access(kind) => kind != AccessKind::Close(AccessMode::Write),
        _ => false,
    };
    // What names no path says that events were lost.
    !read && (event.paths.is_empty() || event.paths.iter().any(|path| points.concerns(path)))
}

/// Whether an event may be a watched folder that comes, goes or is replaced.
fn moves(event: &Event, points: &Points) -> bool {
    let kind = matches!(
        event.kind,
        EventKind::Any
            | EventKind::Other
            | EventKind::Create(_)
            | EventKind::Remove(_)
            | EventKind::Modify(ModifyKind::Name(_))
    );
    kind && (event.paths.is_empty() || event.paths.iter().any(|path| points.lead_by(path)))
}

/// What the system said.
fn cause(error: notify::Error) -> io::Error {
    match error.kind {
        ErrorKind::Io(error) => error,
        // Not what the system says of it, which is that the disk is full.
        ErrorKind::MaxFilesWatch => io::Error::other(
            "the system watches no more folders; on Linux, raise fs.inotify.max_user_watches",
        ),
        _ => io::Error::other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag};

    use super::*;

    #[test]
    fn reading_is_no_change_and_lost_events_are() {
        let points = Points::default();
        let event = |kind| Event::new(kind).add_path("a/b.toml".into());
        for (kind, change) in [
            (EventKind::Access(AccessKind::Open(AccessMode::Any)), false),
            (EventKind::Access(AccessKind::Read), false),
            (EventKind::Access(AccessKind::Close(AccessMode::Read)), false),
            (EventKind::Access(AccessKind::Close(AccessMode::Write)), true),
            (EventKind::Create(CreateKind::File), true),
            (EventKind::Modify(ModifyKind::Data(DataChange::Any)), true),
        ] {
            assert_eq!(counts(&event(kind), &points), change, "{kind:?}");
        }
        assert!(counts(&Event::new(EventKind::Other).set_flag(Flag::Rescan), &points));
    }
}

//! A directory that appears whole or not at all.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::error::SampleError;

/// A directory beside the one that was asked for; it becomes that one at the end, or goes away.
#[derive(Debug)]
pub(crate) struct Stage {
    /// Where things are written.
    work: PathBuf,
    /// What was asked for.
    target: PathBuf,
    /// Whether it became what was asked for.
    done: bool,
}

impl Stage {
    /// Makes a hidden directory beside `dir`, which must be empty or not there.
    pub(crate) fn new(dir: &Path) -> Result<Self, SampleError> {
        let target = absolute(dir).map_err(SampleError::write(dir))?;
        match fs::read_dir(&target) {
            Ok(mut entries) => {
                if entries.next().is_some() {
                    return Err(SampleError::NotEmpty { path: dir.to_owned() });
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(SampleError::NotEmpty { path: dir.to_owned() });
            }
            Err(error) => return Err(SampleError::write(dir)(error)),
        }
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(SampleError::NotEmpty { path: dir.to_owned() });
        };
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".part-{}", std::process::id()));
        let work = parent.join(hidden);
        fs::create_dir(&work).map_err(SampleError::write(&work))?;
        Ok(Self { work, target, done: false })
    }

    /// Where to write.
    pub(crate) fn path(&self) -> &Path {
        &self.work
    }

    /// Puts what was written where it was asked for.
    pub(crate) fn finish(mut self) -> Result<(), SampleError> {
        // Not every system renames over an empty directory.
        let emptied = fs::remove_dir(&self.target).is_ok();
        if let Err(error) = fs::rename(&self.work, &self.target) {
            if emptied {
                fs::create_dir(&self.target).map_err(SampleError::write(&self.target))?;
            }
            return Err(SampleError::write(&self.target)(error));
        }
        self.done = true;
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.done {
            // Nothing can be said of a failure here; the name shows what the rest is.
            drop(fs::remove_dir_all(&self.work));
        }
    }
}

/// The directory without `.`, `..` and links, so that it has a parent and a name.
fn absolute(dir: &Path) -> io::Result<PathBuf> {
    if dir.exists() { fs::canonicalize(dir) } else { std::path::absolute(dir) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_finished_leaves_nothing() {
        let parent = tempfile::tempdir().unwrap();
        let stage = Stage::new(&parent.path().join("new")).unwrap();
        fs::write(stage.path().join("a"), "a").unwrap();
        drop(stage);
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_is_finished_stands_in_an_empty_directory_under_its_name() {
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("new");
        fs::create_dir(&dir).unwrap();
        let stage = Stage::new(&dir).unwrap();
        fs::write(stage.path().join("a"), "a").unwrap();
        stage.finish().unwrap();
        assert_eq!(fs::read_to_string(dir.join("a")).unwrap(), "a");
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }
}

//! Machine code kept from run to run: in a directory of one's own, under a seal of one's own.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU64, Ordering},
    time::SystemTime,
};

use hmac::{Hmac, KeyInit, Mac};
use rustix::process::geteuid;
use sha2::Sha256;

use crate::compile::ARTIFACT_MAX;

/// Bytes of the key: one block of the sum that seals.
const KEY: usize = 64;
/// Bytes of a seal.
const SEAL: usize = 32;
/// The key's file.
const KEY_FILE: &str = "key";
/// How files of machine code end.
const SUFFIX: &str = "code";
/// How files that are still written end.
const DRAFT: &str = "draft";
/// Bytes of all entries together.
const BYTES_MAX: u64 = 512 << 20;
/// Entries.
const ENTRIES_MAX: usize = 256;

/// A directory of machine code.
///
/// Whoever can write machine code for us can do all that we can, so the directory belongs to us
/// alone and every entry is sealed, with its name, by a key that only we can read.
#[derive(Debug)]
pub(crate) struct Cache {
    /// The directory.
    dir: PathBuf,
    /// What seals.
    key: [u8; KEY],
}

impl Cache {
    /// Opens a directory, made if it is not there.
    pub(crate) fn open(dir: &Path) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        let metadata = fs::symlink_metadata(dir)?;
        if !metadata.is_dir() {
            return Err(io::Error::other("it is no directory, or a link to one"));
        }
        if metadata.uid() != geteuid().as_raw() {
            return Err(io::Error::other("it belongs to another user"));
        }
        if metadata.mode() & 0o022 != 0 {
            return Err(io::Error::other("others may write into it"));
        }
        let key = match read_key(dir) {
            Some(key) => key,
            None => make_key(dir)?,
        };
        Ok(Self { dir: dir.to_owned(), key })
    }

    /// The machine code under a name; none where it is not there or not exactly what was put there.
    pub(crate) fn get(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = read_private(&self.path(name), ARTIFACT_MAX + SEAL as u64)?;
        let artifact = bytes.len().checked_sub(SEAL)?;
        let seal = bytes.split_off(artifact);
        self.sealing(name, &bytes).verify_slice(&seal).ok()?;
        Some(bytes)
    }

    /// Keeps machine code under a name, and drops the oldest where there is too much.
    pub(crate) fn put(&self, name: &str, artifact: &[u8]) -> io::Result<()> {
        let seal = self.sealing(name, artifact).finalize().into_bytes();
        let draft = draft(&self.dir)?;
        let written = write_private(&draft, &[artifact, &seal])
            .and_then(|()| fs::rename(&draft, self.path(name)));
        if written.is_err() {
            drop(fs::remove_file(&draft));
        }
        written?;
        self.trim(ENTRIES_MAX, BYTES_MAX)
    }

    /// Drops the oldest entries until so many and so many bytes are left, and what others left
    /// half-written.
    fn trim(&self, entries_max: usize, bytes_max: u64) -> io::Result<()> {
        let mut entries: Vec<(SystemTime, PathBuf, u64)> = Vec::new();
        for entry in fs::read_dir(&self.dir)? {
            let entry = entry?;
            let path = entry.path();
            let is = |suffix| path.extension().is_some_and(|extension| extension == suffix);
            if is(SUFFIX) || is(DRAFT) {
                // Another process may have dropped it meanwhile.
                let Ok(metadata) = entry.metadata() else { continue };
                entries.push((metadata.modified()?, path, metadata.len()));
            }
        }
        entries.sort_unstable_by(|left, right| right.cmp(left));
        let mut bytes = 0_u64;
        for (index, (_, path, len)) in entries.iter().enumerate() {
            bytes = bytes.saturating_add(*len);
            if index > 0 && (index >= entries_max || bytes > bytes_max) {
                drop(fs::remove_file(path));
            }
        }
        Ok(())
    }

    /// Where the machine code of a name stands.
    fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name).with_extension(SUFFIX)
    }

    /// The seal over a name and its machine code.
    fn sealing(&self, name: &str, artifact: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new(&self.key.into());
        mac.update(&(name.len() as u64).to_le_bytes());
        mac.update(name.as_bytes());
        mac.update(artifact);
        mac
    }
}

/// The key of a directory; none where there is none that only we can read.
fn read_key(dir: &Path) -> Option<[u8; KEY]> {
    let path = dir.join(KEY_FILE);
    let metadata = fs::symlink_metadata(&path).ok()?;
    let others = metadata.mode() & 0o077;
    (others == 0).then(|| read_private(&path, KEY as u64))??.try_into().ok()
}

/// Makes a key. Where another process makes one at the same time, the first counts for both.
fn make_key(dir: &Path) -> io::Result<[u8; KEY]> {
    let path = dir.join(KEY_FILE);
    let mut key = [0; KEY];
    File::open("/dev/urandom")?.read_exact(&mut key)?;
    let draft = draft(dir)?;
    write_private(&draft, &[&key])?;
    if path.symlink_metadata().is_ok() {
        // It stands there and cannot be used: nothing that it sealed counts any more.
        drop(fs::remove_file(&path));
    }
    let linked = fs::hard_link(&draft, &path);
    drop(fs::remove_file(&draft));
    match linked {
        Ok(()) => Ok(key),
        Err(error) => read_key(dir).ok_or(error),
    }
}

/// A file of ours, whole; none where it is not there, not ours, no plain file, or too large.
fn read_private(path: &Path, bytes_max: u64) -> Option<Vec<u8>> {
    let metadata = fs::symlink_metadata(path).ok()?;
    if !metadata.is_file() || metadata.uid() != geteuid().as_raw() || metadata.len() > bytes_max {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(bytes_max + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= bytes_max).then_some(bytes)
}

/// Writes a new file that only we can read.
fn write_private(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    for part in parts {
        file.write_all(part)?;
    }
    file.sync_data()
}

/// A path that nobody else writes to.
fn draft(dir: &Path) -> io::Result<PathBuf> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let mut random = [0; 8];
    File::open("/dev/urandom")?.read_exact(&mut random)?;
    let (process, next) = (process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let random = u64::from_le_bytes(random);
    Ok(dir.join(format!("{process}-{next}-{random:016x}.{DRAFT}")))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use tempfile::TempDir;

    use super::*;

    fn opened() -> (TempDir, PathBuf, Cache) {
        let temp = TempDir::new().unwrap();
        let dir = temp.path().join("code");
        let cache = Cache::open(&dir).unwrap();
        (temp, dir, cache)
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o777
    }

    fn refused(dir: &Path) -> String {
        Cache::open(dir).unwrap_err().to_string()
    }

    #[test]
    fn what_is_put_is_got_by_every_later_process() {
        let (_temp, dir, cache) = opened();
        cache.put("one", b"machine code").unwrap();
        assert_eq!(cache.get("one").unwrap(), b"machine code");
        assert_eq!(Cache::open(&dir).unwrap().get("one").unwrap(), b"machine code");
        assert_eq!(cache.get("two"), None);
        assert_eq!(
            (mode(&dir), mode(&dir.join("key")), mode(&dir.join("one.code"))),
            (0o700, 0o600, 0o600)
        );
        assert_eq!(fs::read_dir(&dir).unwrap().count(), 2);
    }

    #[test]
    fn no_bit_of_an_entry_can_be_turned_and_no_byte_cut() {
        let (_temp, dir, cache) = opened();
        cache.put("one", b"machine code").unwrap();
        let path = dir.join("one.code");
        let whole = fs::read(&path).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut poisoned = whole.clone();
            poisoned[bit / 8] ^= 1 << (bit % 8);
            fs::write(&path, &poisoned).unwrap();
            assert_eq!(cache.get("one"), None, "bit {bit}");
        }
        for len in 0..whole.len() {
            fs::write(&path, &whole[..len]).unwrap();
            assert_eq!(cache.get("one"), None, "length {len}");
        }
        cache.put("one", b"again").unwrap();
        assert_eq!(cache.get("one").unwrap(), b"again");
    }

    #[test]
    fn an_entry_under_another_name_or_of_another_cache_is_ignored() {
        let (_temp, dir, cache) = opened();
        let (_other_temp, other_dir, other) = opened();
        cache.put("one", b"mine").unwrap();
        fs::copy(dir.join("one.code"), dir.join("two.code")).unwrap();
        assert_eq!(cache.get("two"), None);
        fs::copy(dir.join("one.code"), other_dir.join("one.code")).unwrap();
        assert_eq!(other.get("one"), None);
    }

    #[test]
    fn a_link_in_place_of_an_entry_is_ignored_and_replaced() {
        let (temp, dir, cache) = opened();
        cache.put("one", b"mine").unwrap();
        let elsewhere = temp.path().join("elsewhere");
        fs::rename(dir.join("one.code"), &elsewhere).unwrap();
        symlink(&elsewhere, dir.join("one.code")).unwrap();
        assert_eq!(cache.get("one"), None);
        cache.put("one", b"new").unwrap();
        assert_eq!(cache.get("one").unwrap(), b"new");
        assert!(fs::read(&elsewhere).unwrap().starts_with(b"mine"));
    }

    #[test]
    fn a_directory_that_others_reach_is_refused() {
        let (temp, dir, _) = opened();
        for open in [0o777, 0o720, 0o702] {
            fs::set_permissions(&dir, fs::Permissions::from_mode(open)).unwrap();
            assert_eq!(refused(&dir), "others may write into it");
        }
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o700)).unwrap();
        let link = temp.path().join("link");
        symlink(&dir, &link).unwrap();
        assert_eq!(refused(&link), "it is no directory, or a link to one");
        let file = temp.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(Cache::open(&file).is_err());
    }

    #[test]
    fn a_key_that_others_can_read_or_that_is_cut_seals_nothing() {
        let (_temp, dir, cache) = opened();
        cache.put("one", b"mine").unwrap();
        let key = dir.join("key");
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(Cache::open(&dir).unwrap().get("one"), None);
        assert_eq!(mode(&key), 0o600);
        fs::write(&key, b"short").unwrap();
        let again = Cache::open(&dir).unwrap();
        again.put("one", b"new").unwrap();
        assert_eq!(Cache::open(&dir).unwrap().get("one").unwrap(), b"new");
    }

    #[test]
    fn the_oldest_entries_go_first_and_the_newest_always_stays() {
        let (_temp, dir, cache) = opened();
        for (age, name) in ["new", "older", "oldest"].into_iter().enumerate() {
            cache.put(name, &[7; 1000]).unwrap();
            let file = File::options().write(true).open(dir.join(name).with_extension("code"));
            let day = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(9000 - age as u64);
            file.unwrap().set_modified(day).unwrap();
        }
        cache.trim(2, u64::MAX).unwrap();
        assert_eq!(
            ["new", "older", "oldest"].map(|name| cache.get(name).is_some()),
            [true, true, false]
        );
        cache.trim(9, 10).unwrap();
        assert_eq!(["new", "older"].map(|name| cache.get(name).is_some()), [true, false]);
    }
}

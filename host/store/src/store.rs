//! The connection that writes, and its unit of work.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use tieuchi_core::{PlaceCode, SubjectId};

use crate::{
    artifact::{ArtifactKind, Chunk},
    connection::open_writer,
    digest::Digest,
    error::StoreError,
    reader::Reader,
};

/// The store, opened for writing. One process writes at a time; readers are not disturbed.
#[derive(Debug)]
pub struct Store {
    /// The connection.
    connection: Connection,
    /// The file.
    path: PathBuf,
}

impl Store {
    /// Opens a store; makes it where there is no file, and brings an older one to the present
    /// schema. A file that is not a store, or a newer one, is left as it is.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { connection: open_writer(path)?, path: path.to_owned() })
    }

    /// Waits so long for another program that writes, instead of five seconds.
    pub fn with_patience(self, patience: Duration) -> Result<Self, StoreError> {
        self.connection.busy_timeout(patience)?;
        Ok(self)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens another connection to the same file, for reading.
    ///
    /// It sees what is committed: not what an open unit of work has written.
    pub fn reader(&self) -> Result<Reader, StoreError> {
        Reader::open(&self.path)
    }

    /// Begins a unit of work; nobody else can write until it ends.
    pub fn begin(&mut self) -> Result<Transaction<'_>, StoreError> {
        let inner = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Transaction { inner })
    }
}

/// A unit of work: all of it stays, or, when it is dropped without [`Self::commit`], nothing.
#[derive(Debug)]
pub struct Transaction<'a> {
    /// The transaction of the database.
    pub(crate) inner: rusqlite::Transaction<'a>,
}

impl Transaction<'_> {
    /// Makes all of it stay.
    pub fn commit(self) -> Result<(), StoreError> {
        Ok(self.inner.commit()?)
    }

    /// Keeps a text under its digest, unless it is there already; says whether it is new.
    pub fn put(&self, kind: ArtifactKind, chunk: &Chunk) -> Result<bool, StoreError> {
        let Chunk { digest, text } = chunk;
        let mut insert = self.inner.prepare_cached(
            "INSERT INTO artifact (digest, kind, body) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        )?;
        Ok(insert.execute((digest.to_string(), kind.as_str(), text))? > 0)
    }

    /// Keeps a text such as a rule file; gives its digest.
    pub fn put_text(&self, kind: ArtifactKind, text: &str) -> Result<Digest, StoreError> {
        let chunk = Chunk::new(text.to_owned());
        self.put(kind, &chunk)?;
        Ok(chunk.digest)
    }

    /// Keeps bytes such as a component; gives their digest.
    pub fn put_bytes(&self, kind: ArtifactKind, bytes: &[u8]) -> Result<Digest, StoreError> {
        let digest = Digest::of(bytes);
        let mut insert = self.inner.prepare_cached(
            "INSERT INTO artifact (digest, kind, body) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        )?;
        insert.execute((digest.to_string(), kind.as_str(), bytes))?;
        Ok(digest)
    }

    /// What is known of a source file.
    pub fn source_file(&self, path: &str) -> Result<Option<SourceFile>, StoreError> {
        let mut select = self
            .inner
            .prepare_cached("SELECT size, mtime_ns, digest FROM source_file WHERE path = ?1")?;
        let row = select
            .query_row([path], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
            })
            .optional()?;
        Ok(row.and_then(|(size, mtime_ns, digest)| SourceFile::read(size, mtime_ns, &digest)))
    }

    /// Remembers a source file as it was read.
    pub fn set_source_file(&self, path: &str, file: &SourceFile) -> Result<(), StoreError> {
        let SourceFile { size, mtime_ns, digest } = file;
        let size = i64::try_from(*size).unwrap_or(i64::MAX);
        let mut upsert = self.inner.prepare_cached(
            "INSERT INTO source_file (path, size, mtime_ns, digest) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET
                 size = excluded.size, mtime_ns = excluded.mtime_ns, digest = excluded.digest",
        )?;
        upsert.execute((path, size, mtime_ns, digest.to_string()))?;
        Ok(())
    }

    /// The subjects with an identity number, by place.
    pub fn subjects_of_identity(
        &self,
        number: &str,
    ) -> Result<Vec<(PlaceCode, SubjectId)>, StoreError> {
        let mut select = self.inner.prepare_cached(
            "SELECT place, subject FROM identity WHERE number = ?1 ORDER BY place, subject",
        )?;
        let mut rows = select.query([number])?;
        let mut subjects = Vec::new();
        while let Some(row) = rows.next()? {
            let place = PlaceCode::new(row.get::<_, String>(0)?);
            subjects.push((place, SubjectId::new(row.get::<_, String>(1)?)));
        }
        Ok(subjects)
    }

    /// Erases the name and identity number of a subject; says whether there were any.
    pub fn erase_identity(
        &self,
        place: &PlaceCode,
        subject: &SubjectId,
    ) -> Result<bool, StoreError> {
        let mut delete =
            self.inner.prepare_cached("DELETE FROM identity WHERE place = ?1 AND subject = ?2")?;
        Ok(delete.execute((place.as_str(), subject.as_str()))? > 0)
    }
}

/// A file as it was when it was last read, so that an unchanged one is skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its bytes.
    pub size: u64,
    /// Its time of change, in nanoseconds since 1970.
    pub mtime_ns: i64,
    /// The digest of its text.
    pub digest: Digest,
}

impl SourceFile {
    /// From a row; none where the row makes no sense, as the file is read again then.
    pub(crate) fn read(size: i64, mtime_ns: i64, digest: &str) -> Option<Self> {
        Some(Self { size: u64::try_from(size).ok()?, mtime_ns, digest: Digest::parse(digest)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_leaves_the_store_as_it_was() {
        let directory = tempfile::tempdir().unwrap();
        let mut store = Store::open(&directory.path().join("tieuchi.sqlite")).unwrap();
        let transaction = store.begin().unwrap();
        let kept = transaction.put_text(ArtifactKind::Overlay, "kept").unwrap();
        transaction.commit().unwrap();
        // Stands in for a disk without room: the database reports both in the same way.
        let pages: i64 =
            store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        store
            .connection
            .pragma_update_and_check(None, "max_page_count", pages + 2, |_| Ok(()))
            .unwrap();
        let transaction = store.begin().unwrap();
        let small = transaction.put_text(ArtifactKind::Overlay, "small").unwrap();
        let large = "x".repeat(1 << 20);
        let error = transaction.put_text(ArtifactKind::Overlay, &large).unwrap_err();
        assert!(matches!(error, StoreError::Full), "{error}");
        drop(transaction);
        let reader = store.reader().unwrap();
        assert_eq!(reader.artifact(&kept).unwrap(), "kept");
        assert!(matches!(reader.artifact(&small), Err(StoreError::Missing(_))));
    }
}

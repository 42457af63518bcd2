//! A connection that only reads: one for each thread.

use std::{collections::BTreeMap, path::Path};

use rusqlite::{Connection, OptionalExtension};
use tieuchi_core::{Identity, Kind, Period, PlaceCode, SubjectId};

use crate::{
    connection::open_reader,
    digest::Digest,
    error::{Malformed, StoreError},
    manifest::Manifest,
    places::word,
    store::SourceFile,
    subjects::Ids,
};

/// The store, opened for reading.
#[derive(Debug)]
pub struct Reader {
    /// The connection.
    pub(crate) connection: Connection,
}

/// The current revision of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterHead {
    /// The commune.
    pub place: PlaceCode,
    /// Whose register.
    pub kind: Kind,
    /// How many subjects.
    pub rows: u64,
    /// The digest of its manifest.
    pub manifest: Digest,
    /// Where it came from.
    pub source: String,
}

impl Reader {
    /// Opens a store that is there.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { connection: open_reader(path)? })
    }

    /// The current registers of a period, by place and kind.
    pub fn registers(&self, period: Period) -> Result<Vec<RegisterHead>, StoreError> {
        registers(&self.connection, period)
    }

    /// The manifests of a place's current registers.
    pub fn current(
        &self,
        period: Period,
        place: &PlaceCode,
    ) -> Result<BTreeMap<Kind, Digest>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT kind, manifest, max(seq) FROM register_revision
             WHERE period = ?1 AND place = ?2 GROUP BY kind",
        )?;
        let mut rows = select.query((period.to_string(), place.as_str()))?;
        let mut manifests = BTreeMap::new();
        while let Some(row) = rows.next()? {
            manifests.insert(word(row, 0, Kind::parse)?, word(row, 1, Digest::parse)?);
        }
        Ok(manifests)
    }

    /// The subjects of a register, by row.
    pub fn subjects(&self, manifest: &Digest) -> Result<Vec<SubjectId>, StoreError> {
        let ids = self.subject_ids(&self.manifest(manifest)?)?;
        Ok(ids.iter().map(SubjectId::new).collect())
    }

    /// The name and identity number of a subject, if the store has them.
    pub fn identity(
        &self,
        place: &PlaceCode,
        subject: &SubjectId,
    ) -> Result<Option<Identity>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT name, number FROM identity WHERE place = ?1 AND subject = ?2",
        )?;
        let identity = select.query_row((place.as_str(), subject.as_str()), |row| {
            Ok(Identity { subject: subject.clone(), name: row.get(0)?, number: row.get(1)? })
        });
        Ok(identity.optional()?)
    }

    /// The names of all subjects of a place, of every kind; an empty one for a subject of whom only
    /// an identity number is known.
    pub fn names(&self, place: &PlaceCode) -> Result<Vec<(SubjectId, String)>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT subject, name FROM identity WHERE place = ?1 ORDER BY subject",
        )?;
        let mut rows = select.query([place.as_str()])?;
        let mut names = Vec::new();
        while let Some(row) = rows.next()? {
            names.push((SubjectId::new(row.get::<_, String>(0)?), row.get(1)?));
        }
        Ok(names)
    }

    /// All source files that were read, by path.
    pub fn source_files(&self) -> Result<BTreeMap<String, SourceFile>, StoreError> {
        let mut select = self
            .connection
            .prepare_cached("SELECT path, size, mtime_ns, digest FROM source_file")?;
        let mut rows = select.query(())?;
        let mut files = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let digest: String = row.get(3)?;
            if let Some(file) = SourceFile::read(row.get(1)?, row.get(2)?, &digest) {
                files.insert(row.get(0)?, file);
            }
        }
        Ok(files)
    }

    /// The text of an artifact.
    pub fn artifact(&self, digest: &Digest) -> Result<String, StoreError> {
        self.artifact_with(digest, |text| {
            String::from_utf8(text.to_vec()).map_err(|_| Malformed::whole("UTF-8"))
        })
    }

    /// An artifact that is no text.
    pub fn artifact_bytes(&self, digest: &Digest) -> Result<Vec<u8>, StoreError> {
        self.artifact_with(digest, |bytes| Ok(bytes.to_vec()))
    }

    /// The artifacts whose text is not what their digest says: reading checks only the shape, as a
    /// digest takes longer than all the rest.
    pub fn changed_artifacts(&self) -> Result<Vec<String>, StoreError> {
        let mut select =
            self.connection.prepare("SELECT digest, body FROM artifact ORDER BY digest")?;
        let mut rows = select.query(())?;
        let mut changed = Vec::new();
        while let Some(row) = rows.next()? {
            let digest: String = row.get(0)?;
            let body = row.get_ref(1)?.as_bytes().map_err(rusqlite::Error::from)?;
            if Digest::of(body).to_string() != digest {
                changed.push(digest);
            }
        }
        Ok(changed)
    }

    /// Reads an artifact where it lies.
    pub(crate) fn artifact_with<T>(
        &self,
        digest: &Digest,
        read: impl FnOnce(&[u8]) -> Result<T, Malformed>,
    ) -> Result<T, StoreError> {
        let malformed = |reason| StoreError::Artifact { digest: *digest, reason };
        let mut select =
            self.connection.prepare_cached("SELECT body FROM artifact WHERE digest = ?1")?;
        let mut rows = select.query([digest.to_string()])?;
        let row = rows.next()?.ok_or(StoreError::Missing(*digest))?;
        let body = row.get_ref(0)?.as_bytes().map_err(|_| malformed(Malformed::whole("a text")))?;
        read(body).map_err(malformed)
    }

    /// The manifest of a register.
    pub(crate) fn manifest(&self, digest: &Digest) -> Result<Manifest, StoreError> {
        self.artifact_with(digest, Manifest::parse)
    }

    /// The subject ids of a register.
    pub(crate) fn subject_ids(&self, manifest: &Manifest) -> Result<Ids, StoreError> {
        let mut ids = Ids::default();
        for (digest, rows) in manifest.subjects.iter().zip(&manifest.chunks) {
            self.artifact_with(digest, |text| {
                let found = ids.append(text)?;
                if found == *rows as usize {
                    Ok(())
                } else {
                    Err(Malformed::whole(format!("{rows} subjects instead of {found}")))
                }
            })?;
        }
        Ok(ids)
    }
}

/// The current registers of a period, by place and kind.
pub(crate) fn registers(
    connection: &Connection,
    period: Period,
) -> Result<Vec<RegisterHead>, StoreError> {
    let mut select = connection.prepare_cached(
        "SELECT place, kind, rows, manifest, source, max(seq) FROM register_revision
         WHERE period = ?1 GROUP BY place, kind",
    )?;
    let mut rows = select.query([period.to_string()])?;
    let mut heads = Vec::new();
    while let Some(row) = rows.next()? {
        heads.push(RegisterHead {
            place: PlaceCode::new(row.get::<_, String>(0)?),
            kind: word(row, 1, Kind::parse)?,
            rows: u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
            manifest: word(row, 3, Digest::parse)?,
            source: row.get(4)?,
        });
    }
    heads.sort_by(|left, right| (&left.place, left.kind).cmp(&(&right.place, right.kind)));
    Ok(heads)
}

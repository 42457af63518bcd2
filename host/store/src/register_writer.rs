//! Puts registers into the store, chunk by chunk.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;
use tieuchi_core::{
    CHUNK_ROWS, Catalogue, Column, Identity, IndicatorId, Kind, Period, PlaceCode, RegisterChunk,
    SubjectId,
};

use crate::{
    artifact::{ArtifactKind, Chunk},
    compose::ArrayText,
    digest::Digest,
    error::StoreError,
    evidence::encode_evidence,
    manifest::{Manifest, StoredColumn, StoredLink},
    origin::Lines,
    store::Transaction,
    stored_type::StoredType,
    subjects::encode_subjects,
};

/// A register on its way into the store.
///
/// Several may be open at once over one file with many places. Each keeps the digests of its chunks
/// and the ids that its members name, nothing else.
#[derive(Debug)]
pub struct RegisterWriter {
    /// What is known so far; the links' dictionaries are still to come.
    manifest: Manifest,
    /// Evidence so far.
    links: BTreeMap<Kind, LinkWriter>,
    /// Where its subjects stand in the file; none once a chunk does not say it.
    lines: Option<Lines>,
}

/// What became of a register that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// The digest of its manifest: names the evidence in a run.
    pub manifest: Digest,
    /// How many subjects.
    pub rows: u64,
    /// Whether it differs from the current revision, and so became a new one.
    pub revised: bool,
}

impl RegisterWriter {
    /// Begins the register of a period, place and kind.
    pub fn new(period: Period, place: PlaceCode, kind: Kind) -> Self {
        let manifest = Manifest {
            period,
            place,
            kind,
            chunks: Vec::new(),
            subjects: Vec::new(),
            indicators: BTreeMap::new(),
            links: BTreeMap::new(),
        };
        Self { manifest, links: BTreeMap::new(), lines: Some(Lines::default()) }
    }

    /// Adds the next chunk, with names and identity numbers to the place where they stand apart.
    ///
    /// All chunks but the last should hold [`CHUNK_ROWS`] subjects.
    pub fn chunk(
        &mut self,
        transaction: &Transaction<'_>,
        chunk: &RegisterChunk,
        catalogue: &Catalogue,
    ) -> Result<(), StoreError> {
        let RegisterChunk { subjects, identities, columns, links, lines } = chunk;
        self.check(chunk)?;
        let Ok(rows) = u32::try_from(subjects.len()) else { return Ok(()) };
        let done = self.manifest.chunks.len();
        let texts = encode_subjects(subjects);
        transaction.put(ArtifactKind::Subjects, &texts)?;
        transaction.index_subjects(&texts)?;
        for identity in identities {
            transaction.identity(&self.manifest.place, identity)?;
        }
        for (id, column) in columns {
            let stored_type = self.stored_type(id, catalogue)?;
            self.column(transaction, id, stored_type, column)?;
        }
        for (kind, members) in links {
            let link = self.links.entry(*kind).or_default();
            link.chunks.resize(done, None);
            let chunk = link.encode(members);
            transaction.put(ArtifactKind::Column, &chunk)?;
            link.chunks.push(Some(chunk.digest));
        }
        match &mut self.lines {
            Some(known) if !lines.is_empty() => lines.iter().for_each(|line| known.push(*line)),
            known => *known = None,
        }
        self.manifest.chunks.push(rows);
        self.manifest.subjects.push(texts.digest);
        Ok(())
    }

    /// Whether the parts of a chunk are equally long.
    fn check(&self, chunk: &RegisterChunk) -> Result<(), StoreError> {
        let rows = chunk.subjects.len();
        let columns = chunk.columns.iter().map(|(id, column)| (id.as_str(), column.len()));
        let links = chunk.links.iter().map(|(kind, link)| (kind.as_str(), link.len()));
        // A chunk may say nothing of lines.
        let places = Some(("lines", chunk.lines.len())).filter(|(_, len)| *len > 0);
        let uneven = columns.chain(links).chain(places).find(|(_, len)| *len != rows);
        if let Some((name, len)) = uneven {
            let what = format!("`{name}` has {len} values for {rows} subjects");
            return Err(self.refused(&what));
        }
        if rows == 0 || rows > CHUNK_ROWS {
            return Err(self.refused(&format!("a chunk of {rows} subjects")));
        }
        Ok(())
    }

    /// Why the register is not taken.
    fn refused(&self, what: &str) -> StoreError {
        let Manifest { period, place, kind, .. } = &self.manifest;
        StoreError::Refused(format!("in the {kind} register of `{place}` for {period}, {what}"))
    }

    /// The type under which an indicator is kept.
    fn stored_type(
        &self,
        id: &IndicatorId,
        catalogue: &Catalogue,
    ) -> Result<StoredType, StoreError> {
        let indicator = catalogue.get(self.manifest.kind, id);
        indicator
            .and_then(|indicator| StoredType::of(&indicator.value_type))
            .ok_or_else(|| self.refused(&format!("`{id}` is no register indicator")))
    }

    /// Keeps a column of the chunk that is being added.
    fn column(
        &mut self,
        transaction: &Transaction<'_>,
        id: &IndicatorId,
        stored_type: StoredType,
        column: &Column,
    ) -> Result<(), StoreError> {
        let chunk = encode_evidence(column);
        transaction.put(ArtifactKind::Column, &chunk)?;
        let done = self.manifest.chunks.len();
        let entry = self
            .manifest
            .indicators
            .entry(id.clone())
            .or_insert_with(|| StoredColumn { stored_type, chunks: Vec::new() });
        entry.chunks.resize(done, None);
        entry.chunks.push(Some(chunk.digest));
        Ok(())
    }

    /// Ends the register. It becomes the current revision unless it is that already; `source` says
    /// where it came from.
    pub fn finish(
        self,
        transaction: &Transaction<'_>,
        source: &str,
    ) -> Result<Recorded, StoreError> {
        let Self { mut manifest, links, lines } = self;
        let count = manifest.chunks.len();
        for column in manifest.indicators.values_mut() {
            column.chunks.resize(count, None);
        }
        for (kind, mut link) in links {
            link.chunks.resize(count, None);
            let dictionary = encode_subjects(&link.ids);
            transaction.put(ArtifactKind::Dictionary, &dictionary)?;
            let stored = StoredLink { dictionary: dictionary.digest, chunks: link.chunks };
            manifest.links.insert(kind, stored);
        }
        let digest = transaction.keep_manifest(&manifest)?;
        let revised = transaction.revise(&manifest, &digest, source)?;
        transaction.set_origin(&digest, source, lines.as_ref())?;
        Ok(Recorded { manifest: digest, rows: manifest.rows(), revised })
    }
}

/// One kind of link on its way into the store.
#[derive(Debug, Default)]
struct LinkWriter {
    /// Where each id stands in the dictionary.
    positions: BTreeMap<SubjectId, i64>,
    /// The dictionary: ids in the order in which they came.
    ids: Vec<SubjectId>,
    /// The last id and its position: neighbours belong together.
    last: Option<(SubjectId, i64)>,
    /// The chunks.
    chunks: Vec<Option<Digest>>,
}

impl LinkWriter {
    /// Writes a chunk of positions.
    fn encode(&mut self, members: &[Option<SubjectId>]) -> Chunk {
        let mut text = ArrayText::new(members.len());
        for member in members {
            match member {
                Some(id) => text.integer(self.position(id)),
                None => text.null(),
            }
        }
        Chunk::new(text.finish())
    }

    /// The position of an id; a new one comes last.
    fn position(&mut self, id: &SubjectId) -> i64 {
        if let Some((last, position)) = &self.last
            && last == id
        {
            return *position;
        }
        let position = if let Some(position) = self.positions.get(id) {
            *position
        } else {
            let position = i64::try_from(self.ids.len()).unwrap_or(i64::MAX);
            self.positions.insert(id.clone(), position);
            self.ids.push(id.clone());
            position
        };
        self.last = Some((id.clone(), position));
        position
    }
}

impl Transaction<'_> {
    /// Makes the subjects of a chunk findable by the views; does nothing for a chunk that is known.
    fn index_subjects(&self, subjects: &Chunk) -> Result<(), StoreError> {
        let mut insert = self.inner.prepare_cached(
            "INSERT INTO subject_chunk (digest) VALUES (?1) ON CONFLICT DO NOTHING RETURNING number",
        )?;
        let digest = subjects.digest.to_string();
        let number = insert.query_row([digest], |row| row.get::<_, i64>(0)).optional()?;
        let Some(number) = number else { return Ok(()) };
        let mut insert = self.inner.prepare_cached(
            "INSERT INTO subject (number, row, subject) SELECT ?1, key, value FROM json_each(?2)",
        )?;
        insert.execute((number, &subjects.text))?;
        Ok(())
    }

    /// Keeps a name and an identity number.
    fn identity(&self, place: &PlaceCode, identity: &Identity) -> Result<(), StoreError> {
        let Identity { subject, name, number } = identity;
        let mut upsert = self.inner.prepare_cached(
            "INSERT INTO identity (place, subject, name, number) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET name = excluded.name, number = excluded.number
             WHERE name IS NOT excluded.name OR number IS NOT excluded.number",
        )?;
        upsert.execute((place.as_str(), subject.as_str(), name, number))?;
        Ok(())
    }

    /// Keeps a manifest, and for the views where each chunk's subjects stand.
    fn keep_manifest(&self, manifest: &Manifest) -> Result<Digest, StoreError> {
        let chunk = Chunk::new(manifest.to_text());
        if self.put(ArtifactKind::Register, &chunk)? {
            let mut insert = self.inner.prepare_cached(
                "INSERT INTO register_chunk (manifest, chunk, number)
                 SELECT ?1, ?2, number FROM subject_chunk WHERE digest = ?3",
            )?;
            for (ordinal, subjects) in (0_i64..).zip(&manifest.subjects) {
                insert.execute((chunk.digest.to_string(), ordinal, subjects.to_string()))?;
            }
        }
        Ok(chunk.digest)
    }

    /// Records a revision unless the manifest is the current one; says whether it did.
    fn revise(
        &self,
        manifest: &Manifest,
        digest: &Digest,
        source: &str,
    ) -> Result<bool, StoreError> {
        let Manifest { period, place, kind, .. } = manifest;
        let mut insert = self.inner.prepare_cached(
            "INSERT INTO register_revision (period, place, kind, manifest, rows, source)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6
             WHERE ?4 IS NOT (
                 SELECT manifest FROM register_revision
                 WHERE period = ?1 AND place = ?2 AND kind = ?3 ORDER BY seq DESC LIMIT 1)",
        )?;
        let rows = i64::try_from(manifest.rows()).unwrap_or(i64::MAX);
        let inserted = insert.execute((
            period.to_string(),
            place.as_str(),
            kind.as_str(),
            digest.to_string(),
            rows,
            source,
        ))?;
        Ok(inserted > 0)
    }

    /// Makes the manifest of a place that is its own only subject, for a commune without a
    /// register; it becomes no revision, as no office keeps it.
    pub(crate) fn place_register(
        &self,
        period: Period,
        place: &PlaceCode,
        kind: Kind,
    ) -> Result<Digest, StoreError> {
        let subjects = [SubjectId::new(place.as_str())];
        let texts = encode_subjects(&subjects);
        self.put(ArtifactKind::Subjects, &texts)?;
        self.index_subjects(&texts)?;
        let writer = RegisterWriter::new(period, place.clone(), kind);
        let manifest =
            Manifest { chunks: vec![1], subjects: vec![texts.digest], ..writer.manifest };
        self.keep_manifest(&manifest)
    }
}

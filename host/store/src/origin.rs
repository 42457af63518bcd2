//! Where a register was read: its file, and the lines of its subjects in it.

use rusqlite::OptionalExtension;
use tieuchi_core::{Kind, PlaceCode, SubjectId};

use crate::{
    artifact::{ArtifactKind, Chunk},
    compose::ArrayText,
    digest::Digest,
    error::{Malformed, StoreError},
    places::word,
    reader::{Reader, RegisterHead},
    scan::Scan,
    store::Transaction,
};

/// Where a register was last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterOrigin {
    /// The file.
    pub file: String,
    /// The lines of its subjects, row by row.
    lines: Lines,
}

impl RegisterOrigin {
    /// The line (or row) of a subject in the file, from 1; none where nobody knows it.
    pub fn line(&self, row: usize) -> Option<u32> {
        self.lines.get(row)
    }
}

/// Line numbers as runs of neighbours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lines(Vec<(u32, u32)>);

impl Lines {
    /// Adds a line.
    pub(crate) fn push(&mut self, line: u32) {
        match self.0.last_mut() {
            Some((first, count)) if first.checked_add(*count) == Some(line) => *count += 1,
            _ => self.0.push((line, 1)),
        }
    }

    /// The line of a row.
    fn get(&self, row: usize) -> Option<u32> {
        let mut rest = u32::try_from(row).ok()?;
        for (first, count) in &self.0 {
            match rest.checked_sub(*count) {
                Some(behind) => rest = behind,
                None => return first.checked_add(rest),
            }
        }
        None
    }

    /// The text that is kept.
    fn encode(&self) -> Chunk {
        let mut text = ArrayText::new(self.0.len() * 4);
        for (first, count) in &self.0 {
            text.open();
            text.integer((*first).into());
            text.integer((*count).into());
            text.close();
        }
        Chunk::new(text.finish())
    }

    /// Reads what [`Self::encode`] wrote.
    fn decode(text: &[u8]) -> Result<Self, Malformed> {
        let mut lines = Self::default();
        let mut scan = Scan::new(text);
        scan.array(|scan| {
            scan.expect(b'[')?;
            let first = number(scan)?;
            scan.expect(b',')?;
            lines.0.push((first, number(scan)?));
            scan.expect(b']')
        })?;
        scan.end()?;
        Ok(lines)
    }
}

/// A number of 32 bits, from 0.
fn number(scan: &mut Scan<'_>) -> Result<u32, Malformed> {
    let start = scan.at;
    u32::try_from(scan.integer()?).map_err(|_| Malformed::at(start, "a line number"))
}

impl Transaction<'_> {
    /// Remembers where a register was read; what was known before is forgotten.
    pub(crate) fn set_origin(
        &self,
        manifest: &Digest,
        file: &str,
        lines: Option<&Lines>,
    ) -> Result<(), StoreError> {
        let lines = match lines.map(Lines::encode) {
            Some(chunk) => {
                self.put(ArtifactKind::Lines, &chunk)?;
                Some(chunk.digest.to_string())
            }
            None => None,
        };
        let mut upsert = self.inner.prepare_cached(
            "INSERT INTO register_source (manifest, source, lines) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET source = excluded.source, lines = excluded.lines",
        )?;
        upsert.execute((manifest.to_string(), file, lines))?;
        Ok(())
    }
}

impl Reader {
    /// Where a register was last read; none for a place that is its own only subject.
    pub fn origin(&self, manifest: &Digest) -> Result<Option<RegisterOrigin>, StoreError> {
        let mut select = self
            .connection
            .prepare_cached("SELECT source, lines FROM register_source WHERE manifest = ?1")?;
        let row = select.query_row([manifest.to_string()], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?))
        });
        let Some((file, lines)) = row.optional()? else { return Ok(None) };
        let lines = match lines {
            None => Lines::default(),
            Some(digest) => {
                let digest = Digest::parse(&digest)
                    .ok_or_else(|| StoreError::Damaged("a digest is none".to_owned()))?;
                self.artifact_with(&digest, Lines::decode)?
            }
        };
        Ok(Some(RegisterOrigin { file, lines }))
    }

    /// The registers that went into a run, by place and kind.
    pub fn registers_of_run(&self, run: i64) -> Result<Vec<RegisterHead>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT place, kind, rows, manifest, source, max(seq) FROM register_revision
             WHERE manifest IN (SELECT digest FROM run_input WHERE run = ?1)
             GROUP BY manifest ORDER BY place, kind",
        )?;
        let mut rows = select.query([run])?;
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

    /// All registers that a subject stands in, with its row there.
    pub fn rows_of(&self, subject: &SubjectId) -> Result<Vec<(Digest, usize)>, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT c.manifest, c.chunk, s.row FROM subject AS s
             JOIN register_chunk AS c ON c.number = s.number
             WHERE s.subject = ?1 ORDER BY c.manifest, c.chunk",
        )?;
        let mut rows = select.query([subject.as_str()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let manifest = word(row, 0, Digest::parse)?;
            let (chunk, row): (u32, u32) = (row.get(1)?, row.get(2)?);
            let chunks = self.manifest(&manifest)?.chunks;
            let before: usize = chunks.iter().take(chunk as usize).map(|rows| *rows as usize).sum();
            found.push((manifest, before + row as usize));
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines one by one.
    fn lines(numbers: &[u32]) -> Lines {
        let mut lines = Lines::default();
        numbers.iter().for_each(|line| lines.push(*line));
        lines
    }

    #[test]
    fn neighbours_are_kept_as_one_run() {
        let numbers = [2, 3, 4, 9, 7, 8, u32::MAX, u32::MAX];
        let chunk = lines(&numbers).encode();
        assert_eq!(chunk.text, "[[2,3],[9,1],[7,2],[4294967295,1],[4294967295,1]]");
        let again = Lines::decode(chunk.text.as_bytes()).unwrap();
        let read: Vec<_> = (0..numbers.len()).map_while(|row| again.get(row)).collect();
        assert_eq!(read, numbers);
        assert_eq!(again.get(numbers.len()), None);
    }

    #[test]
    fn hostile_lines_are_refused() {
        for text in ["", "[", "[1]", "[[1]]", "[[1,2,3]]", "[[-1,2]]", "[[1,4294967296]]"] {
            assert!(Lines::decode(text.as_bytes()).is_err(), "{text}");
        }
        let huge = Lines::decode(b"[[4294967295,4294967295],[1,4294967295]]").unwrap();
        assert_eq!((huge.get(0), huge.get(1)), (Some(u32::MAX), None));
    }
}

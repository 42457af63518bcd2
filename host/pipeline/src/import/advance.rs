//! How far an import has come.

use std::{
    cell::Cell,
    fs::File,
    io::{self, Read},
};

use crate::Progress;

/// Rows between two words to whoever waits.
const STEP: u64 = 1_000;

/// Tells whoever waits how far the file is read.
pub(super) struct Advance<'a> {
    /// Bytes of the file that were read.
    bytes: &'a Cell<u64>,
    /// Bytes of the file.
    size: u64,
    /// Rows that were read.
    rows: u64,
    /// Who waits.
    progress: &'a mut dyn FnMut(Progress<'_>),
}

impl<'a> Advance<'a> {
    /// Before the first row.
    pub(super) fn new(
        bytes: &'a Cell<u64>,
        size: u64,
        progress: &'a mut dyn FnMut(Progress<'_>),
    ) -> Self {
        progress(Progress { what: "opening the file", done: 0, total: size });
        Self { bytes, size, rows: 0, progress }
    }

    /// A row was read. A workbook's bytes are all read before its first row: from then on nobody
    /// knows how many rows will come, and the total is 0.
    pub(super) fn row(&mut self) {
        self.rows += 1;
        if self.rows.is_multiple_of(STEP) {
            let read = self.bytes.get();
            let (done, total) = if read < self.size { (read, self.size) } else { (self.rows, 0) };
            let what = format!("{} rows read", self.rows);
            (self.progress)(Progress { what: &what, done, total });
        }
    }
}

/// A file whose bytes are counted as they are read.
pub(super) struct Counted<'a> {
    /// The file.
    pub(super) input: File,
    /// How many bytes.
    pub(super) bytes: &'a Cell<u64>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.bytes.set(self.bytes.get().saturating_add(read as u64));
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of so many rows when so many bytes of 100 were read.
    fn told(rows: u64, read: u64) -> Vec<(String, u64, u64)> {
        let mut told = Vec::new();
        let mut progress = |progress: Progress<'_>| {
            told.push((progress.what.to_owned(), progress.done, progress.total));
        };
        let bytes = Cell::new(read);
        let mut advance = Advance::new(&bytes, 100, &mut progress);
        (0..rows).for_each(|_| advance.row());
        told
    }

    #[test]
    fn bytes_tell_how_far_a_text_is_read_and_rows_how_far_a_workbook_is() {
        let opening = ("opening the file".to_owned(), 0, 100);
        let rows = |done, total| ("2000 rows read".to_owned(), done, total);
        assert_eq!(told(2_999, 40)[2..], [rows(40, 100)]);
        assert_eq!(told(2_999, 100)[2..], [rows(2_000, 0)]);
        assert_eq!(told(999, 40), [opening]);
    }
}

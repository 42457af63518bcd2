//! A CSV file that is written row by row, however long it gets.

use std::{
    fmt::{Display, Write as _},
    fs::File,
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
};

use crate::error::SampleError;

/// Bytes kept back before a write.
const BUFFER_BYTES: usize = 1 << 18;

/// A CSV file: a header, then rows of fields that need no quotes.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// Where.
    path: PathBuf,
    /// The file.
    out: BufWriter<File>,
    /// The row so far; reused.
    line: String,
    /// Rows written, without the header.
    rows: u64,
}

impl Sheet {
    /// Creates a file and writes its header.
    pub(crate) fn create(folder: &Path, name: &str, header: &[&str]) -> Result<Self, SampleError> {
        let path = folder.join(name);
        let file = File::create_new(&path).map_err(SampleError::write(&path))?;
        let out = BufWriter::with_capacity(BUFFER_BYTES, file);
        let mut sheet = Self { path, out, line: String::new(), rows: 0 };
        for column in header {
            sheet.field(column);
        }
        sheet.end_row()?;
        sheet.rows = 0;
        Ok(sheet)
    }

    /// Adds a field. INVARIANT: nothing here ever holds a comma, a quote or a line break.
    pub(crate) fn field(&mut self, value: impl Display) {
        write!(self.line, "{value},").expect("a string takes every text");
    }

    /// Adds a field; an empty one for what is missing.
    pub(crate) fn maybe(&mut self, value: Option<impl Display>) {
        match value {
            Some(value) => self.field(value),
            None => self.line.push(','),
        }
    }

    /// Adds a field of 1 or 0; an empty one for what is missing.
    pub(crate) fn flag(&mut self, value: Option<bool>) {
        self.maybe(value.map(u8::from));
    }

    /// Adds a field that is put together in place.
    pub(crate) fn build(&mut self, build: impl FnOnce(&mut String)) {
        build(&mut self.line);
        self.line.push(',');
    }

    /// Ends the row.
    pub(crate) fn end_row(&mut self) -> Result<(), SampleError> {
        self.line.pop();
        self.line.push('\n');
        self.out.write_all(self.line.as_bytes()).map_err(SampleError::write(&self.path))?;
        self.line.clear();
        self.rows += 1;
        Ok(())
    }

    /// Writes lines that were put together elsewhere.
    pub(crate) fn append(&mut self, lines: &str, rows: u64) -> Result<(), SampleError> {
        self.rows += rows;
        self.out.write_all(lines.as_bytes()).map_err(SampleError::write(&self.path))
    }

    /// Writes what was kept back; gives the number of rows.
    pub(crate) fn finish(mut self) -> Result<u64, SampleError> {
        self.out.flush().map_err(SampleError::write(&self.path))?;
        Ok(self.rows)
    }
}

/// A subject's id: the commune's code, a letter for the kind, a number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject {
    /// The commune's code.
    pub(crate) place: &'static str,
    /// `c` công dân, `g` gia đình, `d` dòng họ, `t` thôn, ấp, `v` đơn vị, `x` xã.
    pub(crate) letter: char,
    /// From 1.
    pub(crate) number: u32,
}

impl Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { place, letter, number } = self;
        write!(f, "{place}-{letter}-{number:05}")
    }
}

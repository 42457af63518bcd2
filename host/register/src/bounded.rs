//! An input that is read only as far as it was allowed.

use std::io::{self, ErrorKind, Read};

/// Gives bytes until the limit is passed, and fails there, so that a row without an end is not
/// collected in memory.
#[derive(Debug)]
pub(crate) struct Bounded<R> {
    /// The input itself.
    input: R,
    /// How many bytes were given.
    given: u64,
    /// The offset at which nothing more is given.
    limit: u64,
    /// The last byte given.
    last: Option<u8>,
    /// Whether more was asked for at the limit.
    passed: bool,
}

impl<R> Bounded<R> {
    /// Wraps an input, of which nothing may be read yet.
    pub(crate) const fn new(input: R) -> Self {
        Self { input, given: 0, limit: 0, last: None, passed: false }
    }

    /// Allows reading up to an offset.
    pub(crate) const fn allow(&mut self, limit: u64) {
        self.limit = limit;
    }

    /// Whether more was asked for at the limit.
    pub(crate) const fn passed(&self) -> bool {
        self.passed
    }

    /// Whether the byte before `offset` is a line feed, given that a row ends there: a row ends
    /// with a line feed, or without one where the input does.
    pub(crate) fn line_ends_at(&self, offset: u64) -> bool {
        offset < self.given || self.last == Some(b'\n')
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given >= self.limit {
            self.passed = true;
            return Err(io::Error::other("the row is too long"));
        }
        let count = loop {
            match self.input.read(buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.given += count as u64;
        if let Some(byte) = buffer.get(..count).and_then(<[u8]>::last) {
            self.last = Some(*byte);
        }
        Ok(count)
    }
}

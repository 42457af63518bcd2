//! The subjects seen so far, so that none stands twice.

/// Ids of subjects, packed: a million of them take about 30 MiB.
#[derive(Debug, Default)]
pub(crate) struct Roll {
    /// All ids, one behind the other.
    bytes: Vec<u8>,
    /// Where each one stands, in the order of the rows.
    entries: Vec<Entry>,
}

/// One id.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Its first byte.
    start: usize,
    /// Its line; the greatest number where there are more lines.
    line: u32,
    /// Its bytes; an id has at most 64 characters.
    len: u16,
}

impl Roll {
    /// Adds a subject; its id is sound already.
    pub(crate) fn push(&mut self, id: &str, line: u64) {
        let Ok(len) = u16::try_from(id.len()) else { return };
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        self.entries.push(Entry { start: self.bytes.len(), line, len });
        self.bytes.extend_from_slice(id.as_bytes());
    }

    /// Tells of every subject that stands again, with the line before and its own.
    ///
    /// Registers are mostly in order already, which this sort makes use of.
    pub(crate) fn repeated(mut self, mut found: impl FnMut(&[u8], u64, u64)) {
        let bytes = self.bytes;
        let id = |entry: &Entry| {
            bytes.get(entry.start..entry.start + usize::from(entry.len)).unwrap_or_default()
        };
        self.entries.sort_by(|left, right| id(left).cmp(id(right)));
        let mut pairs: Vec<_> = self
            .entries
            .windows(2)
            .filter_map(|pair| match pair {
                [first, again] if id(first) == id(again) => Some((*first, *again)),
                _ => None,
            })
            .collect();
        pairs.sort_by_key(|(_, again)| again.start);
        for (first, again) in pairs {
            found(id(&again), first.line.into(), again.line.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_id_is_told_with_both_lines_in_the_order_of_the_file() {
        let mut roll = Roll::default();
        for (line, id) in (2..).zip(["b", "a", "ab", "a", "b", "a"]) {
            roll.push(id, line);
        }
        let mut told = Vec::new();
        roll.repeated(|id, first, again| {
            told.push((String::from_utf8_lossy(id).into_owned(), first, again));
        });
        let expected = [("a", 3, 5), ("b", 2, 6), ("a", 5, 7)];
        assert_eq!(told, expected.map(|(id, first, again)| (id.to_owned(), first, again)));
    }
}

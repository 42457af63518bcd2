//! Chunks of subject ids, and where a subject stands in a register.

use tieuchi_core::SubjectId;

use crate::{artifact::Chunk, compose::ArrayText, error::Malformed, scan::Scan};

/// Writes subject ids as a JSON array of strings.
pub(crate) fn encode_subjects(subjects: &[SubjectId]) -> Chunk {
    let mut text = ArrayText::new(subjects.len() * 4);
    for subject in subjects {
        text.string(subject.as_str());
    }
    Chunk::new(text.finish())
}

/// Many ids in one piece of memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ids {
    /// All ids, one after the other.
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Ids {
    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// One of them.
    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        self.text.get(start..end)
    }

    /// All in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Adds one.
    pub(crate) fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len());
    }

    /// Adds those of a JSON array of strings; says how many.
    pub(crate) fn append(&mut self, text: &[u8]) -> Result<usize, Malformed> {
        let before = self.len();
        // Nearly all ids are plain, and a chunk of plain ones is its ids between `","`.
        if let Ok(text) = std::str::from_utf8(text)
            && let Some(plain) = plain_strings(text)
        {
            self.text.reserve(plain.len());
            plain.split("\",\"").for_each(|id| self.push(id));
            return Ok(self.len() - before);
        }
        let mut scan = Scan::new(text);
        scan.array(|scan| {
            self.push(&scan.string()?);
            Ok(())
        })?;
        scan.end()?;
        Ok(self.len() - before)
    }
}

/// What stands between the first and the last quote of a JSON array of strings without escapes,
/// white space between them, or control characters; none for anything else.
fn plain_strings(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("[\"")?.strip_suffix("\"]")?;
    let plain = inner.bytes().all(|byte| byte != b'\\' && byte >= 32);
    // Every quote must be one of a pair around a comma.
    let quotes = inner.bytes().filter(|byte| *byte == b'"').count();
    (plain && quotes == 2 * inner.matches("\",\"").count()).then_some(inner)
}

/// Finds the row of a subject.
///
/// Registers, dictionaries and decisions mostly tell subjects in the same order, so the row after
/// the last one found is tried first; whatever is not there is searched for in sorted order.
#[derive(Debug)]
pub(crate) struct SubjectRows {
    /// The subjects by row.
    ids: Ids,
    /// Rows in the order of their ids; none where the register itself is sorted.
    sorted: Option<Vec<u32>>,
}

impl SubjectRows {
    /// Takes the subjects of a register.
    pub(crate) fn new(ids: Ids) -> Self {
        if ids.iter().is_sorted() {
            return Self { ids, sorted: None };
        }
        let mut sorted: Vec<u32> =
            (0..ids.len()).map_while(|row| u32::try_from(row).ok()).collect();
        sorted.sort_by_key(|row| ids.get(*row as usize));
        Self { ids, sorted: Some(sorted) }
    }

    /// The row of a subject; `next` is tried first and is set to the row after.
    pub(crate) fn find(&self, id: &str, next: &mut u32) -> Option<u32> {
        let row = if self.ids.get(*next as usize) == Some(id) { *next } else { self.search(id)? };
        *next = row.saturating_add(1);
        Some(row)
    }

    /// Searches in sorted order.
    fn search(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.ids.len());
        while low < high {
            let middle = low.midpoint(high);
            let row = match &self.sorted {
                Some(sorted) => *sorted.get(middle)?,
                None => u32::try_from(middle).ok()?,
            };
            match self.ids.get(row as usize)?.cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(row),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids of these texts.
    fn ids(texts: &[&str]) -> Ids {
        let mut ids = Ids::default();
        texts.iter().for_each(|text| ids.push(text));
        ids
    }

    #[test]
    fn only_plain_arrays_take_the_short_way() {
        assert_eq!(plain_strings(r#"["a","b c",""]"#), Some("a\",\"b c\",\""));
        assert_eq!(plain_strings(r#"[""]"#), Some(""));
        for text in [
            "[]",
            r#"["a", "b"]"#,
            r#"["a\"b"]"#,
            r#"["a""b"]"#,
            r#"["a,"]b"]"#,
            r#"["a"#,
            "[\"a\nb\"]",
        ] {
            assert_eq!(plain_strings(text), None, "{text}");
        }
        for text in [r#"["a",","]"#, r#"["",",",""]"#, r#"[","]"#] {
            let short = ids_of(text);
            assert_eq!(short, serde_json::from_str::<Vec<String>>(text).unwrap(), "{text}");
        }
    }

    /// The ids of a chunk.
    fn ids_of(text: &str) -> Vec<String> {
        let mut ids = Ids::default();
        ids.append(text.as_bytes()).unwrap();
        ids.iter().map(str::to_owned).collect()
    }

    #[test]
    fn ids_come_back_as_they_went_in() {
        let subjects = ["cd-1", "", "a\"b", "ấp 5"].map(SubjectId::new);
        let chunk = encode_subjects(&subjects);
        assert_eq!(chunk.text, r#"["cd-1","","a\"b","ấp 5"]"#);
        let mut again = ids(&["first"]);
        assert_eq!(again.append(chunk.text.as_bytes()), Ok(4));
        assert_eq!(again, ids(&["first", "cd-1", "", "a\"b", "ấp 5"]));
        assert!(again.append(b"[\"a\"").is_err());
        assert!(again.append(b"[1]").is_err());
    }

    #[test]
    fn a_subject_is_found_in_a_sorted_register_and_in_any_other() {
        for texts in [["a", "b", "c", "d"], ["c", "a", "d", "b"]] {
            let rows = SubjectRows::new(ids(&texts));
            for hint in [0, 2, 9, u32::MAX] {
                for (row, text) in (0..).zip(texts) {
                    let mut next = hint;
                    assert_eq!(rows.find(text, &mut next), Some(row));
                    assert_eq!(next, row + 1);
                }
                assert_eq!(rows.find("e", &mut { hint }), None);
                assert_eq!(rows.find("", &mut { hint }), None);
            }
        }
        assert_eq!(SubjectRows::new(Ids::default()).find("a", &mut 0), None);
    }
}

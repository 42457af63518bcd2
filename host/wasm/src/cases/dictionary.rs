//! The codes that worked cases use, input by input.

use std::{collections::BTreeMap, sync::Arc};

/// Codes of one input.
const CODES_MAX: usize = 1_000;

/// Codes met so far with their provisional positions.
#[derive(Debug, Default)]
pub(super) struct Dictionary(BTreeMap<String, i64>);

impl Dictionary {
    /// A provisional position; none beyond the limit.
    pub(super) fn position(&mut self, code: &str) -> Option<i64> {
        if let Some(position) = self.0.get(code) {
            return Some(*position);
        }
        if self.0.len() >= CODES_MAX {
            return None;
        }
        let position = i64::try_from(self.0.len()).ok()?;
        self.0.insert(code.to_owned(), position);
        Some(position)
    }

    /// The codes sorted, and for each provisional position the position among them.
    pub(super) fn settle(&self) -> (Arc<[String]>, BTreeMap<i64, i64>) {
        let codes = self.0.keys().cloned().collect();
        let moved = self.0.values().zip(0..).map(|(from, to)| (*from, to)).collect();
        (codes, moved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_whatever_order_they_come_in() {
        let mut dictionary = Dictionary::default();
        assert_eq!(dictionary.position("thpt"), Some(0));
        assert_eq!(dictionary.position("mu-chu"), Some(1));
        assert_eq!(dictionary.position("thpt"), Some(0));
        let (codes, moved) = dictionary.settle();
        assert_eq!(*codes, ["mu-chu".to_owned(), "thpt".to_owned()]);
        assert_eq!(moved, BTreeMap::from([(0, 1), (1, 0)]));
    }
}

//! The identity numbers seen so far, so that nobody is told apart from himself without a word.

use tieuchi_core::Diagnostic;

use crate::codes;

/// The most pairs of lines that are named.
const PAIRS_MAX: usize = 10;

/// Identity numbers with their lines: a million of them take 16 MiB.
#[derive(Debug, Default)]
pub(crate) struct Numbers(Vec<(u64, u32)>);

impl Numbers {
    /// Adds the number of a row; what is no number of 12 digits tells nothing.
    pub(crate) fn push(&mut self, text: &str, line: u64) {
        if text.len() == 12
            && let Ok(number) = text.parse()
        {
            self.0.push((number, u32::try_from(line).unwrap_or(u32::MAX)));
        }
    }

    /// The warning for numbers that stand more than once. A subject has one row, so each is the
    /// number of two subjects. The numbers themselves are not shown.
    pub(crate) fn repeated(mut self, path: &str) -> Option<Diagnostic> {
        self.0.sort_unstable();
        let mut pairs: Vec<(u32, u32)> = self
            .0
            .windows(2)
            .filter_map(|pair| match pair {
                [(first, line), (again, other)] if first == again => Some((*line, *other)),
                _ => None,
            })
            .collect();
        pairs.sort_unstable();
        let message = match pairs.len() {
            0 => return None,
            1 => "an identity number stands under two subjects".to_owned(),
            count => format!("identity numbers stand under two subjects, {count} times"),
        };
        let mut warning = Diagnostic::warning(codes::NUMBER_TWICE, message);
        for (first, again) in pairs.iter().take(PAIRS_MAX) {
            warning = warning.note(format!("{path}, lines {first} and {again}"));
        }
        let more = pairs.len().saturating_sub(PAIRS_MAX);
        if more > 0 {
            warning = warning.note(format!("{more} more are not listed"));
        }
        Some(warning.help("keep one row for a person, or mend the number in the other row"))
    }
}

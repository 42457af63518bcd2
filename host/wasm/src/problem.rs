//! What is wrong with a text of the plugin's author, and where.

use std::ops::Range;

/// Problems kept of one text: what follows is mostly an echo.
const PROBLEMS_MAX: usize = 100;

/// One thing that is wrong with a manifest or with worked cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// One sentence: lower case, no full stop, the author's words in backticks.
    pub message: String,
    /// Where, in bytes of the text.
    pub span: Range<usize>,
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
    /// A problem at a place.
    pub(crate) fn new(message: impl Into<String>, span: Range<usize>) -> Self {
        Self { message: message.into(), span, help: None }
    }

    /// Says what to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The problem as one line for those who see no text: `3:7: …`.
    pub(crate) fn line(&self, text: &str) -> String {
        let before = &text[..text.floor_char_boundary(self.span.start)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let help = self.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
        format!("{line}:{column}: {}{help}", self.message)
    }
}

/// The problems of one text.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    /// What is kept.
    items: Vec<Problem>,
}

impl Problems {
    /// Takes a problem; an equal one is kept once.
    pub(crate) fn push(&mut self, problem: Problem) {
        if self.items.len() < PROBLEMS_MAX && !self.items.contains(&problem) {
            self.items.push(problem);
        }
    }

    /// Whether nothing is wrong.
    pub(crate) const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All, in the order of the text.
    pub(crate) fn into_sorted(mut self) -> Vec<Problem> {
        // Stable: at one place the order of reading is the order in which to mend.
        self.items.sort_by_key(|problem| problem.span.start);
        self.items
    }
}

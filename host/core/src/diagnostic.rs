//! What is wrong, where, and what to do: data that another room draws.

use std::{ops::Range, sync::Arc};

/// Bytes of a source.
pub type Span = Range<usize>;

/// A file's number in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as the user would write it, with `/`.
    pub path: String,
    /// The whole text.
    pub text: Arc<str>,
}

/// All files that were read, so that whatever came from one can be shown in it.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Keeps a file.
    ///
    /// # Panics
    /// After 2^32 files.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> SourceId {
        let id = u32::try_from(self.0.len()).expect("fewer than 2^32 files");
        self.0.push(Source { path: path.into(), text: text.into() });
        SourceId(id)
    }

    /// A file.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.0.get(id.0 as usize)
    }

    /// All files with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0..).map(SourceId).zip(&self.0)
    }

    /// Line and column, both from 1, columns in characters.
    pub fn position(&self, id: SourceId, offset: usize) -> (usize, usize) {
        let Some(source) = self.get(id) else { return (1, 1) };
        let before = source.text.get(..offset).unwrap_or(&source.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }
}

/// How bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is done until it is mended.
    Error,
    /// Work goes on; somebody should look.
    Warning,
}

/// A place in a file and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub source: SourceId,
    /// Where.
    pub span: Span,
    /// What; may be empty.
    pub text: String,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// `R…` rules, `P…` plugins, `D…` data; `tieuchi help CODE` prints its page.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// One sentence: lower case, no full stop, the user's words in backticks.
    pub message: String,
    /// Places, the culprit first.
    pub labels: Vec<Label>,
    /// What to do, as a text to type where possible.
    pub help: Option<String>,
    /// Facts that explain it.
    pub notes: Vec<String>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            notes: Vec::new(),
        }
    }

    /// A warning without a place yet.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Adds a place.
    #[must_use]
    pub fn label(mut self, source: SourceId, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { source, span, text: text.into() });
        self
    }

    /// Sets what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Whether nothing may be done until it is mended.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Sorts by file path and place, so that a report does not depend on the order of work. What
    /// has no place in a text keeps its order, in front.
    pub fn sort(diagnostics: &mut [Self], sources: &Sources) {
        diagnostics.sort_by_cached_key(|item| {
            item.labels.first().map(|label| {
                let path = sources.get(label.source).map(|source| source.path.clone());
                (path, label.span.start, item.code, item.message.clone())
            })
        });
    }
}

/// The candidate that a mistyped word most likely means: within two edits (insert, delete, change,
/// swap), the nearest one, the first of equals.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = if word.chars().count() < 4 { 1 } else { 2 };
    candidates
        .into_iter()
        .map(|candidate| (edit_distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Edits between two words.
fn edit_distance(left: &str, right: &str) -> usize {
    if left.len().abs_diff(right.len()) > 8 {
        return usize::MAX;
    }
    strsim::osa_distance(left, right)
}

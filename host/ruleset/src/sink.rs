//! Where the diagnostics of one file gather.

use tieuchi_core::{Diagnostic, SourceId, Span};

use crate::{codes, limits::DIAGNOSTICS_MAX};

/// A value with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct At<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it stands.
    pub(crate) span: Span,
}

impl<T> At<T> {
    /// A value at a place.
    pub(crate) const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// The diagnostics of one file.
#[derive(Debug)]
pub(crate) struct Sink {
    /// The file.
    pub(crate) source: SourceId,
    /// Whether further diagnostics are echoes of a syntax error and are not kept.
    muted: bool,
    /// Whether an error came in, kept or not.
    failed: bool,
    /// How many were not kept for their number.
    dropped: usize,
    /// What is kept.
    items: Vec<Diagnostic>,
}

impl Sink {
    /// An empty sink.
    pub(crate) const fn new(source: SourceId) -> Self {
        Self { source, muted: false, failed: false, dropped: 0, items: Vec::new() }
    }

    /// An error at a place of this file; not yet pushed.
    pub(crate) fn at(
        &self,
        code: &'static str,
        message: impl Into<String>,
        span: &Span,
        label: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::error(code, message).label(self.source, span.clone(), label)
    }

    /// Takes a diagnostic.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.failed |= diagnostic.is_error();
        if self.muted || self.items.contains(&diagnostic) {
            return;
        }
        if self.items.len() < DIAGNOSTICS_MAX {
            self.items.push(diagnostic);
        } else {
            self.dropped += 1;
        }
    }

    /// Keeps no more: what follows a syntax error is its echo.
    pub(crate) fn mute(&mut self) {
        self.muted = true;
    }

    /// Counts an error that is told elsewhere: the file cannot be used.
    pub(crate) fn fail(&mut self) {
        self.failed = true;
    }

    /// Whether an error came in.
    pub(crate) const fn failed(&self) -> bool {
        self.failed
    }

    /// What was kept.
    pub(crate) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        if self.dropped > 0 {
            let message = format!("file has more than {DIAGNOSTICS_MAX} faults");
            let label = format!("{} more are not shown", self.dropped);
            let rest = self.at(codes::LIMIT, message, &(0..0), label);
            self.items.push(rest.help("mend the first ones and check again"));
        }
        self.items
    }
}

//! A progress bar, where somebody looks at a terminal.

use indicatif::{ProgressBar, ProgressStyle};
use tieuchi_pipeline::Progress;

/// A bar that shows itself only on a terminal.
#[derive(Debug)]
pub(crate) struct Bar(ProgressBar);

impl Bar {
    /// A bar without anything on it yet.
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::no_length();
        bar.set_style(
            ProgressStyle::with_template("{msg:28} {bar:30} {human_pos}/{human_len} {eta}")
                .unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        Self(bar)
    }

    /// Moves it.
    pub(crate) fn show(&self, progress: &Progress<'_>) {
        let Progress { what, done, total } = progress;
        if self.0.message() != *what {
            self.0.set_message((*what).to_owned());
        }
        // A total that nobody knows yet.
        if *total == 0 {
            self.0.unset_length();
        } else {
            self.0.set_length(*total);
        }
        self.0.set_position(*done);
    }

    /// Takes it away.
    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

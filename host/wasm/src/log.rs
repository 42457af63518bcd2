//! What plugins write: bounded, cleaned, and of no consequence.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use crate::{Limits, words::sanitise};

/// How much a line of log matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// For the developer of the plugin.
    Debug,
    /// For whoever runs it.
    Info,
    /// Somebody should look.
    Warn,
}

impl LogLevel {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warn => "warn",
        }
    }
}

impl fmt::Display for LogLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A line that a plugin wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// The plugin's name.
    pub plugin: Arc<str>,
    /// How much it matters.
    pub level: LogLevel,
    /// One line, safe to print.
    pub message: String,
}

/// Where lines go.
pub type LogSink = Arc<dyn Fn(LogLine) + Send + Sync>;

/// The log of one session.
pub(crate) struct Log {
    /// The plugin's name.
    plugin: Arc<str>,
    /// Where lines go.
    sink: LogSink,
    /// Lines that may still be written.
    left: usize,
    /// Bytes of a line.
    line_bytes: usize,
}

impl Log {
    /// The log of a new session.
    pub(crate) fn new(plugin: Arc<str>, sink: LogSink, limits: &Limits) -> Self {
        Self { plugin, sink, left: limits.log_lines, line_bytes: limits.log_line_bytes }
    }

    /// Drops every line from now on.
    pub(crate) const fn close(&mut self) {
        self.left = 0;
    }

    /// Whether another line would still be written.
    pub(crate) const fn is_open(&self) -> bool {
        self.left > 0
    }

    /// Bytes that are kept of a line.
    pub(crate) const fn line_bytes(&self) -> usize {
        self.line_bytes
    }

    /// Writes a line. The last one that is allowed says so.
    pub(crate) fn write(&mut self, level: LogLevel, message: &str) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        let cut = message.floor_char_boundary(self.line_bytes);
        let mut text = sanitise(&message[..cut]);
        if cut < message.len() && !text.ends_with('…') {
            text.push('…');
        }
        self.send(level, text);
        if self.left == 0 {
            self.send(LogLevel::Info, "further lines are dropped".to_owned());
        }
    }

    /// Hands a line to the sink. A sink that panics must not unwind through the guest.
    fn send(&self, level: LogLevel, message: String) {
        let line = LogLine { plugin: Arc::clone(&self.plugin), level, message };
        drop(catch_unwind(AssertUnwindSafe(|| (self.sink)(line))));
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plugin, sink: _, left, line_bytes } = self;
        f.debug_struct("Log")
            .field("plugin", plugin)
            .field("left", left)
            .field("line_bytes", line_bytes)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    fn written(limits: &Limits, messages: &[&str]) -> Vec<String> {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&lines);
        let sink: LogSink = Arc::new(move |line| kept.lock().unwrap().push(line.message));
        let mut log = Log::new("ví-dụ".into(), sink, limits);
        for message in messages {
            log.write(LogLevel::Info, message);
        }
        let lines = lines.lock().unwrap();
        lines.clone()
    }

    #[test]
    fn lines_are_cut_cleaned_and_counted() {
        let limits = Limits::default().with_log_lines(2).with_log_line_bytes(6);
        assert_eq!(
            written(&limits, &["a\u{1b}b", "mười giờ", "third"]),
            ["a\\u{1b}b", "mườ…", "further lines are dropped"]
        );
    }

    #[test]
    fn a_sink_that_panics_stops_nothing() {
        let mut log =
            Log::new("ví-dụ".into(), Arc::new(|_| panic!("full disk")), &Limits::default());
        log.write(LogLevel::Warn, "x");
        log.write(LogLevel::Warn, "y");
        assert_eq!(log.left, Limits::default().log_lines - 2);
    }
}

//! The shared store: evidence, findings and verdicts by column in SQLite.
